"""The Word copy: the same words in the same order as the letter, and nothing that runs."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from negotiation.letters.body import body
from negotiation.letters.compose import subject
from negotiation.letters.docx import to_docx
from tests.negotiation.letters import sample
from tests.table import for_each

NBSP = "\u00a0"


def read(content):
    return Document(BytesIO(to_docx(content)))


def words(document):
    """All its text in the order it is read, tables where they stand."""
    body = document.element.body
    return [
        "".join(part.text or "" if part.tag == qn("w:t") else "\n" for part in found)
        for line in body.iter(qn("w:p"))
        if (found := list(line.iter(qn("w:t"), qn("w:br"))))
    ]


def expected(content):
    yield subject(content)
    for _label, value in content.references:
        yield value
    for block in body(content):
        yield f"{block.lead} {block.text}".strip()
        yield from block.items
        for row in block.rows:
            yield from row
    yield content.sender_name


@for_each(("kind", "language"), sample.EVERY)
def test_every_kind_says_what_the_letter_says_in_its_order(kind, language):
    content = sample.letter(kind, language)
    text = "\n".join(words(read(content))).replace(NBSP, " ")
    place = 0
    for sentence in expected(content):
        place = text.index(sentence, place) + len(sentence)


def test_the_same_letter_makes_the_same_bytes():
    content = sample.letter("L2", "en")
    assert to_docx(content) == to_docx(content)


def test_it_tells_its_title_its_writer_and_its_language():
    content = sample.letter("L2", "es")
    document = read(content)
    about = document.core_properties
    assert (about.title, about.author) == (subject(content), content.sender_name)
    assert (about.created.date(), about.language) == (content.date, "es")
    spoken = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert spoken.get(qn("w:val")) == "es-US"


def test_each_list_starts_at_one():
    document = read(sample.letter("L2", "en"))
    lists = {}
    for line in document.paragraphs:
        if line.style.name == "List Number":
            lists.setdefault(line._p.pPr.numPr.numId.val, []).append(line.text)
    assert lists
    for number in lists:
        made = document.part.numbering_part.element.num_having_numId(number)
        assert made.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_what_was_typed_stays_text():
    typed = '<w:p/>&amp; {"a"} =1+1\x0b\x00 \u202e end'
    document = read(sample.letter("L2", "en", own_enclosures=(typed,)))
    [line] = [line for line in document.paragraphs if "=1+1" in line.text]
    assert line.text.startswith('<w:p/>&amp; {"a"} =1+1')
    with zipfile.ZipFile(BytesIO(to_docx(sample.letter("L2", "en")))) as parts:
        assert not [name for name in parts.namelist() if "vba" in name or "embed" in name]


def test_long_names_stand_on_the_lines_of_the_letter():
    document = read(sample.letter("L2", "en", **sample.LONG))
    recipient = document.tables[0].rows[2].cells[0]
    assert sum(line.runs[0].font.size.inches for line in recipient.paragraphs) < 1


def test_signature_and_name_are_never_parted():
    content = sample.letter("L2", "en")
    lines = read(content).paragraphs
    signed = max(place for place, line in enumerate(lines) if line.text == content.sender_name)
    assert lines[signed - 1].paragraph_format.keep_with_next


ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook")


@pytest.mark.parametrize("kind", ["L2", "L20"])
def test_tables_keep_to_the_order_that_word_insists_on(kind):
    for table in read(sample.letter(kind, "en")).tables:
        names = [part.tag.partition("}")[2] for part in table._tbl.tblPr]
        assert names == sorted(names, key=ORDER.index)


@pytest.mark.parametrize(
    ("paper", "sheet", "middle"), [("letter", (8.5, 11), 2.75), ("A4", (8.27, 11.69), 2.61)]
)
def test_the_address_stands_where_the_window_is(settings, paper, sheet, middle):
    settings.LETTER_PAPER = paper
    document = read(sample.letter("L2", "en"))
    section, rows = document.sections[0], document.tables[0].rows
    size = section.page_width.inches, section.page_height.inches
    assert size == pytest.approx(sheet, abs=0.01)
    above = section.top_margin.inches + sum(row.height.inches for row in [*rows][:2])
    assert above + rows[2].height.inches / 2 == pytest.approx(middle, abs=0.04)
