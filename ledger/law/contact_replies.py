"""Whoever gets in touch may be answered once: 12 CFR 1006.14(h)(2)(ii), comment 6(b)(1)-2. Pure."""

from collections.abc import Callable, Iterable

from ledger.law.contact import Contact, Medium, Side, Whom, in_order

Answers = Callable[[Contact, Contact], bool]


def to_the_user(contacts: Iterable[Contact]) -> list[Contact]:
    """What a collector sent to the user, in order; a wrong number is somebody else's."""
    return [
        contact
        for contact in in_order(contacts)
        if contact.by is Side.THEM and contact.whom is Whom.YOU and not contact.wrong_number
    ]


def unasked(
    flagged: Iterable[Contact], every: Iterable[Contact], answers: Answers
) -> list[Contact]:
    """The flagged contacts without those that answer one of the user's own; each allows one.

    `answers(asked, reply)` says whether the second can answer the first. A talk on the phone is
    answered on the spot, and a look at a website while it lasts.
    """
    asked = [contact for contact in in_order(every) if _awaits_reply(contact)]
    left = []
    for reply in in_order(flagged):
        match = next((one for one in asked if _before(one, reply) and answers(one, reply)), None)
        if match is None:
            left.append(reply)
        else:
            asked.remove(match)
    return left


def _awaits_reply(contact: Contact) -> bool:
    on_the_spot = contact.talked or contact.medium is Medium.WEBSITE
    return contact.by is Side.YOU and not on_the_spot


def _before(asked: Contact, reply: Contact) -> bool:
    return asked.collector == reply.collector and asked.at < reply.at
