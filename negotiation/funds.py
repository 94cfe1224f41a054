"""What of the cash is still free: money that stands in an offer or a deal is not there twice. Pure.

from negotiation.funds import Claim, free
free(Decimal("3000"), [Claim("card", Decimal("1200"))])   # Decimal("1800.00")
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledger.money import ZERO, cents


@dataclass(frozen=True, slots=True)
class Claim:
    """Cash that one standing offer, or what is unpaid of a deal, holds; in dollars.

    The offers of a `contest` are made with the same money: the first to accept is paid, so they
    hold no more than the largest of them.
    """

    key: Hashable
    amount: Decimal
    contest: Hashable = None


def reserved(claims: Iterable[Claim]) -> Decimal:
    """Dollars that are spoken for."""
    alone, shared = ZERO, dict[Hashable, Decimal]()
    for claim in claims:
        if claim.contest is None:
            alone += claim.amount
        else:
            shared[claim.contest] = max(shared.get(claim.contest, ZERO), claim.amount)
    return cents(sum(shared.values(), alone))


def free(cash: Decimal | None, claims: Iterable[Claim]) -> Decimal | None:
    """Dollars of `cash` that nothing holds, never below zero; None where no cash was entered."""
    return None if cash is None else max(cents(cash) - reserved(claims), ZERO)


def missing(cash: Decimal | None, claims: Iterable[Claim], claim: Claim) -> Decimal:
    """How many dollars are not there for one more claim; zero where it is covered.

    A claim of the same key is the one that this replaces. No cash entered counts as none.
    """
    others = [other for other in claims if other.key != claim.key]
    return max(reserved([*others, claim]) - cents(cash or ZERO), ZERO)
