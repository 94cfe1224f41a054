"""Letters on A4: the setting says so, the letter remembers it."""

import pytest

from negotiation.letters import pdf
from negotiation.letters.compose import to_html, to_sheet
from negotiation.letters.envelope import DL, DL_WINDOW, MM, Box
from negotiation.letters.press.engine import Engine
from tests import pdfcheck
from tests.negotiation.letters.sample import LONG, SIXTY_LINES, letter

CASES = {"usual": {}, "long names": LONG, "sixty lines": {"free_text": SIXTY_LINES}}
WIDE = 210 * MM
every_case = pytest.mark.parametrize("fields", CASES.values(), ids=list(CASES))


@pytest.fixture(autouse=True)
def paper(settings):
    settings.LETTER_PAPER = "A4"


def made(**fields):
    return pdf.to_pdf(to_html(letter("L2", "es", **fields)))


@every_case
def test_the_pdf_is_tagged_complete_and_on_a4(fields):
    assert pdfcheck.faults(made(**fields), pdfcheck.A4) == []
    assert "not US Letter" in pdfcheck.faults(made(**fields))


@every_case
def test_the_address_and_nothing_else_shows_through_the_window(fields):
    content, file = letter("L2", "es", **fields), made(**fields)
    lines = (content.recipient_name, *content.recipient_lines)
    for line in (lines[0][:30], lines[-1]):
        assert DL_WINDOW.safe.holds(pdfcheck.box(file, line), slack=2 * MM), line
    for centred in (False, True):
        seen = DL_WINDOW.on_sheet(centred=centred)
        assert pdfcheck.words_in(file, seen).split() == " ".join(lines).split()


@every_case
def test_no_text_on_the_upper_fold_or_outside_the_margins(fields):
    file = made(**fields)
    assert pdfcheck.words_in(file, Box(0, DL.fold - 0.1, WIDE, DL.fold + 0.1)) == ""
    for number, page in enumerate(pdfcheck.pages(file)):
        inside = pdfcheck.words_in(file, Box(21 * MM, 10 * MM, 189 * MM, 273 * MM), page=number)
        assert sorted(inside.split()) == sorted(page.split())


def test_a_letter_stays_on_the_paper_it_was_written_for(settings):
    html = to_html(letter())
    settings.LETTER_PAPER = "letter"
    assert pdfcheck.faults(pdf.to_pdf(html), pdfcheck.A4) == []
    assert "letter-a4" not in to_sheet(letter())


def test_both_ways_to_draw_one_lead_to_the_same_place():
    page, engine = to_html(letter(free_text=SIXTY_LINES)), Engine()
    assert engine.draw(page) == engine.plainly(page)
