"""A debt while it is paid off, in whole cents. Pure.

A rate is kept as an integer over one denominator for all debts, so that a month's interest is a
division of integers and exact.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from ledger.money import part, to_cents
from negotiation.payoff.terms import MONTHS, Debt, Fixed, Of, Percent, Term

PERCENT = 100
PLACES = 40  # digits enough for the payment of any loan

Due = Callable[[int, int], int]  # balance with interest, interest: the minimum, both in cents


def digits(debts: Iterable[Debt]) -> int:
    """Decimal places that write every rate of these debts as a whole number."""
    return max((_places(each.apr) for debt in debts for each in debt.segments), default=0)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class Account:
    """`rate` / (1200 x 10 to the places) of the balance is a month's interest.

    `fixed` is the minimum where it does not depend on the balance; otherwise `due` works it out.
    A loan (`term` is not zero) has its last payment in the month `end`.
    """

    __slots__ = (
        *("balance", "cleared", "due", "end", "fixed", "interest", "name"),
        *("places", "rate", "segments", "start", "starts", "term"),
    )

    def __init__(self, debt: Debt, places: int) -> None:
        self.name, self.places, self.starts = debt.name, places, debt.starts
        self.segments = debt.segments
        self.start = self.balance = to_cents(debt.balance)
        self.interest = self.rate = self.fixed = 0
        self.cleared: int | None = None
        self.term = debt.minimum.months if isinstance(debt.minimum, Term) else 0
        self.end = debt.starts + self.term - 1
        self.due: Due | None = None
        if isinstance(debt.minimum, Fixed):
            self.fixed = to_cents(debt.minimum.amount)
        elif isinstance(debt.minimum, Percent):
            self.due = percentage(debt.minimum)

    def turn(self, month: int) -> None:
        """Take on the rate of that month, and a loan the payment that goes with it."""
        current = [each.apr for each in self.segments if each.from_month <= month]
        apr = current[-1] if current else self.segments[0].apr
        self.rate = int(apr.scaleb(self.places))
        if self.term:
            self.fixed = level(self.balance, apr, max(self.end - month + 1, 1))

    def paid(self) -> int:
        return self.start + self.interest - self.balance

    def is_last(self, month: int, owed: int) -> bool:
        """Whether a loan's last payment takes in all that is owed: no more than a tenth above it.

        What rounding leaves is some cents; a long loan at a very high rate takes months more.
        """
        return month >= self.end and owed * 10 <= self.fixed * 11

    def turns_in(self, month: int) -> bool:
        """Whether the rate of that month is a new one."""
        return month == self.starts or any(each.from_month == month for each in self.segments)


def level(balance: int, apr: Decimal, months: int) -> int:
    """The level payment, in cents, that ends a loan of `balance` cents in so many months.

    Rounded half up, as lenders do, but always more than the first month's interest.
    """
    if not apr:
        return max(part(balance, 1, months), 1)
    with localcontext() as context:
        context.prec = PLACES
        rate = apr / PERCENT / MONTHS
        owed = balance * rate / (1 - (1 + rate) ** -months)
        first = (balance * rate).to_integral_value(ROUND_HALF_UP)
        return int(max(owed.to_integral_value(ROUND_HALF_UP), first + 1))


def percentage(rule: Percent) -> Due:
    """The rule as a function of the balance with interest and of the interest, all in cents."""
    places = _places(rule.percent)
    over, under = int(rule.percent.scaleb(places)), PERCENT * 10**places
    floor = max(to_cents(rule.floor), 1 if over else 0)
    if rule.plus_interest:
        return lambda owed, interest: max(part(owed - interest, over, under) + interest, floor)
    if rule.of is Of.BEFORE_INTEREST:
        return lambda owed, interest: max(part(owed - interest, over, under), floor)
    return lambda owed, interest: max(part(owed, over, under), floor)
