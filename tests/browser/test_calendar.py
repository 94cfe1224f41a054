"""The calendar in a real browser: two taps make a reminder, one ends it, at phone width."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from negotiation.models import Reminder
from tests import make
from tests.browser.test_every_page import violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def debt(alice, sign_in):
    sign_in(alice)
    return make.debt(make.workspace(alice))


def test_two_taps_on_a_debt_make_a_reminder_and_one_ends_it(page, live_server, debt):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + debt.get_absolute_url())
    page.get_by_text("Remind me").click()
    page.get_by_role("button", name="In 3 weeks").click()
    expect(page.get_by_role("status").first).to_contain_text("We will remind you on")
    assert Reminder.objects.get().debt == debt

    page.goto(live_server.url + reverse("negotiation:calendar"))
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("No days yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Look at this debt again")).to_be_visible()


def test_it_works_without_scripts(chromium, page, live_server, debt):
    plain = chromium.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    tab = plain.new_page()
    tab.goto(live_server.url + debt.get_absolute_url())
    tab.get_by_text("Remind me").click()
    tab.get_by_role("button", name="Tomorrow").click()
    expect(tab.get_by_text("We will remind you on")).to_be_visible()
    plain.close()
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_full_calendar_can_be_used_by_everybody(page, live_server, debt, theme):
    on = localdate()
    make.reminder(debt, on - timedelta(days=3), words="Ask for the tax papers " * 5)
    make.call(debt, call_back_on=on)
    debt.notice_received_on = on
    debt.save()
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme=theme)
    for route in ("calendar", "calendar_reach"):
        page.goto(live_server.url + reverse(f"negotiation:{route}"))
        for fold in page.locator("main summary:visible").all():
            fold.click()
        assert violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
