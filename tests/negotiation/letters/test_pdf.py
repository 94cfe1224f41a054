import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256

import pikepdf
import pytest

from debtsite import native
from debtsite.press import room
from negotiation.letters import pdf
from negotiation.letters.compose import to_html
from negotiation.letters.envelope import ADDRESS_WINDOW, FOLD, RETURN_WINDOW, Box
from tests import pdfcheck
from tests.negotiation.letters.sample import EVERY, LONG, SIXTY_LINES, letter
from tests.table import for_each

TWO_MILLIMETRES = 2 / 25.4
CASES = {
    "usual": {},
    "long names": LONG,
    "sixty lines": {"free_text": SIXTY_LINES},
    "no table, nothing enclosed": {"enclosures": (), "references": ()},
}


rendered = cache(pdf.to_pdf)  # most tests look at the same few letters


def made(*args, **fields):
    return rendered(to_html(letter(*args, **fields)))


every_letter = for_each(("kind", "language"), EVERY)
every_case = for_each("fields", CASES.values())


@every_letter
@every_case
def test_the_pdf_is_tagged_complete_and_on_us_letter(kind, language, fields):
    assert pdfcheck.faults(made(kind, language, **fields)) == []


def test_the_checks_find_what_is_wrong():
    with pdfcheck.opened(made()) as document:
        page, root = document.pages[0], document.Root
        page.mediabox = [0, 0, 595, 842]
        page.contents_add(b"BT (loose) Tj ET /P <</MCID 999>> BDC EMC")
        del root.MarkInfo, root.Lang, root.Metadata, page["/StructParents"]
        for font in page.resources.Font.values():
            del font["/ToUnicode"], font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        for cell in pdfcheck.Structure.of(document).of_type("TH"):
            del cell.A["/Scope"]
        spoiled = spoil(document)
    found = " ".join(pdfcheck.faults(spoiled))
    for fault in ["US Letter", "06-001", "11-006", "06-002", "StructParents", "not embedded",
                  "copied as text", "1 painting", "1 marks", "15-003"]:  # fmt: skip
        assert fault in found


def spoil(document):
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@every_letter
def test_title_author_language_and_day_are_in_the_file(kind, language):
    content = letter(kind, language)
    with pdfcheck.opened(rendered(to_html(content))) as document:
        assert str(document.docinfo["/Title"]) in to_html(content)
        assert str(document.docinfo["/Author"]) == "Alice Marlowe"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260305")
        assert str(document.Root.Lang) == language


def test_the_reference_table_has_row_headers_that_say_so():
    with pdfcheck.opened(made()) as document:
        heads = pdfcheck.Structure.of(document).of_type("TH")
        assert [str(head.A.Scope) for head in heads] == ["/Row"] * 4


def test_only_our_two_faces_are_in_the_file():
    with pdfcheck.opened(made()) as document:
        names = {str(font.BaseFont) for font in document.pages[0].resources.Font.values()}
    assert {re.sub(r"^/[A-Z]{6}\+", "", name) for name in names} == {
        "Letter-Serif",
        "Letter-Serif-Bold",
    }


@every_letter
@every_case
def test_both_addresses_show_through_the_envelope_wherever_the_sheet_lies(kind, language, fields):
    content = letter(kind, language, **fields)
    file = rendered(to_html(content))
    for window, name, lines in (
        (RETURN_WINDOW, content.sender_name, content.sender_lines),
        (ADDRESS_WINDOW, content.recipient_name, content.recipient_lines),
    ):
        for line in (name[:30], lines[-1]):
            assert window.safe.holds(pdfcheck.box(file, line), slack=TWO_MILLIMETRES), line


@every_letter
@every_case
def test_nothing_else_shows_through_the_windows(kind, language, fields):
    content = letter(kind, language, **fields)
    file = rendered(to_html(content))
    for window, name, lines in (
        (RETURN_WINDOW, content.sender_name, content.sender_lines),
        (ADDRESS_WINDOW, content.recipient_name, content.recipient_lines),
    ):
        for centred in (False, True):
            seen = window.on_sheet(centred=centred)
            wider = Box(seen.left, seen.top - 0.08, seen.right, seen.bottom + 0.08)
            assert pdfcheck.words_in(file, wider).split() == " ".join((name, *lines)).split()


@every_letter
@every_case
def test_no_text_on_the_upper_fold_or_outside_the_margins(kind, language, fields):
    file = made(kind, language, **fields)
    assert pdfcheck.words_in(file, Box(0, FOLD - 0.1, 8.5, FOLD + 0.1)) == ""
    for number, page in enumerate(pdfcheck.pages(file)):
        inside = pdfcheck.words_in(file, Box(0.98, 0.4, 7.42, 10.22), page=number)
        assert sorted(inside.split()) == sorted(page.split())


def test_the_text_is_read_in_the_order_it_is_written():
    said = pdfcheck.text(made("L2", "en"))
    order = [
        "Alice Marlowe", "Rochester", "March 5", "Midtown", "Columbus", "By certified mail",
        "Dispute and request", "ending in 4821", "To whom", "I dispute", "1. The amount on",
        "2. A copy", "6. Your license", "Original creditor.", "not an admission", "Sincerely",
        "Enclosures (2)",
    ]  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_the_tags_are_read_in_the_same_order():
    with pdfcheck.opened(made("L2", "en")) as document:
        kinds = [kind for kind, _ in pdfcheck.Structure.of(document).elements]
    assert kinds.index("P") < kinds.index("H1") < kinds.index("Table") < kinds.index("L")


def test_the_first_page_has_no_number_and_the_others_have_one_that_is_not_read_aloud():
    file = made("L2", "en", free_text=SIXTY_LINES)
    first, *others = pdfcheck.pages(file)
    assert "page 1" not in first
    assert len(others) == 2
    for number, page in enumerate(others, start=2):
        assert f"Midtown Recovery March 5, 2026 · page {number}" in page.replace("\n", " ")
    with pdfcheck.opened(file) as document:
        heads = [
            operands[1].Type
            for page in document.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
    assert heads == ["/Pagination"] * 4


def test_the_number_is_in_the_letters_language():
    assert "5 de marzo de 2026 · página 2" in pdfcheck.text(made("L2", "es"))


def test_the_signature_never_stands_alone_on_its_page():
    for count in range(38, 54):
        lines = "\n".join(SIXTY_LINES.split("\n")[:count])
        last = pdfcheck.pages(made("L1", "en", free_text=lines))[-1]
        assert "not an admission" in last
        assert last.index("Sincerely") < last.index("Alice Marlowe") < last.index("Enclosures")


def test_what_was_typed_is_all_there_and_stays_on_the_paper():
    file = made(free_text="x" * 4000)
    assert pdfcheck.text(file).count("x") > 4000 - 1


def test_the_same_letter_is_the_same_bytes_and_another_is_not():
    html = to_html(letter())
    assert pdf.to_pdf(html) == pdf.to_pdf(html)
    assert pdf.to_pdf(html) != made(mail="")


def test_another_process_makes_the_same_bytes():
    html = to_html(letter("L1", "es"))
    script = (
        "import sys, hashlib, django; django.setup();"
        "from negotiation.letters.pdf import to_pdf;"
        "print(hashlib.sha256(to_pdf(sys.stdin.read())).hexdigest())"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        input=html, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.strip() == sha256(pdf.to_pdf(html)).hexdigest()


def test_threads_get_what_they_asked_for():
    pages = [to_html(letter(sender_name=f"Person {number}")) for number in range(8)]
    alone = [pdf.to_pdf(page) for page in pages]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pdf.to_pdf, pages)) == alone


@pytest.mark.parametrize(
    "asking",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<img src="pyproject.toml">',
        '<img src="/static/css/letter.css">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import "file:///etc/passwd";</style>',
        "<style>p { background: url(http://127.0.0.1:9/x) }</style>",
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_the_renderer_fetches_nothing(asking):
    html = to_html(letter()).replace("</article>", f"{asking}</article>")
    with pytest.raises(pdf.FetchRefused):
        pdf.to_pdf(html)


def test_a_refused_letter_does_not_spoil_the_next():
    html = to_html(letter())
    before = pdf.to_pdf(html)
    with pytest.raises(pdf.FetchRefused):
        pdf.to_pdf(html.replace("</article>", '<img src="x:y"></article>'))
    assert pdf.to_pdf(html) == before


def test_a_machine_without_the_libraries_gets_advice(monkeypatch):
    pdf.ROOM.close()
    monkeypatch.setattr(native, "missing", lambda: ["Pango"])
    with pytest.raises(pdf.PdfUnavailable, match="Pango"):
        pdf.to_pdf(to_html(letter()))
    monkeypatch.undo()
    assert pdf.to_pdf(to_html(letter())).startswith(b"%PDF")


@pytest.mark.parametrize(
    "typed",
    [
        "a\u0301" * 2500,
        "\u0645" * 5000,
        "(" * 5000,
        "\u200d" * 5000,
        "W " * 2500,
        "- " * 199 + "\n",
    ],
    ids=["accents", "arabic", "one word", "joiners", "words", "dashes"],
)
def test_the_strangest_text_still_makes_a_letter(typed):
    assert pdfcheck.faults(made(free_text=typed)) == []


def test_a_letter_that_is_too_much_says_so_to_its_writer(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(pdf.PdfUnavailable, match="shorten the text"):
        pdf.to_pdf(to_html(letter(free_text=SIXTY_LINES)))


def test_a_press_that_does_not_start_asks_for_patience(monkeypatch):
    pdf.ROOM.close()
    monkeypatch.setattr(room.sys, "executable", "/bin/false")
    with pytest.raises(pdf.PdfUnavailable, match="try again"):
        pdf.to_pdf(to_html(letter()))
