"""Two people, two browsers: invited, accepted, looked at, ended; and no closed door on the way."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from negotiation.demo import build
from tests import make
from tests.accounts.conftest import PASSWORD
from tests.browser.test_every_page import FILES, LEAVES, WIDTHS, violations

# for oneself, whatever one may do here
OWN = {
    "ledger:first_visit",
    "ledger:membership_leave",
    "negotiation:calendar_reach",
    "negotiation:departure_create",
}
SEEN = """() => [...document.querySelectorAll('a[href]')]
  .filter(a => a.closest('details.menu') || a.checkVisibility({visibilityProperty: true}))
  .map(a => a.href)"""
BUTTONS = """() => [...document.querySelectorAll('main form[method=post] button')]
  .filter(b => b.checkVisibility({visibilityProperty: true}) && !b.disabled)
  .map(b => b.textContent.trim())"""


@pytest.fixture
def household(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build.make(on=date.today())  # noqa: DTZ011 the demo is made for this very day


@pytest.fixture
def ben(db):
    return make.user("ben")


@pytest.fixture
def bens(chromium, page):
    """Another browser, of another person; its faults count as well."""
    context = chromium.new_context(locale="en-US", timezone_id="UTC", reduced_motion="reduce")
    other = context.new_page()
    other.on("console", lambda said: said.type == "error" and page.errors.append(said.text))
    other.on("pageerror", lambda error: page.errors.append(str(error)))
    yield other
    context.close()


def enter(tab, live_server, person):
    tab.goto(live_server.url + reverse("account_login"))
    tab.get_by_label("E-mail address").fill(person.email)
    tab.locator("[name=password]").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.wait_for_url(live_server.url + "/**")


def test_invited_accepted_seen_and_ended(page, bens, live_server, alice, ben):
    debt = make.debt(make.workspace(alice))
    enter(page, live_server, alice)
    page.get_by_text("You", exact=True).click()
    page.get_by_role("link", name="Who can see this").click()
    page.get_by_text("Nobody else can see anything of it.").wait_for()
    page.get_by_role("link", name="Invite somebody").click()
    page.locator("[name=password]").fill(PASSWORD)  # asked once more, before sharing
    page.keyboard.press("Enter")
    page.get_by_label("Their e-mail address").fill("ben@example.org")
    page.get_by_label("A line from you").fill("Thank you for looking.")
    page.get_by_label("Look: see what you share").check()
    page.get_by_label("Everything").check()
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("The link").input_value()

    enter(bens, live_server, ben)
    bens.goto(live_server.url + urlsplit(link).path)
    bens.get_by_text("Thank you for looking.").wait_for()
    bens.get_by_text("You cannot change anything.").wait_for()
    assert violations(bens) == []
    bens.get_by_role("button", name="Accept").click()
    bens.get_by_text("shared by alice@example.org").wait_for()
    bens.get_by_role("link", name="Blue card").first.click()
    bens.get_by_role("heading", name="Blue card").wait_for()
    assert bens.evaluate(BUTTONS) == []

    page.get_by_role("link", name="Done").click()
    page.get_by_text("Last here on").wait_for()
    page.get_by_role("link", name="End it for ben@example.org").click()
    page.get_by_role("button", name="End it now").click()
    page.get_by_text("sees nothing of it any more").wait_for()

    answer = bens.goto(live_server.url + reverse("negotiation:case_file", args=[debt.pk]))
    assert answer.status == 404
    page.errors.clear()  # the browser tells of the 404
    bens.goto(live_server.url)
    assert "Blue card" not in bens.content()


def doors(tab, live_server):
    """Every page that a click can reach from the board, and what it answered."""
    seen, waiting = set(), [reverse("negotiation:board")]
    while waiting:
        path = waiting.pop(0)
        try:
            route = resolve(path).view_name
        except Resolver404:
            continue
        if route in seen | FILES | LEAVES or not route.startswith(("ledger:", "negotiation:")):
            continue
        seen.add(route)
        status = tab.goto(live_server.url + path).status
        links = tab.evaluate(SEEN)
        waiting += [urlsplit(link).path for link in links if link.startswith(live_server.url)]
        yield route, status


@pytest.mark.parametrize(
    ("role", "scope", "width"),
    [
        ("view", "whole", "desk"),
        ("view", "whole", "phone"),
        ("view", "part", "phone"),
        ("act", "part", "desk"),
    ],
)
def test_a_helper_meets_no_closed_door(
    page, live_server, household, ben, sign_in, role, scope, width
):
    debts = None if scope == "whole" else list(household.debts.all()[:3])
    make.member(household, ben, role, debts=debts)
    sign_in(ben)
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.emulate_media(color_scheme="dark" if width == "phone" else "light")
    faults, visited = {}, set()
    for route, status in doors(page, live_server):
        visited.add(route)
        found = violations(page) if status == 200 else [status]
        if role == "view" and route not in OWN and (shown := page.evaluate(BUTTONS)):
            found.append(shown)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[route] = found
    page.errors.clear()
    assert faults == {}
    assert len(visited) >= 8, visited
