"""What offers and deals answer of a letter's questions, so that its figures are the offer's own."""

from negotiation.funds import missing
from negotiation.models import Agreement, Offer
from negotiation.models.offers import claims

MONEY_LETTERS = ("L5", "L6", "L7", "L8", "L9", "L20", "L26")
OFFER_LETTERS = ("L5", "L6", "L20")
HOW = {Offer.How.LETTER: "letter", Offer.How.CALL: "phone", Offer.How.ONLINE: "email"}


def letter_kind(offer):
    """Which letter carries this offer of ours: an answer to theirs, in parts, or in one payment."""
    if offer.answers_id:
        return "L6"
    return "L20" if offer.payments > 1 else "L5"


def answers(debt, kind_id):
    """Answers by question, as a form would send them; none where no talks are on file."""
    if kind_id not in MONEY_LETTERS:
        return {}
    deal = Agreement.objects.standing().filter(debt=debt).select_related("offer").first()
    found = _of_deal(deal, kind_id) if deal else _of_offers(debt, kind_id)
    asked = {name: value for name, value in found.items() if value not in (None, "")}
    return {name: str(value) for name, value in asked.items()}


def offer_behind(debt, kind_id):
    """Our open offer that is to go by letter and has none yet: both name the same amount."""
    if kind_id not in OFFER_LETTERS:
        return None
    return debt.offers.open().ours().filter(how=Offer.How.LETTER, letter=None).first()


def _of_offers(debt, kind_id):
    """Who asks for a deal on paper agrees to theirs; every other letter makes ours."""
    ours = debt.offers.open().ours().select_related("answers").first()
    theirs = debt.offers.open().theirs().first() or (ours and ours.answers)
    if kind_id == "L7":
        return _of_offer(theirs) | {"agreed_how": HOW[theirs.how]} if theirs else {}
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
        "pay_by": parts[0].due_on,
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


def attach(letter, said, *, by):
    """The letter of an offer belongs to the offer that stands, or makes it; inside the act."""
    deals = Agreement.objects.standing().filter(debt=letter.debt)
    if letter.kind not in OFFER_LETTERS or deals.exists():
        return
    ours, parts = offer_behind(letter.debt, letter.kind), said.get("count") or 1
    if ours and (ours.amount, ours.payments) == (said["amount"], parts):
        ours.letter = letter
        ours.save(update_fields=["letter"])
    else:
        _offered(letter, said).make(by=by, on=letter.issued_on)


def _offered(letter, said):
    """The offer a letter makes; cash that is not there is said to be saved up."""
    debt, parts = letter.debt, said.get("count") or 1
    offer = Offer(
        workspace=debt.workspace, debt=debt, creditor=letter.creditor, by=Offer.By.US,
        amount=said["amount"], payments=parts, first_due_on=said.get("first_on"),
        made_on=letter.issued_on, expires_on=said.get("answer_by"), how=Offer.How.LETTER,
        letter=letter, answers=debt.offers.open().theirs().first(),
    )  # fmt: skip
    if missing(debt.workspace.cash, claims(debt.workspace_id), offer.claim()):
        offer.funding = Offer.Funding.INCOME
    return offer
