"""Letters for tests: say what matters, the rest is an everyday one."""

from datetime import date, timedelta
from decimal import Decimal

from negotiation.letters.compose import LetterContent, references
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import COLLECTORS, LANGUAGES, AskType, Recipient

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
PAST = date(2026, 2, 20)
APART = timedelta(days=5)  # between days of which one must come first
ANSWERS = {
    AskType.MONEY: Decimal("1295.50"),
    AskType.DAY: date(2026, 4, 15),
    AskType.LINE: "Something short and true",
    AskType.TEXT: "Something a little longer, which is true as well.",
    AskType.COUNT: 6,
    AskType.YES: True,
}
CELLS = {
    AskType.MONEY: Decimal("39.00"),
    AskType.DAY: date(2026, 1, 15),
    AskType.LINE: "Late fee",
}
LONG = {
    "sender_name": "María Guadalupe Fernández-Villaseñor de la Cruz y Rodríguez Castellanos",
    "sender_lines": (
        "12345 North Saint Bartholomew Boulevard, Building 17, Apartment 1204",
        "San Buenaventura Township, NM 87544-2210",
    ),
    "recipient_name": "Consolidated Intermountain Receivables Management and Recovery Services"
    " of North America, LLC",
    "recipient_lines": (
        "Attention: Office of Consumer Disputes and Written Correspondence",
        "Building 4, Suite 2200",
        "98765 West Martin Luther King Junior Memorial Parkway",
        "Winston-Salem, NC 27101-4410",
    ),
}
SIXTY_LINES = "\n".join(f"Line {number} of what I want to say." for number in range(1, 61))


def answer(ask, to):
    """An everyday answer to this question: all choices that make sense, or the usual one."""
    choices = ask.choices_for(to)
    if ask.type is AskType.CHOICES:
        return tuple(choice.key for choice in choices)
    if ask.type is AskType.CHOICE:
        return next(choice.key for choice in choices if choice.usual)
    if ask.type is AskType.ROWS:
        return (tuple(CELLS[column.type] for column in ask.columns),) * 2
    usual = PAST if ask.past else ANSWERS[ask.type]
    return usual + APART * (bool(ask.after) - bool(ask.until)) if ask.type is AskType.DAY else usual


def answers(kind, to, **said):
    """An answer to every question of the kind; None leaves one out."""
    everything = {ask.key: answer(ask, to) for ask in KINDS[kind].asks} | said
    return {key: value for key, value in everything.items() if value is not None}


def first_of(kind):
    """The first party, in the order of Recipient, that a letter of this kind may go to."""
    return next(to for to in Recipient if to in KINDS[kind].to)


def letter(kind="L2", language="en", *, said=None, **fields):
    """One letter with an answer to all its kind asks, but for those in `said`."""
    to = fields.get("recipient_kind", first_of(kind))
    usual = {
        "date": date(2026, 3, 5),
        "sender_name": "Alice Marlowe",
        "sender_lines": ("12 Orchard Street, Apt 4", "Rochester, NY 14604"),
        "recipient_name": "Midtown Recovery",
        "recipient_lines": ("Dispute Department", "P.O. Box 4410", "Columbus, OH 43201"),
        "recipient_kind": to,
        "references": references(
            language, creditor="Harbor Bank", last4="4821", reference="MR-20771",
            claimed=Decimal("4318.27"),
        ),
        "said": answers(kind, to, **(said or {})),
        "flags": frozenset({"collector", "in_period"} if to in COLLECTORS else ()),
        "names": {"creditor": "Harbor Bank", "owner": "Harbor Bank", "last4": "4821"},
        "enclosures": tuple(choice.key for choice in KINDS[kind].enclosures),
    }  # fmt: skip
    return LetterContent(kind=kind, language=language, **(usual | fields))
