"""No letter, no deal, no payment: not by the side door either."""

import pytest
from django.urls import reverse

from ledger.models import Event, Payment
from tests import make

pytestmark = pytest.mark.django_db
TICK = "I want to pay before it is in writing"
TYPED = {"amount": "100.00", "paid_on": "2026-03-02"}


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def url(debt):
    make.balance(debt)
    return reverse("negotiation:payment_create", args=[debt.pk])


def test_a_payment_waits_for_the_paper_of_the_deal(signed_in, debt, url):
    make.agreement(debt, written=False)
    page = signed_in.get(url)
    assert TICK in page.text
    assert "No letter, no deal." in page.text
    page = signed_in.post(url, TYPED)
    assert "No letter, no deal." in page.context["form"].errors["unwritten"][0]
    assert not Payment.objects.exists()


def test_who_ticks_that_it_goes_out_before_may_and_it_is_written_down(signed_in, debt, url):
    make.agreement(debt, written=False)
    assert signed_in.post(url, TYPED | {"unwritten": "on"}).status_code == 302
    assert Payment.objects.get().amount == 100
    assert Event.objects.filter(kind="paid_without_paper").count() == 1


def test_what_was_paid_before_the_deal_has_nothing_to_wait_for(signed_in, debt, url):
    make.agreement(debt, written=False)
    assert signed_in.post(url, TYPED | {"paid_on": "2026-03-01"}).status_code == 302
    assert not Event.objects.filter(kind="paid_without_paper").exists()


@pytest.mark.parametrize("written", [True, None])
def test_nobody_is_asked_without_a_deal_or_with_its_paper(signed_in, debt, url, written):
    if written:
        make.agreement(debt)
    assert TICK not in signed_in.get(url).text
    assert signed_in.post(url, TYPED).status_code == 302
