"""Income that those who collect ordinary debts cannot reach, also in the bank. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.dates import ONE_DAY, add_business_days, add_months
from ledger.law.pay import figures
from ledger.law.rules import Rule
from ledger.money import ZERO, cents
from ledger.words import Text, text

SOCIAL_SECURITY = text("For most debts, no one can take your Social Security or SSI.")
IN_THE_BANK = text(
    "The bank must leave you the federal benefits paid in directly from {first} to {last}."
)
UP_TO_BALANCE = text("It protects no more than what is in the account: {balance}.")
NOT_BY_ITSELF = text(
    "This does not hold for a paper check, or for money you moved to another account."
)
STILL_SAY_SO = text("They may still be safe, but you must tell the court. Ask legal aid how.")
OTHER_DEBTS = text("Support and debts to the government have rules of their own.")


@dataclass(frozen=True, slots=True)
class Deposit:
    """A federal benefit paid into the account directly: Social Security, SSI, VA and the like."""

    on: date
    amount: Decimal  # dollars


@dataclass(frozen=True, slots=True)
class ProtectedMoney:
    """What a bank must leave in one account when an order comes, in dollars.

    `first` and `last` bound the days whose direct deposits count, both included.
    """

    amount: Decimal
    first: date
    last: date
    reasons: tuple[Text, ...]
    rules: tuple[Rule, ...]


def protected_income() -> tuple[tuple[Text, Rule], ...]:
    """The kinds of income an ordinary creditor cannot reach, each with its law."""
    return ((SOCIAL_SECURITY, figures().rules["social_security"]),)


def look_back(reviewed_on: date) -> tuple[date, date]:
    """The first and last day whose deposits count where the bank looks on that day.

    It ends the day before, and starts on the same day two months earlier, or on the last day of
    that month where it is shorter: 31 CFR 212.3 and its Appendix C.
    """
    last = reviewed_on - ONE_DAY
    return add_months(last, -figures().rules["bank_account"]["months"]), last


def review_by(order_received_on: date) -> date:
    """The last day for the bank to look into the account: two business days, 31 CFR 212.5."""
    return add_business_days(order_received_on, figures().rules["bank_account"]["business_days"])


def protected_money(
    deposits: Iterable[Deposit], *, balance: Decimal, reviewed_on: date
) -> ProtectedMoney:
    """The least the bank must leave: direct deposits of two months, up to the balance of that day.

    Amounts in dollars; a balance below zero protects nothing. ValueError for a deposit below zero.
    Source: 31 CFR 212.3 and 212.6.
    """
    first, last = look_back(reviewed_on)
    every = tuple(deposits)
    if any(deposit.amount < 0 for deposit in every):
        raise ValueError("A deposit cannot be less than zero.")
    paid_in = sum((one.amount for one in every if first <= one.on <= last), ZERO)
    amount = cents(max(ZERO, min(paid_in, balance)))
    reasons = [IN_THE_BANK.filled(first=first, last=last)]
    if balance < paid_in:
        reasons.append(UP_TO_BALANCE.filled(balance=max(ZERO, balance)))
    reasons += [NOT_BY_ITSELF, STILL_SAY_SO, OTHER_DEBTS]
    laws = figures().rules["bank_account"], figures().rules["social_security"]
    return ProtectedMoney(amount, first, last, tuple(reasons), laws)
