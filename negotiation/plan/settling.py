"""The deals of a plan: which solver is asked, and how sure its answer is. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil
from typing import NamedTuple

from ledger.money import to_cents
from negotiation.payoff.simulate import LONGEST
from negotiation.plan import exact, near
from negotiation.plan.bound import (
    least_calm,
    least_cost,
    least_month,
    least_months,
    still_open,
    still_taxed,
)
from negotiation.plan.goals import MONTH, Calm, Tax
from negotiation.plan.prices import Deal, Table, last_change, table
from negotiation.plan.search import cheapest_first
from negotiation.plan.terms import Campaign, Objective

FEW = 2_000  # lists dealt out where the best plan is proven afterwards
TRIED = 200  # plans tried with the other debts, where deals are taxed
STRAIGHT = 5_000  # steps of a search before it is worth looking for a closer bound
CLOSE = 1e-6  # months: what is nearer to a whole month than that is one
CELLS = 2**25  # figures kept at most to prove a plan: months times subsets
AT_FIRST = 120  # months looked at, doubled as long as no plan is found

Room = Callable[[int], list[int]]
Afterwards = Callable[[int, int], tuple[int, int]]  # last month, paid: zero month, cents paid then


class Deals(NamedTuple):
    """For each debt the month its deal begins in; how far from the best it may be, in parts."""

    table: Table
    starts: tuple[int, ...]
    month: int
    paid: int  # cents
    within: float


@dataclass(frozen=True)
class Settling:
    """The deals to be chosen for a campaign.

    `afterwards` says what becomes of the debts that are paid normally, for a plan whose last deal
    ends in a month and that has paid so many cents by then. `most` is the number of debts up to
    which the best plan is proven.
    """

    campaign: Campaign
    room: Room
    afterwards: Afterwards
    most: int

    @property
    def tax(self) -> Tax:
        exempt = to_cents(self.campaign.insolvent_by)
        return Tax.of(Fraction(self.campaign.tax_rate), exempt)

    def deals(self) -> Deals | None:
        """The best deals; None where the pot never gets there."""
        found = self._long_enough()
        if found is None:
            return None
        table, first = found
        if not self._fits(table):
            return self._near(table, first)
        if self.campaign.objective is Objective.CALMEST:
            return self._calm(table, first)
        return self._calmer(self._exact(table))

    def _calmer(self, deals: Deals) -> Deals:
        """The same month for the same money, but the smallest deals first, where that is a plan."""
        prices = [deal.price for deal in _made(deals.table, deals.starts)]
        order = sorted(range(len(prices)), key=lambda debt: (prices[debt], debt))
        dealt = near.deal_out(deals.table, self.tax, order, [0] * len(order))
        if dealt is None or (dealt.month, dealt.paid) != (deals.month, deals.paid):
            return deals
        same = self._cost(deals.table, dealt.starts) == self._cost(deals.table, deals.starts)
        return deals._replace(starts=dealt.starts) if same else deals

    def _fits(self, table: Table) -> bool:
        return table.debts <= self.most and table.months << table.debts <= CELLS

    def _long_enough(self) -> tuple[Table, near.Dealt] | None:
        """The table of all months that the best plan can need, and a plan to begin with.

        Once all that this plan costs is in the pot, and no price falls any more, nobody waits:
        what is left could be settled at once, and for no more; only instalments take their turn.
        """
        items, months = self.campaign.settled, AT_FIRST
        while months <= 2 * LONGEST:
            whole = table(items, self.room(months))
            first = near.best(whole, self.tax, Objective.CHEAPEST, tries=1)
            if first is not None:
                cost = -(-self.tax.cost(first.paid, first.weight) // self.tax.under)
                start = max(first.month, last_change(items))
                ahead = range(start, months + 1)
                end = next((month for month in ahead if whole.room[month] >= cost), start)
                end += sum(whole.lengths) - whole.debts
                longer = whole if end <= months else table(items, self.room(end))
                return longer.first_months(end), first
            months *= 2
        return None

    def _exact(self, table: Table) -> Deals:
        found = exact.rows(table)
        points = exact.front(found)
        month, _paid = min(points, key=self._rank)
        plain = self._told(table, exact.starts(table, found, month), 0.0)
        if not self.tax.over:
            return plain
        if self.campaign.objective is Objective.CHEAPEST:
            return self._least_taxed(table, found, plain, points)
        other = self._in_time(table.first_months(month), found[: month + 1], plain)
        return min(plain, other, key=self._whole)

    def _in_time(self, cut: Table, found: exact.Rows, plain: Deals) -> Deals:
        """The deals with the least tax and price within the months of the table."""
        best = next(cheapest_first(cut, found, self.tax, limit=STRAIGHT))
        if best.starts is None:
            cost = self._cost(cut, plain.starts)
            still = still_taxed(cut, self.tax, cost + self.tax.exempt * self.tax.over)
            best = next(cheapest_first(cut, found, self.tax, still, most=cost))
        return self._told(plain.table, best.starts, 0.0) if best.starts else plain

    def _rank(self, point: tuple[int, int]) -> tuple[int, int]:
        """What is least for the objective, the other debts included, but without tax."""
        zero, later = self.afterwards(*point)
        cost = point[1] + later
        return (zero, cost) if self.campaign.objective is Objective.SOONEST else (cost, zero)

    def _whole(self, deals: Deals) -> tuple[int, int]:
        """Zero month and cost in 1/`under` cents, all debts and the tax included."""
        zero, later = self.afterwards(deals.month, deals.paid)
        return zero, self._cost(deals.table, deals.starts) + later * self.tax.under

    def _least_taxed(
        self, table: Table, found: exact.Rows, plain: Deals, points: Sequence[tuple[int, int]]
    ) -> Deals:
        """The cheapest plan with its tax and what the other debts still take after it.

        Plans come by the cost of their deals, and the other debts never take less than they do
        after the best of all plans without tax: so it is known when no later plan can be better.
        """
        least = self.tax.under * min(self.afterwards(*point)[1] for point in points)
        best, cost = plain, self._whole(plain)[1]
        for one in islice(cheapest_first(table, found, self.tax), TRIED):
            bound = one.bound + least
            if one.starts is None or bound >= cost:
                break
            deals = self._told(table, one.starts, 0.0)
            if (this := self._whole(deals)[1]) < cost:
                best, cost = deals, this
        return best._replace(within=_above(cost, bound))

    def _cost(self, table: Table, starts: Sequence[int]) -> int:
        """What is paid for all deals and their tax, in 1/`under` cents."""
        deals = _made(table, starts)
        weights = map(self.tax.weight, deals, starts)
        return self.tax.cost(sum(deal.price for deal in deals), sum(weights))

    def _calm(self, table: Table, first: near.Dealt) -> Deals:
        """The fewest months open, added up. No deal ends later than the others leave room for."""
        table = _table(self.campaign, self.room(2 * table.months))
        dealt = near.best(table, self.tax, Objective.CALMEST, (first.starts,), tries=FEW) or first
        open_for = sum(near.ends(table, dealt.starts))
        last = max(open_for - sum(least_months(table)[:-1]), dealt.month)
        longer = _table(self.campaign, self.room(last))
        if not self._fits(longer):
            return self._near(table, first)
        still, most = still_open(longer, open_for), (open_for + 1) * MONTH
        best = next(cheapest_first(longer, exact.rows(longer), Calm(), still, most=most))
        if best.starts is not None:
            return self._told(longer, best.starts, 0.0)
        return self._told(table, dealt.starts, _above(open_for, best.bound // MONTH))

    def _near(self, table: Table, first: near.Dealt) -> Deals:
        """A good plan, and how far from the best it can be at most."""
        if self.campaign.objective is Objective.CALMEST:
            return self._nearly_calm(first, table.months)
        objective, bound = self.campaign.objective, least_cost(table, self.tax)
        hints = (bound.months, first.starts)
        dealt = near.best(table, self.tax, objective, hints) or first
        walked = bound.closer(table, self._cost(table, dealt.starts))
        dealt = near.better(table, self.tax, objective, dealt, walked.guesses)
        deals = self._told(table, dealt.starts, 0.0)
        zero, cost = self._whole(deals)
        least_zero, least_later = self._afterwards_at_least(table, dealt)
        if objective is Objective.SOONEST:
            return deals._replace(within=_above(zero, least_zero))
        least = walked.least + least_later * self.tax.under
        return deals._replace(within=_above(cost, least))

    def _afterwards_at_least(self, table: Table, dealt: near.Dealt) -> tuple[int, int]:
        """Zero month and cents paid then, if the deals were over as soon and as cheap as can be."""
        if not self.campaign.paid_off and self.campaign.objective is Objective.CHEAPEST:
            return 0, 0
        month = least_month(table.first_months(dealt.month))
        return self.afterwards(month, int(least_cost(table, Tax(0, 1, 0)).least))

    def _nearly_calm(self, first: near.Dealt, months: int) -> Deals:
        """What closes early may end later than what is cheap, so more months are looked at."""
        table = _table(self.campaign, self.room(2 * months))
        bound = least_calm(table)
        hints = (bound.months, first.starts)
        dealt = near.best(table, self.tax, Objective.CALMEST, hints) or first
        open_for, last = sum(near.ends(table, dealt.starts)), dealt.month
        walked = bound.closer(table.first_months(last), open_for, beyond=last + 1)
        dealt = near.better(table, self.tax, Objective.CALMEST, dealt, walked.guesses)
        open_for, least = sum(near.ends(table, dealt.starts)), ceil(walked.least - CLOSE)
        return self._told(table, dealt.starts, _above(open_for, least))

    def _told(self, table: Table, starts: tuple[int, ...], within: float) -> Deals:
        paid = sum(deal.price for deal in _made(table, starts))
        return Deals(table, starts, max(near.ends(table, starts)), paid, within)


def _made(table: Table, starts: Sequence[int]) -> list[Deal]:
    return [each[start] for each, start in zip(table.deals, starts, strict=True)]


def _table(campaign: Campaign, room: Sequence[int]) -> Table:
    return table(campaign.settled, room)


def _above(value: float, bound: float) -> float:
    """How far a value is above its bound, in parts of it."""
    if value <= bound or bound <= 0:
        return 0.0 if value <= bound else 1.0
    return float(value / bound) - 1
