"""What a workspace may keep holds also for papers that arrive at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse

from ledger.forms import papers
from ledger.models import Debt, Document, Event
from ledger.models.documents import NoRoom
from tests import make

PDF = b"%PDF-1.7 a statement %%EOF"
AT_ONCE = 6


def stored(settings):
    folder = Path(settings.MEDIA_ROOT, "documents")
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_papers_that_come_together_do_not_outgrow_the_room(debt, settings, monkeypatch, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WORKSPACE_MAX_BYTES = 2 * len(PDF)
    together, stay = Barrier(AT_ONCE), Document._stay_within_room

    def wait_for_the_others(document):
        """All rows are written, and none is to be seen by the others."""
        together.wait(30)
        stay(document)

    monkeypatch.setattr(Document, "_stay_within_room", wait_for_the_others)

    def keep(number):
        try:
            return make.document(Debt.objects.get(pk=debt.pk), PDF, title=f"Paper {number}")
        except NoRoom:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        kept = list(filter(None, pool.map(keep, range(AT_ONCE))))
    assert Document.objects.count() == Event.objects.count() == len(stored(settings)) == 2
    assert len(kept) == 2


@pytest.mark.django_db
def test_a_paper_without_room_leaves_nothing_behind(debt, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WORKSPACE_MAX_BYTES = len(PDF) - 1
    with pytest.raises(NoRoom):
        make.document(debt, PDF)
    assert not Document.objects.exists()
    assert not Event.objects.exists()
    assert stored(settings) == []


@pytest.mark.django_db
def test_whoever_finds_no_room_any_more_is_told_on_the_same_page(
    client, alice, debt, settings, monkeypatch
):
    settings.WORKSPACE_MAX_BYTES = 10
    monkeypatch.setattr(papers, "has_room", lambda workspace, size: True)
    client.force_login(alice)
    url = reverse("ledger:document_create", args=[debt.pk])
    file = SimpleUploadedFile("paper.pdf", PDF)
    page = client.post(url, {"kind": "other", "title": "Mine", "upload": file}, follow=True)
    assert page.redirect_chain == [(url, 302)]
    assert "Your workspace is full" in page.text
    assert not Document.objects.exists()
