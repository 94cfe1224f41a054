"""What becomes of a letter of any kind: kept as it is, corrected, followed up, listed."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse

from negotiation.letters import compose
from negotiation.models import Letter, Standing
from tests import make
from tests.negotiation.views.writing import act, issue, send, verified_card

pytestmark = pytest.mark.django_db
NEWER = "The wording of tomorrow."


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def debt(workspace):
    return verified_card(workspace)


def test_a_letter_is_the_same_after_the_wording_changed(signed_in, debt, monkeypatch):
    letter = issue(signed_in, debt, "L5")
    before = signed_in.get(reverse("negotiation:letter_pdf", args=[letter.pk])).content
    monkeypatch.setattr(compose, "to_sheet", lambda content: NEWER)
    after = signed_in.get(reverse("negotiation:letter_pdf", args=[letter.pk])).content
    page = signed_in.get(reverse("negotiation:letter_detail", args=[letter.pk]))
    assert before == after
    assert hashlib.sha256(after).hexdigest() == letter.sha256
    assert NEWER not in page.text
    assert letter.sha256 in page.text


def test_a_correction_takes_the_place_of_the_letter(signed_in, debt):
    first = issue(signed_in, debt, "L5", amount="300.00", free_text="Please answer soon.")
    page = act(signed_in, "letter_correct", first)
    form = page.context["form"]
    assert form.data["amount"] == "300.00"
    assert form.data["free_text"] == "Please answer soon."
    to = page.redirect_chain[-1][0]
    signed_in.post(to, dict(form.data.lists()) | {"amount": "310.00", "issue": "1"})
    second = Letter.objects.get(replaces=first)
    assert "$310.00" in second.html
    assert [*debt.letters.ready()] == [second]
    page = signed_in.get(reverse("negotiation:letter_detail", args=[first.pk]))
    assert "A newer letter took the place of this one." in page.text
    assert reverse("negotiation:letter_detail", args=[second.pk]) in page.text


def test_a_corrected_request_is_the_one_that_waits(signed_in, debt):
    first = issue(signed_in, debt, "L2")
    page = act(signed_in, "letter_correct", first)
    form = page.context["form"]
    signed_in.post(page.redirect_chain[-1][0], dict(form.data.lists()) | {"issue": "1"})
    assert debt.statement_requests.open().get().letter == Letter.objects.get(replaces=first)


def test_a_letter_that_lies_there_is_the_next_step(signed_in, debt):
    letter = issue(signed_in, debt, "L5")
    signed_in.get(reverse("negotiation:board"))
    standing = Standing.objects.get(debt=debt)
    assert (standing.step, standing.letter_id) == ("mail_letter", letter.pk)
    act(signed_in, "letter_mail", letter, mailed_on="2026-03-02", method="certified")
    signed_in.get(reverse("negotiation:board"))
    assert Standing.objects.get(debt=debt).step != "mail_letter"


def test_a_late_answer_is_looked_for(signed_in, alice, debt, time_machine):
    letter = issue(signed_in, debt, "L5")
    act(signed_in, "letter_mail", letter, mailed_on="2026-03-02", method="certified")
    time_machine.move_to("2026-03-17T17:00Z")
    signed_in.force_login(alice)  # the session of two weeks ago is over
    signed_in.get(reverse("negotiation:board"))
    standing = Standing.objects.get(debt=debt)
    assert (standing.step, standing.letter_id) == ("follow_up", letter.pk)
    act(signed_in, "letter_look", letter, answered="yes")
    letter.mailing.refresh_from_db()
    assert letter.mailing.answered_on == date(2026, 3, 17)


def test_the_day_it_arrived_is_not_written_down_without_a_day(signed_in, debt):
    letter = issue(signed_in, debt, "L5")
    mailed = {"mailed_on": "2026-03-02", "method": "certified"}
    act(signed_in, "letter_mail", letter, **mailed)
    page = act(signed_in, "letter_mail", letter, **mailed, arrived="1", delivered_on="")
    assert page.context["delivered_form"].errors
    act(signed_in, "letter_mail", letter, **mailed, arrived="1", delivered_on="2026-03-02")
    letter.mailing.refresh_from_db()
    assert letter.mailing.delivered_on == make.TODAY


def test_a_letter_that_came_back_can_be_sent_again(signed_in, debt):
    letter = issue(signed_in, debt, "L5")
    act(signed_in, "letter_mail", letter, mailed_on="2026-03-02", method="certified")
    page = act(signed_in, "letter_return", letter, returned_on="2026-03-02", why="refused")
    assert "Send it again" in page.text


def test_the_hour_is_over(signed_in, debt, time_machine):
    letter = issue(signed_in, debt, "L5")
    time_machine.move_to("2026-03-02T18:00:01Z", tick=False)
    page = act(signed_in, "letter_take_back", letter)
    assert "The hour is over." in page.text
    letter.mailing.refresh_from_db()
    assert letter.mailing.is_ready
    act(signed_in, "letter_set_aside", letter)
    letter.mailing.refresh_from_db()
    assert not letter.mailing.is_ready


def test_the_list_names_all_letters_and_what_waits(signed_in, debt, workspace):
    letter = issue(signed_in, debt, "L5")
    send(signed_in, debt, "L4", free_text="Half a thought")
    page = signed_in.get(reverse("negotiation:letter_list", args=[workspace.pk]))
    assert [item["row"] for item in page.context["ready"]] == [letter]
    assert [item["row"].kind for item in page.context["drafts"]] == ["L4"]
