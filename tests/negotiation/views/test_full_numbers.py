"""A full account number in a letter: only where its writer ticks it, and only in that letter."""

import json

import pytest
from django.urls import reverse

from ledger import keys
from negotiation.letters.offering import write_url
from negotiation.models import LetterDraft
from tests import make
from tests.negotiation.views.writing import act, issue, send, url_of, verified_card

pytestmark = pytest.mark.django_db
NUMBER = "8837 2204 4321"  # twelve digits: typed anywhere else in a letter it is refused
TICK = {"full_number": "on"}


@pytest.fixture
def signed_in(client, alice, time_machine, settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def debt(signed_in, workspace):
    debt = verified_card(workspace)
    debt.account_number = NUMBER
    debt.save()
    return debt


def test_a_letter_shows_the_last_four_unless_its_writer_ticks_more(signed_in, debt):
    letter = issue(signed_in, debt, "L5")
    assert "ending in 4321" in letter.html
    assert NUMBER not in letter.html + json.dumps(letter.data)


def test_the_number_stands_in_the_letter_its_writer_ticked(signed_in, debt):
    letter = issue(signed_in, debt, "L5", **TICK)
    assert NUMBER in letter.html
    assert ["Account", NUMBER] in letter.data["references"]


def test_the_preview_shows_it_and_the_form_says_what_it_means(signed_in, debt):
    page = send(signed_in, debt, "L5", **TICK)
    assert NUMBER in page.context["sheet"]
    assert "the copy we keep shows the whole number too" in page.text


def test_a_draft_keeps_the_tick_and_never_the_number(signed_in, debt):
    send(signed_in, debt, "L5", **TICK)
    answers = LetterDraft.objects.get().answers
    assert answers["full_number"] == ["on"]
    assert "8837" not in json.dumps(answers)


def test_a_letter_to_somebody_else_begins_without_the_tick(signed_in, debt, workspace):
    send(signed_in, debt, "L5", **TICK)
    debt.original_creditor = make.creditor(workspace, name="First Bank", kind="original_creditor")
    debt.save()
    other = write_url(debt, "L5", str(debt.original_creditor_id))
    page = signed_in.get(other, follow=True)
    assert "full_number" not in page.context["form"].data


def test_a_corrected_letter_is_a_letter_of_its_own(signed_in, debt):
    page = act(signed_in, "letter_correct", issue(signed_in, debt, "L5", **TICK))
    assert "full_number" not in page.context["form"].data


def test_events_and_lists_never_show_it(signed_in, debt):
    letter = issue(signed_in, debt, "L5", **TICK)
    assert not [event for event in debt.events.all() if "8837" in json.dumps(event.data)]
    for url in (
        reverse("negotiation:case_file", args=[debt.pk]),
        reverse("negotiation:board"),
        reverse("negotiation:timeline", args=[debt.pk]),
    ):
        assert NUMBER not in signed_in.get(url).text
    assert NUMBER in signed_in.get(reverse("negotiation:letter_detail", args=[letter.pk])).text


def test_typed_into_a_letter_it_is_refused_as_ever(signed_in, debt):
    page = send(signed_in, debt, "L5", issue="1", free_text=f"My account is {NUMBER}.")
    assert "Type no full card, account or social security number here." in page.text


def test_a_debt_without_a_number_is_not_asked(signed_in, debt):
    debt.account_number = ""
    debt.save()
    page = signed_in.get(url_of(debt, "L5"), follow=True)
    assert "full_number" not in page.context["form"].fields


def test_a_lost_number_stops_no_letter(signed_in, debt):
    keys.forget(debt.workspace_id)
    page = signed_in.get(url_of(debt, "L5"), follow=True)
    assert "We cannot read this number any more." in page.text
    assert "ending in 4321" in issue(signed_in, debt, "L5", **TICK).html


def test_a_bureau_that_knows_no_account_is_not_told_one(signed_in, debt):
    page = signed_in.get(url_of(debt, "L16") + "?to=credit_bureau&passed=theft_report")
    assert "full_number" not in page.context["form"].fields
