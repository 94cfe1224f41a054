"""How board and case file look: on the narrowest phone, and on paper."""

import pytest

from tests import make

LONG = "Northeastern Consolidated Receivables Management and Recovery Partners LLC"
# lines of text in an element: words that share a top edge stand on one line
LINES = """e => { const range = document.createRange(); range.selectNodeContents(e)
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"""


@pytest.fixture
def household(alice, sign_in):
    workspace = make.workspace(alice)
    holder = make.creditor(workspace, name=LONG)
    for number in range(6):
        debt = make.debt(workspace, nickname=f"Card {number}", collector=holder)
        make.balance(debt, "12345.67")
    sign_in(alice)
    return workspace


def test_a_long_name_has_the_whole_width_of_a_phone(page, live_server, household):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url)
    assert page.locator(".debt-who .soft").first.evaluate(LINES) <= 3
    name, owed = (page.locator(part).first.bounding_box() for part in (".debt-who", ".debt-owed"))
    assert owed["y"] >= name["y"] + name["height"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["en", "es"])
def test_on_a_phone_words_are_whole_and_buttons_share_a_line(
    page, live_server, household, language, width
):
    household.language = language
    household.save()
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(live_server.url)
    acts = page.locator(".debt-acts").first.locator(".btn").all()
    middles = {round(box["y"] + box["height"] / 2) for a in acts if (box := a.bounding_box())}
    assert len(middles) == 1
    for choice in page.locator(".finder select").all():
        said = choice.evaluate("box => box.selectedOptions[0].text")
        wide = page.evaluate(
            "([said, font]) => { const pen = document.createElement('canvas').getContext('2d');"
            " pen.font = font; return pen.measureText(said).width }",
            [said, choice.evaluate("box => getComputedStyle(box).font")],
        )
        room = choice.evaluate(
            "box => { const s = getComputedStyle(box);"
            " return box.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight) }"
        )
        assert wide <= room, said
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390])
def test_no_link_to_a_section_runs_off_the_edge(page, live_server, household, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(live_server.url)
    page.locator(".debt-name").first.click()
    for link in page.locator(".jump a").all():
        box = link.bounding_box()
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_whatever_the_theme(page, live_server, household, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(live_server.url)
    page.locator(".debt-name").first.click()
    page.wait_for_load_state()
    page.emulate_media(color_scheme=theme, media="print")
    for part in ("body", ".next", ".card", ".chip"):
        ground = page.locator(part).first.evaluate("e => getComputedStyle(e).backgroundColor")
        light = [int(part) for part in ground.strip("rgb()").split(",")]
        assert min(light) >= 220, (part, ground)
        ink = page.locator(part).first.evaluate("e => getComputedStyle(e).color")
        assert max(int(part) for part in ink.strip("rgb()").split(",")) <= 80, (part, ink)
    ring = page.locator(".next").evaluate("e => getComputedStyle(e, '::after').display")
    assert ring == "none"
