"""One backup: made under a name that nobody takes for a backup, and renamed when it is whole."""

import errno
import fcntl
import os
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from debtsite.backup import BackupFailed, files, keys, manifest
from debtsite.backup.postgres import Postgres
from debtsite.backup.sqlite import Sqlite
from debtsite.backup.tally import differences

HALF = ".half-"
DOCUMENTS = "files"
LEAST = 1024 * 1024  # bytes that SQLite may need to open a file
FAULTS = (OSError, sqlite3.Error, psycopg.Error)


def database():
    return (Sqlite if connection.vendor == "sqlite" else Postgres)(connection)


def take(folder, *, keys_to=None, keep=None):
    """Make a backup inside this folder: (its place, what the manifest says, missing files)."""
    folder = Path(folder).resolve()
    check_place(folder)
    if keys_to:
        keys.check_apart(keys_to, folder)
    with alone(folder):
        for left in folder.glob(f"{HALF}*"):
            shutil.rmtree(left)
        half = folder / f"{HALF}{manifest.new_name()}"
        try:
            half.mkdir(mode=0o700)
            content, missing = fill(half)
            count = keys.mirror(keys_to, database()) if keys_to else None
            whole = finish(half, content)
        except (BackupFailed, *FAULTS) as error:
            shutil.rmtree(half, ignore_errors=True)
            raise BackupFailed(said(error, folder)) from error
        if not missing:  # an older one may still hold what this one lacks
            forget_old(folder, keep)
    return whole, content, missing, count


def fill(half):
    """Database first, documents after it: (manifest, names of files that no row should lack)."""
    source = database()
    dump = half / source.file
    with source.snapshot() as snapshot:
        tables = snapshot.tallies()
        named = names_in(snapshot)
        migrations = snapshot.values("django_migrations", "app", "name")
        source.dump(snapshot, dump)
    dump.chmod(0o600)
    if wrong := [*differences(tables, source.tallies_of(dump))]:
        raise BackupFailed(f"What was written is not what is there: {wrong[0]}.")
    kept = files.copy_all(settings.MEDIA_ROOT, half / DOCUMENTS)
    content = {
        "made_at": timezone.now().isoformat(),
        "database": {"kind": source.kind, "version": source.version, "file": source.file},
        "migrations": sorted(map(list, migrations)),
        "tables": tables,
        "files": {f"{DOCUMENTS}/{name}": kept[name] for name in sorted(kept)},
    }
    content["files"][source.file] = {"size": dump.stat().st_size, "sha256": manifest.sha256(dump)}
    missing = [name for name in named if name not in kept and source.exists(*named[name], name)]
    content["missing"] = sorted(missing)
    return content, content["missing"]


def names_in(snapshot):
    """Every file that a row names: {name: (table, column)}."""
    there = snapshot.tables()
    return {
        name: (table, column)
        for table, column in files.columns_of_names()
        if table in there
        for (name,) in snapshot.values(table, column)
        if name
    }


def finish(half, content):
    """The manifest last; then, on disk, the name that makes it a backup."""
    manifest.write(half, content)
    os.sync()
    whole = half.with_name(half.name.removeprefix(HALF))
    half.rename(whole)
    return whole


def check_place(folder):
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    media = Path(settings.MEDIA_ROOT).resolve()
    if folder == media or media in folder.parents:
        raise BackupFailed("A backup cannot lie among the documents it is to hold.")


@contextmanager
def alone(folder):
    """One backup at a time in a folder: what is half is then nobody's any more."""
    with open(folder / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed(f"Another backup into {folder} is at work.") from error
        yield


def forget_old(folder, keep):
    """Keep so many of the newest; the manifest goes first, so that half is never whole."""
    for old in manifest.whole(folder)[:-keep] if keep else []:
        (old / manifest.NAME).unlink()
        shutil.rmtree(old)


def said(error, folder):
    """Why there is no backup, in plain words."""
    if isinstance(error, BackupFailed):
        return f"No backup was made. {error}"
    return f"No backup was made, and nothing half is left. {reason(error, folder)}"


def reason(error, folder):
    """SQLite calls a full disk by several names: so it is looked at, too."""
    full = getattr(error, "errno", None) == errno.ENOSPC or "is full" in str(error)
    places = {folder, settings.DATA_DIR} if isinstance(error, sqlite3.Error) else ()
    if full or any(shutil.disk_usage(place).free < LEAST for place in places):
        return "The disk is full: make room and try again."
    return str(error).strip()
