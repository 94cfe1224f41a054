"""What came of a workspace's talks, from its offers and deals."""

from ledger import labels
from ledger.facts import DebtKind
from ledger.law.cancelled_debt import cancelled_debt
from ledger.money import ZERO, share
from negotiation.models import Offer
from negotiation.outcomes import Talk, by, outcomes
from negotiation.settlement import with_firm
from negotiation.talks import standing_deal
from negotiation.weighing import FIRM_PERCENT


def of(workspace, *, rate):
    """The talks of all debts, whole and in groups. `rate` is the user's own tax rate in percent."""
    talks = [talk for debt in debts_of(workspace) if (talk := talk_of(debt, rate=rate))]
    return {
        "all": outcomes(talks),
        "groups": [
            ("creditor", by(sorted(talks, key=lambda talk: talk.creditor), creditor_of)),
            ("kind", by(sorted(talks, key=lambda talk: talk.kind), kind_of)),
            ("month", by(sorted(talks, key=lambda talk: talk.month, reverse=True), month_of)),
        ],
    }


def creditor_of(talk):
    return talk.creditor


def kind_of(talk):
    return str(labels.DEBT_KINDS[DebtKind(talk.kind)])


def month_of(talk):
    return talk.month


def debts_of(workspace):
    return workspace.debts.with_parties().prefetch_related(
        "offers__creditor", "agreements__offer", "agreements__worksheets", "balances"
    )


def talk_of(debt, *, rate):
    """What is known of one debt's talks; None where nobody has named a figure."""
    offers = sorted(debt.offers.all(), key=lambda offer: (offer.made_on, offer.made_at))
    deal = standing_deal(debt)
    based = [offer for offer in offers if offer.base_total]
    if not based:
        return None
    last = deal.offer if deal and deal.offer.base_total else based[-1]
    who = last.creditor or debt.holder
    agreed = deal.offer.amount if deal else None
    return Talk(
        creditor=who.name if who else debt.nickname,
        kind=debt.kind,
        month=last.made_on.replace(day=1),
        base=last.base_total,
        asked=last_of(offers, Offer.By.THEM),
        offered=last_of(offers, Offer.By.US),
        agreed=agreed,
        paid=bool(deal and deal.settled_on),
        tax=tax(deal, last.base_total, rate) if deal else ZERO,
        firm=with_firm(last.base_total, paid=agreed, percent=FIRM_PERCENT).cost if deal else ZERO,
    )


def last_of(offers, side):
    return next((offer.amount for offer in reversed(offers) if offer.by == side), None)


def tax(deal, base, rate):
    """What the forgiven part may cost at that rate, by the worksheet that was kept for the deal."""
    replaced = {sheet.replaces_id for sheet in deal.worksheets.all()}
    kept = next((sheet for sheet in deal.worksheets.all() if sheet.pk not in replaced), None)
    found = cancelled_debt(max(base - deal.offer.amount, ZERO), insolvency=kept and kept.worth)
    return share(found.taxable, rate)
