"""The amount in the letter is the amount in the offer, always."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import Payment
from negotiation.letters import talked
from negotiation.letters.kinds import KINDS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(workspace):
    debt = make.debt(
        workspace,
        sued=False,
        security="none",
        current=False,
        first_delinquent_on=date(2025, 6, 1),
        last_paid_on=date(2025, 5, 1),
        notice_received_on=date(2025, 9, 1),
    )
    make.balance(debt, "1200.00")
    return debt


def test_an_offer_fills_its_letter(card):
    make.offer(card, "333.33", expires_on=date(2026, 3, 20))
    said = talked.answers(card, "L5")
    assert (said["amount"], said["answer_by"]) == ("333.33", "2026-03-20")
    assert talked.answers(card, "L1") == {}


def test_an_offer_in_parts_fills_its_schedule(card):
    make.offer(card, "600.00", payments=6, first_due_on=date(2026, 4, 1))
    said = talked.answers(card, "L20")
    assert (said["amount"], said["count"], said["first_on"]) == ("600.00", "6", "2026-04-01")


def test_a_counter_offer_quotes_theirs(card):
    theirs = make.offer(card, "900.00", by="them", how="call", on=date(2026, 2, 28))
    make.offer(card, "350.00", answers=theirs)
    said = talked.answers(card, "L6")
    assert (said["their_amount"], said["their_on"], said["their_how"], said["amount"]) == (
        "900.00",
        "2026-02-28",
        "phone",
        "350.00",
    )


def test_to_agree_to_theirs_names_their_figure_and_never_ours(card):
    make.offer(card, "900.00", by="them", how="call")
    said = talked.answers(card, "L7")
    assert (said["amount"], said["agreed_how"]) == ("900.00", "phone")
    assert "amount" not in talked.answers(make.debt(card.workspace, nickname="Loan"), "L7")
    assert not KINDS["L7"].ask("amount").prefill


def test_a_deal_is_asked_for_paid_and_proven_with_its_own_figures(card):
    deal = make.agreement(card, "300.00", payments=3, first_due_on=date(2026, 3, 31))
    assert talked.answers(card, "L7")["agreed_on"] == "2026-03-02"
    said = talked.answers(card, "L8")
    assert (said["amount"], said["part"], said["number"], said["total"]) == (
        "100.00",
        "one_of",
        "1",
        "3",
    )
    for part in deal.instalments.all():
        paid = Payment(
            workspace=card.workspace,
            debt=card,
            amount=part.amount,
            paid_on=date(2026, 3, part.number + 1),
        )
        part.pay(paid, by=None, on=date(2026, 3, 5))
    said = talked.answers(card, "L9")
    assert (said["amount"], said["ended"], said["paid_on"]) == ("300.00", "settled", "2026-03-04")


@pytest.mark.parametrize("kind", talked.MONEY_LETTERS)
def test_every_answer_is_one_the_letters_know(card, kind):
    make.agreement(card, "300.00")
    for key, value in talked.answers(card, kind).items():
        for ask in KINDS[kind].asks:
            if ask.key == key and ask.choices:
                assert value in [choice.key for choice in ask.choices]


def test_the_page_of_the_letter_begins_with_the_offers_figures(client, alice, card, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    make.offer(card, "333.33")
    page = client.get(reverse("negotiation:letter_create", args=[card.pk, "L5"]))
    assert page.context["form"].said()["amount"] == Decimal("333.33")
