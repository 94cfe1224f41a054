"""What no order of settlement can beat, however many debts there are. Pure.

The bound lets a debt be settled a part at a time, which is never dearer than all at once, and puts
a price on the pot in each month: the least that all debts then take is less than any plan's total.
The prices on the pot are raised where too much is spent, in a fixed number of steps, and the best
bound of all steps counts. Any prices give a true bound; better ones a closer one.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.goals import Tax
from negotiation.plan.prices import Table

STEPS = 600
FIRST_STEP, SHORTER, PATIENCE = 0.05, 0.7, 8
Numbers = NDArray[np.float64]


class Bound(NamedTuple):
    """`least` in 1/`under` cents, and the month that each debt's prices point to."""

    least: float
    months: tuple[int, ...]


def least_cost(table: Table, tax: Tax) -> Bound:
    """No plan that ends within the table's months costs less, its tax included."""
    prices = _matrix(table, lambda debt, month: table.deals[debt][month].price)
    weights = _matrix(table, lambda debt, month: tax.weight(table.deals[debt][month], month))
    plain = _raised(prices, prices * tax.under, table.room)
    if not tax.over:
        return plain
    least, months = _raised(prices, weights, table.room)
    return max(plain, Bound(least - tax.exempt * tax.over, months))


def least_months(table: Table) -> tuple[int, ...]:
    """For each number of debts, the first month in which so many can be settled at all."""
    prices = _matrix(table, lambda debt, month: table.deals[debt][month].price)
    best = np.minimum.accumulate(prices, axis=1)
    found: list[int] = []
    for month in range(1, table.months + 1):
        least = np.cumsum(np.sort(best[:, month - 1]))
        reached = int(np.searchsorted(least, table.room[month], side="right"))
        found += [month] * (reached - len(found))
    return tuple(found)


def least_month(table: Table) -> int:
    """No plan of the table is over before that month: the pot is too small for the least of all."""
    low, high = (least_months(table) or (1,))[-1], table.months
    while low < high:
        middle = (low + high) // 2
        cut = table.first_months(middle)
        prices = _matrix(cut, lambda debt, month: table.deals[debt][month].price)
        reached = bool(np.isfinite(np.min(prices, axis=1)).all())
        if reached and _raised(prices, prices, cut.room).least <= cut.room[-1]:
            high = middle
        else:
            low = middle + 1
    return low


def _matrix(table: Table, value: Callable[[int, int], int]) -> Numbers:
    """By debt and month, the value where the deal can be made at all."""
    cells = [
        [
            value(debt, month) if table.caps[debt][month] >= 0 else float("inf")
            for month in range(1, table.months + 1)
        ]
        for debt in range(table.debts)
    ]
    return np.array(cells, np.float64).reshape(table.debts, table.months)


def _raised(prices: Numbers, costs: Numbers, room: Sequence[int]) -> Bound:
    """The best of the bounds that prices on the pot give, found by steps along their slope."""
    pot = np.array(room[1:], np.float64)
    tolls = np.zeros(len(pot))  # by month: on each cent paid by then
    best, scale = -np.inf, float(np.min(costs, axis=1).sum())
    chosen = np.zeros(len(prices), np.intp)
    step, stale = FIRST_STEP, 0
    for _ in range(STEPS):
        value, when, over = _priced(prices, costs, pot, tolls)
        stale = 0 if value > best else stale + 1
        if value > best:
            best, chosen = value, when
        over[(tolls == 0) & (over < 0)] = 0.0
        if not over.any():
            break
        if stale > PATIENCE:
            step, stale = step * SHORTER, 0
        tolls = np.maximum(0.0, tolls + step * scale / float((over**2).sum()) * over)
    return Bound(best, tuple(int(month) + 1 for month in chosen))


def _priced(
    prices: Numbers, costs: Numbers, pot: Numbers, tolls: Numbers
) -> tuple[float, NDArray[np.intp], Numbers]:
    """The bound at these tolls, each debt's month in it, and by how much each month overspends."""
    ahead = np.cumsum(tolls[::-1])[::-1]  # what a cent paid in that month is charged
    charged = costs + np.where(np.isinf(prices), 0.0, prices) * ahead
    when = np.argmin(charged, axis=1)
    rows = np.arange(len(prices))
    value = float(charged[rows, when].sum() - (tolls * pot).sum())
    paid = np.bincount(when, prices[rows, when], minlength=len(pot)).cumsum()
    return value, when, paid - pot
