"""Every page of the demo household, at phone and desk width, light and dark, by keyboard alone."""

import zlib
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from negotiation.demo import build

AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]  # the rules that look at colors
# they download, they are no pages
FILES = {"ledger:document_file"} | {
    f"negotiation:{name}"
    for name in (
        *("letter_pdf", "letter_cover", "letter_proof", "letter_docx", "print_file"),
        *("plan_on_paper", "complaint_pdf", "complaint_text"),
    )
}
LEAVES = {"account_logout", "usersessions_list"}  # tested with the accounts; they end sessions
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
FOCUSABLE = """() => {
  const stops = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  const names = new Set()
  return [...document.querySelectorAll(`${stops}, [tabindex="0"]`)].filter(e => {
    if (e.disabled || !e.checkVisibility({visibilityProperty: true})) return false
    if (e.type !== 'radio') return true
    const first = !names.has(e.name); names.add(e.name); return first  // a group is one stop
  }).length
}"""


@pytest.fixture
def household(db, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    workspace = build.make(on=date.today())  # noqa: DTZ011 the demo is made for this very day
    sign_in(workspace.memberships.get().user)
    return workspace


def walk(page, live_server):
    """Open each page that a click can reach from the board, once, and say which route it is."""
    seen, waiting = set(), [reverse("negotiation:board")]
    while waiting:
        path = waiting.pop(0)
        try:
            route = resolve(path).view_name
        except Resolver404:
            continue
        if route in seen | FILES | LEAVES or route.startswith("admin"):
            continue
        seen.add(route)
        page.goto(live_server.url + path)
        links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        waiting += [urlsplit(link).path for link in links if link.startswith(live_server.url)]
        yield route
    assert len(seen) >= 20, seen


def violations(page, rules=RULES):
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(AXE)  # through the debugger, not a <script>: the site's CSP stays as it is
    found = page.evaluate(f"axe.run(document, {{runOnly: {rules}}})")["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_every_page(page, live_server, household, width):
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    page.set_viewport_size(size)
    faults = {}
    for route in walk(page, live_server):
        page.emulate_media(color_scheme="light")
        found = violations(page)
        page.emulate_media(color_scheme="dark")  # the same page in other colors
        found += violations(page, COLORS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[route] = found
    assert faults == {}


def tab_through(page, most):
    """The class of the first stop, and how many there are until the keyboard has left the page."""
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    for reached in range(1, most):
        page.keyboard.press("Tab")
        # beyond the last stop lies the browser's own frame, or the first stop again
        if page.evaluate("document.activeElement.matches('body, .skip-link')"):
            return first, reached
    return first, None


def test_every_page_works_by_keyboard_alone(page, live_server, household):
    stuck = {}
    for route in walk(page, live_server):
        stops = page.evaluate(FOCUSABLE)
        first, reached = tab_through(page, stops + 60)  # a date box has stops of its own
        if first != "skip-link" or reached is None or reached < stops:
            stuck[route] = f"{reached} of {stops} stops, the first {first!r}"
    assert stuck == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_board_weighs_little(page, live_server, household, language):
    """At first load: text compressed as the server does it, fonts as they are."""
    household.language = language
    household.save()
    weight = {}

    def weigh(response):
        body = response.body()
        packed = body if response.url.endswith(".woff2") else zlib.compress(body, 9)
        weight[urlsplit(response.url).path] = len(packed)

    page.on("response", weigh)
    page.goto(live_server.url)
    assert page.get_attribute("html", "lang") == language
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    assert sum(weight.values()) < 135_000, weight
