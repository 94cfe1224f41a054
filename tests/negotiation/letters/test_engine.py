"""How letters are drawn: each shortcut leads to the same page, or is given up."""

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from PIL import ImageChops
from weasyprint.text.fonts import FontConfiguration

from negotiation.letters.compose import to_html
from negotiation.letters.press import engine, shortcuts
from negotiation.letters.press.engine import Engine, TooManyPages
from negotiation.letters.press.pages import SAMPLE
from negotiation.letters.press.tree import plain_tree
from scripts import faces
from tests import pdfcheck
from tests.negotiation.letters.sample import EVERY, LONG, SIXTY_LINES, letter
from tests.table import for_each

STATIC = Path("static/css/letter.css")
ODD = {
    "long names": LONG,
    "sixty lines": {"free_text": SIXTY_LINES},
    "one word": {"free_text": "x" * 4000},
    "other Latin": {"free_text": "Nguyễn Thị Hằng, office affiliate — AVATAR To. Wa"},
    "no Latin": {"free_text": "山田 \u0639\u0631\u0628\u064a"},
    "few words": {"references": (), "enclosures": ()},
}

drawing = cache(Engine)


def page(kind="L2", language="en", **fields):
    return str(to_html(letter(kind, language, **fields)))


def naive(html):
    """As WeasyPrint's documentation does it."""
    fonts = FontConfiguration()
    styles = weasyprint.CSS(filename=STATIC, font_config=fonts)
    return weasyprint.HTML(string=html).write_pdf(
        stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def pictures(pdf):
    return [sheet.render(scale=150 / 72).to_pil() for sheet in pypdfium2.PdfDocument(pdf)]


@for_each(("kind", "language"), EVERY)
def test_the_quick_way_and_the_plain_way_make_the_same_bytes(kind, language):
    html = page(kind, language)
    plain = drawing().plainly(html)
    assert drawing().draw(html) == plain
    assert drawing().draw(html) == plain  # now from what was kept


@pytest.mark.parametrize("fields", ODD.values(), ids=list(ODD))
def test_odd_letters_too(fields):
    html = page(**fields)
    assert drawing().draw(html) == drawing().plainly(html)
    assert Engine().draw(html) == drawing().draw(html)


@pytest.mark.parametrize("fields", [{}, *ODD.values()], ids=["usual", *ODD])
def test_paper_looks_as_the_documented_call_makes_it(fields):
    html = page(**fields)
    ours, theirs = pictures(drawing().draw(html)), pictures(naive(html))
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert ImageChops.difference(mine, other).getbbox() is None


def test_letters_drawn_before_leave_no_trace():
    pages = [page(), page("L5", "es"), page(free_text="山田"), page("L20")]
    used = Engine()
    before = [used.draw(html) for html in pages]
    assert [used.draw(html) for html in reversed(pages)] == before[::-1]


def test_shortcuts_are_for_the_versions_they_were_written_for(monkeypatch):
    assert shortcuts.fit()
    monkeypatch.setattr(weasyprint, "VERSION", "70.1")
    assert not Engine().quick
    assert Engine().draw(page()) == drawing().draw(page())


def test_shortcuts_that_lead_elsewhere_are_not_taken(monkeypatch):
    fresh = Engine()
    monkeypatch.setattr(shortcuts, "_replay", lambda *_: None)
    fresh.warm(SAMPLE.read_text())
    assert not fresh.quick
    monkeypatch.undo()
    fresh = Engine()
    fresh.warm(SAMPLE.read_text())
    assert fresh.quick


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(shortcuts, "MOST", 40)
    small = Engine()
    html = page()
    plain = small.plainly(html)
    for _ in range(3):
        assert small.draw(html) == plain
    for shelf in (small.small.kept.lines, small.small.kept.glyphs, small.small.kept.styles):
        assert 0 < len(shelf) <= 40


def test_weasyprint_is_as_it_was_after_each_letter():
    names = [(shortcuts.inline, "split_first_line"), (shortcuts.line_break.Layout, "reactivate")]
    before = [getattr(owner, name) for owner, name in names]
    drawing().draw(page())
    with pytest.raises(TooManyPages):
        drawing().draw(page(), pages=0)
    assert [getattr(owner, name) for owner, name in names] == before


@pytest.mark.parametrize(
    "strange",
    [
        "<p>never closed</div>",
        '<p style="color: red">a</p>',
        "<style>p { color: red }</style>",
        '<img src="x">',
        '<!ENTITY a "b">',
        "<!-- a remark -->",
        "<svg></svg>",
        "&nbsp;",
        '<p id="a">a</p>',
    ],
)
def test_whatever_is_no_plain_letter_goes_the_long_way(strange):
    assert plain_tree(page()) is not None
    assert plain_tree(page().replace("</article>", f"{strange}</article>")) is None


def test_a_page_that_is_no_html_goes_the_long_way():
    assert plain_tree("<html></html>") is None
    assert plain_tree("<!doctype html><p></p>") is None


def test_every_kind_of_letter_is_plain():
    assert [kind for kind in EVERY if plain_tree(page(*kind)) is None] == []


def test_the_sample_has_every_tag_and_class_a_letter_has():
    def looks(html):
        return set(re.findall(r"<(\w+)|class=\"([^\"]+)\"", html))

    seen = set().union(*(looks(page(*kind)) for kind in EVERY))
    assert seen - looks(SAMPLE.read_text()) == set()


@pytest.mark.parametrize("typed", ["Łukasz €5 “so” – so", "Nguyễn"])
def test_the_small_face_is_for_text_it_can_set(typed):
    small = drawing().kind(page(free_text=typed)) is drawing().small
    assert small == (typed != "Nguyễn")
    with pdfcheck.opened(drawing().draw(page(free_text=typed))) as document:
        names = {str(font.BaseFont)[8:] for font in document.pages[0].resources.Font.values()}
    assert names == {"Letter-Serif", "Letter-Serif-Bold"}


@pytest.mark.parametrize("source", list(faces.FACES))
def test_the_small_faces_are_cut_from_the_whole_ones(source, tmp_path):
    file, style = faces.FACES[source]
    faces.small(faces.WHOLE / source, style).save(tmp_path / file)
    assert (tmp_path / file).read_bytes() == (faces.SMALL / file).read_bytes()
    with TTFont(faces.SMALL / file) as face, TTFont(faces.WHOLE / source) as whole:
        latin = set(map(ord, engine.LATIN))
        assert face.getBestCmap().keys() == whole.getBestCmap().keys() & latin
        assert "Source" not in str(face["name"].getBestFullName())  # its licence keeps that name
