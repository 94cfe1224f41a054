"""What the plan's page shows: when it is over, what it costs, and how that comes about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ledger.models import Debt
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation import plan_facts
from negotiation.chances import Fan, fan_of
from negotiation.payoff import Outcome
from negotiation.plan import Plan, Way, pictures, plan, reasons
from negotiation.plan.course import Course, courses, totals
from negotiation.plan.dated import dated, day_of
from negotiation.plan.outcome import Entry, Note, Step
from negotiation.plan.standing_deals import whole
from negotiation.plan.telling import within
from negotiation.plan.terms import Objective
from negotiation.plan.what_if import WhatIf
from negotiation.progress import Snapshot, snapshot

WAYS = {
    Way.SETTLE: text("Settle for less"),
    Way.INSTALMENTS: text("Settle in parts"),
    Way.KEEP_CURRENT: text("Keep paying"),
    Way.PAY_OFF: text("Pay off normally"),
    Way.LEAVE: text("Leave alone"),
}
DEAL = text("Keep the deal")
NO_END = 120  # months of minimums to be drawn where the plan has no end
FEW = 8  # debts to be settled for which three plans cost a moment
LONGER = 2  # times the plan's months that minimums are drawn for


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One debt of the plan as it is told."""

    step: Step
    debt: Debt | None
    way: Text
    by: date | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ShownNote:
    """What could go wrong, and around when; None: at any time."""

    day: date | None
    text: Text


@dataclass(frozen=True, slots=True)
class ShownEntry:
    entry: Entry
    day: date

    @property
    def out(self) -> Decimal:
        return sum((amount for _, amount in self.entry.deals), self.entry.normal)


@dataclass(frozen=True)
class PlanPage:
    """The plan of one day for one choice of figures; every part is worked out when it is shown."""

    what_if: WhatIf
    facts: plan_facts.PlanFacts
    plan: Plan

    @classmethod
    def of(cls, workspace, what_if: WhatIf, *, on: date) -> "PlanPage":
        facts = plan_facts.of(workspace, what_if, on=on)
        found = whole(plan(facts.campaign), facts.deals, facts.all_money)
        return cls(what_if, facts, found)

    @property
    def choices(self) -> list[tuple[Objective, date | None, Decimal]]:
        """What each objective would come to: the day of zero and the total, where that is quick."""
        if not self.is_done or not 1 < len(self.facts.campaign.settled) <= FEW:
            return []
        return [self._choice(objective) for objective in Objective]

    def _choice(self, objective: Objective) -> tuple[Objective, date | None, Decimal]:
        found = self.plan
        if objective is not self.what_if.objective:
            campaign = replace(self.facts.campaign, objective=objective)
            found = whole(plan(campaign), self.facts.deals, self.facts.all_money)
        zero = None if found.zero_month is None else day_of(found.zero_month, on=self.on)
        return objective, zero, found.total_after_tax

    @property
    def on(self) -> date:
        return self.facts.on

    @property
    def is_done(self) -> bool:
        return self.plan.outcome is Outcome.DONE

    @property
    def zero_on(self) -> date | None:
        return None if self.plan.zero_month is None else day_of(self.plan.zero_month, on=self.on)

    @property
    def within(self) -> str:
        return within(self.plan)

    @cached_property
    def steps(self) -> tuple[ShownStep, ...]:
        """In the order in which they end; what never does comes last."""
        told = [self._step(step) for step in self.plan.steps]
        return tuple(sorted(told, key=lambda each: (each.by is None, each.by or self.on)))

    def _step(self, step: Step) -> ShownStep:
        planned = self.facts.debts.get(step.name)
        held = {deal.name for deal in self.facts.deals}
        return ShownStep(
            step,
            planned and planned.debt,
            DEAL if step.name in held else WAYS[step.way],
            day_of(step.month, on=self.on) if step.month else None,
            tuple(self._reasons(step, planned.said if planned else ())),
        )

    def _reasons(self, step: Step, said: tuple[Text, ...]) -> Iterator[Text]:
        """The engine's, but where we know better why it is kept or left; then what comes first."""
        replaced = {reasons.KEPT.original, reasons.LEFT.original, reasons.PAID_OFF.original}
        known = [one for one in step.reasons if not (said and one.original in replaced)]
        if len(known) < len(step.reasons):
            yield from said
            said = ()
        yield from (dated(one, on=self.on) for one in known)
        yield from said

    @property
    def notes(self) -> Iterator[ShownNote]:
        for note in self.plan.notes:
            yield self._note(note)

    def _note(self, note: Note) -> ShownNote:
        now = note.month <= 1
        day = None if now else day_of(note.month, on=self.on)
        return ShownNote(day, dated(note.text, on=self.on))

    @property
    def schedule(self) -> list[ShownEntry]:
        return [ShownEntry(entry, day_of(entry.month, on=self.on)) for entry in self.plan.schedule]

    @property
    def now(self) -> list[tuple[str, Decimal]]:
        """The deals whose money is there in the first month, by the engine's own schedule."""
        return [paid for entry in self.plan.schedule[:1] for paid in entry.deals]

    @property
    def cancelled(self) -> Decimal:
        return sum((step.cancelled for step in self.plan.steps), ZERO)

    @property
    def taxable(self) -> Decimal:
        """What is forgiven beyond what insolvency leaves out, where no rate was given for it."""
        return max(self.cancelled - self.facts.all_money.insolvent_by, ZERO)

    @property
    def without_minimum(self) -> list[Debt]:
        """Debts that are paid normally, though nobody has said how much a month."""
        rule = Debt.MinimumRule.UNKNOWN
        paid = [one for one in self.steps if one.step.way in (Way.KEEP_CURRENT, Way.PAY_OFF)]
        return [one.debt for one in paid if one.debt and one.debt.minimum_rule == rule]

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        return courses(self.facts.campaign, self.plan, self.facts.deals)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The plan as it would be kept, its deals included."""
        made = snapshot(self.facts.campaign, self.plan, on=self.on)
        deals = self.facts.deals
        if not deals:
            return made
        minimums = tuple(
            owed + sum((deal.left_after(month) for deal in deals), ZERO)
            for month, owed in enumerate(made.minimums, 1)
        )
        return replace(made, owed=totals(self.courses)[1:], minimums=minimums)

    @cached_property
    def fan(self) -> Fan | None:
        return fan_of(self.facts.campaign, self.plan)

    @property
    def fan_days(self) -> dict[str, date | None] | None:
        """The days by which the deals are done in so many of the runs."""
        if self.fan is None:
            return None
        months = {percent: self.fan.months[percent] for percent in (10, 50, 90)}
        return {
            name: None if months[percent] is None else day_of(months[percent], on=self.on)
            for name, percent in (("early", 10), ("middle", 50), ("late", 90))
        }

    @property
    def fan_paid(self) -> dict[str, Decimal | None] | None:
        if self.fan is None:
            return None
        return {name: self.fan.paid[p] for name, p in (("low", 10), ("middle", 50), ("high", 90))}

    @property
    def fan_rows(self) -> list[tuple[date, int, int, int]]:
        """The fan as a table: by day, the debts still open in a lucky, middle and unlucky run."""
        if self.fan is None:
            return []
        left = self.fan.left
        last = next((m for m, open_ in enumerate(left[90], 1) if not open_), len(left[90]))
        months = pictures.table_months(last)
        return [
            (day_of(m, on=self.on), left[10][m - 1], left[50][m - 1], left[90][m - 1])
            for m in months
        ]

    @cached_property
    def course_rows(self) -> list[dict[str, Any]]:
        """The curves as a table: what is owed by the plan, debt by debt, and by minimums."""
        owed, minimums = totals(self.courses), self.snapshot.minimums
        months = pictures.table_months(len(owed) - 1)
        return (
            [
                {
                    "day": day_of(month, on=self.on),
                    "owed": owed[month],
                    "each": [one.owed[month] for one in self.courses],
                    "minimums": minimums[month - 1]
                    if 0 < month <= len(minimums)
                    else (self.facts.owed_in_plan if not month else None),
                }
                for month in (0, *months)
            ]
            if owed
            else []
        )

    @property
    def pictures(self) -> dict[str, Any]:
        fan = self.fan
        return {
            "lines": self.lines(),
            "stacked": pictures.stacked(self.courses),
            "fan": pictures.fan_chart(fan, len(self.facts.campaign.settled)) if fan else None,
            "calendar": pictures.calendar(self.plan),
        }

    def lines(self, *more):
        """What is owed by the plan and by minimums alone, and any other lines, from today on."""
        owed, minimums = totals(self.courses), self.snapshot.minimums
        if not (owed or minimums):
            return None
        zero = self.plan.zero_month or NO_END // LONGER
        months = min(zero * LONGER, max(len(minimums), zero)) or 1
        flat = pictures.held((self.facts.owed_in_plan, *minimums), months)
        drawn = [("minimums", flat, 0), *more]
        return pictures.lines([*drawn, *([("planned", owed, 0)] if owed else [])], months)
