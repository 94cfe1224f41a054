"""Deals that stand already, laid over a plan: they are paid as agreed, whatever else is best. Pure.

The plan itself never moves them. Their cash is out of its pot before it begins, or their payments
out of its saving; here they come back as steps, payments and dollars of the whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ledger.money import ZERO, cents
from ledger.words import text
from negotiation.payoff.outcome import Outcome
from negotiation.payoff.terms import Amount
from negotiation.plan.outcome import Entry, Plan, Step, Way
from negotiation.plan.terms import Campaign, Saving

AGREED = text("You have a deal on {name}: {left} is still to be paid. Keep to it to the day.")
AGREED_TAX = text("{cancelled} of it is cancelled. The tax on that is about {tax}.")


class Source(StrEnum):
    """Where a deal's money comes from."""

    CASH = "cash"
    INCOME = "income"  # what is saved each month
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StandingDeal:
    """What is unpaid of one deal: dollars by month, and what is cancelled once all is paid."""

    name: str
    payments: tuple[tuple[int, Decimal], ...]
    balance: Decimal
    cancelled: Decimal = ZERO
    source: Source = Source.CASH

    @property
    def left(self) -> Decimal:
        return sum((amount for _, amount in self.payments), ZERO)

    @property
    def last(self) -> int:
        return max((month for month, _ in self.payments), default=0)

    def left_after(self, month: int) -> Decimal:
        return sum((amount for due, amount in self.payments if due > month), ZERO)


def saving_beside(deals: Sequence[StandingDeal], saving: Saving) -> Saving:
    """What is left of the saving by month, once the deals that live on it are paid."""
    taken: dict[int, Decimal] = {}
    for deal in deals:
        if deal.source is Source.INCOME:
            for month, amount in deal.payments:
                taken[month] = taken.get(month, ZERO) + amount
    if not taken:
        return saving
    changes = (Amount(1, saving),) if isinstance(saving, Decimal) else tuple(sorted(saving))
    last = max(*taken, *(start for start, _ in changes)) + 1
    found: list[Amount] = []
    for month in range(1, last + 1):
        whole = [amount for start, amount in changes if start <= month]
        left = max((whole[-1] if whole else ZERO) - taken.get(month, ZERO), ZERO)
        if not found or found[-1].amount != left:
            found.append(Amount(month, left))
    return tuple(found)


def beside(campaign: Campaign, deals: Sequence[StandingDeal]) -> Campaign:
    """The campaign without the money that the deals take, and the exemption that they use up."""
    held = sum((deal.left for deal in deals if deal.source is Source.CASH), ZERO)
    cancelled = sum((deal.cancelled for deal in deals), ZERO)
    return replace(
        campaign,
        cash=max(campaign.cash - held, ZERO),
        saving=saving_beside(deals, campaign.saving),
        insolvent_by=max(campaign.insolvent_by - cancelled, ZERO),
    )


def whole(plan: Plan, deals: Sequence[StandingDeal], campaign: Campaign) -> Plan:
    """The plan with the deals in it; `campaign` is the one before `beside`."""
    if not deals:
        return plan
    steps = (*_steps(deals, campaign), *plan.steps)
    done = plan.outcome is Outcome.DONE
    last = max(deal.last for deal in deals)
    return replace(
        plan,
        zero_month=max(plan.zero_month or 0, last) if done else None,
        paid=sum((step.paid for step in steps), ZERO),
        tax=sum((step.tax for step in steps), ZERO),
        steps=steps,
        schedule=tuple(_schedule(plan.schedule, deals, last)) if done else (),
    )


def _steps(deals: Sequence[StandingDeal], campaign: Campaign) -> Iterator[Step]:
    spared = campaign.insolvent_by
    for deal in sorted(deals, key=lambda deal: (deal.last, deal.name)):
        tax = cents(max(deal.cancelled - spared, ZERO) * campaign.tax_rate)
        spared = max(spared - deal.cancelled, ZERO)
        reasons = [AGREED.filled(name=deal.name, left=deal.left)]
        if tax:
            reasons.append(AGREED_TAX.filled(cancelled=deal.cancelled, tax=tax))
        way = Way.INSTALMENTS if len(deal.payments) > 1 else Way.SETTLE
        first = min((month for month, _ in deal.payments), default=1)
        yield Step(
            deal.name,
            way,
            first,
            deal.last,
            deal.left,
            ZERO,
            deal.balance,
            deal.cancelled,
            tax,
            tuple(reasons),
        )


def _schedule(
    planned: Sequence[Entry], deals: Sequence[StandingDeal], last: int
) -> Iterator[Entry]:
    pot = planned[-1].pot if planned else ZERO
    for month in range(1, max(len(planned), last) + 1):
        entry = planned[month - 1] if month <= len(planned) else Entry(month, ZERO, (), ZERO, pot)
        due = [(deal, amount) for deal in deals for at, amount in deal.payments if at == month]
        fresh = sum((amount for deal, amount in due if deal.source is not Source.CASH), ZERO)
        held = sum((d.left_after(month) for d in deals if d.source is Source.CASH), ZERO)
        yield replace(
            entry,
            came_in=entry.came_in + fresh,
            deals=(*((deal.name, amount) for deal, amount in due), *entry.deals),
            pot=entry.pot + held,
        )
