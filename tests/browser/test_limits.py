"""Somebody who goes too fast: told beside the form, with everything typed still there."""

import re

import pytest
from django.urls import reverse

from debtsite import rates
from tests import make
from tests.browser.test_every_page import violations
from tests.negotiation.views.writing import url_of, verified_card


@pytest.fixture
def workspace(alice, sign_in):
    sign_in(alice)
    return make.workspace(alice)


@pytest.fixture
def limit(settings):
    def limit(kind, written):
        settings.LIMITS = settings.LIMITS | {kind: rates.parse(written)}

    return limit


def forget_refusals(page):
    """The browser counts them among its errors."""
    page.errors = [error for error in page.errors if "429" not in error]


def test_what_is_typed_stays_when_a_preview_is_refused(page, live_server, workspace, limit):
    page.goto(live_server.url + url_of(verified_card(workspace), "L5"))
    limit("drawings", "1/hour/person")
    page.get_by_text("Add your own words").click()
    words, slow = page.get_by_label("Anything to add?"), page.locator("#slow-down")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        words.fill("Please write")
    words.fill("Please write to me only.")
    slow.get_by_text("What you typed is still here.").wait_for()
    assert re.search(r"You can go on at \d", slow.inner_text())
    assert words.input_value() == "Please write to me only."
    assert violations(page) == []
    limit("drawings", "off")
    words.fill("Please write to me only, by mail.")
    slow.get_by_text("What you typed is still here.").wait_for(state="detached")
    forget_refusals(page)


def test_the_page_that_asks_to_wait_is_for_everybody(page, live_server, workspace, limit):
    limit("calculations", "1/hour/person")
    for _ in range(2):
        page.goto(f"{live_server.url}{reverse('ledger:recording')}?mine=NY&theirs=CA")
    page.get_by_role("heading", name="A little slower, please").wait_for()
    assert violations(page) == []
    limit("calculations", "off")
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("heading", name="May I record a call?").wait_for()
    forget_refusals(page)
