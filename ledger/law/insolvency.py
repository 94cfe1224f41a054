"""Are all debts together more than everything owned? The worksheet of 26 USC 108(d)(3). Pure.

Each line keeps who said what it is worth, and when: the tax office may ask years later.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.money import ZERO, cents
from ledger.words import Text, text

SHAPE = {
    "income": (),
    "form_1099c": ("dollars", "month", "day"),
    "no_lender": (),
    "principal_only": (),
    "bankruptcy": (),
    "insolvency": (),
    "assets": (),
    "nonrecourse": (),
    "no_income": (),
    "home_loan": ("ended_year",),
    "form_982": (),
    "repossession": (),
}

EVERYTHING_COUNTS = text("All you own counts: your home, your car, and what you saved to retire.")
THE_DAY_BEFORE = text("All figures must be those just before the debt was forgiven.")
OWN_GUESS = text("Some values are your own guess. Write down how you got them.")
OTHER_DAY = text("Some values are from another day. Look up those of the day before.")
INSOLVENT = text("Your debts are {amount} more than what you own.")
NOT_INSOLVENT = text("What you own is worth as much as your debts, or more.")
SHARED = text("Of what you share with somebody, count your part.")


class Asset(StrEnum):
    """The kinds of property the IRS worksheet asks for."""

    CASH = "cash"  # and bank accounts
    REAL_ESTATE = "real_estate"
    VEHICLE = "vehicle"
    COMPUTER = "computer"
    HOUSEHOLD_GOODS = "household_goods"
    TOOLS = "tools"
    JEWELRY = "jewelry"
    CLOTHING = "clothing"
    BOOKS = "books"
    SECURITIES = "securities"  # stocks and bonds
    COLLECTIBLES = "collectibles"
    HOBBY = "hobby"  # sports, photo and other equipment
    RETIREMENT = "retirement"  # IRA, 401(k) and the like
    PENSION = "pension"
    EDUCATION_ACCOUNT = "education_account"
    LIFE_INSURANCE = "life_insurance"  # cash value
    DEPOSIT = "deposit"  # with a landlord or utility
    BUSINESS = "business"
    OTHER = "other"


class Liability(StrEnum):
    """The kinds of debt the IRS worksheet asks for."""

    CREDIT_CARD = "credit_card"
    MORTGAGE = "mortgage"  # and home equity
    VEHICLE_LOAN = "vehicle_loan"
    MEDICAL = "medical"
    STUDENT_LOAN = "student_loan"
    MORTGAGE_INTEREST = "mortgage_interest"  # past due
    PROPERTY_TAX = "property_tax"  # past due
    UTILITIES = "utilities"  # past due
    CHILD_CARE = "child_care"  # past due
    INCOME_TAX = "income_tax"  # of earlier years
    JUDGMENT = "judgment"
    BUSINESS = "business"
    MARGIN = "margin"  # to buy investments
    OTHER = "other"


class SaidBy(StrEnum):
    """Who says what something is worth or what is owed."""

    YOU = "you"
    STATEMENT = "statement"  # of a bank or creditor
    APPRAISER = "appraiser"
    PRICE_GUIDE = "price_guide"
    TAX_OFFICE = "tax_office"
    SALE = "sale"  # what a like thing was sold for
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """One thing owned. `value` is what it would sell for, in dollars, with no loan taken off."""

    kind: Asset
    value: Decimal
    name: str = ""
    said_by: SaidBy = SaidBy.YOU
    said_on: date | None = None

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("What you own cannot be worth less than zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One debt, in dollars.

    `only_property` is the value of the property where nothing else answers for the debt (a
    nonrecourse debt), and `forgiven` how much of such a debt is being forgiven.
    """

    kind: Liability
    amount: Decimal
    name: str = ""
    said_by: SaidBy = SaidBy.YOU
    said_on: date | None = None
    only_property: Decimal | None = None
    forgiven: Decimal = ZERO

    def __post_init__(self) -> None:
        if min(self.amount, self.forgiven, self.only_property or ZERO) < 0:
            raise ValueError("A debt, its property and what is forgiven cannot be below zero.")

    @property
    def counted(self) -> Decimal:
        """What counts as owed: all of it, but see Rev. Rul. 92-53 where only property answers."""
        if self.only_property is None:
            return self.amount
        above = max(ZERO, self.amount - self.only_property)
        return self.amount - above + min(above, self.forgiven)


@dataclass(frozen=True, slots=True)
class Insolvency:
    """The worksheet, in dollars. `insolvent_by` is what debts are more than property, or zero."""

    as_of: date | None
    owned: tuple[Owned, ...]
    owed: tuple[Owed, ...]
    assets: Decimal
    liabilities: Decimal
    reasons: tuple[Text, ...]
    rule: Rule

    @property
    def insolvent_by(self) -> Decimal:
        return max(ZERO, self.liabilities - self.assets)


def insolvency(
    owned: Iterable[Owned], owed: Iterable[Owed], *, as_of: date | None = None
) -> Insolvency:
    """How far debts were more than property on `as_of`, the day before the debt is forgiven.

    The debt to be forgiven belongs among the debts. Source: 26 USC 108(d)(3).
    """
    things, debts = tuple(owned), tuple(owed)
    assets = cents(sum((one.value for one in things), ZERO))
    liabilities = cents(sum((one.counted for one in debts), ZERO))
    reasons = tuple(_reasons(liabilities - assets, [*things, *debts], as_of))
    return Insolvency(as_of, things, debts, assets, liabilities, reasons, law()["insolvency"])


def totals(assets: Decimal, liabilities: Decimal, *, as_of: date | None = None) -> Insolvency:
    """The same from two sums in dollars, where nobody made a list."""
    return insolvency(
        [Owned(kind=Asset.OTHER, value=assets)],
        [Owed(kind=Liability.OTHER, amount=liabilities)],
        as_of=as_of,
    )


def _reasons(short: Decimal, lines: list[Owned | Owed], as_of: date | None) -> Iterator[Text]:
    yield INSOLVENT.filled(amount=short) if short > 0 else NOT_INSOLVENT
    yield EVERYTHING_COUNTS
    yield SHARED
    yield THE_DAY_BEFORE
    if any(line.said_by is SaidBy.YOU for line in lines):
        yield OWN_GUESS
    if as_of and any(line.said_on not in (None, as_of) for line in lines):
        yield OTHER_DAY


@cache
def law() -> Mapping[str, Rule]:
    """Every rule of cancelled_debt.toml, read once."""
    return rules(read("cancelled_debt.toml"), SHAPE)
