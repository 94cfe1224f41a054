"""Money is a Decimal of dollars, and is rounded to the cent here and nowhere else. Pure."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """The amount in dollars, rounded half up to the cent; never minus zero."""
    return amount.quantize(CENT, ROUND_HALF_UP) + ZERO


def to_cents(amount: Decimal) -> int:
    """The amount in whole cents, for arithmetic that runs many times over."""
    return int(cents(amount).scaleb(2))


def from_cents(amount: int) -> Decimal:
    """Whole cents as dollars."""
    return Decimal(amount).scaleb(-2)


def part(amount: int, over: int, under: int) -> int:
    """`amount` cents times over/under, rounded half up; none of the three below zero."""
    return (2 * amount * over + under) // (2 * under)


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """That percentage (0-100) of the amount, in dollars."""
    return cents(amount * percent / 100)


def dollars(amount: Decimal) -> str:
    """$1,234.56, as an American reader and a letter expect it; below zero as -$5.00."""
    rounded = cents(amount)
    return f"{'-' if rounded < 0 else ''}${abs(rounded):,}"
