"""How often a collector calls about one debt: 12 CFR 1006.14(b)(2) to (4). Pure.

Calls count for one collector, one person and one particular debt, over whole days where the
person lives. Whatever can be counted so that no limit is broken is not held against anybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby, pairwise
from typing import NamedTuple

from ledger.law.contact import (
    Contact,
    ContactRule,
    Ending,
    Finding,
    HeldDebt,
    Presumption,
    Purpose,
    contact_rules,
    finding,
)
from ledger.law.contact_allocation import Limits, allocate
from ledger.law.contact_book import Entry, Group, LeftOut, agreed_to, entries, groups
from ledger.law.contact_told import Consent
from ledger.words import Text, text

TOO_MANY = text(
    "They called {count} times in {days} days in a row about this debt. "
    "More than {limit} is presumed to be too many."
)
AFTER_TALK = text(
    "You talked about this debt on {talked_on}. They called again on {called_on}. "
    "A call within {days} days, the day of the talk included, is presumed to be too soon."
)
WITHIN = text("The calls about this debt that you noted are presumed to be within the limits.")
QUICK = text(
    "Two calls that reached nobody came within {minutes} minutes. "
    "Even where the number of calls is allowed, such a pattern can speak against them."
)
CROWDED = text(
    "{count} calls came on one day, {day}. "
    "Even where the number of calls is allowed, such a pattern can speak against them."
)
ZONES_DIFFER = text("It depends on the time zone in which the days are counted.")
COUNTED_OTHERWISE = text("They may count some of these calls for another of your debts.")
THEY_MAY_SAY = {
    Purpose.REQUIRED_BY_LAW: text("They may say that a law required this call."),
    Purpose.LAWSUIT: text("They may say that this call was about a lawsuit that is running."),
    Purpose.ASKED_FOR: text("They may say that you had asked for what they called about."),
    Purpose.DROPPED_CALL: text("They may say that they went on with a talk that was cut off."),
    Purpose.URGENT: text("They may say that the call let you avoid a harm they cannot stop."),
}


@dataclass(frozen=True, slots=True)
class CallLaw:
    """What one law calls too many and too soon, and which calls it leaves out."""

    too_many: ContactRule
    too_soon: ContactRule
    left_out: LeftOut
    other_limits: Limits | None = None  # where the law can be read in two ways

    @property
    def limits(self) -> Limits:
        if self.other_limits:
            return self.other_limits
        count, talk = contact_rules()[self.too_many], contact_rules()[self.too_soon]
        return Limits(count["calls"], count.days, talk.days)


class Excess(NamedTuple):
    """A call beyond a limit, the last of the entries that make it so.

    `sure`: however the calls are counted that may count for another debt.
    """

    kind: ContactRule
    debt: str
    entries: tuple[Entry, ...]
    sure: bool

    @property
    def key(self) -> tuple[ContactRule, str, Contact]:
        return self.kind, self.debt, self.entries[-1].contact


FEDERAL = CallLaw(ContactRule.CALL_COUNT, ContactRule.CALL_AFTER_TALK, agreed_to)


def call_findings(
    contacts: Iterable[Contact],
    *,
    zones: Sequence[tzinfo],
    debts: Iterable[HeldDebt] = (),
    consents: Iterable[Consent] = (),
) -> tuple[Finding, ...]:
    """Every call beyond a limit; for a debt without one, that its calls are presumed within them.

    `zones` are the places where the person may be, home first; ValueError where there is none.
    Calls that did not connect, went to a wrong number, a lawyer, a bureau or a creditor never
    count, nor do those the person had agreed to: 12 CFR 1006.14(b)(3).
    """
    found: list[Finding] = []
    for group in groups(contacts, zones=zones, debts=debts, consents=consents):
        beyond = excess_findings(group, FEDERAL)
        found += beyond
        found += _within(group[0], {one.debt for one in beyond})
        found += _patterns(group[0])
    return tuple(found)


def excess_findings(zoned: Sequence[Group], law: CallLaw) -> list[Finding]:
    """The calls beyond a limit: presumed so where every zone and every way to count agree."""
    by_zone = [{one.key: one for one in _excesses(group, law)} for group in zoned]
    merged = {key: one for found in reversed(by_zone) for key, one in found.items()}
    return [
        _finding(one, law, everywhere=all(key in found for found in by_zone))
        for key, one in merged.items()
    ]


def _excesses(group: Group, law: CallLaw) -> Iterator[Excess]:
    counted, over = allocate(entries(group, law.left_out), law.limits)
    for debt in sorted(group.debts):
        calls = [entry for entry in counted if entry.call and debt in entry.debts]
        talks = [entry for entry in counted if entry.talk and debt in entry.debts]
        for place, call in enumerate(calls):
            for kind, found in (
                (law.too_many, _too_many(calls[: place + 1], law.limits)),
                (law.too_soon, _too_soon(call, talks, law.limits)),
            ):
                sure = all(entry.settled or entry.contact in over for entry in found)
                if found:
                    yield Excess(kind, debt, found, sure or call.contact in over)


def _too_many(calls: Sequence[Entry], limits: Limits) -> tuple[Entry, ...]:
    """The last call and those of the days in a row that end with it, if there are too many."""
    last = calls[-1].day
    near = tuple(call for call in calls if (last - call.day).days < limits.days)
    return near if len(near) > limits.calls else ()


def _too_soon(call: Entry, talks: Iterable[Entry], limits: Limits) -> tuple[Entry, ...]:
    """The last talk before the call, and the call, if it falls into the days after it."""
    before = [
        talk
        for talk in talks
        if talk.contact.at < call.contact.at and limits.resting(call.day, talk.day)
    ]
    return (before[-1], call) if before else ()


def _finding(excess: Excess, law: CallLaw, *, everywhere: bool) -> Finding:
    doubts = [] if everywhere else [ZONES_DIFFER]
    if not excess.sure:
        doubts.append(COUNTED_OTHERWISE)
    contacts = [entry.contact for entry in excess.entries]
    reply = THEY_MAY_SAY.get(contacts[-1].purpose)
    return finding(
        excess.kind,
        Presumption.OPEN if doubts else Presumption.VIOLATION,
        contacts,
        _words(excess, law),
        debt=excess.debt,
        but=[*doubts, *([reply] if reply else [])],
    )


def _words(excess: Excess, law: CallLaw) -> Text:
    limits = law.limits
    if excess.kind is law.too_soon:
        talk, call = excess.entries
        return AFTER_TALK.filled(
            talked_on=talk.day, called_on=call.day, days=contact_rules()[law.too_soon].days
        )
    return TOO_MANY.filled(count=len(excess.entries), days=limits.days, limit=limits.calls)


def _within(group: Group, exceeded: set[str]) -> Iterator[Finding]:
    settled, _ = allocate(entries(group, FEDERAL.left_out), FEDERAL.limits)
    for debt in sorted(group.debts - exceeded):
        calls = [entry.contact for entry in settled if entry.call and debt in entry.debts]
        if calls:
            yield finding(ContactRule.CALLS, Presumption.COMPLIANCE, calls, WITHIN, debt=debt)


def _patterns(group: Group) -> Iterator[Finding]:
    """What can weigh against a collector though the count is allowed: comment 14(b)(2)(i)-2."""
    rule = contact_rules()[ContactRule.CALL_PATTERN]
    calls = [entry.contact for entry in entries(group, FEDERAL.left_out) if entry.call]
    by_number = sorted(calls, key=lambda call: call.address)
    for _, same_number in groupby(by_number, key=lambda call: call.address):
        in_turn = list(same_number)
        for first, second in pairwise(in_turn):
            quick = (second.at - first.at).total_seconds() <= rule["minutes"] * 60
            if quick and _reached_nobody(first) and _reached_nobody(second):
                words = QUICK.filled(minutes=rule["minutes"])
                yield _pattern((first, second), words)
        for day, of_day in groupby(in_turn, key=lambda call: call.day(group.zone)):
            crowd = tuple(of_day)
            if len(crowd) >= rule["calls"]:
                yield _pattern(crowd, CROWDED.filled(count=len(crowd), day=day))


def _pattern(calls: tuple[Contact, ...], words: Text) -> Finding:
    return finding(ContactRule.CALL_PATTERN, Presumption.OPEN, calls, words)


def _reached_nobody(call: Contact) -> bool:
    return call.ending in (Ending.NO_ANSWER, Ending.VOICEMAIL, Ending.RINGLESS_VOICEMAIL)
