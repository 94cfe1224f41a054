"""The sheet on screen is the letter that will be printed."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from negotiation.letters.compose import to_html, to_sheet
from negotiation.letters.envelope import Box
from negotiation.letters.pdf import to_pdf
from tests import pdfcheck
from tests.negotiation.letters.sample import LONG, letter

pytestmark = pytest.mark.browser
TWO_MILLIMETRES = 2 / 25.4
HOST = "http://127.0.0.1"
STYLES = ["vendor/bootstrap/bootstrap.min.css", "css/site.css", "css/letter.css"]
BOX = """words => {
  const sheet = document.querySelector('.letter').getBoundingClientRect();
  const lines = [...document.querySelectorAll('.letter :is(p, h1, th, td, li)')];
  const line = lines.find(found => found.textContent.trim().startsWith(words));
  const range = document.createRange();
  range.selectNodeContents(line);
  const box = range.getBoundingClientRect(), inch = sheet.width / 8.5;
  return [box.left - sheet.left, box.top - sheet.top, box.right - sheet.left,
          box.bottom - sheet.top].map(side => side / inch);
}"""


@pytest.fixture
def shown(page):
    """A function that shows a letter's sheet on a page of the site."""

    def show(content, *, theme="light", before=""):
        links = "".join(f'<link rel="stylesheet" href="/static/{style}">' for style in STYLES)
        document = (
            f'<!doctype html><html lang="en" data-bs-theme="{theme}"><head><title>Letter</title>'
            f'<meta name="viewport" content="width=device-width">{links}</head><body><main>'
            f'{before}<div class="letter-desk">{to_sheet(content)}</div></main></body></html>'
        )

        def serve(route):
            name = urlsplit(route.request.url).path
            if name.startswith("/static/"):
                route.fulfill(path=Path(name[1:]))
            else:
                route.fulfill(body=document, content_type="text/html; charset=utf-8")

        page.route("**/*", serve)
        page.goto(f"{HOST}/letter")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return show


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("fields", [{}, LONG], ids=["usual", "long names"])
def test_the_sheet_on_screen_is_laid_out_as_the_pdf(shown, page, width, fields):
    page.set_viewport_size({"width": width, "height": 900})
    content = letter("L2", "en", **fields)
    shown(content)
    file = to_pdf(to_html(content))
    for line in (content.sender_name[:20], content.recipient_lines[-1], "March 5, 2026", "Account"):
        on_screen = Box(*page.evaluate(BOX, line))
        printed = pdfcheck.box(file, line)
        middle = (on_screen.top + on_screen.bottom - printed.top - printed.bottom) / 2
        assert abs(on_screen.left - printed.left) < TWO_MILLIMETRES, line
        assert abs(middle) < TWO_MILLIMETRES, line
    assert page.errors == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_whole_sheet_fits_the_screen(shown, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    shown(letter("L1", "es", **LONG))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inside = """() => { const sheet = document.querySelector('.letter');
      return sheet.scrollWidth <= sheet.clientWidth + 1; }"""
    assert page.evaluate(inside)


def test_paper_stays_paper_in_the_dark(shown, page):
    shown(letter(), theme="dark")
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert page.eval_on_selector(".letter", colours) == ["rgb(255, 255, 255)", "rgb(26, 26, 26)"]
    assert page.eval_on_selector(".letter h1", colours)[1] == "rgb(26, 26, 26)"


def test_a_phone_can_read_it_large(shown, page):
    page.set_viewport_size({"width": 390, "height": 900})
    zoom = '<label class="letter-zoom"><input type="checkbox"> Read it larger</label>'
    shown(letter(), before=zoom)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.eval_on_selector(".letter-text", size) < 8
    page.check(".letter-zoom input")
    assert page.eval_on_selector(".letter-text", size) >= 15
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_printing_the_page_prints_the_letter_alone(shown, page):
    content = letter("L2", "en")
    shown(content, before="<h1>Not on paper</h1>")
    file = page.pdf(prefer_css_page_size=True)
    assert "Not on paper" not in pdfcheck.text(file)
    assert len(pdfcheck.pages(file)) == len(pdfcheck.pages(to_pdf(to_html(content))))
    for line in ("Alice Marlowe", "Columbus, OH 43201"):
        ours, theirs = pdfcheck.box(to_pdf(to_html(content)), line), pdfcheck.box(file, line)
        assert theirs.holds(ours, slack=TWO_MILLIMETRES)
