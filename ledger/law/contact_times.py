"""Hours, days and places that do not suit: 12 CFR 1006.6(b)(1) and (3), 1006.22(f)(3). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta, tzinfo

from ledger.law.contact import (
    Contact,
    ContactRule,
    Finding,
    Medium,
    Place,
    Presumption,
    contact_rules,
    finding,
)
from ledger.law.contact_replies import to_the_user, unasked
from ledger.law.contact_told import EmployerForbids, NamedPlace, NamedTime, Told, told_finding
from ledger.words import text

TIMELESS = (Medium.LETTER, Medium.WEBSITE)  # no moment at which they reach anybody

OUT_OF_HOURS = text(
    "This came before {from_hour} a.m. or after {to_hour} p.m. where you may be. "
    "The rule takes such hours as inconvenient."
)
AT_NAMED_TIME = text("You had told them that this day or time does not suit you.")
AT_PLACE = {
    ContactRule.NAMED_PLACE: text("You had told them not to reach you at this place."),
    ContactRule.WORKPLACE: text(
        "They knew that your employer does not allow this, and reached you at work."
    ),
}
WORK_EMAIL = text(
    "They wrote to an e-mail address from your employer. They should not if they know that it is, "
    "unless you wrote from it or agreed."
)


def time_findings(
    contacts: Iterable[Contact], named: Iterable[NamedTime] = (), *, zones: Sequence[tzinfo]
) -> tuple[Finding, ...]:
    """Contacts outside the usual hours, or at a time that was named.

    `zones` are all the places where the collector's records put the user, home first: the hours
    must fit in each. A message counts when it was sent, a letter not at all. After the user
    writes at such a time, one reply in the same way is allowed. ValueError without a zone.
    """
    if not zones:
        raise ValueError("Say in which time zone the person is.")
    every = list(contacts)
    return (
        *_out_of_hours(every, zones),
        *(one for each in named for one in _at_named_time(every, each, zones[0])),
    )


def _out_of_hours(contacts: list[Contact], zones: Sequence[tzinfo]) -> Iterator[Finding]:
    rule = contact_rules()[ContactRule.HOURS]
    words = OUT_OF_HOURS.filled(from_hour=rule["from_hour"], to_hour=rule["to_hour"] - 12)
    night = timedelta(hours=24 - rule["to_hour"] + rule["from_hour"])
    outside = [one for one in contacts if any(_outside(one.at, zone) for zone in zones)]

    def same_night(asked: Contact, reply: Contact) -> bool:
        return asked.medium is reply.medium and reply.at - asked.at <= night

    for contact in unasked(_timed(outside), outside, same_night):
        yield finding(ContactRule.HOURS, Presumption.VIOLATION, [contact], words)


def _outside(moment: datetime, zone: tzinfo) -> bool:
    """Before 8:00 or after 21:00 there; those minutes themselves are inside."""
    rule = contact_rules()[ContactRule.HOURS]
    there = moment.astimezone(zone).time()
    return there < time(rule["from_hour"]) or there > time(rule["to_hour"])


def _at_named_time(contacts: list[Contact], named: NamedTime, zone: tzinfo) -> Iterator[Finding]:
    def begun(contact: Contact) -> object:
        return named.begins_on(contact.at.astimezone(zone).replace(tzinfo=None))

    def same_time(asked: Contact, reply: Contact) -> bool:
        return asked.medium is reply.medium and begun(asked) == begun(reply)

    covered = [contact for contact in contacts if begun(contact)]
    told = [one for one in _timed(covered) if named.holds(one, zone=zone) is not False]
    for contact in unasked(told, covered, same_time):
        yield told_finding(ContactRule.NAMED_TIME, contact, named, AT_NAMED_TIME, zone=zone)


def _timed(contacts: Iterable[Contact]) -> list[Contact]:
    return [one for one in to_the_user(contacts) if one.medium not in TIMELESS and not one.agreed]


def place_findings(
    contacts: Iterable[Contact],
    places: Iterable[NamedPlace] = (),
    employer: Iterable[EmployerForbids] = (),
    *,
    zone: tzinfo,
) -> tuple[Finding, ...]:
    """Contacts at a place that was named, at work against the employer's rule, or by work e-mail.

    Mail and a landline belong to a place, a mobile phone and an e-mail address to none, unless
    the collector knew where the user was: comment 6(b)(1)(ii)-1.
    """
    every = list(contacts)
    found: list[Finding] = []
    for named in places:
        found += _at_place(every, ContactRule.NAMED_PLACE, named.place, named, zone)
    for ban in employer:
        found += _at_place(every, ContactRule.WORKPLACE, Place.WORK, ban, zone)
    return (*found, *_by_work_email(every))


def _at_place(
    contacts: list[Contact], kind: ContactRule, place: Place, told: Told, zone: tzinfo
) -> Iterator[Finding]:
    there = [contact for contact in contacts if contact.place is place]
    flagged = [
        one
        for one in to_the_user(there)
        if not one.agreed and told.holds(one, zone=zone) is not False
    ]
    for contact in unasked(flagged, there, _same_medium):
        yield told_finding(kind, contact, told, AT_PLACE[kind], zone=zone)


def _same_medium(asked: Contact, reply: Contact) -> bool:
    return asked.medium is reply.medium


def _by_work_email(contacts: list[Contact]) -> Iterator[Finding]:
    for contact in to_the_user(contacts):
        used = any(
            one.medium is Medium.EMAIL and one.address == contact.address and one.at < contact.at
            for one in contacts
            if one.by is not contact.by
        )
        at_work = contact.medium is Medium.EMAIL and contact.place is Place.WORK
        if at_work and not contact.agreed and not used:
            yield finding(ContactRule.WORK_EMAIL, Presumption.OPEN, [contact], WORK_EMAIL)
