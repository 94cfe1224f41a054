"""Reads a debt's rows into what deadlines are derived from.

Reads only what `standing.with_history` has fetched.
"""

from ledger.money import ZERO
from negotiation import conduct
from negotiation.deadlines import Acts, Deal, Part, Promise, Sent, Talk
from negotiation.models import Offer
from negotiation.talks import standing_deal


def acts(debt):
    """What was done on this debt, row by row."""
    return Acts(
        letters=tuple(map(_letter, debt.letters.all())),
        calls=tuple(
            Promise(
                row=str(call.pk),
                call_back_on=call.call_back_on,
                called_back_on=call.called_back_on,
            )
            for call in debt.calls.all()
            if call.call_back_on
        ),
        offers=tuple(_offer(offer) for offer in debt.offers.all() if offer.is_open),
        deal=_deal(debt),
        incidents=conduct.incidents(debt),
    )


def made_at(debt):
    """When each row was made that a deadline may be about, by its id; "" is the debt itself."""
    deals = debt.agreements.all()
    parts = [part for deal in deals for part in deal.instalments.all()]
    rows = [*debt.letters.all(), *debt.calls.all(), *debt.offers.all(), *deals, *parts]
    return {"": debt.made_at} | {str(row.pk): row.made_at for row in rows}


def _letter(letter):
    mailing, request = letter.mailing, letter.request
    ended = mailing.closed_on or mailing.taken_back_at or mailing.returned_on
    return Sent(
        row=str(letter.pk),
        issued_on=letter.issued_on,
        mailed_on=mailing.mailed_on,
        due_on=mailing.due_on,
        asks_for_statement=request is not None,
        is_over=bool(ended or (request and not request.is_open)),
    )


def _offer(offer):
    return Talk(
        row=str(offer.pk),
        ours=offer.by == Offer.By.US,
        made_on=offer.made_on,
        expires_on=offer.expires_on,
        amount=offer.amount,
    )


def _deal(debt):
    deal = standing_deal(debt)
    if deal is None:
        return None
    owed = deal.offer.base_total
    return Deal(
        row=str(deal.pk),
        agreed_on=deal.agreed_on,
        in_writing=deal.is_in_writing or bool(deal.reason),
        grace_days=deal.grace_days,
        parts=tuple(map(_part, deal.instalments.all())),
        settled_on=deal.settled_on,
        confirmed_on=deal.confirmed_on,
        forgiven=None if owed is None else max(owed - deal.offer.amount, ZERO),
        report_checked_on=deal.report_checked_on,
        form_came_on=deal.form_came_on,
    )


def _part(part):
    return Part(
        row=str(part.pk),
        due_on=part.due_on,
        amount=part.amount,
        paid_on=part.payment.paid_on if part.payment else None,
    )
