"""How a payoff ends, and what it took. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ledger.money import ZERO, from_cents


class Outcome(StrEnum):
    DONE = "done"
    UNDER_MINIMUMS = "under_minimums"  # the budget does not cover them
    NEVER = "never"  # the debts do not shrink, or are not gone within LONGEST months


class Line(NamedTuple):
    """One debt in one month, in cents: opening + interest - payment = closing."""

    name: str
    opening: int
    interest: int
    payment: int
    closing: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What one debt took, in dollars; `cleared_month` is None while some of it is owed."""

    name: str
    cleared_month: int | None
    interest: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Payoff:
    """The answer. `months` is the last month that was worked out, whatever the outcome.

    `unmet` names the debts whose minimum the budget did not reach in the month after it, in the
    order of priority, and `short` is what was missing there. `lines` are empty where nobody asked
    for them.
    """

    outcome: Outcome
    months: int
    debts: tuple[Paid, ...]
    unmet: tuple[str, ...] = ()
    short: Decimal = ZERO
    lines: tuple[tuple[Line, ...], ...] = ()

    @property
    def interest(self) -> Decimal:
        return sum((debt.interest for debt in self.debts), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((debt.paid for debt in self.debts), ZERO)

    def balances(self) -> Iterator[Decimal]:
        """What is owed altogether at the end of each month, in dollars."""
        for month in self.lines:
            yield from_cents(sum(line.closing for line in month))
