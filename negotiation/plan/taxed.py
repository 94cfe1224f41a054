"""The best order of settlement where cancelled debt is taxed, proven. Pure.

What is paid must fit into the pot, and what counts is what is paid and the tax on what is
cancelled: two figures, so the least paid alone does not decide. A search goes by the least that
the whole can still cost. That bound is exact but for one thing: it takes the pot to be as full as
the least paid leaves it. Where the bound is met at once, as it nearly always is, the search is a
straight walk; it gives up after LIMIT steps, and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.exact import LARGE, Rows, nothing
from negotiation.plan.prices import Deal, Table

LIMIT = 100_000  # steps of the search

Bounds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tax:
    """The rate as `over`/`under`, and how many cents of cancelled debt are not income."""

    over: int
    under: int
    exempt: int

    @classmethod
    def of(cls, rate: Fraction, exempt: int) -> "Tax":
        return cls(rate.numerator, rate.denominator, exempt)

    def weight(self, deal: Deal) -> int:
        """What a deal costs with all of its tax, in 1/`under` cents."""
        return deal.price * self.under + (deal.balance - deal.price) * self.over

    def cost(self, paid: int, weight: int) -> int:
        """What is paid and its tax, in 1/`under` cents, of all deals together."""
        return max(paid * self.under, weight - self.exempt * self.over)


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


def cheapest_first(table: Table, found: Rows, tax: Tax) -> Iterator[Found]:
    """Plans by the table's last month, the cheapest first. `found` are the table's rows."""
    paid, weights = (_to_go(table, found, tax, taxed) for taxed in (False, True))
    full = (1 << table.debts) - 1
    known: set[tuple[int, ...]] = set()
    queue = [_Place(0, table.debts, 1, 0, 0, 0, 0, ())]
    for _ in range(LIMIT):
        if not queue:
            return
        place = heappop(queue)
        if (key := place[2:7]) in known:
            continue
        known.add(key)
        if place.subset == full:
            yield Found(_starts(place), place.bound)
            continue
        for following in _next(place, table, tax):
            ahead = (following.month, following.subset)
            least = following.paid + int(paid[ahead]), following.weight + int(weights[ahead])
            if least[1] < LARGE:
                heappush(queue, following._replace(bound=tax.cost(*least)))
    if queue:
        yield Found(None, queue[0].bound)


def _starts(place: _Place) -> tuple[int, ...]:
    return tuple(start for _, start in sorted(place.chosen))


def _next(place: _Place, table: Table, tax: Tax) -> Iterator[_Place]:
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
        yield place._replace(
            open=place.open - 1,
            month=month + table.lengths[debt] - 1,
            subset=subset | 1 << debt,
            turn=debt if single else 0,
            paid=place.paid + table.deals[debt][month].price,
            weight=place.weight + tax.weight(table.deals[debt][month]),
            chosen=(*place.chosen, (debt, month)),
        )


def _to_go(table: Table, found: Rows, tax: Tax, taxed: bool) -> Bounds:
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
            more = tax.weight(deal) if taxed else deal.price
            low = here.reshape(-1, 2, 1 << debt)[:, 0]
            rest = ahead[end].reshape(-1, 2, 1 << debt)[:, 1] + more
            paid = found[month].reshape(-1, 2, 1 << debt)[:, 0]
            rest[paid > min(cap, nothing(found.dtype) - 1)] = LARGE
            np.minimum(low, rest, out=low)
    return ahead
