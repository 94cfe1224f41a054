"""What offers and deals add to a debt's history: the dates its stage is derived from. Pure.

Reads only what `standing.with_history` has fetched with the debt.
"""

from typing import Any

Dates = dict[str, Any]


def standing_deal(debt: Any) -> Any:
    """The debt's deal that has not fallen through; None where there is none."""
    return next((deal for deal in debt.agreements.all() if not deal.fell_through_on), None)


def dates(debt: Any) -> Dates:
    """The fields of CaseHistory that talks and a deal decide."""
    deal = standing_deal(debt)
    if deal is None:
        return _offers(debt)
    if not deal.is_in_writing and not deal.reason:
        return _of_offer(deal.offer) | {"accepted_on": deal.agreed_on}
    return _payments(deal) | {
        "agreed_on": deal.written_on or deal.agreed_on,
        "settled_on": deal.settled_on,
        "confirmed_on": deal.confirmed_on,
    }


def _offers(debt: Any) -> Dates:
    """The offers that stand, ours and theirs."""
    standing = [offer for offer in debt.offers.all() if offer.is_open]
    found: Dates = {}
    for offer in standing:
        found |= _of_offer(offer)
    return found


def _of_offer(offer: Any) -> Dates:
    day = "offer_out_on" if offer.by == offer.By.US else "counter_offer_on"
    return {day: offer.made_on, "offer_expires_on": offer.expires_on}


def _payments(deal: Any) -> Dates:
    parts = deal.instalments.all()
    paid = [part.payment.paid_on for part in parts if part.payment]
    return {
        "first_paid_on": min(paid, default=None),
        "payment_due_on": min((part.due_on for part in parts if not part.payment), default=None),
    }
