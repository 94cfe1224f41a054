"""What the user stopped: a way of contact, all contact, contact past a lawyer, collecting. Pure.

12 CFR 1006.14(h), 1006.6(c), 1006.6(b)(2), 1006.38(d)(2), and the way out every electronic message
must show, 1006.6(e).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from ledger.law.contact import (
    Contact,
    ContactRule,
    Finding,
    Medium,
    Presumption,
    Purpose,
    Side,
    finding,
)
from ledger.law.contact_replies import to_the_user, unasked
from ledger.law.contact_told import Cease, Disputed, Lawyer, MediumBan, told_finding
from ledger.words import text

THREE_NOTICES = (Purpose.EFFORTS_END, Purpose.MAY_USE_REMEDY, Purpose.WILL_USE_REMEDY)
NOT_COLLECTING = (
    Purpose.ASKED_FOR,
    Purpose.EFFORTS_END,
    Purpose.OPT_OUT_CONFIRMED,
    Purpose.REQUIRED_BY_LAW,
)

BANNED = {
    Medium.CALL: text("You had asked them not to call. They called."),
    Medium.TEXT: text("You had asked them not to send texts. They sent one."),
    Medium.EMAIL: text("You had asked them not to send e-mail. They sent one."),
    Medium.PRIVATE_MESSAGE: text("You had asked them not to send such messages. They sent one."),
    Medium.LETTER: text("You had asked them not to send letters. They sent one."),
    Medium.IN_PERSON: text("You had asked them not to come in person. They came."),
    Medium.WEBSITE: text("You had asked them not to use this website."),
}
AFTER_CEASE = text(
    "They got your notice to stop on {day}. This came later, and is none of the three notices "
    "they may still send."
)
PAST_LAWYER = text("They knew of your lawyer for this debt, and turned to you.")
BEFORE_ANSWER = text(
    "They had your written dispute, and had not answered it yet. Until then they must stop "
    "collecting what you dispute."
)
IN_TIME_UNSURE = text("We are not sure that your dispute came in time to stop them.")
NO_WAY_OUT = text("This message did not show how to stop more of them.")
OTHER_DEBT = text("It may have been about another debt.")
YOU_WROTE = text("You got in touch with them after your notice. They may say that this answers it.")
LAW_REQUIRED = text("They may say that a law required this.")
LAWYER_SILENT = text("They may say that your lawyer did not answer them.")


def medium_findings(
    contacts: Iterable[Contact], bans: Iterable[MediumBan], *, zone: tzinfo
) -> tuple[Finding, ...]:
    """Contacts in a way the user had asked them not to use.

    Allowed are what a law requires, one confirmation of an electronic opt-out, and one reply each
    time the user comes back in that way.
    """
    every = list(contacts)
    return tuple(one for ban in bans for one in _by_banned_medium(every, ban, zone))


def _by_banned_medium(contacts: list[Contact], ban: MediumBan, zone: tzinfo) -> Iterator[Finding]:
    later = [
        one
        for one in contacts
        if one.medium is ban.medium and ban.holds(one, zone=zone) is not False
    ]
    flagged = [
        one
        for one in to_the_user(later)
        if ban.address in ("", one.address) and one.purpose is not Purpose.REQUIRED_BY_LAW
    ]
    for contact in unasked(_after_one_confirmation(flagged), later, lambda asked, reply: True):
        yield told_finding(ContactRule.MEDIUM, contact, ban, BANNED[ban.medium], zone=zone)


def _after_one_confirmation(flagged: Iterable[Contact]) -> Iterator[Contact]:
    confirmed = False
    for contact in flagged:
        confirms = contact.purpose is Purpose.OPT_OUT_CONFIRMED and contact.medium.electronic
        if confirms and not confirmed:
            confirmed = True
        else:
            yield contact


def cease_findings(
    contacts: Iterable[Contact], ceases: Iterable[Cease], *, zone: tzinfo
) -> tuple[Finding, ...]:
    """Contacts about a debt after the collector received the written notice to stop.

    It works from its receipt, not from its mailing. Three notices stay allowed: that they stop,
    what they ordinarily may do, and what they will do.
    """
    every = list(contacts)
    return tuple(
        _after_cease(contact, cease, every, zone)
        for cease in ceases
        for contact in to_the_user(every)
        if cease.holds(contact, zone=zone) is not False
        and contact.purpose not in THREE_NOTICES
        and contact.medium is not Medium.WEBSITE
        and _about(contact, cease.debts) is not False
    )


def _after_cease(contact: Contact, cease: Cease, every: list[Contact], zone: tzinfo) -> Finding:
    but = []
    if _about(contact, cease.debts) is None:
        but.append(OTHER_DEBT)
    if any(
        one.by is Side.YOU and one.at < contact.at and cease.holds(one, zone=zone)
        for one in every
        if one.collector == contact.collector
    ):
        but.append(YOU_WROTE)
    if contact.purpose is Purpose.REQUIRED_BY_LAW:
        but.append(LAW_REQUIRED)
    words = AFTER_CEASE.filled(day=_day(cease.since))
    return told_finding(ContactRule.CEASE, contact, cease, words, zone=zone, but=but)


def _about(contact: Contact, debts: frozenset[str]) -> bool | None:
    """Whether the contact was about one of those debts; none named: all. None: nobody said."""
    if not debts:
        return True
    return bool(contact.debts & debts) if contact.debts else None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def lawyer_findings(
    contacts: Iterable[Contact], lawyers: Iterable[Lawyer], *, zone: tzinfo
) -> tuple[Finding, ...]:
    """Contacts with the user after the collector knew of the lawyer for that debt.

    Allowed: where the user or the lawyer agreed, and one answer to each contact of the user.
    """
    every = list(contacts)
    return tuple(one for lawyer in lawyers for one in _past_lawyer(every, lawyer, zone))


def _past_lawyer(contacts: list[Contact], lawyer: Lawyer, zone: tzinfo) -> Iterator[Finding]:
    flagged = [
        contact
        for contact in to_the_user(contacts)
        if lawyer.holds(contact, zone=zone) is not False
        and not (contact.agreed or lawyer.allows_contact)
        and contact.medium is not Medium.WEBSITE
        and _about(contact, lawyer.debts) is not False
    ]
    later = [one for one in contacts if lawyer.holds(one, zone=zone) is not False]
    for contact in unasked(flagged, later, lambda asked, reply: True):
        but = [LAWYER_SILENT] if lawyer.unanswered else []
        if _about(contact, lawyer.debts) is None:
            but.append(OTHER_DEBT)
        yield told_finding(ContactRule.LAWYER, contact, lawyer, PAST_LAWYER, zone=zone, but=but)


def dispute_findings(
    contacts: Iterable[Contact], disputes: Iterable[Disputed], *, zone: tzinfo
) -> tuple[Finding, ...]:
    """Contacts about a debt between its dispute in the validation period and their answer.

    What brings the answer, says that they stop, or is required by law is no collecting.
    """
    every = list(contacts)
    return tuple(
        _before_answer(contact, dispute, zone)
        for dispute in disputes
        for contact in to_the_user(every)
        if dispute.in_time is not False
        and dispute.holds(contact, zone=zone) is not False
        and contact.purpose not in NOT_COLLECTING
        and contact.medium is not Medium.WEBSITE
        and _about(contact, dispute.debts) is not False
    )


def _before_answer(contact: Contact, dispute: Disputed, zone: tzinfo) -> Finding:
    but = [] if dispute.in_time else [IN_TIME_UNSURE]
    if _about(contact, dispute.debts) is None:
        but.append(OTHER_DEBT)
    return told_finding(ContactRule.DISPUTED, contact, dispute, BEFORE_ANSWER, zone=zone, but=but)


def opt_out_findings(contacts: Iterable[Contact]) -> tuple[Finding, ...]:
    """Texts, e-mails and private messages that did not show how to stop more of them."""
    return tuple(
        finding(ContactRule.OPT_OUT, Presumption.VIOLATION, [contact], NO_WAY_OUT)
        for contact in to_the_user(contacts)
        if contact.medium.electronic
        and contact.opt_out is False
        and contact.purpose is not Purpose.OPT_OUT_CONFIRMED
    )
