"""What offers and deals answer of a letter's questions, so that its figures are the offer's own."""

from negotiation.models import Agreement, Offer

MONEY_LETTERS = ("L5", "L6", "L7", "L8", "L9", "L20", "L26")
OFFER_LETTERS = ("L5", "L6", "L20")
HOW = {Offer.How.LETTER: "letter", Offer.How.CALL: "phone", Offer.How.ONLINE: "email"}


def answers(debt, kind_id):
    """Answers by question, as a form would send them; none where no talks are on file."""
    if kind_id not in MONEY_LETTERS:
        return {}
    deal = Agreement.objects.standing().filter(debt=debt).select_related("offer").first()
    found = _of_deal(deal, kind_id) if deal else _of_offers(debt)
    asked = {name: value for name, value in found.items() if value not in (None, "")}
    return {name: str(value) for name, value in asked.items()}


def _of_offers(debt):
    ours = debt.offers.open().ours().select_related("answers").first()
    theirs = (ours and ours.answers) or debt.offers.open().theirs().first()
    found = _of_offer(ours) | {"answer_by": ours.expires_on} if ours else {}
    if theirs:
        found |= {
            "their_amount": theirs.amount,
            "their_on": theirs.made_on,
            "their_how": HOW[theirs.how],
        }
    return found


def _of_offer(offer):
    parts = offer.payments > 1
    return {
        "amount": offer.amount,
        "how": "parts" if parts else "lump",
        "count": offer.payments if parts else None,
        "first_on": offer.first_due_on if parts else None,
    }


def _of_deal(deal, kind_id):
    """A deal is asked for on paper, paid, and proven; each letter names what is true by then."""
    parts = list(deal.instalments.select_related("payment"))
    paid = [part for part in parts if part.payment]
    found = _of_offer(deal.offer) | {
        "agreed_on": deal.agreed_on,
        "agreed_how": HOW[deal.offer.how],
        "agreement_on": deal.written_on,
        "pay_by": parts[0].due_on if parts else None,
    }
    if kind_id == "L8":
        return found | _one_payment(parts, paid)
    if kind_id in ("L9", "L26"):
        last = paid[-1].payment.paid_on if paid else None
        return found | {"ended": "settled", "paid_on": last, "method": None}
    return found


def _one_payment(parts, paid):
    """The payment that goes out next, and which of how many it is."""
    coming = next((part for part in parts if not part.payment), parts[-1])
    several = len(parts) > 1
    which = ("last" if coming is parts[-1] else "one_of") if several else "only"
    return {
        "amount": coming.amount,
        "part": which,
        "number": coming.number if which == "one_of" else None,
        "total": len(parts) if several else None,
    }


def attach(letter):
    """The letter of an offer belongs to the offer that stands; call inside the issuing act."""
    if letter.kind in OFFER_LETTERS:
        Offer.objects.open().ours().filter(debt=letter.debt, letter=None).update(letter=letter)
