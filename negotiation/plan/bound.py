"""What no order of settlement can beat, however many debts there are. Pure.

The bound lets a debt be settled a part at a time, which is never dearer than all at once, and puts
a price on the pot in each month: the least that all debts then take is less than any plan's total.
The prices on the pot are raised where too much is spent, in a fixed number of steps, and the best
bound of all steps counts. Any prices give a true bound; better ones a closer one. What each debt
takes at these prices is then the reward that the walks start from, which come closer still.
"""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.goals import MONTH, Tax
from negotiation.plan.prices import Table
from negotiation.plan.walks import SAFE, Raised, Walks, raised, sums

STEPS = 600
FIRST_STEP, SHORTER, PATIENCE = 0.05, 0.7, 8
BEYOND = 1.01  # parts of the pot: what the steps aim at to show that it is too small
Numbers = NDArray[np.float64]


class Bound(NamedTuple):
    """`least` in the unit of the `costs`, by debt and last month, but for what is `off` them.

    `months` are those in which the debts' deals begin at the best prices on the pot, and `rewards`
    what each debt then takes.
    """

    least: float
    months: tuple[int, ...]
    rewards: Numbers
    costs: Numbers
    off: float = 0.0

    def closer(self, table: Table, target: float, beyond: float | None = None) -> Raised:
        """The same by whole debts; `target` is what is known to do, or what is to be reached.

        The table may be cut off earlier, where a debt may also be left for `beyond` it.
        """
        walks = Walks(table, self.costs[:, : table.months], beyond)
        found = raised(walks, self.rewards, target - self.off)
        return found._replace(least=max(found.least + self.off, self.least))


def least_cost(table: Table, tax: Tax) -> Bound:
    """No plan within the table's months costs less, its tax included, in 1/`under` cents."""
    prices = _prices(table)
    plain = _raised(table, prices, prices * tax.under)
    if not tax.over:
        return plain
    taxed, off = _taxed(table, tax), -float(tax.exempt * tax.over)
    return max(plain, taxed._replace(least=taxed.least + off, off=off), key=lambda each: each.least)


def _taxed(table: Table, tax: Tax) -> Bound:
    weights = _matrix(table, lambda debt, month: tax.weight(table.deals[debt][month], month))
    return _raised(table, _prices(table), weights)


def least_calm(table: Table) -> Bound:
    """No plan's debts stay open for fewer months, added up, even where it ends after the table."""
    prices, after = _prices(table), table.months + 1
    ends = np.broadcast_to(np.arange(1.0, after), prices.shape)
    bound = _raised(table, prices, np.where(np.isinf(prices), np.inf, ends))
    first = least_months(table)
    simple = sum(first) + (table.debts - len(first)) * after
    beyond = float(np.maximum(bound.rewards - after, 0.0).sum())
    return bound._replace(least=max(bound.least - beyond, float(simple)))


class ToGo:
    """How much the debts outside a subset weigh at least, by the walks' bound.

    `target` is what a plan within the table's months is known to do with; `unit` is the weight of
    one of the bound's costs.
    """

    def __init__(self, table: Table, bound: Bound, target: float, unit: int = 1) -> None:
        self.unit = unit
        self.walks = Walks(table, bound.costs)
        raised(self.walks, bound.rewards, target)
        self.rewards: list[float] = sums(self.walks.rewards.tolist()).tolist()
        self.error: float = SAFE * max(self.rewards)

    def __call__(self, month: int, subset: int, paid: int) -> int:
        still = self.walks.still(month, paid, self.rewards[subset])
        return ceil(still - self.error) * self.unit


def still_open(table: Table, target: int) -> ToGo:
    """The months that debts stay open at least, as the calmest plan weighs them."""
    return ToGo(table, least_calm(table), target, MONTH)


def still_taxed(table: Table, tax: Tax, target: int) -> ToGo:
    """What debts cost at least with all of their tax."""
    return ToGo(table, _taxed(table, tax), target)


def least_months(table: Table) -> tuple[int, ...]:
    """For each number of debts, the first month in which so many can be settled at all."""
    best = np.minimum.accumulate(_prices(table), axis=1)
    found: list[int] = []
    for month in range(1, table.months + 1):
        least = np.cumsum(np.sort(best[:, month - 1]))
        reached = int(np.searchsorted(least, table.room[month], side="right"))
        found += [month] * (reached - len(found))
    return tuple(found)


def least_month(table: Table) -> int:
    """No plan is over before that month, where one is over in the table's last month."""
    low, high = (least_months(table) or (1,))[-1], table.months
    while low < high:
        middle = (low + high) // 2
        cut = table.first_months(middle)
        if _too_dear(cut, closely=False):
            low = middle + 1
        else:
            high = middle
    last = table.months
    while low < last and not _too_dear(table.first_months(last - 1), closely=True):
        last -= 1
    return last


def _too_dear(table: Table, *, closely: bool) -> bool:
    """Whether all debts take more than the pot has in the table's months."""
    prices, pot = _prices(table), table.room[-1]
    if np.isinf(prices).all(axis=1).any():
        return True
    bound = _raised(table, prices, prices)
    return bound.least > pot or (closely and bound.closer(table, pot * BEYOND).least > pot)


def _prices(table: Table) -> Numbers:
    return _matrix(table, lambda debt, month: table.deals[debt][month].price)


def _matrix(table: Table, value: Callable[[int, int], int]) -> Numbers:
    """By debt and the month its deal ends in: the value, where the deal can be made at all."""
    cells = np.full((table.debts, table.months), np.inf)
    for debt, length in enumerate(table.lengths):
        for month in range(1, table.months - length + 2):
            if table.caps[debt][month] >= 0:
                cells[debt, month + length - 2] = value(debt, month)
    return cells


def _raised(table: Table, prices: Numbers, costs: Numbers) -> Bound:
    """The best of the bounds that prices on the pot give, found by steps along their slope."""
    pot = np.array(table.room[1:], np.float64)
    tolls = np.zeros(len(pot))  # by month: on each cent paid by then
    best, scale = _Priced(prices, costs, pot, tolls), float(np.min(costs, axis=1).sum())
    step, stale = FIRST_STEP, 0
    for _ in range(STEPS):
        found = _Priced(prices, costs, pot, tolls)
        stale = 0 if found.value > best.value else stale + 1
        best = found if found.value > best.value else best
        over = found.over
        over[(tolls == 0) & (over < 0)] = 0.0
        if not over.any():
            break
        if stale > PATIENCE:
            step, stale = step * SHORTER, 0
        tolls = np.maximum(0.0, tolls + step * scale / float((over**2).sum()) * over)
    starts = (int(end) + 2 - length for end, length in zip(best.when, table.lengths, strict=True))
    return Bound(best.value, tuple(starts), best.rewards, costs)


class _Priced:
    """The bound at these tolls, each debt's month in it, and by how much each month overspends."""

    def __init__(self, prices: Numbers, costs: Numbers, pot: Numbers, tolls: Numbers) -> None:
        ahead = np.cumsum(tolls[::-1])[::-1]  # what a cent paid in that month is charged
        charged = costs + np.where(np.isinf(prices), 0.0, prices) * ahead
        rows = np.arange(len(prices))
        self.when = np.argmin(charged, axis=1)
        self.rewards = charged[rows, self.when]
        self.value = float(self.rewards.sum() - (tolls * pot).sum())
        paid = np.bincount(self.when, prices[rows, self.when], minlength=len(pot)).cumsum()
        self.over = paid - pot
