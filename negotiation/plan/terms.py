"""The whole campaign as the plan sees it: debts with the ways open to each, and the money. Pure.

Amounts are Decimals of dollars, shares and the tax rate parts of one (0.30). Months count from 1,
the month that has begun: what is saved in it can be spent in it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ledger.money import ZERO
from negotiation.payoff.terms import Amount, Debt, Extra, Order, Problem

Saving = Decimal | tuple[Amount, ...]


class Objective(StrEnum):
    """What the best plan is best at; a tie goes to the cheaper plan."""

    CHEAPEST = "cheapest"  # the least paid in all, tax included
    SOONEST = "soonest"  # the earliest month with nothing owed
    CALMEST = "calmest"  # the fewest months that debts stay open, added up: fewest calls


class Share(NamedTuple):
    """The part of the balance that its holder takes from that month on."""

    from_month: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Settle:
    """What would settle a debt: a share by month, in one payment or in equal `instalments`.

    Before the first of the months it cannot be settled. The share is of the balance on the day of
    the deal: in month 1 today's, later with the interest and fees of the months between.
    """

    shares: tuple[Share, ...]
    instalments: int = 1

    @classmethod
    def at(cls, share: Decimal, instalments: int = 1) -> "Settle":
        return cls((Share(1, share),), instalments)

    def share(self, month: int) -> Decimal | None:
        found = [share for start, share in sorted(self.shares) if start <= month]
        return found[-1] if found else None


class Risk(StrEnum):
    """What may happen while a debt waits; it is told, and priced nowhere."""

    MAY_SUE = "may_sue"  # its holder has sued people, or has the papers and the time to
    SUED = "sued"
    SECURED = "secured"  # something can be taken


@dataclass(frozen=True, slots=True)
class Item:
    """One debt and the ways open to it.

    With `settle` it is not paid until it is settled. With `keep_current`, or without `settle`, it
    is paid normally: at least its minimum each month. `leave` pays nothing and lets time run.
    `fee` is added to the balance each month while it is not settled. `charge_off` is the month in
    which its holder books the loss.
    """

    debt: Debt
    settle: Settle | None = None
    keep_current: bool = False
    leave: bool = False
    fee: Decimal = ZERO
    risks: frozenset[Risk] = frozenset()
    charge_off: int | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the plan is to settle it."""
        return self.settle is not None and not self.keep_current and not self.leave

    @property
    def is_paid_off(self) -> bool:
        return not self.is_settled and not self.leave


@dataclass(frozen=True, slots=True)
class Campaign:
    """All debts, and the money for them.

    `cash` and `saving` fill the pot that settles debts; it never falls below `floor`. `extra` goes
    into the pot too. `budget` pays the debts that are paid normally, by `order`; None pays their
    minimums. What these no longer take joins the saving, and once all is settled the pot and the
    saving help to pay off the rest. `insolvent_by` is by how much all debts are more than all that
    is owned, on the day before the first deal; it is used up as debt is cancelled.
    """

    items: tuple[Item, ...]
    cash: Decimal = ZERO
    saving: Saving = ZERO
    floor: Decimal = ZERO
    objective: Objective = Objective.CHEAPEST
    tax_rate: Decimal = ZERO
    insolvent_by: Decimal = ZERO
    budget: Decimal | tuple[Amount, ...] | None = None
    order: Order | tuple[str, ...] = Order.AVALANCHE
    extra: tuple[Extra, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.tax_rate < 1:
            raise ValueError("A tax rate is a part of one, such as 0.22.")
        Problem(tuple(item.debt for item in self.items))

    @property
    def settled(self) -> tuple[Item, ...]:
        """The debts to be settled, by name, so that the order of the list never matters."""
        found = (item for item in self.items if item.is_settled and item.debt.balance)
        return tuple(sorted(found, key=lambda item: item.debt.name))

    @property
    def paid_off(self) -> tuple[Debt, ...]:
        return tuple(item.debt for item in self.items if item.is_paid_off)
