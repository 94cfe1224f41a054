"""A workspace's rows as the plan sees them: the one place where debts become its items.

Every figure is the one that board, offers and letters show: balances from the engine's facts,
shares from the band with the user's own figures over ours, offers and deals as they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ledger import finances
from ledger.dates import ONE_DAY, add_months, full_months
from ledger.facts import CreditorKind, DebtFacts, Security
from ledger.household import Section
from ledger.law.time_barred import Status, time_bar
from ledger.models import Debt
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation import standing
from negotiation.gates import GateKind, gates
from negotiation.order import COMES_FIRST
from negotiation.payoff.terms import Debt as Owed
from negotiation.payoff.terms import Fixed, Minimum, Of, Percent
from negotiation.plan.standing_deals import Source, StandingDeal, beside
from negotiation.plan.terms import Campaign, Item, Risk, Settle, Share
from negotiation.plan.what_if import WhatIf
from negotiation.scoring import Route, special_route
from negotiation.shares import CLOSED_END, LENDERS, OPEN_END, figures, is_decided, shares
from negotiation.strategy import OFFICE, OVER

AHEAD = 48  # months in which we look for a share that moves; older debts move no more
ANSWERED = 2  # the first month in which an answer to a letter of today can be there
PERCENTS = 100

OFFERED = text("Your offer of {amount} is out, so we count with it while it stands.")
THEIR_OFFER = text("They offered to take {amount}, so we count with it while it stands.")
ON_TIME = text("You pay {name} on time. Keep doing that: an offer would do more harm than good.")
BARRED = text(
    "The time to sue on {name} is probably over. A payment could start it again, so the plan pays "
    "nothing on it."
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One debt of the plan: its row, what the engine says of it today, and why it is treated so."""

    debt: Debt
    facts: DebtFacts
    said: tuple[Text, ...] = ()


@dataclass(frozen=True)
class PlanFacts:
    """All that a plan is made of. `campaign` has the standing deals' money taken out; `all_money`
    is the same with it."""

    on: date
    all_money: Campaign
    deals: tuple[StandingDeal, ...] = ()
    debts: Mapping[str, Planned] = field(default_factory=dict)
    without_figure: tuple[Debt, ...] = ()
    over: int = 0
    assets_known: bool = False
    finances: Any = None
    rows: tuple[Debt, ...] = ()

    @property
    def campaign(self) -> Campaign:
        return beside(self.all_money, self.deals)

    @property
    def owed(self) -> Decimal:
        """On all debts today, as the board shows them; a deal counts what is unpaid."""
        items = (item.debt.balance for item in self.all_money.items)
        return sum(items, sum((deal.left for deal in self.deals), ZERO))

    @property
    def owed_in_plan(self) -> Decimal:
        """The same without the debts that are left to time."""
        left = (item.debt.balance for item in self.all_money.items if item.leave)
        return self.owed - sum(left, ZERO)

    @property
    def rows_in_plan(self) -> tuple[Debt, ...]:
        left = {item.debt.name for item in self.all_money.items if item.leave}
        aside = {self.debts[name].debt.pk for name in left}
        return tuple(debt for debt in self.rows if debt.pk not in aside)


def of(workspace, what_if: WhatIf, *, on: date) -> PlanFacts:
    """The plan's facts on that day, in a fixed number of queries."""
    known = finances.of(workspace)
    rows = tuple(standing.with_history(workspace.debts.in_use()))
    made = _Reading(what_if, on)
    for debt in rows:
        made.read(debt)
    assets = bool(known.rows[Section.ASSET])
    campaign = Campaign(
        tuple(made.items),
        cash=what_if.of_cash(workspace.cash or ZERO),
        saving=what_if.of_saving(workspace.monthly_saving or ZERO),
        floor=Decimal(what_if.floor),
        objective=what_if.objective,
        tax_rate=Decimal(what_if.tax) / PERCENTS,
        insolvent_by=known.worth.insolvent_by if assets else ZERO,
    )
    return PlanFacts(
        on, campaign, tuple(made.deals), made.planned, tuple(made.without_figure), made.over,
        assets, known, rows,
    )  # fmt: skip


class _Reading:
    """The debts as they are read, one after the other."""

    def __init__(self, what_if: WhatIf, on: date) -> None:
        self.what_if, self.on = what_if, on
        self.items: list[Item] = []
        self.deals: list[StandingDeal] = []
        self.planned: dict[str, Planned] = {}
        self.without_figure: list[Debt] = []
        self.over = 0

    def read(self, debt) -> None:
        found = standing.answers(debt, on=self.on)
        if found.stage in OVER:
            self.over += 1
        elif deal := standing_deal(debt):
            self._deal(debt, found, deal)
        elif found.facts.balance is None:
            self.without_figure.append(debt)
        elif found.facts.balance > ZERO:
            name = self._name(debt)
            item, said = item_of(name, debt, found, self.what_if, self.on)
            self.items.append(item)
            self.planned[name] = Planned(debt, found.facts, said)

    def _deal(self, debt, found, deal) -> None:
        unpaid = [part for part in deal.instalments.all() if part.payment_id is None]
        owed = found.facts.balance or deal.offer.base_total or deal.offer.amount
        name = self._name(debt)
        payments = tuple((month_of(part.due_on, on=self.on), part.amount) for part in unpaid)
        source = Source(deal.offer.funding)
        cancelled = max((deal.offer.base_total or owed) - deal.offer.amount, ZERO)
        self.deals.append(StandingDeal(name, payments, owed, cancelled, source))
        self.planned[name] = Planned(debt, found.facts)

    def _name(self, debt) -> str:
        """What it is called here; two debts of one name are told apart."""
        number, name = 1, debt.nickname
        while name in self.planned:
            number += 1
            name = f"{debt.nickname} ({number})"
        return name


def standing_deal(debt):
    """The agreement that is still to be paid; None where there is none."""
    found = (
        deal
        for deal in debt.agreements.all()
        if deal.fell_through_on is None and deal.settled_on is None
    )
    return next(found, None)


def month_of(day: date, *, on: date) -> int:
    """The month of the plan in which that day lies; the first for a day that is over."""
    return max(full_months(on, day - ONE_DAY) + 1, 1)


def item_of(name, debt, found, what_if: WhatIf, on: date) -> tuple[Item, tuple[Text, ...]]:
    """The debt with the ways open to it, and what is to be said of that beside the engine."""
    facts = found.facts
    owed = Owed(name, facts.balance, facts.apr or ZERO, minimum_of(debt))
    risks = frozenset(_risks(facts, on))
    if (kept := _kept(facts)) is not None:
        return Item(owed, keep_current=True, risks=risks), (kept,)
    if facts.current:
        return Item(owed, risks=risks), (ON_TIME.filled(name=name),)
    if _is_barred(facts, on):
        return Item(owed, leave=True), (BARRED.filled(name=name),)
    settle, said = _settle(debt, found, what_if, on)
    return Item(owed, settle, risks=risks, charge_off=_charge_off(facts, on)), said


def minimum_of(debt) -> Minimum:
    """What is asked for each month; nothing where nobody knows, or where it is past that."""
    rule = debt.MinimumRule
    asked = debt.minimum_amount or ZERO
    if debt.in_collections or debt.charged_off_on or debt.minimum_rule == rule.UNKNOWN:
        return Fixed(ZERO)
    if debt.minimum_rule == rule.FIXED:
        return Fixed(asked)
    plus = debt.minimum_rule == rule.INTEREST_PLUS
    of = Of.BEFORE_INTEREST if plus else Of.AFTER_INTEREST
    return Percent(debt.minimum_percent or ZERO, of, asked, plus_interest=plus)


def _kept(facts: DebtFacts) -> Text | None:
    """Why it must not fall behind, and is never settled like others."""
    route = special_route(facts)
    if route is not None and route is not Route.UNVERIFIED:
        return route.text
    return OFFICE if facts.holder is CreditorKind.GOVERNMENT else None


def _is_barred(facts: DebtFacts, on: date) -> bool:
    if facts.sued or is_decided(facts):
        return False
    return time_bar(facts, on=on).status is Status.PROBABLY_BARRED


def _risks(facts: DebtFacts, on: date):
    if facts.security not in (None, Security.NONE):
        yield Risk.SECURED
    if facts.sued:
        yield Risk.SUED
    elif facts.in_collections and time_bar(facts, on=on).status is not Status.PROBABLY_BARRED:
        yield Risk.MAY_SUE


def _settle(debt, found, what_if: WhatIf, on: date) -> tuple[Settle, tuple[Text, ...]]:
    """The expected share by month: an offer that stands first, then the band."""
    first = next(
        (gate for gate in gates(found.facts, found.past, on=on) if gate.kind in COMES_FIRST), None
    )
    begins = ANSWERED if first and first.blocking else 1
    expected = list(_expected(debt, found.facts, what_if.share, on))
    offer = _standing_offer(debt, on=on)
    if offer is None:
        said = (first.why, first.instead) if first and first.kind is not GateKind.TIME_BAR else ()
        return Settle(tuple(_from(begins, expected))), said
    until = month_of(offer.expires_on, on=on) if offer.expires_on else 1
    part = min(offer.amount / found.facts.balance, Decimal(1))
    told = OFFERED if offer.by == offer.By.US else THEIR_OFFER
    shares_then = (Share(1, part), *_from(until + 1, expected))
    return Settle(shares_then, offer.payments), (told.filled(amount=offer.amount),)


def _from(begins: int, expected: list[Share]):
    """The shares that are in force from that month on."""
    earlier = [one for one in expected if one.from_month <= begins]
    if earlier:
        yield earlier[-1]._replace(from_month=begins)
    yield from (one for one in expected if one.from_month > begins)


def _expected(debt, facts: DebtFacts, limit: str, on: date):
    """What its holder may take, moving with its age: one share for each month it changes in."""
    own = getattr(debt, "own_band", None)
    override = own and own.override()
    before = None
    for month in range(1, AHEAD + 1):
        percents = shares(facts, on=add_months(on, month - 1)).percents
        percents = override.over(percents) if override else percents
        now = getattr(percents, limit) / PERCENTS
        if now != before:
            yield Share(month, now)
        before = now


def _standing_offer(debt, *, on: date):
    """The open offer to count with: theirs is surer than ours."""
    open_now = [o for o in debt.offers.all() if o.is_open and not o.has_lapsed(on=on)]
    return min(open_now, key=lambda offer: offer.by == offer.By.US, default=None)


def _charge_off(facts: DebtFacts, on: date) -> int | None:
    """The month in which its lender books the loss, where that is still to come."""
    late_since, kinds = facts.first_delinquent_on, (*OPEN_END, *CLOSED_END)
    if late_since is None or facts.charged_off_on or facts.holder not in LENDERS:
        return None
    if facts.kind not in kinds:
        return None
    days = figures()["charge_off"]["open_end" if facts.kind in OPEN_END else "closed_end"]
    day = late_since + timedelta(days=days)
    return month_of(day, on=on) if day > on else None
