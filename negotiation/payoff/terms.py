"""What a debt asks for each month, and what there is to pay it with. Pure.

Amounts are Decimals of dollars; rates and percentages are percents (24.99). Months count from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ledger.money import ZERO

MONTHS = 12


class Order(StrEnum):
    """Which debt gets what is left after the minimums."""

    AVALANCHE = "avalanche"  # the highest rate first
    SNOWBALL = "snowball"  # the smallest balance first


class Of(StrEnum):
    """The balance that a percentage is taken of."""

    BEFORE_INTEREST = "before_interest"
    AFTER_INTEREST = "after_interest"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same amount each month."""

    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of the balance, with or without this month's interest, but at least `floor`.

    `plus_interest` adds the interest of the month; the percentage is then of the balance without
    it. Never less than a cent, or the last cents would stay for ever.
    """

    percent: Decimal
    of: Of = Of.AFTER_INTEREST
    floor: Decimal = ZERO
    plus_interest: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """An instalment loan: the level payment that ends it in so many months.

    The payment is rounded to the cent, so the last one takes in the cents the rounding left: a
    tenth of a payment at most, and even where the budget is some cents too small. After a change
    of rate the payment is worked out again for the balance and the months that are left.
    """

    months: int


Minimum = Fixed | Percent | Term


class Segment(NamedTuple):
    """A yearly rate, in force from the beginning of that month."""

    from_month: int
    apr: Decimal


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt to be paid off. `starts` is the month whose interest is its first."""

    name: str
    balance: Decimal
    apr: Decimal | tuple[Segment, ...] = ZERO
    minimum: Minimum = Fixed()
    starts: int = 1

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The rates by month, oldest first."""
        if isinstance(self.apr, tuple):
            return tuple(sorted(self.apr))
        return (Segment(1, self.apr),)


@dataclass(frozen=True, slots=True)
class Extra:
    """A payment beside the budget, once or every so many months, `until` a last one."""

    on_month: int
    amount: Decimal
    every: int | None = None  # 12: each year
    until: int | None = None

    def falls_in(self, month: int) -> bool:
        if self.every is None:
            return month == self.on_month
        if month < self.on_month or (self.until is not None and month > self.until):
            return False
        return (month - self.on_month) % self.every == 0


class Amount(NamedTuple):
    """A monthly amount, in force from the beginning of that month."""

    from_month: int
    amount: Decimal


class Budget(NamedTuple):
    """The same for a budget; None pays the minimums only."""

    from_month: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Problem:
    """The debts, and the money for them.

    `budget` is for all debts together in a month, one amount or several by month; None pays the
    minimums only. `biweekly` pays half of it every two weeks, which makes 26 halves a year: the
    sixth and the twelfth month of a year have three.
    """

    debts: tuple[Debt, ...]
    budget: Decimal | tuple[Amount | Budget, ...] | None = None
    order: Order | Sequence[str] = Order.AVALANCHE
    extra: tuple[Extra, ...] = ()
    biweekly: bool = False

    def __post_init__(self) -> None:
        names = [debt.name for debt in self.debts]
        if len(set(names)) < len(names):
            raise ValueError("Each debt needs a name of its own.")
        if any(debt.balance < 0 or debt.starts < 1 for debt in self.debts):
            raise ValueError("A balance is no less than zero, and the first month is 1.")


def halves(month: int) -> int:
    """How many of a year's 26 half payments fall in the month: two, and three twice a year."""
    return 3 if month % (MONTHS // 2) == 0 else 2
