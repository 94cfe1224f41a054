"""For which debt a call counts when nobody said: the way that suits the collector best. Pure.

A collector may count such a call for any one of the debts: comments 14(b)(4)-1 and -2. So it is
presumed to break a limit only where every way to count does. The ways are searched to an end, or
until STEPS; beyond that nothing is sure.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.law.contact import Contact
from ledger.law.contact_book import Entry

STEPS = 4_000


class Limits(NamedTuple):
    """At most so many calls in so many days in a row, none for so many days after a talk."""

    calls: int
    days: int
    after_talk_days: int

    def window(self, day: date, others: Sequence[date]) -> int:
        """The most of those days that share with `day` one stretch of days in a row."""
        near = sorted(other for other in others if abs((other - day).days) < self.days)
        return max(
            (sum(0 <= (other - first).days < self.days for other in near) for first in near),
            default=0,
        )

    def resting(self, day: date, talk: date) -> bool:
        return (day - talk).days < self.after_talk_days


class Tally:
    """What counts for each debt so far."""

    def __init__(self, limits: Limits, entries: Sequence[Entry]) -> None:
        self.limits = limits
        self.calls: dict[str, list[Entry]] = defaultdict(list)
        self.talks: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.settled:
                for debt in entry.debts:
                    self.add(entry, debt)

    def add(self, entry: Entry, debt: str) -> None:
        if entry.call:
            self.calls[debt].append(entry)
        if entry.talk:
            self.talks[debt].append(entry)

    def remove(self, entry: Entry, debt: str) -> None:
        if entry.call:
            self.calls[debt].remove(entry)
        if entry.talk:
            self.talks[debt].remove(entry)

    def load(self, entry: Entry, debt: str) -> int:
        """How many calls would count for the debt in a stretch with this one."""
        return self.limits.window(entry.day, [*(one.day for one in self.calls[debt]), entry.day])

    def fits(self, entry: Entry, debt: str) -> bool:
        if entry.call and (self.rests(entry, debt) or self.load(entry, debt) > self.limits.calls):
            return False
        return not entry.talk or not any(
            later.contact.at > entry.contact.at and self.limits.resting(later.day, entry.day)
            for later in self.calls[debt]
        )

    def rests(self, entry: Entry, debt: str) -> bool:
        return any(
            talk.contact.at < entry.contact.at and self.limits.resting(entry.day, talk.day)
            for talk in self.talks[debt]
        )

    def ways(self, entry: Entry) -> list[str]:
        """The debts it fits, the one with the fewest calls first."""
        fitting = (debt for debt in entry.debts if self.fits(entry, debt))
        return sorted(fitting, key=lambda debt: (self.load(entry, debt), debt))


def allocate(entries: Sequence[Entry], limits: Limits) -> tuple[list[Entry], frozenset[Contact]]:
    """The entries, each for its debts alone, and the contacts that surely fit nowhere."""
    undecided = [entry for entry in entries if not entry.settled]
    if not undecided:
        return list(entries), frozenset()
    over = _provably_over(undecided, Tally(limits, entries))
    chosen, complete = (None, False) if over else _search(undecided, Tally(limits, entries))
    if chosen is None:
        chosen, left_over = _best_effort(undecided, Tally(limits, entries))
        over |= left_over if complete else frozenset()
    choice = iter(chosen)
    return [
        entry if entry.settled else entry._replace(debts=frozenset({next(choice)}))
        for entry in entries
    ], over


def _search(undecided: Sequence[Entry], tally: Tally) -> tuple[list[str] | None, bool]:
    """A way in which every entry fits; else None and whether all ways were tried."""
    chosen: list[str] = []
    ways = [iter(tally.ways(undecided[0]))]
    for _ in range(STEPS):
        debt = next(ways[-1], None)
        if debt is not None:
            tally.add(undecided[len(chosen)], debt)
            chosen.append(debt)
            if len(chosen) == len(undecided):
                return chosen, True
            ways.append(iter(tally.ways(undecided[len(chosen)])))
        else:
            ways.pop()
            if not chosen:
                return None, True
            last = chosen.pop()
            tally.remove(undecided[len(chosen)], last)
    return None, False


def _best_effort(undecided: Sequence[Entry], tally: Tally) -> tuple[list[str], frozenset[Contact]]:
    """One after the other where it fits, else where the fewest calls are."""
    chosen, over = [], set()
    for entry in undecided:
        ways = tally.ways(entry)
        if not ways:
            over.add(entry.contact)
            ways = sorted(entry.debts, key=lambda debt: (tally.load(entry, debt), debt))
        tally.add(entry, ways[0])
        chosen.append(ways[0])
    return chosen, frozenset(over)


def _provably_over(undecided: Sequence[Entry], tally: Tally) -> frozenset[Contact]:
    """Calls that no choice can place, by counting alone: more of them than there is room."""
    calls = [entry for entry in undecided if entry.call]
    return frozenset(
        entry.contact for place, entry in enumerate(calls) if _no_room(calls[: place + 1], tally)
    )


def _no_room(calls: Sequence[Entry], tally: Tally) -> bool:
    last = calls[-1]
    near = [call for call in calls if (last.day - call.day).days < tally.limits.days]
    free = {debt for call in near for debt in _not_resting(call, tally)}
    room = sum(max(0, tally.limits.calls - taken) for taken in _taken(last, free, tally))
    return len(near) > room or not any(_not_resting(last, tally))


def _not_resting(call: Entry, tally: Tally) -> Iterator[str]:
    return (debt for debt in call.debts if not tally.rests(call, debt))


def _taken(last: Entry, debts: set[str], tally: Tally) -> Iterator[int]:
    """The settled calls for each debt in the stretch that ends with the last call."""
    for debt in debts:
        ages = ((last.day - one.day).days for one in tally.calls[debt])
        yield sum(0 <= age < tally.limits.days for age in ages)
