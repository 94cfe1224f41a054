"""Making a copy of everything: first one moment of all rows onto the disk, then all in one ZIP.

A worker that is killed in between leaves a folder; the next one clears it and begins anew.
"""

import shutil
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Sum
from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ledger.models import Document, Export
from ledger.models.leaving import ExportClosed
from negotiation.leaving import book, data_files, tables
from negotiation.leaving.packing import Parcel
from negotiation.leaving.snapshot import one_moment
from negotiation.models import Letter

SPARE = 64 * 1024 * 1024  # bytes that stay free on the disk whatever is exported


class NoRoom(Exception):
    """The disk has no room for another copy of all this."""


def require_room(workspace):
    """Raises NoRoom: letters lie twice on the disk while they are packed, papers once."""
    letters = Letter.objects.filter(workspace=workspace).aggregate(size=Sum(Length("pdf")))["size"]
    papers = Document.objects.filter(workspace=workspace).bytes_kept()
    if shutil.disk_usage(settings.MEDIA_ROOT).free < 3 * (letters or 0) + papers + SPARE:
        raise NoRoom


def work(export_id, task_id):
    """Make this copy, unless it is closed or in other hands."""
    export = Export.objects.claim(export_id, task_id=task_id)
    if export is None:
        return
    shutil.rmtree(export.folder, ignore_errors=True)
    folder = export.folder / str(export.claim)
    folder.mkdir(0o700, parents=True)
    with translation.override(export.workspace.language):
        try:
            papers = written_down(export, folder)
            made = packed(export, folder, papers)
            export.finish(made.stat().st_size)
            make_room(export)
        except ExportClosed:
            shutil.rmtree(folder, ignore_errors=True)
            return
    shutil.rmtree(folder, ignore_errors=True)


def written_down(export, folder):
    """All rows as files, from one moment; what lies on the disk already: (name, where it lies)."""
    workspace, person = export.workspace, export.asked_by
    with one_moment(), timezone.override(workspace.time_zone):
        data_files.write(folder, workspace, person)
        book.write(folder / "index.html", workspace)
        documents = Document.objects.filter(workspace=workspace).exclude(file="")
        papers = [(tables.document_file(document), document.file.name) for document in documents]
    return sorted(papers)


def packed(export, folder, papers):
    """Everything in one ZIP, in place only when it is whole."""
    missing = [name for name, where in papers if not default_storage.exists(where)]
    (folder / "README.txt").write_text(readme(missing), encoding="utf-8")
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    part = export.folder / f"{export.claim}.part"
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        parcel = Parcel(archive, len(written) + len(papers), export.far)
        for path in written:
            parcel.add(str(path.relative_to(folder)), path.open("rb"))
        for name, where in papers:
            if name not in missing:
                parcel.add(name, default_storage.open(where))
        parcel.close()
    part.chmod(0o600)
    return part.rename(export.file)


def readme(missing):
    return render_to_string("negotiation/leaving/README.txt", {"missing": missing})


def make_room(export):
    """The newest copies stay; older ones go before their time."""
    ready = Export.objects.ready().filter(workspace=export.workspace_id).order_by("-ended_at")
    for old in ready[Export.KEPT :]:
        old.clear()


def sweep():
    """Folders of copies that are not known any more."""
    folders = Path(settings.MEDIA_ROOT, "exports").glob("*/*")
    known = {str(pk) for pk in Export.objects.exclude(state="gone").values_list("pk", flat=True)}
    for folder in folders:
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)
