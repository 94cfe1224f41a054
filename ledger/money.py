"""Money is a Decimal of dollars, and is rounded to the cent here and nowhere else. Pure."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """The amount in dollars, rounded half up to the cent; never minus zero."""
    return amount.quantize(CENT, ROUND_HALF_UP) + ZERO


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """That percentage (0-100) of the amount, in dollars."""
    return cents(amount * percent / 100)


def dollars(amount: Decimal) -> str:
    """$1,234.56, as an American reader and a letter expect it; below zero as -$5.00."""
    rounded = cents(amount)
    return f"{'-' if rounded < 0 else ''}${abs(rounded):,}"
