"""A mistake far down a form: what the reader sees after Save."""

from django.urls import reverse
from playwright.sync_api import expect

from tests import make

PHONE = {"width": 390, "height": 844}


def test_the_keyboard_and_the_eye_get_to_the_mistake(page, live_server, alice, sign_in):
    make.workspace(alice)
    sign_in(alice)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/start/")
    page.get_by_label("Who asks you for money?").fill("Desert Peak Recovery")
    page.get_by_label("A collection agency").check()
    page.get_by_label("Their mailing address").fill("P.O. Box 12\nPhoenix, AZ 85001")
    amount = page.locator("#id_amount")
    amount.fill("1e3")
    page.get_by_role("button", name="Show me the letter").click()
    box = page.get_by_role("alert")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)
    expect(box).to_contain_text("Enter an amount like 1,234.56.")
    box.get_by_role("link").click()
    expect(amount).to_be_focused()
    expect(amount).to_be_in_viewport()
    assert page.errors == []


def test_a_field_that_is_folded_away_opens_for_its_mistake_and_for_a_link_to_it(
    page, live_server, alice, sign_in
):
    debt = make.debt(make.workspace(alice))
    sign_in(alice)
    page.set_viewport_size(PHONE)
    edit = live_server.url + reverse("ledger:debt_edit", args=[debt.pk])
    page.goto(edit)
    page.get_by_text("Terms: interest").click()
    page.locator("#id_due_day").fill("32")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#id_due_day")).to_be_focused()
    page.goto(live_server.url)
    page.goto(f"{edit}#id_sued")
    expect(page.locator("#id_sued")).to_be_in_viewport()
    expect(page.locator("#id_sued")).to_be_focused()
    assert page.errors == []
