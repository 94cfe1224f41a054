"""A plan: what becomes of each debt and when, what it costs, how near it is to the best. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledger.money import ZERO
from ledger.words import Text
from negotiation.payoff.outcome import Outcome, Payoff
from negotiation.plan.terms import Objective


class Way(StrEnum):
    """How a debt ends."""

    SETTLE = "settle"  # for less, in one payment
    INSTALMENTS = "instalments"  # for less, in several
    KEEP_CURRENT = "keep_current"  # paid as agreed, for it must not fall behind
    PAY_OFF = "pay_off"  # paid normally
    LEAVE = "leave"  # not paid; time runs


@dataclass(frozen=True, slots=True)
class Step:
    """One debt in the plan, in dollars.

    `begins` is the month of a deal's first payment, `month` the one in which nothing is owed any
    more: None where the plan does not get there. `balance` is what was owed on the day of the deal,
    and `cancelled` the part of it that is never paid.
    """

    name: str
    way: Way
    begins: int | None
    month: int | None
    paid: Decimal
    interest: Decimal
    balance: Decimal
    cancelled: Decimal = ZERO
    tax: Decimal = ZERO
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A month's money: all that comes in, what is paid, and what is in the pot at the end."""

    month: int
    came_in: Decimal  # saving, extra and the budget of the debts that are paid normally
    deals: tuple[tuple[str, Decimal], ...]
    normal: Decimal  # to the debts that are paid normally
    pot: Decimal


@dataclass(frozen=True, slots=True)
class Note:
    """What could go wrong, or is to be done, in that month; 0: at any time."""

    month: int
    text: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """`within` is how far at most, in parts of one, a better plan could be better: 0 is proven.

    `total_after_tax` is all that is paid, and the tax on what is cancelled.
    """

    outcome: Outcome
    objective: Objective
    zero_month: int | None
    paid: Decimal
    tax: Decimal
    within: float
    steps: tuple[Step, ...]
    schedule: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: Payoff | None = None

    @property
    def total_after_tax(self) -> Decimal:
        return self.paid + self.tax

    @property
    def interest(self) -> Decimal:
        return sum((step.interest for step in self.steps), ZERO)

    @property
    def is_optimal(self) -> bool:
        return not self.within

    @property
    def reasons(self) -> Iterator[Text]:
        """Why, for one debt after the other, in the order of the plan."""
        for step in self.steps:
            yield from step.reasons
