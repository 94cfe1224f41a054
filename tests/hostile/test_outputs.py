"""Strings that break programs, where they come out: paper, Word, calendar and mail."""

import unicodedata
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import vobject
from django.core.mail import EmailMessage
from docx import Document as Word

from ledger.fields import many_lines, one_line
from negotiation import agenda, calendar_file
from negotiation.letters import pdf
from negotiation.letters.compose import to_html
from negotiation.letters.docx import to_docx
from tests import make
from tests.hostile import naughty
from tests.negotiation.letters.sample import letter

every_string = pytest.mark.parametrize("typed", naughty.ALL.values(), ids=list(naughty.ALL))


def kept(typed, *, most=100):
    """As a form keeps it: the only way into the database."""
    return one_line(typed)[:most] or "Nothing"


def squeezed(text):
    """Without what a page may break or join: spaces, and forms of one sign."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@every_string
def test_a_letter_prints_it_as_text_and_fetches_nothing(typed):
    words = many_lines(typed) or "Nothing"
    html = to_html(letter(sender_name=kept(typed, most=40), free_text=words))
    pages = pypdfium2.PdfDocument(pdf.to_pdf(html))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    if words.isascii():
        assert squeezed(words) in squeezed(text)


@pytest.mark.parametrize(
    "asks",
    ['<img src="http://127.0.0.1:9/x">', '<link rel=stylesheet href="//127.0.0.1:9/x">',
     "<style>@import url(file:///etc/passwd)</style>", "@import 'file:///etc/passwd';",
     '<object data="data:text/html,x">', '<a href="file:///etc/passwd" rel=attachment>x</a>',
     "url(file:///etc/passwd)", "<svg><image href='http://127.0.0.1:9/x'/></svg>"],
)  # fmt: skip
def test_what_asks_for_a_file_is_printed_and_not_asked(asks):
    """A fetch would stop the letter with FetchRefused: it is drawn, so nothing was asked."""
    fields = {"sender_name": asks[:60], "free_text": asks, "own_enclosures": (asks,)}
    pages = pypdfium2.PdfDocument(pdf.to_pdf(to_html(letter(**fields))))
    assert squeezed(asks) in squeezed(pages[0].get_textpage().get_text_bounded())


@every_string
def test_a_word_file_holds_it_as_text(typed):
    words = many_lines(typed) or "Nothing"
    document = Word(BytesIO(to_docx(letter(sender_name=kept(typed, most=40), free_text=words))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert squeezed(words) in squeezed(text)
    outside = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert outside == []


@every_string
@pytest.mark.django_db
def test_a_calendar_keeps_it_on_its_line(workspace, debt, typed):
    longest = debt._meta.get_field("nickname").max_length
    words = kept(typed)[:longest].strip()
    type(debt).objects.update(nickname=words)
    debt.refresh_from_db()
    make.reminder(debt, date(2026, 3, 2), words=words)
    entries = agenda.of(workspace, on=date(2026, 3, 2))
    written = calendar_file.written(entries, details=True).decode().replace("\r\n ", "")
    shown = agenda.plain(words)
    for sign in "\\;,":
        shown = shown.replace(sign, f"\\{sign}")
    shown = shown.replace("\\\\N", "\\n")  # what looks like a line break becomes one, escaped
    assert f"SUMMARY:{shown} · {shown}" in written
    lines = [line.partition(":")[0] for line in written.split("\r\n")]
    assert lines.count("BEGIN") == lines.count("END") == len(entries) + 1
    assert not {"ATTACH", "Bcc", "Set-Cookie"} & set(lines)
    assert vobject.readOne(written).validate(raiseException=True)


@every_string
def test_no_subject_grows_a_second_line(typed):
    sent = EmailMessage(f"About {kept(typed)}", "x", "a@b.example", ["c@d.example"]).message()
    assert sent["Subject"]
    assert sent["Bcc"] is None
