"""The board in a real browser: small updates where there is JavaScript, whole pages where not."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import Debt
from negotiation import boards
from tests import make


@pytest.fixture
def many(alice, sign_in):
    """More debts than a page holds."""
    workspace = make.workspace(alice)
    holder = make.creditor(workspace)
    Debt.objects.bulk_create(
        Debt(workspace=workspace, nickname=f"Card {n:02}", collector=holder)
        for n in range(boards.PAGE + 3)
    )
    sign_in(alice)


@pytest.fixture
def names(page):
    return page.locator(".debt-name")


@pytest.fixture
def board(page, live_server, many):
    page.goto(live_server.url)
    page.evaluate("window.sameDocument = true")
    return page


def still_the_same_document(page):
    return page.evaluate("window.sameDocument === true")


def test_a_search_changes_the_list_alone_and_can_be_shared(board, names, live_server):
    board.get_by_label("Find by name").fill("card 07")
    expect(names).to_have_text(["Card 07"])
    assert still_the_same_document(board)
    expect(board.locator("[data-status]")).to_have_text("1 debt shown")
    assert board.url == f"{live_server.url}/?q=card+07"
    board.get_by_label("Order").select_option("By name")
    board.get_by_label("Find by name").fill("card 0")
    expect(names).to_have_count(10)
    shared = board.url
    board.go_back()
    expect(names).to_have_text(["Card 07"])
    board.goto(shared)
    expect(names).to_have_count(10)
    expect(board.get_by_label("Find by name")).to_have_value("card 0")
    assert board.errors == []


def test_more_debts_come_below_and_the_keyboard_stays_with_them(board, names):
    expect(names).to_have_count(boards.PAGE)
    board.get_by_role("link", name="Show more").press("Enter")
    expect(names).to_have_count(boards.PAGE + 3)
    assert still_the_same_document(board)
    expect(board.locator(".debt").nth(boards.PAGE)).to_be_focused()
    assert board.errors == []


def test_all_of_it_works_without_javascript(chromium, page, live_server, many):
    context = chromium.new_context(java_script_enabled=False, color_scheme="dark")
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url)
    plain.get_by_role("link", name="Show more").click()
    expect(plain.locator(".debt-name")).to_have_count(3)
    plain.goto(live_server.url)
    plain.get_by_label("Find by name").fill("card 07")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator(".debt-name")).to_have_text(["Card 07"])
    paper = plain.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(17, 24, 21)"  # dark, as the system asked
    context.close()


def test_a_call_is_written_down_two_clicks_from_the_board(board):
    board.get_by_role("link", name="Log a call").first.click()
    board.get_by_role("button", name="Save").click()
    expect(board.get_by_role("status").first).to_contain_text("Call saved.")


def test_the_theme_follows_the_system_until_one_is_chosen(board):
    whole = board.locator("html")
    board.emulate_media(color_scheme="dark")
    expect(whole).to_have_attribute("data-bs-theme", "dark")
    board.get_by_role("button", name="Change between light and dark").click()
    expect(whole).to_have_attribute("data-bs-theme", "light")
    board.reload()
    expect(whole).to_have_attribute("data-bs-theme", "light")


def test_a_menu_closes_when_it_is_left(board):
    menu = board.locator("details.menu")
    board.get_by_text("You", exact=True).click()
    expect(menu).to_have_attribute("open", "")
    board.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert board.evaluate("document.activeElement.tagName") == "SUMMARY"
    board.get_by_text("You", exact=True).click()
    board.locator("main").click(position={"x": 5, "y": 5})
    expect(menu).not_to_have_attribute("open", "")


def test_a_session_that_ended_asks_to_sign_in_on_a_whole_page(board):
    board.context.clear_cookies()
    board.get_by_label("Find by name").fill("card 07")
    board.wait_for_url(lambda address: reverse("account_login") in address)
    expect(board.locator("main")).to_have_count(1)
