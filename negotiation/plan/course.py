"""What is owed on each debt at the end of each month of a plan, for its pictures. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.money import ZERO, from_cents
from negotiation.plan.outcome import Plan
from negotiation.plan.prices import NEVER, table
from negotiation.plan.standing_deals import StandingDeal
from negotiation.plan.terms import Campaign


@dataclass(frozen=True, slots=True)
class Course:
    """One debt's dollars, from today (the first of `owed`) to the end of the plan."""

    name: str
    owed: tuple[Decimal, ...]


def courses(
    campaign: Campaign, plan: Plan, deals: Sequence[StandingDeal] = ()
) -> tuple[Course, ...]:
    """In the order of the plan's steps, debts left to time aside; nothing where it never ends."""
    months = plan.zero_month or 0
    if not months or plan.rest is None:
        return ()
    found = {
        **_settled(campaign, plan, months),
        **_normal(campaign, plan, months),
        **{deal.name: _of_deal(deal, months) for deal in deals},
    }
    return tuple(Course(step.name, found[step.name]) for step in plan.steps if step.name in found)


def totals(found: Sequence[Course]) -> tuple[Decimal, ...]:
    """What is owed on all of them together, from today on."""
    return tuple(sum(month, ZERO) for month in zip(*(one.owed for one in found), strict=True))


def _settled(campaign: Campaign, plan: Plan, months: int) -> dict[str, tuple[Decimal, ...]]:
    """A debt grows until its deal is done; then nothing of it is owed."""
    ends = {step.name: step.month or 0 for step in plan.steps}
    deals = table(campaign.settled, [NEVER] * (months + 2)).deals
    return {
        item.debt.name: tuple(
            ZERO if month >= ends[item.debt.name] else from_cents(of_month[month + 1].balance)
            for month in range(months + 1)
        )
        for item, of_month in zip(campaign.settled, deals, strict=True)
    }


def _normal(campaign: Campaign, plan: Plan, months: int) -> dict[str, tuple[Decimal, ...]]:
    found = {debt.name: [debt.balance] for debt in campaign.paid_off}
    lines = plan.rest.lines if plan.rest else ()
    for month in range(months):
        closing = {line.name: line.closing for line in lines[month]} if month < len(lines) else {}
        for debt in campaign.paid_off:
            owed = found[debt.name][-1] if month + 1 < debt.starts else ZERO
            known = debt.name in closing
            found[debt.name].append(from_cents(closing[debt.name]) if known else owed)
    return {name: tuple(owed) for name, owed in found.items()}


def _of_deal(deal: StandingDeal, months: int) -> tuple[Decimal, ...]:
    return tuple(deal.left_after(month) for month in range(months + 1))
