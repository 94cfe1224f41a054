"""The defence file: one tagged PDF with everything in it, and every fingerprint to be checked."""

import hashlib
from dataclasses import replace
from io import BytesIO, StringIO
from uuid import uuid4

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from debtsite.press.jobs import JOBS
from ledger.models import Document
from ledger.models.documents import NoRoom
from negotiation import defence
from negotiation.letters.pdf import to_pdf
from negotiation.models import Agreement, DefenceFile
from negotiation.printing.binding import Unprintable
from tests import make, pdfcheck
from tests.negotiation.printing.test_bindery import pdf, picture

pytestmark = pytest.mark.django_db
LETTER = (
    '<html lang="en"><head><title>A letter</title><meta name="author" content="Alice"></head>'
    "<body><article><h1>About my account</h1><p>Please write to me.</p></article></body></html>"
)


@pytest.fixture
def deal(debt, settings, tmp_path):
    """Settled, with a letter of ours, a call, a scan and a photo in its file."""
    settings.DATA_DIR = tmp_path
    make.balance(debt, "1200.00")
    made = make.settled(debt)
    printed = to_pdf(LETTER)
    sha256 = hashlib.sha256(printed).hexdigest()
    make.letter(debt, pdf=printed, sha256=sha256, mailed_on=make.TODAY)
    make.call(debt, said="They said it is over.")
    make.document(debt, title="A scan", content=pdf((612, 792), (612, 792)))
    make.document(debt, title="A photo", content=picture(size=(200, 300)), content_type="image/png")
    return Agreement.objects.get(pk=made.pk)


def made(deal, scope="whole"):
    file, _new = defence.make(deal, scope, by=None, on=make.TODAY, form_key=uuid4())
    with file.document.file.open("rb") as opened:
        return file, opened.read()


def test_it_is_one_tagged_file_with_bookmarks_to_every_part(deal):
    file, content = made(deal)
    assert pdfcheck.faults(content) == []
    with pikepdf.open(BytesIO(content)) as whole, whole.open_outline() as outline:
        ours, *parts = outline.root
        assert [item.title for item in ours.children] == [
            "What was agreed and paid", "Index", "Payments", "Call log", "Timeline",
        ]  # fmt: skip
        pages = {item.title: whole.pages.index(page_of(whole, item)) + 1 for item in parts}
    assert list(pages) == [
        "5. A scan",
        "6. A photo",
        "7. Letter of Feb. 2, 2026: Validation request",
    ]
    assert [part["page"] for part in file.parts if part["page"]] == list(pages.values())
    assert "Please write to me." in pdfcheck.pages(content)[pages.popitem()[1] - 1]


def page_of(whole, item):
    target = item.destination[0]
    return whole.pages[target] if isinstance(target, int) else pikepdf.Page(target)


def test_every_fingerprint_in_it_can_be_worked_out_from_it(deal):
    _file, content = made(deal)
    text = pdfcheck.text(content)
    with pikepdf.open(BytesIO(content)) as whole:
        attached = {
            name: hashlib.sha256(spec.get_file().read_bytes()).hexdigest()
            for name, spec in whole.attachments.items()
        }
    assert len(attached) == 7  # three records, three papers, one letter
    assert [digest for digest in attached.values() if digest not in text] == []
    papers = {*Document.objects.filter(defence_file=None).values_list("sha256", flat=True)}
    assert papers <= {*attached.values()}


def test_a_paper_that_cannot_be_opened_is_attached_all_the_same(deal):
    file, content = made(deal)  # their letter is no real PDF here
    (agreement,) = [part for part in file.parts if part["title"] == "Agreement"]
    assert agreement["page"] is None
    with pikepdf.open(BytesIO(content)) as whole:
        assert whole.attachments[agreement["name"]].get_file().read_bytes() == (
            b"%PDF-1.7 a statement %%EOF"
        )


def test_what_is_sent_holds_no_calls_no_timeline_and_no_other_paper(deal):
    file, content = made(deal, "send")
    assert [part["title"] for part in file.parts] == ["Payments", "Agreement"]
    assert "They said it is over." not in pdfcheck.text(content)
    assert "$300.00 is 25 percent of the $1,200.00" in pdfcheck.text(content)


def test_what_was_made_is_as_it_was_until_a_byte_is_changed(deal):
    file, _content = made(deal)
    assert defence.is_whole(defence.checked(file))
    paper = Document.objects.get(title="A scan")
    paper.file.storage.delete(paper.file.name)
    paper.file.storage.save(paper.file.name, BytesIO(pdf((612, 792))))
    assert not defence.is_whole(defence.checked(file))
    _whole, parts = defence.checked(file)
    changed = [part["title"] for part in parts if not part["stored"]]
    assert changed == ["A scan"]
    assert all(part["inside"] for part in parts)


def test_the_same_form_sent_twice_makes_one_file(deal):
    key = uuid4()
    first, new = defence.make(deal, "send", by=None, on=make.TODAY, form_key=key)
    again, newer = defence.make(deal, "send", by=None, on=make.TODAY, form_key=key)
    assert (first, new, newer) == (again, True, False)
    assert DefenceFile.objects.count() == 1


def test_a_full_workspace_is_told_so_and_keeps_nothing(deal, settings):
    settings.WORKSPACE_MAX_BYTES = 1000
    with pytest.raises(NoRoom):
        made(deal)
    assert not DefenceFile.objects.exists()


def test_papers_that_no_file_can_hold_are_not_all_held_in_memory(deal, monkeypatch):
    drawn = []

    def as_large_pages(original, *_, **__):
        drawn.append(original)
        return b" " * 100_000, 1

    monkeypatch.setattr(defence, "cleaned", as_large_pages)
    monkeypatch.setitem(JOBS, "bind", replace(JOBS["bind"], output=350_000))
    for number in range(6):
        make.document(deal.debt, title=f"Photo {number}")
    with pytest.raises(Unprintable, match="toolarge"):
        made(deal)
    assert len(drawn) == 4
    assert not DefenceFile.objects.exists()


def test_a_defence_file_is_no_part_of_the_next_one(deal):
    made(deal, "send")
    file, _content = made(deal)
    assert "Proof that it is settled" not in [part["title"] for part in file.parts]


def verified(*files):
    said = StringIO()
    call_command("verify", *files, stdout=said, stderr=said)
    return said.getvalue()


def test_the_command_checks_every_part_and_a_file_from_elsewhere(deal, tmp_path):
    _file, content = made(deal)
    assert "1 defence files checked, 1 as made." in verified()
    copy = tmp_path / "downloaded.pdf"
    copy.write_bytes(content)
    assert "defence file with 7 parts, as made" in verified(str(copy))
    paper = Document.objects.get(title="A photo")
    paper.file.storage.delete(paper.file.name)
    paper.file.storage.save(paper.file.name, BytesIO(b"another"))
    with pytest.raises(CommandError):
        verified()
