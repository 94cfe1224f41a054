"""Life laid beside a plan that was kept: what was to be owed by now, and what is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ledger.dates import add_months
from ledger.models.corrections import standing as that_stand
from ledger.models.debts import BEST_FIRST
from ledger.money import ZERO
from ledger.words import Text
from negotiation.models import SavedPlan
from negotiation.plan import pictures
from negotiation.plan.course import totals
from negotiation.plan_page import PlanPage
from negotiation.progress import Progress, compared, progress

PERCENTS = 100


@dataclass(frozen=True)
class Kept:
    """A kept plan beside the plan of today."""

    saved: SavedPlan
    page: PlanPage

    @cached_property
    def snapshot(self):
        return self.saved.snapshot

    @cached_property
    def progress(self) -> Progress:
        return progress(
            self.snapshot,
            owed_at_first=self.saved.owed,
            owed=self.page.facts.owed_in_plan,
            now=self.page.plan,
            on=self.page.on,
        )

    @property
    def said(self) -> tuple[Text, ...]:
        """Where you are, and what the plan of today costs against it."""
        paid = paid_since(self.page.facts.rows_in_plan, self.saved.made_on, on=self.page.on)
        cost = compared(self.snapshot, self.page.snapshot, paid=paid)
        return (*self.progress.said, *([cost] if cost else []))

    @property
    def percent(self) -> int:
        """How much of what was owed is over."""
        return int(self.progress.share * PERCENTS)

    @cached_property
    def actual(self) -> tuple[Decimal, ...]:
        """What was owed in fact at the end of each full month since, and today."""
        days = (add_months(self.saved.made_on, n) for n in range(1, self.progress.month + 1))
        past = [owed_on(self.page.facts.rows_in_plan, day) for day in days if day < self.page.on]
        return (self.saved.owed, *past, self.page.facts.owed_in_plan)

    @property
    def rows(self) -> list[tuple[date, Decimal | None, Decimal | None, Decimal | None]]:
        """The lines as a table: by day, planned, with minimums only, in fact."""
        kept = self.snapshot
        planned, minimums = (self.saved.owed, *kept.owed), (self.saved.owed, *kept.minimums)
        lines = (planned, minimums, self.actual)
        months = (0, *pictures.table_months(max(len(planned), len(self.actual)) - 1))
        return [
            (
                add_months(self.saved.made_on, month),
                *(line[month] if month < len(line) else None for line in lines),
            )
            for month in months
        ]

    @property
    def picture(self):
        """Planned, actual and minimums-only since the day it was kept; then today's plan."""
        kept, month = self.snapshot, self.progress.month
        now = totals(self.page.courses)
        months = max(kept.zero_month or 0, month + len(now) - 1, len(self.actual) - 1, 1)
        return pictures.lines(
            [
                ("minimums", pictures.held((self.saved.owed, *kept.minimums), months), 0),
                ("before", (self.saved.owed, *kept.owed), 0),
                ("planned", now, month),
                ("actual", self.actual, 0),
            ],
            months,
        )


def owed_on(rows, day: date) -> Decimal:
    """What was owed on all these debts on a day gone by, as far as the papers of that day say."""
    return sum((_owed_on(debt, day) for debt in rows), ZERO)


def _owed_on(debt, day: date) -> Decimal:
    deal = next((deal for deal in debt.agreements.all() if deal.fell_through_on is None), None)
    if deal and deal.agreed_on <= day:
        parts = deal.instalments.all()
        unpaid = (p for p in parts if p.payment is None or p.payment.paid_on > day)
        return sum((part.amount for part in unpaid), ZERO)
    known = [entry for entry in that_stand(debt.balances.all()) if entry.as_of <= day]
    for basis in BEST_FIRST:
        if entries := [entry for entry in known if entry.basis is basis]:
            return max(entries, key=lambda entry: (entry.as_of, entry.made_at)).total
    return ZERO


def paid_since(rows, day: date, *, on: date) -> Decimal:
    """What was paid on these debts after that day."""
    every = (payment for debt in rows for payment in that_stand(debt.payments.all()))
    return sum((one.amount for one in every if day < one.paid_on <= on), ZERO)
