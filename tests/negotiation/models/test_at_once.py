"""Two tabs that act at the same moment, on a database that has row locks: each ends right."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ledger.models import Payment, Workspace
from negotiation.models import Agreement, Offer
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
D = Decimal
ON = make.TODAY


@pytest.fixture
def card(workspace):
    debt = make.debt(workspace, nickname="Card", sued=False, security="none", current=False)
    make.balance(debt, "1200.00")
    return debt


def together(alice, *posts):
    """Each (url, typed) sent by a connection of its own, all at once: the pages that came back."""
    barrier = Barrier(len(posts))

    def send(post):
        client = Client()
        client.force_login(alice)
        barrier.wait()
        try:
            return client.post(*post, follow=True).text
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(send, posts))


def accept(offer):
    typed = {"form_key": uuid.uuid4(), "reason": "Yes"}
    return reverse("negotiation:offer_accept", args=[offer.pk]), typed


def test_two_tabs_that_accept_two_offers_make_one_deal_and_one_is_told(alice, card):
    theirs = make.offer(card, "500.00", by="them", how="call", on=ON)
    ours = make.offer(card, "300.00", on=ON)
    pages = together(alice, accept(theirs), accept(ours))
    assert Agreement.objects.standing().count() == 1
    assert not Offer.objects.open().exists()
    assert sum("no longer open" in page for page in pages) == 1


def test_two_offers_at_once_never_promise_the_same_cash(alice, workspace, card):
    loan = make.debt(workspace, nickname="Loan", sued=False, security="none", current=False)
    make.balance(loan, "1200.00")
    typed = {"how": "call", "payments": "1", "funding": "cash", "amount": "600.00", "reason": "Yes"}
    posts = [
        (
            reverse("negotiation:offer_create", args=[debt.pk]),
            typed | {"form_key": uuid.uuid4()},
        )
        for debt in (card, loan)
    ]
    pages = together(alice, *posts)
    assert Offer.objects.count() == 1
    assert sum("is missing" in page for page in pages) == 1


def test_a_payment_clicked_twice_is_made_once_and_taken_from_the_cash_once(alice, workspace, card):
    deal = make.agreement(card, "300.00")
    part = deal.instalments.get()
    url = reverse("negotiation:instalment_pay", args=[part.pk])
    typed = {"amount": "300.00", "paid_on": str(date(2026, 3, 2)), "method": "money_order"}
    key = uuid.uuid4()
    together(
        alice, *[(url, typed | {"form_key": key})] * 3, (url, typed | {"form_key": uuid.uuid4()})
    )
    assert Payment.objects.count() == 1
    assert Workspace.objects.get(pk=workspace.pk).cash == D("600.00")


def test_a_payment_without_a_written_agreement_is_refused_in_every_tab(alice, card):
    deal = make.agreement(card, "300.00", written=False)
    url = reverse("negotiation:instalment_pay", args=[deal.instalments.get().pk])
    typed = {"amount": "300.00", "paid_on": "2026-03-02", "form_key": uuid.uuid4()}
    pages = together(alice, (url, typed), (url, typed))
    assert all("No letter, no deal." in page for page in pages)
    assert not Payment.objects.exists()
