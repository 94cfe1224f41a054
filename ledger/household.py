"""A household's money: what comes in and goes out, what is owned and owed. Pure.

What is owned and owed goes by the kinds of the insolvency worksheet, a short list of them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledger.facts import BalanceSource, DebtKind
from ledger.law.insolvency import Asset, Liability, SaidBy
from ledger.money import ZERO, cents

MONTHS = 12


class Section(StrEnum):
    """The four lists of a household."""

    INCOME = "income"
    EXPENSE = "expense"
    ASSET = "asset"
    LIABILITY = "liability"

    @property
    def is_flow(self) -> bool:
        """Whether it is counted by month, and not as it stands on a day."""
        return self in (Section.INCOME, Section.EXPENSE)


class Every(StrEnum):
    """How often an amount comes or goes."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"  # every two weeks
    SEMIMONTHLY = "semimonthly"  # twice a month
    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONCE = "once"


class Income(StrEnum):
    WAGES = "wages"
    SELF_EMPLOYED = "self_employed"
    SOCIAL_SECURITY = "social_security"  # and SSI
    VETERANS = "veterans"
    UNEMPLOYMENT = "unemployment"
    PENSION = "pension"
    SUPPORT = "support"
    PUBLIC_AID = "public_aid"
    FAMILY = "family"
    OTHER = "other"


class Expense(StrEnum):
    HOUSING = "housing"
    UTILITIES = "utilities"
    FOOD = "food"
    TRANSPORT = "transport"
    HEALTH = "health"
    INSURANCE = "insurance"
    CHILDREN = "children"
    SUPPORT = "support"
    DEBTS = "debts"
    OTHER = "other"


TIMES_A_YEAR = {
    Every.WEEKLY: 52,
    Every.BIWEEKLY: 26,
    Every.SEMIMONTHLY: 24,
    Every.MONTHLY: 12,
    Every.YEARLY: 1,
    Every.ONCE: 0,
}
KINDS: Mapping[Section, tuple[StrEnum, ...]] = {
    Section.INCOME: tuple(Income),
    Section.EXPENSE: tuple(Expense),
    Section.ASSET: (
        Asset.CASH,
        Asset.VEHICLE,
        Asset.REAL_ESTATE,
        Asset.RETIREMENT,
        Asset.HOUSEHOLD_GOODS,
        Asset.TOOLS,
        Asset.JEWELRY,
        Asset.SECURITIES,
        Asset.LIFE_INSURANCE,
        Asset.DEPOSIT,
        Asset.BUSINESS,
        Asset.OTHER,
    ),
    Section.LIABILITY: (
        Liability.MORTGAGE,
        Liability.VEHICLE_LOAN,
        Liability.STUDENT_LOAN,
        Liability.CREDIT_CARD,
        Liability.MEDICAL,
        Liability.INCOME_TAX,
        Liability.PROPERTY_TAX,
        Liability.UTILITIES,
        Liability.JUDGMENT,
        Liability.BUSINESS,
        Liability.OTHER,
    ),
}
SAYERS = (SaidBy.YOU, SaidBy.STATEMENT, SaidBy.APPRAISER, SaidBy.PRICE_GUIDE)
# what the law says of a kind of income by itself; of any other only the user can say it
PROTECTED = {Income.SOCIAL_SECURITY: True, Income.WAGES: False}
# where a debt on the list stands on the worksheet; any other kind is "other"
LIABILITY_OF = {
    DebtKind.CREDIT_CARD: Liability.CREDIT_CARD,
    DebtKind.STORE_CARD: Liability.CREDIT_CARD,
    DebtKind.MEDICAL: Liability.MEDICAL,
    DebtKind.AUTO: Liability.VEHICLE_LOAN,
    DebtKind.MORTGAGE: Liability.MORTGAGE,
    DebtKind.HOME_EQUITY: Liability.MORTGAGE,
    DebtKind.PRIVATE_STUDENT: Liability.STUDENT_LOAN,
    DebtKind.FEDERAL_STUDENT: Liability.STUDENT_LOAN,
    DebtKind.TAX: Liability.INCOME_TAX,
    DebtKind.UTILITY: Liability.UTILITIES,
    DebtKind.JUDGMENT: Liability.JUDGMENT,
}


def said_by(source: BalanceSource) -> SaidBy:
    """Who says a debt's balance: the user, or a paper of somebody else."""
    return SaidBy.YOU if source is BalanceSource.OWN_RECORD else SaidBy.STATEMENT


def per_month(amount: Decimal, every: Every) -> Decimal:
    """The amount as a month's share of a year, in dollars and cents; zero for what comes once."""
    return cents(amount * TIMES_A_YEAR[every] / MONTHS)


def all_protected(answers: Collection[bool | None]) -> bool | None:
    """Whether every income is protected. One that is not decides; None: not known."""
    if not answers or False in answers:
        return False if answers else None
    return None if None in answers else True


@dataclass(frozen=True, slots=True)
class Month:
    """What comes in and goes out in a month, in dollars."""

    income: Decimal
    expense: Decimal

    @property
    def left(self) -> Decimal:
        """Below zero where more goes out than comes in."""
        return self.income - self.expense


def month(
    income: Iterable[tuple[Decimal, Every]], expense: Iterable[tuple[Decimal, Every]]
) -> Month:
    """A month's sums. Each line is rounded first, so that they are the sums of what is shown."""
    return Month(_sum(income), _sum(expense))


def _sum(lines: Iterable[tuple[Decimal, Every]]) -> Decimal:
    return sum((per_month(amount, every) for amount, every in lines), ZERO)
