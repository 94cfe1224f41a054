"""A debt's clocks, the band and the sources in a real browser: seen, opened, printed."""

from datetime import date

import pytest
from django.urls import reverse

from negotiation.demo import build
from tests.browser.test_every_page import violations

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def household(db, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    workspace = build.make(on=date.today())  # noqa: DTZ011 the demo is made for this very day
    sign_in(workspace.memberships.get().user)
    return workspace


@pytest.fixture
def case(page, live_server, household):
    """Opens the case file of the demo's debt of that name."""

    def case(nickname):
        debt = household.debts.get(nickname=nickname)
        page.goto(live_server.url + debt.get_absolute_url())
        return debt

    return case


def outside(page):
    """What is drawn beyond the picture's own edges."""
    return page.evaluate(
        """() => {
          const box = document.querySelector(".strip").getBoundingClientRect()
          const drawn = [...document.querySelectorAll(".strip g :is(text, rect, circle)")]
          return drawn.filter(part => {
            const {left, right} = part.getBoundingClientRect()
            return left < box.left - 1 || right > box.right + 1
          }).map(part => part.textContent || part.getAttribute("class"))
        }"""
    )


def test_the_picture_fits_its_place(page, case):
    for nickname in ("Gold card", "Car loan", "Pindle & Moss store card"):
        case(nickname)
        for size in (DESK, PHONE, SMALL):
            page.set_viewport_size(size)
            assert outside(page) == [], (nickname, size)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), size


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_reasons_and_laws_open_by_keyboard_and_pass_axe(page, case, theme):
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=theme)
    case("Gold card")
    page.locator(".case details.behind > summary").press("Enter")  # the court comes first
    folds = page.locator(".case details.source")
    assert folds.count() >= 5
    for fold in folds.all():
        fold.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert fold.get_attribute("open") is not None
        assert fold.locator("a[href^=http]").first.is_visible()
    assert violations(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


def test_own_figures_are_set_by_keyboard_and_stand_beside_ours(page, live_server, case):
    debt = case("Old travel card")
    page.get_by_role("link", name="Set your own").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + reverse("negotiation:own_band", args=[debt.pk]))
    page.get_by_label("your first offer").focus()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    page.wait_for_url("**#offer")
    assert page.get_by_role("columnheader", name="Yours").is_visible()
    assert page.get_by_role("columnheader", name="Ours", exact=True).is_visible()
    assert violations(page) == []


def test_every_figure_can_be_opened_and_found_by_state(page, live_server, household):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("ledger:sources"))
    page.get_by_label("Figures of a state").select_option("Kentucky")
    page.get_by_role("button", name="Show").press("Enter")
    page.locator("#limitation > summary").press("Enter")
    assert page.get_by_role("heading", name="Kentucky").first.is_visible()
    assert page.get_by_text("5 to 10 years").first.is_visible()
    page.get_by_role("link", name="Open everything").press("Enter")
    assert page.get_by_role("heading", name="Wyoming").first.is_visible()
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_on_paper_the_reasons_are_open(page, case):
    case("Gold card")
    page.emulate_media(media="print")
    assert page.locator(".clock-laws").first.is_visible()
    assert page.locator(".strip").is_visible()
