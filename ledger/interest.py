"""What is owed between two statements, estimated: simple daily interest, payments taken off. Pure.

The convention, since every bank has its own: interest runs from the day after the statement to the
day asked about, on the balance of each day, at one 365th of the yearly rate. It does not bear
interest itself. A payment counts on its day, pays interest first, then the balance. Only the
result is rounded. A balance below zero counts as zero. The next statement replaces the estimate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.money import ZERO, cents

DAYS_IN_YEAR = 365


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is probably owed at the end of `on`, in dollars: balance + interest - paid."""

    on: date
    total: Decimal
    interest: Decimal  # added since the statement
    paid: Decimal  # paid since the statement, as far as it was owed


def estimate(
    balance: Decimal,
    apr: Decimal | None,
    *,
    since: date,
    on: date,
    payments: Iterable[tuple[date, Decimal]] = (),
) -> Estimate | None:
    """The balance of a statement of `since`, carried on to `on`; None where the APR is not known.

    `apr` is percent a year (24.99), `payments` are (day, dollars). What was paid on the day of the
    statement or before is in the statement already; what is paid after `on` is yet to come. On the
    day of the statement and before it, the estimate is the balance itself.
    """
    if apr is None:
        return None
    principal, accrued, interest, day = max(balance, ZERO), ZERO, ZERO, since
    counted = sorted(paid for paid in payments if since < paid[0] <= on)
    for paid_on, amount in [*counted, (max(since, on), ZERO)]:
        added = principal * apr * (paid_on - day).days / (100 * DAYS_IN_YEAR)
        interest, day = interest + added, paid_on
        to_interest = min(amount, accrued + added)
        accrued += added - to_interest
        principal = max(ZERO, principal - (amount - to_interest))
    total, charged = cents(principal + accrued), cents(interest)
    return Estimate(on, total, charged, cents(max(balance, ZERO)) + charged - total)
