"""The plan in a real browser: a slider with and without scripts, by keyboard, on a phone, dark."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from negotiation.models import SavedPlan
from tests import make
from tests.browser.test_every_page import WIDTHS, violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plan(alice, sign_in, live_server):
    """The address of a plan for three debts that $900 and $150 a month settle."""
    workspace = make.workspace(alice)
    agency = make.creditor(workspace)
    for name, owed in (("Blue card", "1200.00"), ("Store card", "2600.00"), ("Loan", "900.00")):
        debt = make.debt(workspace, nickname=name, collector=agency, security="none", sued=False)
        make.balance(debt, owed, as_of=date(2026, 2, 1))
    sign_in(alice)
    return live_server.url + reverse("negotiation:plan")


def zero(page):
    return page.locator("#zero-title").inner_text()


def test_a_slider_moves_the_date_without_a_new_page(page, plan):
    page.goto(plan)
    page.evaluate("window.here = true")
    before = zero(page)
    slider = page.get_by_label("Saved a month")
    slider.focus()
    for _step in range(15):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("output[for=id_saving]")).to_have_text("$0.00")
    expect(page.locator("#zero-title")).to_have_text("With these figures there is no end.")
    expect(slider).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("With these figures there is no end.")
    assert page.evaluate("window.here")
    page.keyboard.press("End")
    expect(page.locator("output[for=id_saving]")).to_have_text("$1,150.00")
    expect(page.locator("#zero-title")).not_to_have_text(before)
    expect(page.locator("#zero-title")).to_contain_text("Nothing owed by")
    moved, address = zero(page), page.url
    page.goto("about:blank")
    page.goto(address)  # it can be kept, and opened again
    assert zero(page) == moved


def test_a_slider_says_the_same_without_scripts(chromium, plan, page):
    page.goto(f"{plan}?saving=-100")
    told = page.locator("#plan-answer .next").inner_text()
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(plan)
    slider = plain.get_by_label("Saved a month")
    slider.focus()
    for _step in range(10):
        plain.keyboard.press("ArrowLeft")
    plain.get_by_role("button", name="Work it out").click()
    assert "saving=-100" in plain.url
    assert plain.locator("output[for=id_saving]").inner_text() == "$50.00"
    assert plain.locator("#plan-answer .next").inner_text() == told
    context.close()


def test_a_plan_is_kept_from_its_page(page, plan):
    page.goto(plan)
    page.get_by_role("button", name="Keep the plan of today").click()
    page.get_by_text("The plan is kept.").wait_for()
    assert SavedPlan.objects.count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_the_plan_and_the_ways(page, plan, width, theme):
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.emulate_media(color_scheme=theme)
    faults = {}
    for path in ("", "?cash=-900&lost=3&tax=12", "?cash=-900&saving=-150", "ways/", "ways/?apr=x"):
        page.goto(plan + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[path] = found
    assert faults == {}
