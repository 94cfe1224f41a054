"""How far a letter has come, in one sentence."""

from django.utils.translation import gettext as _

from ledger.wording import day


def state_of(letter, *, on):
    """The sentence for lists and for the letter's own page."""
    mailing, asked = letter.mailing, letter.request
    if mailing.taken_back_at:
        return _("Never mailed. Taken back on {day}").format(day=day(mailing.taken_back_at))
    if asked and asked.answered_on:
        return _("Answered on {day}").format(day=day(asked.answered_on))
    if mailing.mailed_on is None:
        return _("Written on {day}, not mailed yet").format(day=day(letter.issued_on))
    if mailing.returned_on:
        return _("Came back on {day}").format(day=day(mailing.returned_on))
    return _mailed(mailing, on)


def _mailed(mailing, on):
    words = _("Mailed on {mailed}.")
    if mailing.is_late(on=on):
        words = _("Mailed on {mailed}. Their answer was due on {due}.")
    elif mailing.is_waiting:
        words = _("Mailed on {mailed}. An answer may come until {due}.")
    elif mailing.closed_on:
        words = _("Mailed on {mailed}. Nothing more to wait for.")
    return words.format(mailed=day(mailing.mailed_on), due=day(mailing.due_on))


def listed(letters, *, on):
    """Each letter with where it stands, as a list shows it."""
    return [
        {
            "row": letter,
            "state": state_of(letter, on=on),
            "is_late": letter.mailing.is_late(on=on),
            "is_ready": letter.mailing.is_ready,
        }
        for letter in letters
    ]
