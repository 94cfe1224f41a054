"""A call in a real browser: two clicks, a network that drops, and no JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import Event
from negotiation.models import CallDraft, CallLog
from tests import make
from tests.browser.test_every_page import violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def debt(alice, sign_in):
    workspace = make.workspace(alice)
    holder = make.creditor(workspace, phone="(614) 555-0142")
    debt = make.debt(workspace, collector=holder, first_delinquent_on="2025-06-01")
    make.balance(debt)
    sign_in(alice)
    return debt


@pytest.fixture
def companion(page, live_server, debt):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("negotiation:call_companion", args=[debt.pk]))
    return page


def status_of(page):
    return page.locator("[data-call-status]")


def cut(page):
    page.context.set_offline(True)


def mend(page):
    """The network is back; what failed meanwhile was meant to."""
    page.context.set_offline(False)
    page.errors[:] = [error for error in page.errors if "ERR_INTERNET_DISCONNECTED" not in error]


def settled(count):
    """Wait for the site without stopping the page: as many calls are saved as it says."""
    return lambda: CallLog.objects.count() == count


def wait_for(page, holds):
    for _try in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def test_from_the_board_to_a_logged_call_in_two_clicks(page, live_server, debt):
    page.goto(live_server.url)
    page.get_by_role("link", name=re.compile("Call them.*Blue card")).click()
    page.get_by_role("button", name="No answer").click()
    page.wait_for_url("**/after/")
    call = CallLog.objects.get()
    assert (call.direction, call.outcome) == ("out", "no_answer")


def test_an_incoming_call_takes_two_taps_from_the_board(page, live_server, debt):
    page.goto(live_server.url)
    page.get_by_role("link", name=re.compile("Log a call.*Blue card")).click()
    page.get_by_role("button", name="Voicemail", exact=True).click()
    page.wait_for_url(f"**{debt.get_absolute_url()}")
    call = CallLog.objects.get()
    assert (call.direction, call.outcome) == ("in", "voicemail")


def test_what_was_typed_survives_a_dead_network_and_arrives_once(companion, debt):
    companion.get_by_label("Name they gave").fill("Dana")
    cut(companion)
    companion.get_by_label("What was said").fill("She would take 600.")
    companion.get_by_label("Amount named").fill("600")
    expect(status_of(companion)).to_contain_text("No network")
    companion.get_by_role("button", name="They made an offer").click()
    expect(status_of(companion)).to_contain_text("sent as soon as")
    assert not CallLog.objects.exists()
    mend(companion)
    companion.wait_for_url("**/after/")
    call = CallLog.objects.get()
    assert (call.spoke_with, call.said, call.outcome) == ("Dana", "She would take 600.", "offered")
    assert Event.objects.filter(kind="call_logged").count() == 1
    assert not CallDraft.objects.exists()
    assert companion.evaluate("Object.keys(localStorage).filter(k => k.startsWith('call:'))") == []


def test_a_tab_closed_without_network_sends_from_the_next_page(companion, live_server, debt):
    cut(companion)
    companion.get_by_label("What was said").fill("They hung up on me.")
    companion.get_by_role("button", name="Hung up").click()
    expect(status_of(companion)).to_contain_text("sent as soon as")
    companion.goto("about:blank")
    mend(companion)
    companion.goto(live_server.url)
    wait_for(companion, settled(1))
    companion.goto(live_server.url)
    companion.wait_for_timeout(300)
    assert CallLog.objects.get().said == "They hung up on me."


def test_unfinished_notes_come_back_after_a_reload_without_network(companion, live_server, debt):
    cut(companion)
    companion.get_by_label("What was said").fill("Half a sen")
    companion.goto("about:blank")
    mend(companion)
    companion.goto(live_server.url + reverse("negotiation:call_companion", args=[debt.pk]))
    expect(companion.get_by_label("What was said")).to_have_value("Half a sen")
    wait_for(companion, lambda: CallDraft.objects.filter(answers__said="Half a sen").exists())


def test_notes_are_kept_by_the_site_as_they_are_typed(companion, debt):
    companion.get_by_label("Their reference for this call").fill("R-77")
    expect(status_of(companion)).to_have_text("Kept.")
    assert CallDraft.objects.get().answers["reference"] == "R-77"
    companion.get_by_label("Their reference for this call").press("Enter")
    expect(companion.get_by_label("Their reference for this call")).to_have_value("R-77")
    assert not CallLog.objects.exists()


def test_a_mistake_is_shown_with_all_that_was_typed(companion, debt):
    companion.get_by_label("Amount named").fill("lots")
    companion.get_by_label("What was said").fill("He named a sum.")
    companion.get_by_role("button", name="We spoke").click()
    expect(companion.get_by_label("What was said")).to_have_value("He named a sum.")
    expect(companion.locator("[data-errors]")).to_be_visible()
    companion.errors[:] = [error for error in companion.errors if "422" not in error]
    companion.get_by_label("Amount named").fill("600")
    companion.get_by_role("button", name="We spoke").click()
    companion.wait_for_url("**/after/")
    assert CallLog.objects.get().amount == 600


def test_the_clock_counts_and_is_kept(companion, debt):
    companion.get_by_role("button", name="Start the clock").click()
    companion.wait_for_timeout(1300)
    companion.get_by_role("button", name="We spoke").click()
    companion.wait_for_url("**/after/")
    assert CallLog.objects.get().seconds >= 1


def test_without_javascript_it_is_a_plain_form(chromium, live_server, debt, page):
    context = chromium.new_context(java_script_enabled=False, locale="en-US")
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + reverse("negotiation:call_companion", args=[debt.pk]))
    plain.get_by_label("Name they gave").fill("Dana")
    plain.get_by_role("button", name="Keep my notes").click()
    assert plain.get_by_label("Name they gave").input_value() == "Dana"
    plain.get_by_role("button", name="They refused").click()
    assert plain.url.endswith("/after/")
    context.close()
    assert CallLog.objects.get().outcome == "refused"
    assert not CallDraft.objects.exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_comes_after_a_call_passes_axe(page, live_server, debt, theme):
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=theme)
    call = make.call(debt, creditor=debt.holder, amount=600, at="2026-02-20T11:30Z", quote="Pay!")
    for name, row in (
        ("call_after", call),
        ("call_edit", call),
        ("call_create", debt),
        ("conduct", debt.holder),
        ("complaint_edit", debt.holder),
    ):
        page.goto(live_server.url + reverse(f"negotiation:{name}", args=[row.pk]))
        assert violations(page) == [], name
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_passes_axe_on_a_phone(companion, theme):
    companion.emulate_media(color_scheme=theme)
    assert violations(companion) == []
    assert not companion.evaluate("document.documentElement.scrollWidth > innerWidth")
