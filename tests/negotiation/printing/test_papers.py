"""What the papers around a letter say goes into its envelope."""

import pytest

from negotiation.models import PrintedLetter
from negotiation.printing import job, papers
from negotiation.printing.papers import Row
from tests import make


@pytest.fixture
def sent(debt):
    """A letter that lists its kind's own paper, two of the debt's file and one of the writer's."""
    listed = ["Bank statement", "Bank statement", "Photo of the meter"]
    data = make.letter_data(debt, enclosures=["notice"], own_enclosures=listed)
    letter = make.letter(debt, data=data)
    for place in (1, 2):
        paper = make.document(debt, f"%PDF-1.7 {place} %%EOF".encode(), title="Bank statement")
        make.enclosure(letter, paper, position=place)
    return letter


def test_each_enclosure_is_named_once_the_usual_ones_too(sent):
    row = Row.of(sent)
    assert row.papers == ["Bank statement", "Bank statement"]
    assert row.own == ["Copy of your notice", "Photo of the meter"]
    assert row.enclosed == [*row.papers, *row.own]


def test_of_two_papers_of_one_title_only_the_one_we_cannot_print_is_left_to_you(sent):
    by_hand = [["Bank statement", "password", 2]]
    row = Row.of(sent, by_hand=by_hand)
    assert (row.papers, row.by_hand) == (["Bank statement"], ["Bank statement"])
    printed = PrintedLetter(position=7, by_hand=by_hand)
    assert list(job.prepared_papers(printed, sent)) == [("00007-paper-1.pdf", "Bank statement")]


def test_a_spacious_title_is_the_one_the_letter_prints(debt):
    data = make.letter_data(debt, own_enclosures=["My bank statement"])
    letter = make.letter(debt, data=data)
    make.enclosure(letter, make.document(debt, title="My  bank\nstatement"))
    assert Row.of(letter).own == []


def test_the_mailing_list_says_what_to_put_in(sent, monkeypatch):
    monkeypatch.setattr(papers, "to_pdf", lambda html: html)
    page = papers.mailing_list(sent.workspace, [Row.of(sent, place=1)], [], on=make.TODAY)
    assert page.count("Enclosed: Bank statement") == 2
    assert "Put in, as the letter says: Copy of your notice" in page
