"""Documents and other files: copied after the database, for files come after their rows' wish.

A file is written before its row and never changes, so every row of an earlier snapshot finds its
file, unless it was erased since, together with its row.
"""

import hashlib
import os
import shutil
from pathlib import Path

from django.apps import apps
from django.db.models import FileField

PIECE = 1024 * 1024
OURS = "."  # what begins so is a place of ours in between, no file of anybody
OPENED = "exports"  # copies for their owners, with every sealed word in plain: made anew at will


def every(folder):
    """The files below, by their names from here."""
    for top, folders, names in os.walk(folder):
        if Path(top) == Path(folder):
            folders[:] = [name for name in folders if not name.startswith(OURS)]
        for name in names:
            yield Path(top, name).relative_to(folder).as_posix()


def copy(source, target):
    """Copy one file for its owner alone; {size, sha256} of what was copied."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with open(source, "rb") as old, os.fdopen(os.open(target, how, 0o600), "wb") as new:
        while piece := old.read(PIECE):
            new.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def documents_among(names):
    """Those of these files that a backup holds."""
    return [name for name in names if not name.startswith(f"{OPENED}/")]


def copy_all(source, target):
    """Copy the documents; what is erased meanwhile is left out: {name: {size, sha256}}."""
    copied = {}
    for name in documents_among(every(source)):
        try:
            copied[name] = copy(Path(source, name), Path(target, name))
        except FileNotFoundError:
            if Path(source, name).exists():
                raise
    return copied


def columns_of_names():
    """(table, column) of all that names a file: file fields, and columns called `path`."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField) or field.name == "path":
                yield model._meta.db_table, field.column


def swap(staged, place):
    """Put what was staged where it belongs, folder by folder, and let the old go."""
    old = Path(place, f"{OURS}before-restore")
    shutil.rmtree(old, ignore_errors=True)
    old.mkdir(mode=0o700)
    for entry in [entry for entry in Path(place).iterdir() if not entry.name.startswith(OURS)]:
        entry.rename(old / entry.name)
    for entry in Path(staged).iterdir():
        entry.rename(Path(place, entry.name))
    shutil.rmtree(old)
    shutil.rmtree(staged)
