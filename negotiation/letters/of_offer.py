"""The offer a letter is written for: both name the same amount, always."""

from negotiation.models import Offer


def offer_behind(debt, kind):
    """Our open offer that is to go by letter and has none yet; None for letters without money."""
    if not kind.money:
        return None
    mine = (offer for offer in debt.offers.all() if offer.by == Offer.By.US and offer.is_open)
    by_letter = (offer for offer in mine if offer.how == Offer.How.LETTER and not offer.letter_id)
    return next(by_letter, None)


def figures(offer):
    """What the offer says, by the questions of a letter about money."""
    theirs = offer.answers
    said = {
        "amount": offer.amount,
        "answer_by": offer.expires_on,
        "count": offer.payments if offer.payments > 1 else None,
        "first_on": offer.first_due_on,
        "how": "parts" if offer.payments > 1 else "lump",
        "their_amount": theirs and theirs.amount,
        "their_on": theirs and theirs.made_on,
    }
    return {key: value for key, value in said.items() if value is not None}
