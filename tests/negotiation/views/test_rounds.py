"""A round of offers: the plan first, then all offers at once or none, and whose turn it is."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from negotiation.models import Agreement, Offer, Round
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def ready(workspace):
    """Two verified debts that nothing holds up; $900 of cash."""
    return [verified(workspace, name, owed) for name, owed in DEBTS.items()]


def verified(workspace, name, owed):
    debt = make.debt(
        workspace,
        nickname=name,
        sued=False,
        security="none",
        current=False,
        first_delinquent_on=date(2025, 6, 1),
        last_paid_on=date(2025, 5, 1),
        notice_received_on=date(2025, 9, 1),
    )
    make.balance(debt, owed)
    return debt


DEBTS = {"Small card": "1000.00", "Big card": "2000.00"}


def url(workspace):
    return reverse("negotiation:round_create", args=[workspace.pk])


def typed(debts, kind="first", cash="900", **more):
    return {
        "kind": kind,
        "cash": cash,
        "expires_on": str(localdate()),
        "debts": [str(debt.pk) for debt in debts],
        "form_key": str(uuid4()),
    } | more


def test_the_plan_offers_nothing_yet(signed_in, workspace, ready):
    page = signed_in.get(url(workspace), typed(ready, "pro_rata"))
    amounts = [row.place.amount for row in page.context["rows"]]
    assert sorted(amounts) == [Decimal("300.00"), Decimal("600.00")]
    assert "$900.00 in all." in page.text
    assert not Offer.objects.exists()


@pytest.mark.parametrize("kind", ["first", "pro_rata"])
def test_all_offers_are_made_at_once_and_once(signed_in, workspace, ready, kind):
    form = typed(ready, kind)
    for _click in range(2):
        page = signed_in.post(url(workspace), form, follow=True)
    made = Round.objects.get()
    assert made.offers.count() == 2
    assert [offer.turn for offer in made.offers.order_by("turn")] == [1, 2]
    assert f"{made.offers.get(turn=1).debt.nickname}: $" in page.text
    assert page.text.count("No answer yet") == 2


def test_more_than_the_free_cash_makes_no_offer_at_all(signed_in, workspace, ready):
    page = signed_in.post(url(workspace), typed(ready, cash="900.01"))
    assert "Only $900.00 is free." in page.text
    assert not Offer.objects.exists()
    assert not Round.objects.exists()


def test_when_one_refuses_the_next_comes_up(signed_in, workspace, ready):
    page = signed_in.post(url(workspace), typed(ready), follow=True)
    first_offer = page.context["next_offer"]
    first_offer.end("refused", by=None, on=localdate())
    page = signed_in.get(Round.objects.get().get_absolute_url())
    assert page.context["next_offer"].turn == 2
    assert page.context["next_offer"] != first_offer


def test_the_first_to_accept_is_paid_and_what_cash_does_not_cover_ends(signed_in, workspace, ready):
    signed_in.post(url(workspace), typed(ready))
    small, big = sorted(Offer.objects.all(), key=lambda offer: offer.amount)
    workspace.cash = big.amount + small.amount - Decimal("0.01")
    workspace.save()
    Agreement.reach(big, by=None, on=localdate(), form_key=uuid4())
    small.refresh_from_db()
    assert small.closed_as == Offer.Closed.WITHDRAWN


def test_a_debt_with_an_open_offer_waits_outside(signed_in, workspace, ready):
    make.offer(ready[0], "200.00", on=localdate())
    page = signed_in.get(url(workspace))
    assert "An offer of yours is open." in page.text
    assert list(page.context["form"].guests) == [str(ready[1].pk)]
