from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Event, Workspace
from negotiation.models import Agreement, Offer
from negotiation.terms import Term
from tests import make

pytestmark = pytest.mark.django_db
D = Decimal
PDF = b"%PDF-1.7 their letter %%EOF"


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def card(workspace):
    """Verified, never sued, its time to sue far off: nothing stands in the way of an offer."""
    debt = make.debt(
        workspace,
        sued=False,
        security="none",
        current=False,
        state="NY",
        first_delinquent_on=date(2025, 6, 1),
        last_paid_on=date(2025, 5, 1),
        notice_received_on=date(2025, 9, 1),
    )
    make.balance(debt, "1200.00")
    return debt


def offer_form(client, debt, **changes):
    page = client.get(reverse("negotiation:offer_create", args=[debt.pk]))
    form = page.context["form"]
    shown = {name: value for name in form.fields if (value := form[name].value()) is not None}
    return shown | changes


def make_offer(client, debt, **changes):
    url = reverse("negotiation:offer_create", args=[debt.pk])
    return client.post(url, offer_form(client, debt, **changes), follow=True)


def their_offer(client, debt, **changes):
    url = reverse("negotiation:offer_receive", args=[debt.pk])
    form = client.get(url).context["form"]
    shown = {name: value for name in form.fields if (value := form[name].value()) is not None}
    return client.post(url, shown | changes, follow=True)


def test_the_next_step_is_proposed_and_goes_on_to_its_letter(signed_in, card):
    page = make_offer(signed_in, card)
    offer = Offer.objects.get()
    assert offer.amount == D("360.00")
    assert offer.part.percent == D("30.0")
    assert page.redirect_chain[-1][0] == reverse("negotiation:letter_create", args=[card.pk, "L5"])


def test_an_offer_by_phone_shows_its_percent_with_its_base(signed_in, card):
    page = make_offer(signed_in, card, how="call", amount="360")
    assert "$360.00 is 30 percent of the $1,200.00 they verified on Feb. 1, 2026." in page.text


def test_the_same_form_sent_twice_makes_one_offer(signed_in, card):
    data = offer_form(signed_in, card)
    url = reverse("negotiation:offer_create", args=[card.pk])
    signed_in.post(url, data)
    signed_in.post(url, data)
    assert Offer.objects.count() == 1


def test_more_than_the_cash_that_is_free_is_refused_beside_the_amount(signed_in, workspace, card):
    other = make.debt(workspace, nickname="Loan")
    make.offer(other, "700.00")
    page = make_offer(signed_in, card, amount="300.00")
    assert "$100.00 is missing" in page.context["form"].errors["amount"][0]
    assert page.context["weighed"].verdict.amount == D("300.00")
    assert not card.offers.exists()


def test_a_new_figure_can_be_offered_while_the_last_one_stands(signed_in, card):
    make_offer(signed_in, card, how="call", amount="300.00")
    make_offer(signed_in, card, how="call", amount="350.00")
    assert [offer.amount for offer in card.offers.open()] == [D("350.00")]


def test_above_the_limit_only_with_a_reason_which_is_kept(signed_in, card):
    page = make_offer(signed_in, card, amount="800.00")
    assert "above your limit" in page.context["form"].errors["reason"][0]
    make_offer(signed_in, card, amount="800.00", reason="It ends the calls.")
    assert card.offers.get().reason == "It ends the calls."
    assert Event.objects.get(kind="offer_made").values["reason"] == "It ends the calls."


def test_a_gate_names_what_comes_first_and_can_be_passed_with_a_reason(signed_in, workspace, card):
    card.sued = True
    card.save()
    page = signed_in.get(reverse("negotiation:offer_create", args=[card.pk]))
    assert "They have sued you" in page.text
    assert "reason" in make_offer(signed_in, card).context["form"].errors
    make_offer(signed_in, card, reason="I have answered the court.")
    assert "lawsuit" in card.offers.get().passed_gates


def test_their_offer_is_judged_at_once(signed_in, card):
    page = their_offer(signed_in, card, amount="$900.00")
    assert "above your limit" in page.text
    assert "$900.00 is 75 percent of the $1,200.00" in page.text
    assert "Answer with an offer" in page.text


def test_their_offer_needs_no_paper_though_there_are_some(signed_in, card):
    make.document(card)
    assert "Their offer" in their_offer(signed_in, card, amount="900.00").text


def test_our_answer_to_their_offer_is_a_counter_offer(signed_in, card):
    their_offer(signed_in, card, amount="900.00")
    page = make_offer(signed_in, card)
    theirs, ours = card.offers.order_by("made_at")
    assert (ours.answers, theirs.closed_as) == (theirs, Offer.Closed.COUNTERED)
    assert page.redirect_chain[-1][0].endswith("/L6/")


def test_a_later_first_payment_is_asked_for_where_there_are_several(signed_in, card):
    page = make_offer(signed_in, card, payments="3")
    assert "first_due_on" in page.context["form"].errors


def test_payments_of_less_than_a_cent_are_refused_beside_their_number(signed_in, card):
    page = their_offer(signed_in, card, amount="0.10", payments="60", first_due_on="2026-04-01")
    assert "at least a cent" in page.context["form"].errors["payments"][0]


def test_their_offer_in_parts_can_be_taken_without_all_of_the_cash(signed_in, card):
    their_offer(signed_in, card, amount="1,100.00", payments="11", first_due_on="2026-04-01")
    url = reverse("negotiation:offer_accept", args=[card.offers.get().pk])
    page = signed_in.post(url, {"reason": "It is what we can do."}, follow=True)
    assert "Pay nothing until" in page.text
    assert Agreement.objects.get().instalments.count() == 11


def test_yes_to_more_than_the_limit_takes_a_reason_as_an_offer_does(signed_in, card):
    page = their_offer(signed_in, card, amount="850.00")
    offer = card.offers.get()
    url = reverse("negotiation:offer_accept", args=[offer.pk])
    assert "above your limit" in page.text
    page = signed_in.post(url, {"reason": " "})
    assert "above your limit" in page.context["yes"].errors["reason"][0]
    assert not Agreement.objects.exists()
    signed_in.post(url, {"reason": "It ends the lawsuit."})
    assert Agreement.objects.get().offer == offer
    page = signed_in.get(card.get_absolute_url())
    assert "Yes all the same, because: It ends the lawsuit." in page.text


def test_yes_before_anything_is_verified_takes_a_reason(signed_in, workspace):
    debt = make.debt(workspace)
    page = their_offer(signed_in, debt, amount="100.00")
    assert page.context["gates"]
    url = reverse("negotiation:offer_accept", args=[debt.offers.get().pk])
    assert "Something comes first" in signed_in.post(url).context["yes"].errors["reason"][0]


def test_yes_to_a_fair_figure_of_theirs_asks_nothing(signed_in, card):
    page = their_offer(signed_in, card, amount="300.00")
    assert "reason" not in page.context["yes"].fields
    url = reverse("negotiation:offer_accept", args=[card.offers.get().pk])
    assert signed_in.post(url).status_code == 302


def test_a_key_that_is_none_does_no_harm(signed_in, card):
    url = reverse("negotiation:offer_accept", args=[make.offer(card).pk])
    assert signed_in.post(url, {"form_key": "no key at all"}).status_code == 302


def test_a_full_workspace_takes_no_zero_balance_letter(signed_in, card, monkeypatch):
    deal = make.settled(card)
    monkeypatch.setattr("ledger.forms.papers.has_room", lambda workspace, size: False)
    url = reverse("negotiation:agreement_confirm", args=[deal.pk])
    page = signed_in.post(url, {"confirmed_on": "2026-03-02", "upload": upload()})
    assert "full" in page.context["form"].errors["upload"][0]


def test_from_yes_to_the_proof(signed_in, workspace, card):
    make_offer(signed_in, card, how="call", amount="300.00")
    offer = card.offers.get()
    page = signed_in.post(reverse("negotiation:offer_accept", args=[offer.pk]), follow=True)
    assert "Pay nothing until" in page.text
    deal = Agreement.objects.get()
    pay = reverse("negotiation:instalment_pay", args=[deal.instalments.get().pk])
    money = {"amount": "300.00", "paid_on": "2026-03-02", "method": "cashiers_check"}
    assert "No letter, no deal." in signed_in.post(pay, money).context["form"].errors["reason"][0]
    paper = {"written_on": "2026-03-02", "grace_days": "0", "said": [str(term) for term in Term]}
    url = reverse("negotiation:agreement_edit", args=[deal.pk])
    said = paper["said"] = [
        key for key, _ in signed_in.get(url).context["form"].fields["said"].choices
    ]
    some = paper | {"said": said[1:], "upload": upload()}
    assert "does not say all it must" in signed_in.post(url, some, follow=True).text
    assert "Every term is on paper." in signed_in.post(url, paper, follow=True).text
    signed_in.post(pay, money)
    deal.refresh_from_db()
    assert deal.settled_on == date(2026, 3, 2)
    assert Workspace.objects.get(pk=workspace.pk).cash == D("600.00")
    proof = {"confirmed_on": "2026-03-02", "upload": upload()}
    page = signed_in.post(
        reverse("negotiation:agreement_confirm", args=[deal.pk]), proof, follow=True
    )
    assert "zero-balance letter came on March 2, 2026" in page.text
    story = signed_in.get(card.get_absolute_url()).text
    assert "You both said yes to $300.00." in story
    assert "That is 25 percent of $1,200.00." in story
    head = story.split("</header>")[1]  # of the case file
    assert "$300.00" in head
    assert "What would a deal cost after tax?" not in head


def upload():
    return SimpleUploadedFile("letter.pdf", PDF, content_type="application/pdf")


@pytest.mark.parametrize(
    ("act", "closed_as"), [("refuse", "refused"), ("withdraw", "withdrawn"), ("lapse", "lapsed")]
)
def test_an_offer_ends_once(signed_in, card, act, closed_as):
    offer = make.offer(card)
    url = reverse(f"negotiation:offer_{act}", args=[offer.pk])
    signed_in.post(url)
    assert "no longer open" in signed_in.post(url, follow=True).text
    offer.refresh_from_db()
    assert offer.closed_as == closed_as
    assert Event.objects.filter(kind=f"offer_{closed_as}").count() == 1


def test_a_late_payment_says_what_to_do_today(signed_in, card):
    deal = make.agreement(card, "300.00", payments=2, first_due_on=date(2026, 3, 1))
    assert "A payment is late." in signed_in.get(deal.get_absolute_url()).text
    Agreement.objects.filter(pk=deal.pk).update(grace_days=5)
    assert "A payment is late." not in signed_in.get(deal.get_absolute_url()).text


def test_the_talks_of_a_debt_lead_to_what_is_to_be_done(signed_in, card):
    url = reverse("negotiation:talks", args=[card.pk])
    assert signed_in.get(url).url == card.get_absolute_url()
    offer = make.offer(card)
    assert signed_in.get(url).url == offer.get_absolute_url()
    deal = make.agreement(card, offer=offer)
    assert signed_in.get(url).url == deal.get_absolute_url()
