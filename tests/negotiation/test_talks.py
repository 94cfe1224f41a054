"""The stage of a debt from first offer to proof, derived from rows and never typed in."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.models import Debt, Payment
from negotiation import standing
from negotiation.models import Offer
from negotiation.stage import Stage
from negotiation.steps import StepKind
from tests import make

ON = make.TODAY


@pytest.fixture
def card(workspace):
    debt = make.debt(workspace)
    make.balance(debt, "1200.00")
    return debt


def now(debt, on=ON):
    """The stage and the one next step, as the board would show them."""
    row = standing.with_history(Debt.objects.filter(pk=debt.pk)).get()
    found = standing.answers(row, on=on)
    return found.stage, found.step.kind


def test_talks_lead_from_an_offer_to_the_proof(card):
    assert now(card) == (Stage.VERIFIED, StepKind.PREPARE_OFFER)
    ours = make.offer(card, "300.00", expires_on=date(2026, 3, 20))
    assert now(card) == (Stage.OFFER_OUT, StepKind.WAIT_FOR_ANSWER)
    theirs = make.offer(card, "500.00", by="them", how="call", answers=ours)
    assert now(card) == (Stage.COUNTER_OFFER, StepKind.ANSWER_OFFER)
    deal = make.agreement(card, offer=theirs, written=False)
    assert now(card) == (Stage.COUNTER_OFFER, StepKind.GET_IT_IN_WRITING)
    deal.write_down(by=None, on=ON, document=make.document(card), said=["amount"])
    assert now(card)[1] is StepKind.GET_IT_IN_WRITING
    everything = [str(term) for term in deal.missing_terms] + ["amount"]
    deal.write_down(by=None, on=ON, document=make.document(card), said=everything)
    assert now(card) == (Stage.AGREED, StepKind.PAY)
    paid = Payment(workspace=card.workspace, debt=card, amount=Decimal(500), paid_on=ON)
    deal.instalments.get().pay(paid, by=None, on=ON)
    assert now(card) == (Stage.SETTLED, StepKind.GET_PROOF)
    deal.refresh_from_db()
    deal.confirm(by=None, on=ON, document=make.document(card))
    assert now(card) == (Stage.CONFIRMED, StepKind.NOTHING)


def test_payments_in_parts_are_due_one_after_the_other(card):
    deal = make.agreement(card, "300.00", payments=2, first_due_on=date(2026, 3, 10))
    assert now(card) == (Stage.AGREED, StepKind.PAY)
    part = deal.instalments.first()
    part.pay(
        Payment(workspace=card.workspace, debt=card, amount=part.amount, paid_on=ON),
        by=None,
        on=ON,
    )
    assert now(card) == (Stage.PAYING, StepKind.PAY)
    row = standing.with_history(Debt.objects.filter(pk=card.pk)).get()
    assert standing.history(row).payment_due_on == date(2026, 4, 10)


@pytest.mark.parametrize("how", [Offer.Closed.REFUSED, Offer.Closed.LAPSED])
def test_an_offer_that_ended_leaves_the_debt_verified(card, how):
    make.offer(card).end(how, by=None, on=ON)
    assert now(card)[0] is Stage.VERIFIED


def test_a_deal_that_fell_through_goes_back_to_talks(card):
    make.agreement(card).fall_through(by=None, on=ON)
    assert now(card)[0] is Stage.VERIFIED
