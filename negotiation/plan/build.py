"""A plan put together: deals, the debts that are paid normally, tax, month by month. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ledger.money import ZERO, from_cents, part, to_cents
from negotiation.payoff import LONGEST, Outcome, Payoff
from negotiation.plan.notes import notes
from negotiation.plan.outcome import Entry, Plan, Step, Way
from negotiation.plan.prices import Deal, parts
from negotiation.plan.reasons import explained
from negotiation.plan.rest import Rest
from negotiation.plan.settling import Deals, Settling
from negotiation.plan.terms import Campaign, Item

IN_REQUEST, IN_JOB = 15, 17  # debts up to which the best plan is proven
NO_END = 10 * LONGEST


def plan(campaign: Campaign, *, most: int = IN_REQUEST) -> Plan:
    """The best plan for the campaign's objective; `most` debts are worth proving it for."""
    rest = Rest(campaign)
    settled = campaign.settled

    @cache
    def room(months: int) -> list[int]:
        return rest.room(months)

    @cache
    def afterwards(month: int, paid: int) -> tuple[int, int]:
        if not campaign.paid_off:
            return month, 0
        found = rest.after(month, room(month)[-1] - paid)
        done = found.outcome is Outcome.DONE
        return max(month, found.months) if done else NO_END, to_cents(found.paid)

    deals = Settling(campaign, room, afterwards, most).deals() if settled else None
    return _Building(campaign, rest, deals).plan()


@dataclass(frozen=True)
class _Building:
    campaign: Campaign
    rest: Rest
    deals: Deals | None

    def plan(self) -> Plan:
        steps = tuple(
            explained([*self._settled(), *self._paid_off(), *self._left()], self.campaign)
        )
        outcome = self._outcome()
        zero = max((step.month or 0 for step in steps), default=0)
        return Plan(
            outcome,
            self.campaign.objective,
            zero if outcome is Outcome.DONE else None,
            sum((step.paid for step in steps), ZERO),
            sum((step.tax for step in steps), ZERO),
            self.deals.within if self.deals else 0.0,
            steps,
            tuple(self._schedule(zero)) if outcome is Outcome.DONE else (),
            tuple(notes(self.campaign, steps)),
            self._after,
        )

    @property
    def _last(self) -> int:
        return self.deals.month if self.deals else 0

    @cached_property
    def _after(self) -> Payoff:
        if self.campaign.settled and self.deals is None:
            return self.rest.alone
        paid = self.deals.paid if self.deals else 0
        return self.rest.after(self._last, self.rest.room(self._last)[-1] - paid)

    def _outcome(self) -> Outcome:
        if self.rest.alone.outcome is Outcome.UNDER_MINIMUMS:
            return Outcome.UNDER_MINIMUMS
        never = bool(self.campaign.settled) and self.deals is None
        return Outcome.NEVER if never else self._after.outcome

    def _settled(self) -> Iterator[Step]:
        """In the order of their deals; the tax goes by it, for the exemption is used up in turn."""
        if self.deals is None:
            for item in self.campaign.settled:
                yield _open(item)
            return
        numbered = enumerate(zip(self.campaign.settled, self.deals.starts, strict=True))
        tax, cancelled = Taxes(self.campaign), 0
        for number, (item, start) in sorted(numbered, key=lambda each: (each[1][1], each[0])):
            deal = self.deals.table.deals[number][start]
            before, cancelled = cancelled, cancelled + deal.balance - deal.price
            yield _settled(item, deal, start, tax.on(cancelled) - tax.on(before))

    def _paid_off(self) -> Iterator[Step]:
        by_name = {item.debt.name: item for item in self.campaign.items}
        ended = sorted(
            self._after.debts, key=lambda each: (each.cleared_month or NO_END, each.name)
        )
        for each in ended:
            item = by_name[each.name]
            yield Step(
                each.name,
                Way.KEEP_CURRENT if item.keep_current else Way.PAY_OFF,
                item.debt.starts,
                each.cleared_month,
                each.paid,
                each.interest,
                item.debt.balance,
            )

    def _left(self) -> Iterator[Step]:
        for item in sorted(self.campaign.items, key=lambda item: item.debt.name):
            if item.leave:
                balance = item.debt.balance
                yield Step(item.debt.name, Way.LEAVE, None, None, ZERO, ZERO, balance)

    def _schedule(self, zero: int) -> Iterator[Entry]:
        pot = to_cents(self.campaign.cash)
        lines, due = self._after.lines, self._due()
        for month in range(1, zero + 1):
            came_in = self.rest.saved(month) + self.rest.set_aside(month, self._last)
            normal = sum(line.payment for line in lines[month - 1]) if month <= len(lines) else 0
            paid = due.get(month, [])
            pot += came_in - normal - sum(amount for _, amount in paid)
            yield Entry(
                month,
                from_cents(came_in),
                tuple((name, from_cents(amount)) for name, amount in paid),
                from_cents(normal),
                from_cents(pot),
            )

    def _due(self) -> dict[int, list[tuple[str, int]]]:
        """What each deal takes in which month."""
        found: dict[int, list[tuple[str, int]]] = {}
        if self.deals is None:
            return found
        table = self.deals.table
        for number, item in enumerate(self.campaign.settled):
            start = self.deals.starts[number]
            price = table.deals[number][start].price
            for later, amount in enumerate(parts(price, table.lengths[number])):
                found.setdefault(start + later, []).append((item.debt.name, amount))
        return found


class Taxes:
    """The tax on all that is cancelled so far, in cents."""

    def __init__(self, campaign: Campaign) -> None:
        self.over, self.under = campaign.tax_rate.as_integer_ratio()
        self.exempt = to_cents(campaign.insolvent_by)

    def on(self, cancelled: int) -> int:
        return part(max(cancelled - self.exempt, 0), self.over, self.under)


def _settled(item: Item, deal: Deal, start: int, tax: int) -> Step:
    length = item.settle.instalments if item.settle else 1
    return Step(
        item.debt.name,
        Way.INSTALMENTS if length > 1 else Way.SETTLE,
        start,
        start + length - 1,
        from_cents(deal.price),
        from_cents(deal.balance) - item.debt.balance,
        from_cents(deal.balance),
        from_cents(deal.balance - deal.price),
        from_cents(tax),
    )


def _open(item: Item) -> Step:
    """A debt that the pot never reaches."""
    return Step(item.debt.name, Way.SETTLE, None, None, ZERO, ZERO, item.debt.balance)
