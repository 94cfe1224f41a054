"""The best order of settlement where more counts than what is paid, proven. Pure.

What is paid must fit into the pot, and what counts is something else: what is paid with its tax, or
the months that debts stay open. So the least paid alone does not decide. A search goes by the least
that the whole can still come to. That bound is exact but for one thing: it takes the pot to be as
full as the least paid leaves it. Where the bound is met at once, as it often is, the search is a
straight walk; else it can be told of a closer bound. It gives up after LIMIT steps, and says so.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.exact import LARGE, Rows, nothing
from negotiation.plan.goals import Goal
from negotiation.plan.prices import Table

LIMIT = 100_000  # steps of the search

Bounds = NDArray[np.int64]
Ahead = Callable[[int, int, int], int]


def nothing_known(month: int, subset: int, paid: int) -> int:
    return 0


class _Place(NamedTuple):
    """A place of the search, best first; `turn` is the first debt that may come next this month."""

    bound: int
    open: int
    month: int
    subset: int
    turn: int
    paid: int
    weight: int
    chosen: tuple[tuple[int, int], ...]  # each deal so far: debt, month it began


class Found(NamedTuple):
    """The deals, by debt the month they begin in; None where the search gave up at `bound`."""

    starts: tuple[int, ...] | None
    bound: int  # 1/`under` cents


def cheapest_first(
    table: Table,
    found: Rows,
    goal: Goal,
    ahead: Ahead = nothing_known,
    *,
    most: int = LARGE - 1,
    limit: int = LIMIT,
) -> Iterator[Found]:
    """Plans by the table's last month, the cheapest first. `found` are the table's rows.

    `ahead` says of a month, a subset and what is paid how much the rest weighs at least. Plans
    that come to more than `most` are left out.
    """
    least = _Least(table, found, goal, ahead)
    known: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    queue = [_Place(0, table.debts, 1, 0, 0, 0, 0, ())]
    while queue and limit > 0:
        limit -= 1
        place = heappop(queue)
        if not _is_new(place, known):
            continue
        if not place.open:
            yield Found(_starts(place), place.bound)
            continue
        for following in least.wanted(_next(place, table, goal), most):
            heappush(queue, following)
    if queue:
        yield Found(None, queue[0].bound)


class _Least:
    """The least that the whole can still come to at a place."""

    def __init__(self, table: Table, found: Rows, goal: Goal, ahead: Ahead) -> None:
        self.paid, self.weights = (_to_go(table, found, each) for each in (None, goal))
        self.goal, self.ahead = goal, ahead

    def wanted(self, places: Iterable[_Place], most: int) -> Iterator[_Place]:
        """Those of the places that come to no more than `most`, with their bound."""
        for place in places:
            if (bound := self.of(place)) <= most:
                yield place._replace(bound=bound)

    def of(self, place: _Place) -> int:
        """LARGE, or more, where it leads nowhere."""
        here = (place.month, place.subset)
        weight = max(int(self.weights[here]), self.ahead(*here, place.paid))
        if weight >= LARGE:
            return LARGE
        return self.goal.cost(place.paid + int(self.paid[here]), place.weight + weight)


def _is_new(place: _Place, known: dict[tuple[int, ...], list[tuple[int, int]]]) -> bool:
    """Whether nobody came to this place with less of both; then it is known from now on."""
    been = known.setdefault((place.month, place.subset, place.turn), [])
    if any(paid <= place.paid and weight <= place.weight for paid, weight in been):
        return False
    been.append((place.paid, place.weight))
    return True


def _starts(place: _Place) -> tuple[int, ...]:
    return tuple(start for _, start in sorted(place.chosen))


def _next(place: _Place, table: Table, goal: Goal) -> Iterator[_Place]:
    """The next month, or one more deal. Deals of a month go by number: their order is all one."""
    month, subset = place.month, place.subset
    if month < table.months:
        yield place._replace(month=month + 1, turn=0)
    for debt in range(table.debts):
        single = table.lengths[debt] == 1
        if subset >> debt & 1 or (single and debt < place.turn):
            continue
        if place.paid > table.caps[debt][month]:
            continue
        deal, end = table.deals[debt][month], month + table.lengths[debt] - 1
        yield place._replace(
            open=place.open - 1,
            month=end,
            subset=subset | 1 << debt,
            turn=debt if single else 0,
            paid=place.paid + deal.price,
            weight=place.weight + goal.weight(deal, end),
            chosen=(*place.chosen, (debt, month)),
        )


def _to_go(table: Table, found: Rows, goal: Goal | None) -> Bounds:
    """The least that the debts outside each subset still take from each month on."""
    ahead = np.full((table.months + 2, 1 << table.debts), LARGE, np.int64)
    ahead[:, -1] = 0
    for month in range(table.months, 0, -1):
        here = ahead[month]
        np.minimum(here, ahead[month + 1], out=here)
        # a month's single payments come before instalments begin, so these are looked at first
        for debt in sorted(range(table.debts), key=lambda debt: -table.lengths[debt]):
            cap, end = table.caps[debt][month], month + table.lengths[debt] - 1
            if cap < 0:
                continue
            deal = table.deals[debt][month]
            more = deal.price if goal is None else goal.weight(deal, end)
            low = here.reshape(-1, 2, 1 << debt)[:, 0]
            rest = ahead[end].reshape(-1, 2, 1 << debt)[:, 1] + more
            paid = found[month].reshape(-1, 2, 1 << debt)[:, 0]
            rest[paid > min(cap, nothing(found.dtype) - 1)] = LARGE
            np.minimum(low, rest, out=low)
    return ahead
