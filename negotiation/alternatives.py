"""The ways out of debt side by side, this plan among them; what speaks against us too. Pure.

The figures are the user's own, but for what a settlement firm and bankruptcy take: those are ranges
from the sources named with them. A counselor's figures are only there once one has told them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from ledger.law.bankruptcy import MONTHS_IN_A_YEAR, law
from ledger.law.figures import parse
from ledger.law.rules import Rule, rules
from ledger.money import ZERO, from_cents
from ledger.words import Text
from negotiation.alternative_words import (
    BETTER_FOR,
    COUNSELOR_MAY_BE_BETTER,
    REPORT,
    RISKS,
    SEVEN_MAY_BE_BETTER,
    THIRTEEN_MAY_BE_BETTER,
)
from negotiation.payoff import Outcome, payoff
from negotiation.payoff.terms import Debt, Extra, Order, Problem, Term
from negotiation.plan.outcome import Plan, Way
from negotiation.plan.rest import Rest
from negotiation.plan.terms import Campaign
from negotiation.settlement import with_firm

SHAPE = {
    "firm": ("fee_from", "fee_to", "months_from", "months_to"),
    "firm_settles": ("months", "people_percent", "debt_percent"),
    "firm_fee": (),
}


class Kind(StrEnum):
    MINIMUMS = "minimums"
    SNOWBALL = "snowball"
    AVALANCHE = "avalanche"
    COUNSELOR = "counselor"  # a debt-management plan
    FIRM = "firm"
    CHAPTER_7 = "chapter_7"
    CHAPTER_13 = "chapter_13"
    THIS_PLAN = "this_plan"


@dataclass(frozen=True, slots=True)
class Counselor:
    """What a credit counselor has offered: one rate for all, a fee, and the time."""

    apr: Decimal  # percent
    fee: Decimal  # dollars a month
    months: int


@dataclass(frozen=True, slots=True)
class Means:
    """What else the comparison needs, in dollars.

    `stays` is the debt that bankruptcy would not end, and `at_risk` what a trustee could sell: what
    is owned beyond what the law protects.
    """

    counselor: Counselor | None = None
    stays: Decimal = ZERO
    at_risk: Decimal = ZERO
    regular_income: bool = True


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way out: dollars in all and months, each from and to; None where nobody can say.

    `ends` is whether nothing is owed at the end of it.
    """

    kind: Kind
    cost: tuple[Decimal, Decimal] | None
    months: tuple[int, int] | None
    ends: bool
    sources: tuple[Rule, ...] = ()

    @property
    def report(self) -> Text:
        """What it does to the credit report."""
        return REPORT[self.kind]

    @property
    def better_for(self) -> Text:
        return BETTER_FOR[self.kind]

    @property
    def risks(self) -> tuple[Text, ...]:
        return RISKS[self.kind]


def alternatives(campaign: Campaign, plan: Plan, means: Means) -> tuple[Alternative, ...]:
    """All ways, in the order of the page."""
    return (
        _minimums(campaign),
        _rolled(campaign, Kind.SNOWBALL, Order.SNOWBALL),
        _rolled(campaign, Kind.AVALANCHE, Order.AVALANCHE),
        _counselor(campaign, means.counselor),
        _firm(campaign, plan),
        _seven(campaign, means),
        _thirteen(campaign, means),
        _this(plan),
    )


def said_plainly(found: tuple[Alternative, ...]) -> Iterator[Text]:
    """What looks better than this plan, said first and without ifs."""
    by_kind = {each.kind: each for each in found}
    plan = by_kind[Kind.THIS_PLAN]
    words = {
        Kind.CHAPTER_7: SEVEN_MAY_BE_BETTER,
        Kind.CHAPTER_13: THIRTEEN_MAY_BE_BETTER,
        Kind.COUNSELOR: COUNSELOR_MAY_BE_BETTER,
    }
    for kind, told in words.items():
        other = by_kind[kind]
        if other.cost and other.ends and _is_better(other, plan):
            yield told.filled(cost=other.cost[1])


def _is_better(other: Alternative, plan: Alternative) -> bool:
    """Cheaper even at its dearest than the plan, or a figure where the plan has none.

    A debt that the plan leaves to time makes nothing else better.
    """
    if other.cost is None:
        return False
    return plan.cost is None or other.cost[1] < plan.cost[0]


def _ended(kind: Kind, problem: Problem) -> Alternative:
    found = payoff(problem)
    if found.outcome is not Outcome.DONE:
        return Alternative(kind, None, None, False)
    return Alternative(kind, (found.paid, found.paid), (found.months, found.months), True)


def _minimums(campaign: Campaign) -> Alternative:
    """All debts kept paid at their minimums; what asks for none is never paid."""
    return _ended(Kind.MINIMUMS, Problem(_owed(campaign)))


def _rolled(campaign: Campaign, kind: Kind, order: Order) -> Alternative:
    """The minimums of today and all saving, rolled from debt to debt, the cash at the start."""
    debts = _owed(campaign)
    first = payoff(Problem(debts), keep=True).lines[:1]
    minimums = sum(line.payment for month in first for line in month)
    spare = campaign.cash - campaign.floor
    extra = (*([Extra(1, spare)] if spare > 0 else []), *Rest(campaign).saving_from(1))
    return _ended(kind, Problem(debts, from_cents(minimums), order, extra))


def _owed(campaign: Campaign) -> tuple[Debt, ...]:
    return tuple(item.debt for item in campaign.items if not item.leave)


def _counselor(campaign: Campaign, offered: Counselor | None) -> Alternative:
    """One payment for what is not kept current, at the counselor's rate, in level payments."""
    if offered is None:
        return Alternative(Kind.COUNSELOR, None, None, True)
    debts = []
    for item in campaign.items:
        if not item.leave:
            debt = item.debt
            if not item.keep_current:
                rate = min(offered.apr, debt.segments[0].apr)
                debt = replace(debt, apr=rate, minimum=Term(offered.months))
            debts.append(debt)
    found = _ended(Kind.COUNSELOR, Problem(tuple(debts)))
    if found.cost is None or found.months is None:
        return found
    fees = offered.fee * offered.months
    return replace(found, cost=(found.cost[0] + fees, found.cost[1] + fees))


def _firm(campaign: Campaign, plan: Plan) -> Alternative:
    """What this plan's deals cost with a firm, if it gets the same ones; often it settles less."""
    rule, settles = figures()["firm"], figures()["firm_settles"]
    deals = [step for step in plan.steps if step.way in (Way.SETTLE, Way.INSTALMENTS)]
    sources = (rule, settles, figures()["firm_fee"])
    if not deals or plan.outcome is not Outcome.DONE:
        return Alternative(Kind.FIRM, None, None, False, sources)
    enrolled = sum((item.debt.balance for item in campaign.settled), ZERO)
    paid = sum((step.paid for step in deals), ZERO)
    low, high = (
        with_firm(enrolled, paid=paid, percent=Decimal(rule[limit])).fee + plan.total_after_tax
        for limit in ("fee_from", "fee_to")
    )
    months = (rule["months_from"], max(rule["months_to"], plan.zero_month or 0))
    return Alternative(Kind.FIRM, (low, high), months, False, sources)


def _seven(campaign: Campaign, means: Means) -> Alternative:
    """Court and lawyer, what could be sold, what goes on, and what is kept and paid on."""
    rule, fee_waiver = law()["chapter_7"], law()["chapter_7_fee_waiver"]
    kept, months = _kept(campaign)
    if kept is None:
        return Alternative(Kind.CHAPTER_7, None, None, False, (rule,))
    low = kept + means.stays + rule["lawyer_from"]
    high = kept + means.stays + rule["court_fee"] + rule["lawyer_to"] + means.at_risk
    when = (rule["months"], max(rule["months"], months))
    return Alternative(Kind.CHAPTER_7, (low, high), when, not means.stays, (rule, fee_waiver))


def _thirteen(campaign: Campaign, means: Means) -> Alternative:
    """The plan of the court: no less than chapter 7 would bring, no more than all that is owed."""
    rule = law()["chapter_13"]
    kept, months = _kept(campaign)
    if kept is None or not means.regular_income:
        return Alternative(Kind.CHAPTER_13, None, None, False, (rule,))
    owed = sum((item.debt.balance for item in campaign.items if not item.keep_current), ZERO)
    fixed = kept + means.stays + rule["court_fee"]
    low = fixed + rule["lawyer_from"] + min(means.at_risk, owed)
    high = fixed + rule["lawyer_to"] + owed
    years = (rule["years_from"] * MONTHS_IN_A_YEAR, rule["years_to"] * MONTHS_IN_A_YEAR)
    when = (years[0], max(years[1], months))
    return Alternative(Kind.CHAPTER_13, (low, high), when, not means.stays, (rule,))


def _kept(campaign: Campaign) -> tuple[Decimal | None, int]:
    """What the debts that are kept current take in all, and for how long."""
    kept = tuple(item.debt for item in campaign.items if item.keep_current)
    found = payoff(Problem(kept))
    return (found.paid, found.months) if found.outcome is Outcome.DONE else (None, 0)


def _this(plan: Plan) -> Alternative:
    if plan.outcome is not Outcome.DONE or plan.zero_month is None:
        return Alternative(Kind.THIS_PLAN, None, None, False)
    total, month = plan.total_after_tax, plan.zero_month
    ends = all(step.way is not Way.LEAVE for step in plan.steps)
    return Alternative(Kind.THIS_PLAN, (total, total), (month, month), ends)


@cache
def figures() -> Mapping[str, Rule]:
    """Every rule of alternatives.toml, read once; LawError names the line of what is wrong."""
    path = Path(__file__).with_name("alternatives.toml")
    return rules(parse(path.name, path.read_text(encoding="utf-8")), SHAPE)
