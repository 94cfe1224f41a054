"""Printing in a real browser: the bar moves by itself, survives a reload, and needs no script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from negotiation.models import PrintRun
from tests import make


@pytest.fixture
def run(alice, sign_in):
    debt = make.debt(make.workspace(alice))
    sign_in(alice)
    return make.print_run(*(make.letter(debt) for _ in range(4)))


def far(run, done):
    PrintRun.objects.filter(pk=run.pk).update(done=done)


def test_the_bar_moves_by_itself_and_a_reload_costs_nothing(page, live_server, run):
    page.goto(live_server.url + run.get_absolute_url())
    page.evaluate("window.sameDocument = true")
    bar = page.locator("progress")
    expect(bar).to_have_js_property("value", 0)
    far(run, 3)
    expect(page.locator("#printing")).to_contain_text("3 of 4 done")
    expect(bar).to_have_js_property("value", 3)
    assert page.evaluate("window.sameDocument === true")
    page.reload()
    expect(bar).to_have_js_property("value", 3)
    run.stop()
    expect(page.get_by_role("heading", name="Printing is stopped")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your letters are being made")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Printing is stopped")).to_be_visible()


def test_without_scripts_the_page_asks_again(chromium, page, live_server, run):
    plain = chromium.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    tab = plain.new_page()
    tab.goto(live_server.url + run.get_absolute_url())
    far(run, 2)
    expect(tab.locator("#printing")).to_contain_text("2 of 4 done", timeout=15_000)
    plain.close()


def test_choosing_letters_on_a_phone(page, live_server, run, alice):
    run.stop()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + reverse("negotiation:print_run_create", args=[run.workspace_id]))
    boxes = page.get_by_role("group", name="Which letters?").get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    boxes.first.uncheck()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Make the files").click()
    expect(page).to_have_url(re.compile("/print/"))
    expect(page.locator("#printing")).to_contain_text("0 of 3 done")
