"""How a plan may turn out: thousands of negotiations by lot, the same ones for a seed. Pure.

Each debt is tried in the plan's order, not before the plan's month, as soon as the pot holds what
its holder is expected to take. Instalments are drawn as if they were one payment at the end.
Each month of trying ends in one of four ways: the holder accepts that, counters with more, refuses,
or lets the offer lapse; after the last two it is tried again the month after. A counter-offer is
taken as soon as the pot allows it. The chances are guesses of our own unless you set them: nobody
has measured them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ledger.money import from_cents
from negotiation.plan.outcome import Plan
from negotiation.plan.prices import NEVER, Table, table
from negotiation.plan.rest import Rest
from negotiation.plan.terms import Campaign

RUNS = 10_000
YEAR, FURTHER = 12, 3  # a year and three times the plan's months are looked at
SEED = 20260302
PERCENTS = (10, 25, 50, 75, 90)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chances:
    """What may come of a month of trying, in parts of one; what is left lapses.

    A counter-offer asks for the expected price and up to `most` of it more (0.5: half more).
    """

    accept: Decimal = Decimal("0.45")
    counter: Decimal = Decimal("0.30")
    refuse: Decimal = Decimal("0.15")
    most: Decimal = Decimal("0.50")

    def __post_init__(self) -> None:
        parts = (self.accept, self.counter, self.refuse)
        if min(*parts, self.most) < 0 or sum(parts) > 1:
            raise ValueError("Chances are parts of one, and no more than one together.")


@dataclass(frozen=True, slots=True)
class Fan:
    """What so many percent of all runs stay within: the last month, and dollars paid.

    `reached` is the part of the runs that end within the months looked at; those that do not count
    as later and dearer than all others. `closed` is how many debts are closed on average, by month,
    and `left` how many are still open at most in so many percent of the runs.
    """

    months: dict[int, int | None]
    paid: dict[int, Decimal | None]
    reached: float
    closed: tuple[float, ...]
    left: dict[int, tuple[int, ...]]


def fan_of(
    campaign: Campaign, plan: Plan, chances: Chances | None = None, *, seed: int = SEED
) -> Fan | None:
    """The fan around a plan's deals; None where it has none to draw."""
    begins = {step.name: step.begins for step in plan.steps}
    starts = [begins.get(item.debt.name) or 0 for item in campaign.settled]
    if not starts or not all(starts):
        return None
    months = FURTHER * (max(starts) + len(starts)) + YEAR
    whole = table(campaign.settled, Rest(campaign).room(months))
    return fan(whole, starts, chances, seed=seed)


def fan(
    deals: Table,
    starts: Sequence[int],
    chances: Chances | None = None,
    *,
    runs: int = RUNS,
    seed: int = SEED,
) -> Fan:
    """Draw `runs` negotiations: each debt from its month on, by their prices and the pot."""
    drawing = _Drawing(deals, starts, chances or Chances(), runs, seed)
    for month in range(1, deals.months + 1):
        drawing.month(month)
    return drawing.fan()


class _Drawing:
    """All runs side by side: where each one is in the order, and what it has paid."""

    def __init__(
        self, deals: Table, starts: Sequence[int], chances: Chances, runs: int, seed: int
    ) -> None:
        self.table, self.chances = deals, chances
        self.order = sorted(range(deals.debts), key=lambda debt: (starts[debt], debt))
        self.starts = [starts[debt] for debt in self.order]
        self.random = np.random.Generator(np.random.PCG64(seed))
        self.prices = np.array([[deal.price for deal in deals.deals[debt]] for debt in self.order])
        self.at = np.zeros(runs, np.int64)  # place in the order
        self.paid = np.zeros(runs, np.int64)
        self.asked = np.zeros(runs, np.int64)  # a counter-offer that stands; 0: none
        self.ended = np.zeros(runs, np.int64)
        self.closed: list[float] = []
        self.left: dict[int, list[int]] = {percent: [] for percent in PERCENTS}

    def month(self, month: int) -> None:
        """A debt is tried once a month, but several debts may be closed in one."""
        for place in range(len(self.order)):
            here = np.flatnonzero(self.at == place)
            if len(here):
                self._try(place, month, here)
        self.ended[(self.at == len(self.order)) & (self.ended == 0)] = month
        self.closed.append(float(self.at.mean()))
        runs = np.cumsum(np.bincount(self.at, minlength=len(self.order) + 1)[::-1])
        for percent, months in self.left.items():
            months.append(int(np.searchsorted(runs, _rank(len(self.at), percent), side="right")))

    def _try(self, place: int, month: int, here: NDArray[np.intp]) -> None:
        """One debt in these runs; where it is closed, the next one has its turn."""
        price, room = int(self.prices[place, month]), self.table.room[month]
        if price >= NEVER or month < self.starts[place]:
            return
        lot, more = self.random.random((2, len(here)))
        paid, asked = self.paid[here], self.asked[here]
        fresh = asked == 0
        able = paid + np.where(fresh, price, asked) <= room
        counter = able & fresh & self._counters(lot)
        asked[counter] = (price * (1 + more[counter] * float(self.chances.most))).astype(np.int64)
        agreed = counter | (able & (~fresh | (lot < float(self.chances.accept))))
        wanted = np.where(asked > 0, asked, price)
        closed = agreed & (paid + wanted <= room)
        self.paid[here] = paid + np.where(closed, wanted, 0)
        self.asked[here] = np.where(closed, 0, asked)
        self.at[here[closed]] += 1

    def _counters(self, lot: NDArray[np.float64]) -> Flags:
        accept = float(self.chances.accept)
        return (lot >= accept) & (lot < accept + float(self.chances.counter))

    def fan(self) -> Fan:
        done = self.ended > 0
        months = np.where(done, self.ended, self.table.months + 1)
        paid = np.where(done, self.paid, NEVER)
        ranks = {percent: _rank(len(done), percent) for percent in PERCENTS}
        month_at, paid_at = np.sort(months), np.sort(paid)
        return Fan(
            {p: _known(int(month_at[n]), self.table.months + 1) for p, n in ranks.items()},
            {p: _dollars(int(paid_at[n])) for p, n in ranks.items()},
            float(done.mean()),
            tuple(self.closed),
            {percent: tuple(months) for percent, months in self.left.items()},
        )


def _rank(runs: int, percent: int) -> int:
    """The place of the run that so many percent of all runs are no worse than."""
    return max(-(-runs * percent // 100) - 1, 0)


def _known(value: int, beyond: int) -> int | None:
    return None if value >= beyond else value


def _dollars(paid: int) -> Decimal | None:
    return None if paid >= NEVER else from_cents(paid)
