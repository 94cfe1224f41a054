"""A plan kept, and life against it: planned, actual and minimums-only lines. Pure.

A snapshot is plain data: it can be stored, read again years later and laid beside a new plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.dates import add_months, full_months
from ledger.money import ZERO, cents
from ledger.words import Text, text
from negotiation.payoff import payoff
from negotiation.payoff.terms import Problem
from negotiation.plan.outcome import Plan
from negotiation.plan.prices import NEVER, table
from negotiation.plan.terms import Campaign

VERSION = 1
AHEAD = text("You are {months} months ahead of the plan of {day}.")
BEHIND = text("It takes {months} months more than the plan of {day} said. Here is a new one.")
ON_TIME = text("You are where the plan of {day} wanted you to be.")
CHEAPER = text("It takes {amount} less than that plan did.")
DEARER = text("It takes {amount} more than that plan did.")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A plan as it was made on a day. `owed` is what was to be owed at the end of each month."""

    made_on: date
    zero_month: int | None
    total: Decimal
    owed: tuple[Decimal, ...]
    minimums: tuple[Decimal, ...]  # the same line, had only minimums been paid

    def to_data(self) -> dict[str, Any]:
        """Plain strings and numbers, to be kept; `from_data` makes it again."""
        return {
            "version": VERSION,
            "made_on": self.made_on.isoformat(),
            "zero_month": self.zero_month,
            "total": str(self.total),
            "owed": [str(amount) for amount in self.owed],
            "minimums": [str(amount) for amount in self.minimums],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Snapshot":
        return cls(
            date.fromisoformat(data["made_on"]),
            data["zero_month"],
            Decimal(data["total"]),
            tuple(map(Decimal, data["owed"])),
            tuple(map(Decimal, data["minimums"])),
        )

    @property
    def zero_on(self) -> date | None:
        """The day by which nothing was to be owed."""
        return None if self.zero_month is None else add_months(self.made_on, self.zero_month)


@dataclass(frozen=True, slots=True)
class Progress:
    """Life against a plan, in dollars. `share` is the part of what was owed that is over."""

    month: int  # full months since the plan was made
    planned: Decimal  # to be owed by now
    owed: Decimal  # in fact
    share: Decimal
    ahead: int | None  # months between the old zero and the new one; None without either
    said: tuple[Text, ...]


def snapshot(campaign: Campaign, plan: Plan, *, on: date) -> Snapshot:
    """The plan of that day, with the two lines it is drawn by."""
    owed = tuple(_planned(campaign, plan))
    debts = tuple(item.debt for item in campaign.items if not item.leave)
    minimums = payoff(Problem(debts), keep=True)
    return Snapshot(on, plan.zero_month, plan.total_after_tax, owed, tuple(minimums.balances()))


def _planned(campaign: Campaign, plan: Plan) -> Sequence[Decimal]:
    """What is owed at the end of each month of the plan, debts that are left to time aside."""
    months = plan.zero_month or 0
    if plan.rest is None or not months:
        return ()
    normal = [*plan.rest.balances(), *[ZERO] * months][:months]
    deals = table(campaign.settled, [NEVER] * (months + 2)).deals
    ends = {step.name: step.month or 0 for step in plan.steps}
    for item, months_of in zip(campaign.settled, deals, strict=True):
        for month in range(1, min(ends[item.debt.name], months + 1)):
            normal[month - 1] += Decimal(months_of[month + 1].balance).scaleb(-2)
    return normal


def progress(
    kept: Snapshot, *, owed_at_first: Decimal, owed: Decimal, now: Plan, on: date
) -> Progress:
    """Where things stand on that day: `owed` in fact, and `now` the plan made anew from it."""
    month = full_months(kept.made_on, on)
    before = kept.owed[month - 1] if 0 < month <= len(kept.owed) else ZERO
    planned = owed_at_first if month <= 0 else before
    over = max(owed_at_first - owed, ZERO)
    ahead = None
    if kept.zero_month is not None and now.zero_month is not None:
        ahead = kept.zero_month - month - now.zero_month
    part = over / owed_at_first if owed_at_first else Decimal(1)
    return Progress(month, planned, owed, cents(part), ahead, tuple(_said(kept, ahead)))


def _said(kept: Snapshot, ahead: int | None) -> Sequence[Text]:
    if ahead is None:
        return ()
    if not ahead:
        return (ON_TIME.filled(day=kept.made_on),)
    return ((AHEAD if ahead > 0 else BEHIND).filled(day=kept.made_on, months=abs(ahead)),)


def compared(older: Snapshot, newer: Snapshot, *, paid: Decimal = ZERO) -> Text | None:
    """The newer plan's total against the older one's; `paid` is what was paid in between."""
    if older.zero_month is None or newer.zero_month is None:
        return None
    less = older.total - newer.total - paid
    if not less:
        return None
    return (CHEAPER if less > 0 else DEARER).filled(amount=abs(less))
