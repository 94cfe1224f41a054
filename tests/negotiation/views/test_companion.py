from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from ledger.models import Event
from negotiation.calling import state_of
from negotiation.models import CallDraft, CallLog, Offer
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def card(debt):
    """Verified and young: an offer may go out without a reason."""
    debt.first_delinquent_on, debt.opened_on = date(2025, 8, 1), date(2023, 1, 1)
    debt.sued = False
    debt.save()
    make.balance(debt)
    return debt


def to(name, row):
    return reverse(f"negotiation:{name}", args=[row.pk])


def typed(key, **changes):
    fields = {
        "form_key": key,
        "at": "2026-03-02T11:45",
        "time_zone": "America/New_York",
        "direction": "out",
        "spoke_with": "Dana",
    }
    return fields | changes


def test_the_figures_are_the_bands_own(signed_in, card):
    page = signed_in.get(to("call_companion", card))
    talks = signed_in.get(card.get_absolute_url()).context["talks"]
    shown = [figure.part for figure in page.context["script"].figures]
    limits = talks.band.limits
    assert shown == [limits.open, limits.aim, limits.walk_away]
    assert page.context["script"].next == talks.rung
    assert "Keep your target and your limit to yourself." in page.text


def test_one_tap_saves_the_call_with_all_that_was_typed(signed_in, card):
    key = uuid4()
    page = signed_in.post(
        to("call_companion", card), typed(key, tap="promised", promise="A letter")
    )
    call = CallLog.objects.get()
    assert page["Location"] == to("call_after", call)
    assert (call.outcome, call.spoke_with, call.promise) == ("promised", "Dana", "A letter")
    assert (call.creditor, call.direction, call.form_key) == (card.collector, "out", key)


def test_sent_twice_it_is_one_call_and_the_notes_are_gone(signed_in, card):
    key = uuid4()
    signed_in.post(to("call_keep", card), typed(key, said="half"))
    assert CallDraft.objects.get().answers["said"] == "half"
    for _time in range(2):
        answer = signed_in.post(
            to("call_companion", card), typed(key, tap="spoke"), headers={"X-Call": "1"}
        )
        assert answer.json() == {"url": to("call_after", CallLog.objects.get())}
    signed_in.post(to("call_keep", card), typed(key, said="late"))
    assert not CallDraft.objects.exists()
    assert Event.objects.filter(kind="call_logged").count() == 1


def test_unfinished_notes_are_there_again_and_can_be_thrown_away(signed_in, card):
    key = uuid4()
    signed_in.post(to("call_keep", card), typed(key, said="half", amount="6oo"))
    form = signed_in.get(to("call_companion", card)).context["form"]
    assert (form["said"].value(), form["amount"].value()) == ("half", "6oo")
    assert str(form["form_key"].value()) == str(key)
    signed_in.post(to("call_discard", card), {"form_key": key})
    assert signed_in.get(to("call_companion", card)).context["draft"] is None


def test_what_cannot_be_is_said_to_a_script_and_shown_to_a_person(signed_in, card):
    wrong = typed(uuid4(), tap="spoke", amount="lots")
    answer = signed_in.post(to("call_companion", card), wrong, headers={"X-Call": "1"})
    assert answer.status_code == 422
    page = signed_in.post(to("call_companion", card), wrong)
    assert "lots" in page.text
    assert not CallLog.objects.exists()


@pytest.mark.parametrize("key", ["", "no key"])
def test_notes_without_a_key_are_not_kept(signed_in, card, key):
    signed_in.post(to("call_keep", card), typed(key))
    assert not CallDraft.objects.exists()


# ---- afterwards -------------------------------------------------------------------------------


def test_their_figure_becomes_their_offer_with_one_tap_and_once(signed_in, card):
    call = make.call(card, amount=Decimal("600"), outcome="offered", creditor=card.collector)
    assert signed_in.get(to("call_after", call)).context["may_offer"]
    for _time in range(2):
        page = signed_in.post(to("call_offer", call), {"by": "them"})
    offer = Offer.objects.get()
    assert page["Location"] == offer.get_absolute_url()
    assert (offer.by, offer.amount, offer.how, offer.call) == ("them", 600, "call", call)
    assert offer.made_on == call.day
    assert not signed_in.get(to("call_after", call)).context["may_offer"]


def test_my_figure_becomes_my_offer_where_nothing_speaks_against_it(signed_in, card):
    call = make.call(card, amount=Decimal("200"), direction="out")
    signed_in.post(to("call_offer", call), {"by": "us"})
    assert (Offer.objects.get().by, Offer.objects.get().amount) == ("us", 200)


@pytest.mark.parametrize("amount", ["1100", "1300"])  # above the limit, more than is owed
def test_a_figure_of_mine_that_needs_a_reason_goes_to_the_form(signed_in, card, amount):
    call = make.call(card, amount=Decimal(amount))
    page = signed_in.post(to("call_offer", call), {"by": "us"}, follow=True)
    assert not Offer.objects.exists()
    form = page.context["form"]
    assert (form["amount"].value(), form["how"].value()) == (Decimal(amount), "call")
    assert form.instance.call == call


def test_a_second_offer_cannot_undo_a_deal(signed_in, card):
    make.agreement(card)
    call = make.call(card, amount=Decimal("600"))
    page = signed_in.post(to("call_offer", call), {"by": "them"}, follow=True)
    assert "There is a deal on this debt." in page.text
    assert Offer.objects.count() == 1


def test_a_follow_up_is_one_tap(signed_in, card):
    call = make.call(card)
    signed_in.post(to("call_follow_up", call), {"days": "7"})
    call.refresh_from_db()
    assert call.call_back_on == date(2026, 3, 9)
    assert Event.objects.filter(kind="call_back_set").count() == 1
    signed_in.post(to("call_follow_up", call), {"days": "400"})
    call.refresh_from_db()
    assert call.call_back_on == date(2026, 3, 9)


def test_a_letter_goes_on_from_what_was_said(signed_in, card):
    call = make.call(card, amount=Decimal("600"), outcome="offered")
    make.offer(card, "600.00", by="them")
    kinds = [each.kind for each in signed_in.get(to("call_after", call)).context["letters"]]
    assert kinds[0] == "L6"


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("P.O. Box 4410\nColumbus, OH 43201", "OH"),
        ("1 Main Street\nLos Angeles CA", "CA"),
        ("Somewhere", ""),
        ("", ""),
    ],
)
def test_their_state_is_read_from_their_address(workspace, address, state):
    assert state_of(make.creditor(workspace, address=address)) == state
