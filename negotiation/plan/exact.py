"""The best order of settlement, proven: every subset of the debts, month by month. Pure.

For each month and each subset: the least that can have been paid by the end of that month with
just that subset settled, and the pot never below its floor. A month's row follows from the row
before it by adding one debt after the other, so a subset costs one addition for each of its debts.
Less paid is never a worse place to go on from, which is why one figure for each subset is enough.

While a deal is paid in instalments no other one begins: one at a time, so that none is missed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.prices import NEVER, Table

Rows = NDArray[np.signedinteger[Any]]
SMALL, LARGE = 2**29, 2**60  # more than anything paid, in four bytes and in eight


def rows(table: Table) -> Rows:
    """The least paid, in cents, by month and subset; `nothing` where it cannot be."""
    dear = sum(max((d.price for d in each if d.price < NEVER), default=0) for each in table.deals)
    kind: type[np.signedinteger[Any]] = np.int32 if dear < SMALL else np.int64
    found = np.full((table.months + 1, 1 << table.debts), nothing(kind), kind)
    found[0, 0] = 0
    for month in range(1, table.months + 1):
        found[month] = found[month - 1]
        _settle(table, month, found)
    return found


def nothing(kind: Any) -> int:
    """What stands for a subset that cannot be settled by then."""
    return SMALL if np.dtype(kind) == np.int32 else LARGE


def _settle(table: Table, month: int, found: Rows) -> None:
    """Deals that end in this month; those of one payment last, for any number fits in a month."""
    never = nothing(found.dtype)
    for debt in sorted(range(table.debts), key=lambda debt: -table.lengths[debt]):
        start = month - table.lengths[debt] + 1
        if start < 1 or (cap := table.caps[debt][start]) < 0:
            continue
        before = found[start].reshape(-1, 2, 1 << debt)[:, 0]
        after = found[month].reshape(-1, 2, 1 << debt)[:, 1]
        paid = before + table.deals[debt][start].price
        paid[before > min(cap, never - 1)] = never
        np.minimum(after, paid, out=after)


def front(found: Rows) -> list[tuple[int, int]]:
    """What settles all debts: (month, least paid by its end), only where waiting pays less."""
    points: list[tuple[int, int]] = []
    for month, paid in enumerate(found[:, -1].tolist()):
        if paid < (points[-1][1] if points else nothing(found.dtype)):
            points.append((month, paid))
    return points


def starts(table: Table, found: Rows, month: int) -> tuple[int, ...]:
    """The month in which each debt's deal begins, on the way to all settled by that month."""
    chosen, subset = [0] * table.debts, (1 << table.debts) - 1
    while subset:
        if int(found[month - 1, subset]) == int(found[month, subset]):
            month -= 1
        else:
            debt, month = _last(table, found, month, subset)
            chosen[debt], subset = month, subset ^ 1 << debt
    return tuple(chosen)


def _last(table: Table, found: Rows, month: int, subset: int) -> tuple[int, int]:
    """A deal that ended in this month, and the month it began."""
    for debt in sorted(range(table.debts), key=lambda debt: table.lengths[debt]):
        start = month - table.lengths[debt] + 1
        if not subset >> debt & 1 or start < 1:
            continue
        before = int(found[start, subset ^ 1 << debt])
        paid = before + table.deals[debt][start].price
        if before <= table.caps[debt][start] and paid == int(found[month, subset]):
            return debt, start
    raise AssertionError("Every subset was reached from a smaller one.")
