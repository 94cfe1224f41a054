from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from ledger.models import Event, Payment, Workspace
from negotiation.models import (
    Agreement,
    CashMissing,
    DealStands,
    NotInWriting,
    Offer,
    OfferClosed,
    PaidAlready,
    Round,
)
from negotiation.models.offers import claims
from negotiation.terms import Term
from tests import make

D = Decimal
ON = make.TODAY


@pytest.fixture
def card(workspace):
    debt = make.debt(workspace)
    make.balance(debt, "1200.00")
    return debt


def cash(workspace):
    return Workspace.objects.get(pk=workspace.pk).cash


def payment(debt, amount, on=ON):
    return Payment(workspace=debt.workspace, debt=debt, amount=D(amount), paid_on=on)


def test_an_offer_keeps_the_balance_it_was_measured_on(card):
    offer = make.offer(card, "300.00")
    make.balance(card, "1500.00", as_of=date(2026, 3, 1))
    part = Offer.objects.get(pk=offer.pk).part
    assert (part.amount, part.of, part.percent) == (D("300.00"), D("1200.00"), D("25.0"))


def test_a_counter_offer_answers_theirs_and_closes_it(card):
    theirs = make.offer(card, "900.00", by="them", how="call")
    ours = make.offer(card, "350.00", answers=theirs)
    theirs.refresh_from_db()
    assert (theirs.closed_as, theirs.answer) == (Offer.Closed.COUNTERED, ours)
    with pytest.raises(OfferClosed):
        make.offer(card, "360.00", answers=theirs)


def test_a_new_figure_of_ours_replaces_the_one_that_stands(card):
    first, second = make.offer(card, "200.00"), make.offer(card, "250.00")
    first.refresh_from_db()
    assert first.closed_as == Offer.Closed.WITHDRAWN
    assert list(card.offers.open()) == [second]


def test_the_same_cash_cannot_be_promised_twice(workspace, card):
    loan = make.debt(workspace, nickname="Loan")
    make.offer(card, "600.00")
    with pytest.raises(CashMissing) as short:
        make.offer(loan, "400.00")
    assert short.value.amount == D("100.00")
    assert not loan.offers.exists()
    make.offer(loan, "400.00", funding=Offer.Funding.INCOME)


def test_an_offer_that_ends_frees_its_cash(workspace, card):
    make.offer(card, "600.00").end(Offer.Closed.REFUSED, by=None, on=ON)
    assert claims(workspace.pk) == []
    with pytest.raises(OfferClosed):
        card.offers.get().end(Offer.Closed.REFUSED, by=None, on=ON)


def test_a_deal_ends_all_other_offers_and_keeps_its_cash(workspace, card):
    theirs = make.offer(card, "500.00", by="them", how="call")
    make.offer(card, "300.00")
    deal = make.agreement(card, offer=theirs)
    assert not card.offers.open().exists()
    assert [claim.amount for claim in claims(workspace.pk)] == [D("500.00")]
    with pytest.raises(DealStands):
        make.offer(card, "100.00")
    deal.fall_through(by=None, on=ON)
    assert claims(workspace.pk) == []


def test_the_cash_of_our_own_offer_is_there_for_the_deal_on_the_same_debt(card):
    theirs = make.offer(card, "700.00", by="them", how="call")
    make.offer(card, "500.00")
    assert make.agreement(card, offer=theirs).offer == theirs  # 900 are there, never 1,200


def test_two_yeses_make_one_deal(card):
    offer, key = make.offer(card), uuid4()
    first, made = Agreement.reach(offer, by=None, on=ON, form_key=key)
    again, made_again = Agreement.reach(offer, by=None, on=ON, form_key=key)
    assert (made, made_again, again) == (True, False, first)
    with pytest.raises(DealStands):
        Agreement.reach(offer, by=None, on=ON, form_key=uuid4())


def test_what_ran_out_cannot_be_accepted(card):
    offer = make.offer(card, expires_on=ON)
    with pytest.raises(OfferClosed):
        Agreement.reach(offer, by=None, on=date(2026, 3, 3), form_key=uuid4())


def test_nothing_is_paid_before_every_term_is_in_writing(workspace, card):
    deal = make.agreement(card, "300.00", written=False)
    part = deal.instalments.get()
    with pytest.raises(NotInWriting):
        part.pay(payment(card, "300.00"), by=None, on=ON)
    said = [str(term) for term in Term if term is not Term.FULL_SATISFACTION]
    deal.write_down(by=None, on=ON, document=make.document(card), said=said)
    assert deal.missing_terms == (Term.FULL_SATISFACTION,)
    with pytest.raises(NotInWriting):
        part.pay(payment(card, "300.00"), by=None, on=ON)
    assert (card.payments.count(), cash(workspace)) == (0, D("900.00"))


def test_a_typed_reason_passes_and_stays_on_the_timeline(card):
    deal = make.agreement(card, "300.00", written=False)
    deal.instalments.get().pay(payment(card, "300.00"), by=None, on=ON, reason="They read it out.")
    told = Event.objects.get(debt=card, kind="paid_without_paper")
    assert told.values["reason"] == "They read it out."


def test_the_last_payment_settles_and_cash_goes_down_once(workspace, card):
    deal = make.agreement(card, "300.00", payments=3, first_due_on=date(2026, 3, 31))
    parts = list(deal.instalments.all())
    assert [(part.due_on, part.amount) for part in parts] == [
        (date(2026, 3, 31), D("100.00")),
        (date(2026, 4, 30), D("100.00")),
        (date(2026, 5, 31), D("100.00")),
    ]
    parts[0].pay(payment(card, "100.00"), by=None, on=ON)
    assert [claim.amount for claim in claims(workspace.pk)] == [D("200.00")]
    with pytest.raises(PaidAlready):
        parts[0].pay(payment(card, "100.00"), by=None, on=ON)
    for part in parts[1:]:
        part.pay(payment(card, "100.00"), by=None, on=ON)
    deal.refresh_from_db()
    assert (deal.settled_on, cash(workspace), claims(workspace.pk)) == (ON, D("600.00"), [])


def never(payment):
    """The correction that says that this payment was never made."""
    return Payment(
        workspace=payment.workspace, debt=payment.debt, corrects=payment, amount=D(0),
        paid_on=payment.paid_on,
    )  # fmt: skip


def test_a_last_payment_that_was_never_made_opens_the_deal_again(workspace, card):
    deal = make.settled(card)
    assert cash(workspace) == D("600.00")
    paid = deal.instalments.get().payment
    never(paid).enter(by=None, on=ON)
    deal.refresh_from_db()
    card.refresh_from_db()
    assert (deal.settled_on, deal.instalments.get().payment, card.settled_on) == (None,) * 3
    assert cash(workspace) == D("900.00")
    assert Event.objects.filter(debt=card, kind="deal_open_again").count() == 1
    part = deal.instalments.get()
    part.pay(make.blank_payment(card, part.amount, paid_on=ON), by=None, on=ON)
    card.refresh_from_db()
    assert card.settled_on == ON


def test_so_it_is_when_the_amount_was_corrected_before(card):
    deal = make.settled(card)
    paid = deal.instalments.get().payment
    other = Payment(
        workspace=paid.workspace, debt=card, corrects=paid, amount=D("310.00"), paid_on=ON
    )
    other.enter(by=None, on=ON)
    assert deal.instalments.get().payment == paid
    never(other).enter(by=None, on=ON)
    assert deal.instalments.get().payment is None


def test_a_proven_end_stays_one(card):
    deal = make.settled(card)
    deal.confirm(by=None, on=ON, document=make.document(card, title="Zero balance"))
    never(deal.instalments.get().payment).enter(by=None, on=ON)
    deal.refresh_from_db()
    assert (deal.settled_on, deal.confirmed_on) == (ON, ON)


def test_a_confirmation_needs_the_last_payment(card):
    deal = make.agreement(card, "300.00")
    deal.confirm(by=None, on=ON, document=make.document(card))
    deal.refresh_from_db()
    assert deal.confirmed_on is None
    deal.instalments.get().pay(payment(card, "300.00"), by=None, on=ON)
    deal.confirm(by=None, on=ON, document=make.document(card))
    deal.refresh_from_db()
    assert deal.confirmed_on == ON


def test_in_a_race_the_first_to_accept_takes_the_cash(workspace, card):
    store = make.debt(workspace, nickname="Store card")
    race = Round.objects.create(
        workspace=workspace, kind=Round.Kind.FIRST, cash=D("800.00"), made_on=ON
    )
    first = make.offer(card, "700.00", round=race, turn=1)
    second = make.offer(store, "800.00", round=race, turn=2)
    make.agreement(card, offer=first)
    second.refresh_from_db()
    assert second.closed_as == Offer.Closed.WITHDRAWN
    assert Event.objects.filter(debt=store, kind="offer_withdrawn").exists()
