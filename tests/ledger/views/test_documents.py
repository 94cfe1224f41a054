import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ledger import pictures  # noqa: F401 - loading it lets Pillow write HEIC here
from ledger.models import Document, Event
from tests import make
from tests.wall import TOLD

CREATE = "ledger:document_create"
PDF = b"%PDF-1.7 a statement %%EOF"


def upload(content=PDF, name="statement.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def picture(kind="PNG", size=(30, 20)):
    made = BytesIO()
    Image.new("RGB", size, (9, 99, 9)).save(made, kind)
    return made.getvalue()


def sent_back(visit, document):
    page = visit.client.get(reverse("ledger:document_file", args=[document.pk]))
    return page, b"".join(page.streaming_content)


def test_a_paper_is_kept_outside_the_web_root_under_a_random_name(visit, debt, settings):
    visit.send(CREATE, debt, kind="statement", title="March bill", upload=upload())
    document = Document.objects.get()
    path = Path(document.file.path)
    assert path.read_bytes() == PDF
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert "statement" not in str(path)
    assert "March" not in str(path)
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (document.size, document.uploaded_by.email) == (len(PDF), "alice@example.org")
    assert [(event.kind, event.data) for event in Event.objects.all()] == [
        ("document_added", {"title": "March bill"})
    ]


def test_it_comes_back_as_a_file_that_can_do_nothing(visit, debt):
    page, content = sent_back(visit, make.document(debt, PDF))
    assert content == PDF
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"] == 'attachment; filename="Statement of February.pdf"'
    assert page["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cache-Control"] == "no-store"


def test_a_picture_may_be_looked_at_in_the_browser(visit, debt):
    visit.send(CREATE, debt, kind="other", upload=upload(picture("HEIF"), "photo.heic"))
    page, content = sent_back(visit, Document.objects.get())
    assert page["Content-Type"] == "image/jpeg"
    assert page["Content-Disposition"].startswith('inline; filename="photo.jpg"')
    assert page["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Image.open(BytesIO(content)).format == "JPEG"


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Año 書類", "attachment; filename*=utf-8''A%C3%B1o%20%E6%9B%B8%E9%A1%9E.pdf"),
        ('a"b\\c/d', 'attachment; filename="a b c d.pdf"'),
        ("a\r\nSet-Cookie: x=1", 'attachment; filename="a Set-Cookie x=1.pdf"'),
        ("../../etc/passwd", 'attachment; filename="etc passwd.pdf"'),
        ("bill\u202efdp.exe", 'attachment; filename="bill fdp.exe.pdf"'),
        ("\u200b", 'attachment; filename="document.pdf"'),
        ("...", 'attachment; filename="document.pdf"'),
        ("x" * 120, f'attachment; filename="{"x" * 100}.pdf"'),
    ],
)
def test_a_title_makes_a_safe_file_name(visit, debt, title, header):
    page, _content = sent_back(visit, make.document(debt, title=title))
    assert page["Content-Disposition"] == header


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Statement_March 2026.pdf", "Statement March 2026"),
        ("scan.2026.03.PDF", "scan.2026.03"),
        ("no ending", "no ending"),
        ("bill\u202efdp.exe.pdf", "billfdp.exe"),
        ("x" * 200 + ".pdf", "x" * 120),
        (".pdf", "Court paper"),  # nothing to be called by but its kind
        ("\u200b.pdf", "Court paper"),
    ],
)
def test_a_paper_without_a_title_is_called_as_its_file_was(visit, debt, name, title):
    visit.send(CREATE, debt, kind="court", upload=upload(name=name))
    assert Document.objects.get().title == title


def test_a_title_that_was_typed_stays(visit, debt):
    visit.send(CREATE, debt, kind="court", title="Summons", upload=upload())
    assert Document.objects.get().title == "Summons"


def test_the_same_form_sent_twice_keeps_one_paper_and_one_file(visit, debt, settings):
    typed = visit.shown(CREATE, debt) | {"kind": "other"}
    before = len(list(Path(settings.MEDIA_ROOT).rglob("*")))
    for _click in range(2):
        visit.post(CREATE, debt, typed | {"upload": upload()})
    assert Document.objects.count() == Event.objects.count() == 1
    folder = Path(Document.objects.get().file.path).parent
    assert len(list(folder.iterdir())) == 1
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*"))) > before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><script>alert(1)</script>", "We can keep PDF files and pictures"),
        (b"MZ\x90\x00", "We can keep PDF files and pictures"),
        (b"\x89PNG\r\n\x1a\nnot really", "We could not read this picture"),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(visit, debt, content, message):
    page = visit.send(CREATE, debt, kind="court", title="Mine", upload=upload(content))
    assert list(page.context["form"].errors) == ["upload"]
    assert message in page.text
    assert 'value="Mine"' in page.text
    assert not Document.objects.exists()


def test_a_paper_has_to_be_there(visit, debt):
    page = visit.send(CREATE, debt, kind="court")
    assert list(page.context["form"].errors) == ["upload"]


def test_one_paper_may_not_be_too_large(visit, debt, settings):
    settings.DOCUMENT_MAX_BYTES = 20
    page = visit.send(CREATE, debt, kind="court", upload=upload())
    assert "This file is too large." in page.text


def test_a_workspace_may_not_hold_too_much(visit, debt, settings):
    settings.WORKSPACE_MAX_BYTES = 2 * len(PDF)
    make.document(debt, PDF)
    make.document(debt, PDF).archive(by=None, on=make.TODAY)  # put away is still kept
    page = visit.send(CREATE, debt, kind="court", upload=upload())
    assert "Your workspace is full" in page.text
    assert Document.objects.count() == 2


def test_the_limit_of_one_workspace_is_not_used_up_by_another(visit, debt, mallory, settings):
    settings.WORKSPACE_MAX_BYTES = len(PDF)
    make.document(make.debt(make.workspace(mallory)), PDF)
    assert visit.send(CREATE, debt, kind="court", upload=upload()).status_code == 302


def test_a_large_body_is_answered_not_swallowed(visit, debt):
    page = visit.send(CREATE, debt, kind="court", upload=upload(PDF + b" " * 10_485_760 + b"%%EOF"))
    assert "This file is too large." in page.text
    assert page.context["form"].files["upload"].size < 10_600_000


def test_what_comes_after_the_limit_is_not_even_stored(visit, debt):
    page = visit.send(CREATE, debt, kind="court", title="T", upload=upload(PDF + b" " * 30_000_000))
    assert "This file is too large." in page.text
    assert 'value="T"' in page.text
    assert page.context["form"].files["upload"].size < 10_600_000


def test_only_the_site_may_read_the_file(visit, debt):
    path = Path(make.document(debt).file.path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_paper_put_away_is_listed_apart_and_comes_back(visit, debt):
    document = make.document(debt)
    archive = reverse("ledger:document_archive", args=[document.pk])
    page = visit.client.post(archive, follow=True)
    restore = reverse("ledger:document_restore", args=[document.pk])
    assert f'action="{restore}"' in page.text
    listing = visit.client.get(reverse("ledger:document_list", args=[debt.pk])).context
    assert (listing["documents"], listing["documents_away"]) == ([], [document])
    assert document not in visit.form("ledger:balance_create", debt).fields.get("document", [])
    visit.client.post(restore)
    listing = visit.client.get(reverse("ledger:document_list", args=[debt.pk])).context
    assert (listing["documents"], listing["documents_away"]) == ([document], [])
    kinds = [event.kind for event in Event.objects.order_by("recorded_at")]
    assert kinds == ["document_added", "document_archived", "document_restored"]


def test_a_paper_whose_file_is_gone_is_not_found(visit, debt):
    document = make.document(debt)
    Path(document.file.path).unlink()
    url = reverse("ledger:document_file", args=[document.pk])
    assert visit.client.get(url).status_code == 404


def test_the_list_of_papers_costs_the_same_for_one_and_for_many(
    visit, debt, django_assert_max_num_queries
):
    for number in range(20):
        make.document(debt, title=f"Paper {number}")
    with django_assert_max_num_queries(8 + TOLD):
        visit.client.get(reverse("ledger:document_list", args=[debt.pk]))
