"""What a paycheck is to the law on garnishment, for any pay period. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from ledger.law.figures import Confidence, Entry, read
from ledger.law.rules import WHERE_FROM, Rule, rule
from ledger.money import ZERO, cents
from ledger.words import Text

DAYS_IN_A_WEEK = 7
SHAPE = {
    "pay_period": ("weeks", "months"),
    "percent": ("percent",),
    "floor": ("hours",),
    "support": ("supports_others", "supports_nobody_else", "more_when_behind", "weeks_behind"),
    "support_first": (),
    "federal_debt": ("percent",),
    "federal_student_loan": ("percent",),
    "federal_debt_with_others": ("percent",),
    "no_limit": (),
    "job": ("debts",),
    "state_law": (),
    "social_security": (),
    "bank_account": ("months", "business_days"),
}


class PayPeriod(StrEnum):
    """How often pay comes. Any other rhythm is given as its number of days."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"  # every two weeks
    SEMIMONTHLY = "semimonthly"  # twice a month
    MONTHLY = "monthly"


Period = PayPeriod | int


class NoMinimumWage(ValueError):
    """The day lies before the first federal minimum wage we have; hand the wage in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """One paycheck, in dollars.

    `disposable` is what is left after deductions the law requires: see disposable_pay. `gross` is
    None where it is not known. `health_insurance` is what the employer takes for it; some rules
    leave it out too. `period` is a PayPeriod or a number of days. ValueError for an amount below
    zero, for no days at all, or for gross pay below disposable pay.
    """

    disposable: Decimal
    gross: Decimal | None = None
    period: Period = PayPeriod.WEEKLY
    health_insurance: Decimal = ZERO

    def __post_init__(self) -> None:
        if min(self.disposable, self.health_insurance) < 0:
            raise ValueError("Pay and insurance cannot be less than zero.")
        if self.gross is not None and self.gross < self.disposable:
            raise ValueError("Gross pay cannot be less than what is left of it.")
        weeks_in(self.period)

    @property
    def insured(self) -> Decimal:
        """Disposable pay less health insurance."""
        return max(ZERO, self.disposable - self.health_insurance)

    @property
    def weeks(self) -> Fraction:
        return weeks_in(self.period)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit on what may be taken: dollars for this pay period, in words, and its law."""

    amount: Decimal
    text: Text
    rule: Rule


def disposable_pay(gross: Decimal, required_deductions: Decimal) -> Decimal:
    """Gross pay less what the law requires to be withheld, in dollars; never below zero.

    Taxes, Social Security, Medicare and required retirement systems count; health insurance, union
    dues and savings do not: 15 USC 1672(b). ValueError for an amount below zero.
    """
    if min(gross, required_deductions) < 0:
        raise ValueError("Pay and deductions cannot be less than zero.")
    return max(ZERO, cents(gross - required_deductions))


def weeks_in(period: Period) -> Fraction:
    """The workweeks of a pay period, fractions included: 29 CFR 870.10(b) and (c)(2).

    A week or less is one week, a month 13/3 weeks. ValueError for less than one day.
    """
    month = Fraction(
        figures().rules["pay_period"]["weeks"], figures().rules["pay_period"]["months"]
    )
    if isinstance(period, PayPeriod):
        return {
            PayPeriod.WEEKLY: Fraction(1),
            PayPeriod.BIWEEKLY: Fraction(2),
            PayPeriod.SEMIMONTHLY: month / 2,
            PayPeriod.MONTHLY: month,
        }[period]
    if period < 1:
        raise ValueError("A pay period has at least one day.")
    return max(Fraction(1), Fraction(period, DAYS_IN_A_WEEK))


def times(amount: Decimal, weeks: Fraction) -> Decimal:
    """The amount of one week for so many weeks, in dollars and cents."""
    return cents(amount * weeks.numerator / weeks.denominator)


def federal_wage(on: date) -> Decimal:
    """The federal minimum wage for pay due that day, in dollars an hour, or NoMinimumWage."""
    if on < figures().wage_from:
        raise NoMinimumWage(f"We have the federal minimum wage from {figures().wage_from} on.")
    return Decimal(figures().wage["cents"]) / 100


@dataclass(frozen=True, slots=True)
class Figures:
    """garnishment.toml, read and checked."""

    rules: Mapping[str, Rule]
    wage: Rule
    wage_from: date


@cache
def figures() -> Figures:
    """The federal figures, read once."""
    return figures_from(read("garnishment.toml"))


def figures_from(file: Entry) -> Figures:
    """The figures of a file; LawError names the line of what is missing or mistyped."""
    file.only("checked_on", "minimum_wage", *SHAPE)
    wage = file.table("minimum_wage")
    wage.only(*WHERE_FROM, "cents", "applies_from")
    return Figures(
        {name: rule(file, name, *units) for name, units in SHAPE.items()},
        Rule(
            {"cents": wage.take("cents", int)},
            wage.take("citation", str),
            wage.url("source"),
            wage.may("checked_on", date, file.take("checked_on", date)),
            wage.choice("confidence", Confidence),
        ),
        wage.take("applies_from", date),
    )
