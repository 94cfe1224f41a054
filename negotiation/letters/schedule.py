"""The days and amounts of a payment in parts. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.dates import add_months
from ledger.money import cents


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment, in dollars."""

    number: int
    due_on: date
    amount: Decimal


def monthly(amount: Decimal, count: int, first_on: date) -> tuple[Instalment, ...]:
    """Equal payments a month apart that come to `amount` dollars; the last one takes the rest.

    ValueError where there would be no payment, or one of less than a cent.
    """
    if count < 1:
        raise ValueError("there must be at least one payment")
    each = cents(amount / count)
    last = amount - each * (count - 1)
    if min(each, last) <= 0:
        raise ValueError("each payment must be at least a cent")
    return tuple(
        Instalment(number, add_months(first_on, number - 1), each if number < count else last)
        for number in range(1, count + 1)
    )
