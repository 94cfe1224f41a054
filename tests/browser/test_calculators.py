"""The calculators and the household in a real browser: by keyboard, on a phone, without scripts."""

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import HouseholdItem
from tests import make
from tests.browser.test_every_page import WIDTHS, violations

PHONE = {"width": 390, "height": 844}
ANSWERED = {
    "garnishment": "gross=900&period=biweekly&kind=credit_card&state=FL&support=100&earlier=20",
    "true_cost": "balance=5000&offer=1500&rate=12&insolvent_by=1000",
    "insolvency": "asset_cash=7000&liability_credit_card=10000&forgiven=5000",
    "dates": "state=OH&kind=credit_card&first_missed_on=2021-03-05&last_paid_on=2021-02-01"
    "&notice_received_on=2026-01-10&statement_sent_on=2026-01-20&letter_came_on=2026-02-10",
    "recording": "state=NY&theirs=CA",
}
MISTAKEN = "gross=lots&period=days&kind=credit_card&state=ZZ&earlier=-1"


@pytest.fixture
def household(alice, sign_in):
    sign_in(alice)
    return make.workspace(alice)


def tab_to(page, words):
    """Press Tab until the stop with these words is reached."""
    for _stop in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate(
            "(document.activeElement.labels?.[0] || document.activeElement).textContent"
        ):
            return
    raise AssertionError(f"no stop named {words}")


def test_an_answer_comes_by_keyboard_without_a_new_page(page, live_server, household):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("ledger:true_cost"))
    page.evaluate("window.here = true")
    for label, typed in (("owed today", "$5,000"), ("would you pay", "1500"), ("tax rate", "12")):
        tab_to(page, label)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")

    heading = page.get_by_role("heading", name="It costs about $1,920.00")
    expect(heading).to_be_in_viewport()
    assert page.evaluate("window.here")
    expect(page.get_by_label("Your tax rate")).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("The answer is below.")
    tab_to(page, "Where this comes from")
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="26 USC 61(a)(11)").is_visible()

    address = page.url  # it can be kept, and opened again
    page.goto("about:blank")
    page.goto(address)
    heading.wait_for()


def test_an_answer_comes_without_scripts(chromium, live_server, household, page):
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + reverse("ledger:garnishment"))
    plain.get_by_label("Your pay before deductions").fill("500")
    plain.get_by_label("Where do you live?").select_option("")
    plain.get_by_role("button", name="Work it out").click()
    assert plain.get_by_role("heading", name="At most $125.00").is_visible()
    assert plain.url.endswith("#result")
    context.close()


def test_a_mistake_is_said_and_shown(page, live_server, household):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("ledger:garnishment"))
    page.get_by_label("Your pay before deductions").fill("lots")
    page.get_by_role("button", name="Work it out").click()
    box = page.get_by_role("alert")
    expect(box).to_contain_text("Enter an amount like 1,234.56.")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    expect(page.locator("[data-status]")).to_have_text("Please look at the marked answers.")
    field = page.get_by_label("Your pay before deductions")
    expect(field).to_have_attribute("aria-invalid", "true")
    box.get_by_role("link", name="Your pay before deductions").click()
    expect(field).to_be_focused()


def test_days_are_asked_only_of_those_paid_by_days(page, live_server, household):
    page.goto(live_server.url + reverse("ledger:garnishment"))
    days = page.get_by_label("Days in a pay period")
    assert not days.is_visible()
    page.get_by_label("How often are you paid?").select_option("days")
    assert days.is_visible()


def test_a_household_is_written_down_on_a_phone(page, live_server, household):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("ledger:household", args=[household.pk]))
    page.get_by_role("link", name="Begin with what comes in").click()
    page.get_by_label("What kind?").select_option(label="Pay from a job")
    page.get_by_label("How much arrives?").fill("1184")
    page.get_by_label("How often").select_option(label="Every two weeks")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Pay from a job is written down.").wait_for()
    assert HouseholdItem.objects.get().monthly == Decimal("2565.33")

    page.get_by_role("link", name="Pay from a job").click()
    page.get_by_role("button", name="Remove it from the list").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Pay from a job is back.").wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_the_answers(page, live_server, household, width, theme):
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.emulate_media(color_scheme=theme)
    asked = [*ANSWERED.items(), ("garnishment", MISTAKEN)]
    faults = {}
    for name, answers in asked:
        page.goto(f"{live_server.url}{reverse(f'ledger:{name}')}?{answers}")
        assert page.locator("#result, [data-errors]").count() == 1
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[name, answers] = found
    assert faults == {}


def test_everybody_can_use_a_household_with_everything_in_it(page, live_server, household):
    make.household_item(household, label="Night shift" * 7, protected=False)
    make.household_item(household, kind="social_security", protected=True)
    make.household_item(household, "expense", every="once")
    make.household_item(household, "liability").remove()
    make.debt(household)
    household.income_exempt = True
    household.save(update_fields=["income_exempt"])
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("ledger:household", args=[household.pk]))
    page.get_by_text("Removed (1)").click()
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
