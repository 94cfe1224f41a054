"""Writing a letter in a real browser: nothing typed is lost, and harm is named as it is typed."""

from datetime import date

import pytest
from django.urls import reverse

from negotiation.models import Letter, LetterDraft
from tests import make


@pytest.fixture
def debt(db, alice):
    debt = make.debt(
        make.workspace(alice),
        opened_on=date(2022, 1, 5),
        first_delinquent_on=date(2025, 6, 5),
        last_paid_on=date(2025, 5, 1),
        security="none",
        sued=False,
        current=False,
    )
    make.balance(debt)
    return debt


def test_what_is_typed_is_kept_and_checked_without_a_tap(page, live_server, sign_in, debt, alice):
    sign_in(alice)
    page.goto(live_server.url + reverse("negotiation:letter_create", args=[debt.pk, "L5"]))
    page.get_by_text("Add your own words").click()
    page.get_by_label("Anything to add?").fill("I owe you this money. Please answer by mail.")
    page.get_by_text("Kept as a draft").wait_for()
    page.get_by_role("button", name="Use this instead").first.wait_for()
    assert "I owe you this money." in page.locator("#sheet").inner_text()

    page.get_by_role("button", name="Use this instead").first.click()
    page.get_by_text("Kept as a draft").wait_for()
    page.reload()
    typed = page.locator("#id_free_text").input_value()
    assert "I owe you this money." not in typed
    assert typed.endswith("Please answer by mail.")

    page.get_by_role("button", name="Make the letter").click()
    page.get_by_role("link", name="Download the letter (PDF)").wait_for()
    assert "Please answer by mail." in Letter.objects.get().html
    assert not LetterDraft.objects.exists()


def test_an_answer_brings_its_questions(page, live_server, sign_in, debt, alice):
    sign_in(alice)
    page.goto(live_server.url + reverse("negotiation:letter_create", args=[debt.pk, "L3"]))
    before = page.locator("#asks input:visible").count()
    page.get_by_label("It was paid in full").check()
    page.wait_for_function(
        "before => document.querySelectorAll('#asks input:not([type=hidden])').length != before",
        arg=before,
    )


def test_the_enter_key_makes_one_letter_and_stays_with_it(page, live_server, sign_in, debt, alice):
    sign_in(alice)
    page.goto(live_server.url + reverse("negotiation:letter_create", args=[debt.pk, "L5"]))
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.resource_type)))
    page.get_by_role("button", name="Make the letter").first.press("Enter")
    page.get_by_role("link", name="Download the letter (PDF)").wait_for()
    page.wait_for_timeout(500)
    assert [each for each in asked if each[0] == "POST"] == [("POST", "document")]
    assert page.get_by_role("link", name="Download the letter (PDF)").is_visible()
    assert Letter.objects.count() == 1


def test_what_was_typed_last_is_kept_by_who_leaves_at_once(page, live_server, sign_in, debt, alice):
    sign_in(alice)
    url = live_server.url + reverse("negotiation:letter_create", args=[debt.pk, "L5"])
    page.goto(url)
    page.get_by_text("Add your own words").click()
    page.get_by_label("Anything to add?").fill("Please answer by mail.")
    page.get_by_role("link", name=debt.nickname).first.click()
    page.get_by_role("heading", name=debt.nickname).first.wait_for()
    page.wait_for_timeout(500)
    page.goto(url)
    assert page.locator("#id_free_text").input_value() == "Please answer by mail."
