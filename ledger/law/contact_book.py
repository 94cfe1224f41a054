"""The calls between one collector and one person, entered for the debts they count for. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from ledger.law.contact import (
    Contact,
    Ending,
    HeldDebt,
    Medium,
    Side,
    Whom,
    in_order,
)
from ledger.law.contact_told import Consent

COUNTED = (Whom.YOU, Whom.OTHER_PERSON)  # 12 CFR 1006.14(b)(3)(iii)


class Entry(NamedTuple):
    """A call that counts, a talk, or both at once, on its day.

    It counts for each of `debts` where it is `settled`; else for one of them, which the
    collector may choose: comment 14(b)(4)-1.
    """

    contact: Contact
    day: date
    debts: frozenset[str]
    call: bool
    talk: bool
    settled: bool


class Group(NamedTuple):
    """The calls between one collector and one person, in order, with days as in one zone."""

    contacts: tuple[Contact, ...]
    zone: tzinfo
    consents: tuple[Consent, ...]
    particular: dict[str, str]  # the name of a debt: that of the particular debt it is part of
    debts: frozenset[str]  # the particular debts the collector holds

    def names(self, debts: Iterable[str]) -> frozenset[str]:
        return frozenset(self.particular.get(debt, debt) for debt in debts)

    def raised(self, contact: Contact) -> frozenset[str]:
        """What the call was about; empty where that was not said and there are several debts."""
        return self.names(contact.raised) or self._only_debt()

    def talked_about(self, contact: Contact) -> frozenset[str]:
        return self.names(contact.debts) or self._only_debt()

    def _only_debt(self) -> frozenset[str]:
        return self.debts if len(self.debts) == 1 else frozenset()


LeftOut = Callable[[Contact, str, Group], bool]


def groups(
    contacts: Iterable[Contact],
    *,
    zones: Sequence[tzinfo],
    debts: Iterable[HeldDebt],
    consents: Iterable[Consent],
) -> Iterator[tuple[Group, ...]]:
    """For each collector and person the same calls, once with the days of each zone."""
    if not zones:
        raise ValueError("Say in which time zone the days are counted.")
    held, agreed = tuple(debts), tuple(consents)
    by_person: dict[tuple[str, Whom, str], list[Contact]] = defaultdict(list)
    for contact in in_order(contacts):
        if contact.medium is Medium.CALL and contact.whom in COUNTED:
            by_person[contact.collector, contact.whom, contact.person].append(contact)
    for (collector, _, _), calls in by_person.items():
        particular = _particular(held, collector)
        seen = {particular.get(debt, debt) for call in calls for debt in call.debts}
        every = frozenset({*particular.values(), *seen} or {""})
        yield tuple(Group(tuple(calls), zone, agreed, particular, every) for zone in zones)


def _particular(held: Iterable[HeldDebt], collector: str) -> dict[str, str]:
    """The first student loan of an account stands for all of them: 12 CFR 1006.14(b)(4)."""
    first: dict[str, str] = {}
    return {
        debt.key: first.setdefault(debt.account, debt.key) if debt.one_account else debt.key
        for debt in sorted(held, key=lambda debt: debt.key)
        if debt.collector == collector
    }


def entries(group: Group, left_out: LeftOut) -> list[Entry]:
    """Every call and talk that counts; `left_out` says which calls do not, for which debt."""
    return [
        entry
        for contact in group.contacts
        if not contact.wrong_number
        for entry in _entries_of(contact, group, left_out)
    ]


def _entries_of(contact: Contact, group: Group, left_out: LeftOut) -> Iterator[Entry]:
    day, said = contact.day(group.zone), group.raised(contact)
    about = group.talked_about(contact)
    called_for = _counting(contact, said or group.debts, group, left_out)
    call = bool(said or called_for == group.debts) and bool(called_for)
    talk_unsaid = contact.talked and not about
    if call:
        yield Entry(contact, day, called_for, True, talk_unsaid and not said, bool(said))
    if contact.talked and (about or not call):
        yield Entry(contact, day, about or group.debts, False, True, bool(about))


def _counting(
    contact: Contact, debts: frozenset[str], group: Group, left_out: LeftOut
) -> frozenset[str]:
    connected = contact.ending is not Ending.NOT_CONNECTED
    if contact.by is not Side.THEM or not connected:
        return frozenset()
    return frozenset(debt for debt in debts if not left_out(contact, debt, group))


def agreed_to(call: Contact, debt: str, group: Group) -> bool:
    """Whether the person's yes to more calls about the debt was in force: 1006.14(b)(3)(i)."""
    return any(consent.fresh(call, zone=group.zone) for consent in asked_for(call, debt, group))


def asked_for(call: Contact, debt: str, group: Group) -> list[Consent]:
    """What the person said yes to that meant this call, however long ago."""
    return [
        consent
        for consent in group.consents
        if consent.covers(call, zone=group.zone)
        and (not consent.debts or debt in group.names(consent.debts))
        and not _talked_between(consent.given_at, call.at, debt, group)
    ]


def _talked_between(given_at: datetime, called_at: datetime, debt: str, group: Group) -> bool:
    """A talk about the debt ends the yes that came before it."""
    return any(
        given_at < contact.at < called_at
        and contact.talked
        and not contact.wrong_number
        and debt in group.talked_about(contact)
        for contact in group.contacts
    )
