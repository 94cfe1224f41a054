"""Every way out of debt side by side for one household, its own plan among them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.law.bankruptcy import FREE_HELP, Chapter
from ledger.law.discharge import Outcome, discharge
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation.alternatives import Alternative, Counselor, Kind, Means, alternatives, said_plainly
from negotiation.plan_page import PlanPage

NAMES = {
    Kind.MINIMUMS: text("Pay the minimums"),
    Kind.SNOWBALL: text("Pay all off, smallest first"),
    Kind.AVALANCHE: text("Pay all off, highest rate first"),
    Kind.COUNSELOR: text("A counselor’s debt-management plan"),
    Kind.FIRM: text("A settlement firm"),
    Kind.CHAPTER_7: text("Chapter 7 bankruptcy"),
    Kind.CHAPTER_13: text("Chapter 13 bankruptcy"),
    Kind.THIS_PLAN: text("This plan"),
}
NO_FIGURE = {
    Kind.MINIMUMS: text("With minimums alone it never ends, or nobody has written them down."),
    Kind.SNOWBALL: text("With this cash and saving it never ends."),
    Kind.AVALANCHE: text("With this cash and saving it never ends."),
    Kind.COUNSELOR: text("Enter what a counselor offers you to see the cost."),
    Kind.FIRM: text("There are no deals to compare it with."),
    Kind.CHAPTER_7: text("What you keep paying has no end we can see."),
    Kind.CHAPTER_13: text("It takes a steady income, and payments with an end."),
    Kind.THIS_PLAN: text("With these figures this plan never ends."),
}
COURT = (Kind.CHAPTER_7, Kind.CHAPTER_13)
NOT_ALL = {
    Kind.FIRM: text("The range is what such firms charge, if they get the same deals."),
    Kind.CHAPTER_7: text(
        "The range is what court and lawyer often cost, and what you keep paying."
    ),
    Kind.CHAPTER_13: text("The range is wide: the court’s plan goes by what you earn and own."),
}
DEALS_STAY = text("Your standing deals of {amount} are in it.")


@dataclass(frozen=True, slots=True)
class Way:
    """One way out as it is shown."""

    found: Alternative
    more: tuple[Text, ...]

    @property
    def name(self) -> Text:
        return NAMES[self.found.kind]

    @property
    def no_figure(self) -> Text:
        return NO_FIGURE[self.found.kind]

    @property
    def is_ours(self) -> bool:
        return self.found.kind is Kind.THIS_PLAN

    @property
    def is_court(self) -> bool:
        return self.found.kind in COURT

    @property
    def is_range(self) -> bool:
        return bool(self.found.cost and self.found.cost[0] != self.found.cost[1])

    @property
    def takes_a_range(self) -> bool:
        return bool(self.found.months and self.found.months[0] != self.found.months[1])


def of(page: PlanPage, *, counselor: Counselor | None = None, at_risk: Decimal = ZERO):
    """The ways in the order of the page, and what is to be said plainly before them."""
    means = Means(counselor, stays(page), at_risk, has_income(page))
    every = alternatives(page.facts.campaign, page.plan, means)
    found = tuple(_with_deals(one, page) for one in every)
    return {
        "ways": [Way(one, tuple(_more(one, page))) for one in found],
        "plainly": list(said_plainly(found)),
        "free_help": FREE_HELP,
    }


def stays(page: PlanPage) -> Decimal:
    """Debt that chapter 7 would most likely not end, beside what is kept current anyway."""
    items = (item for item in page.facts.campaign.items if not item.keep_current)
    found = ((item.debt.balance, page.facts.debts[item.debt.name].facts) for item in items)
    return sum(
        (
            balance
            for balance, facts in found
            if discharge(facts.kind, chapter=Chapter.SEVEN, security=facts.security).outcome
            is Outcome.STAYS
        ),
        ZERO,
    )


def has_income(page: PlanPage) -> bool:
    """Whether money comes in each month; yes where nobody has said."""
    known = page.facts.finances
    month = known.month
    return month.income > ZERO or month.expense == ZERO


def _with_deals(one: Alternative, page: PlanPage) -> Alternative:
    """A deal is paid whatever comes, but for a court; this plan has its deals already."""
    held = sum((deal.left for deal in page.facts.deals), ZERO)
    if not held or one.cost is None or one.kind in (*COURT, Kind.THIS_PLAN, Kind.FIRM):
        return one
    return replace(one, cost=(one.cost[0] + held, one.cost[1] + held))


def _more(one: Alternative, page: PlanPage) -> Iterator[Text]:
    if one.cost is None:
        return
    if one.kind in NOT_ALL:
        yield NOT_ALL[one.kind]
    held = sum((deal.left for deal in page.facts.deals), ZERO)
    if held and one.kind not in COURT:
        yield DEALS_STAY.filled(amount=held)
