"""The way back: checks everything before it touches anything, and compares afterwards."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from debtsite.backup import BackupFailed, files, keys, manifest
from debtsite.backup.take import DOCUMENTS, FAULTS, database, reason

STAGE = f"{files.OURS}restoring"
PEOPLE = "ledger_user"


def put_back(folder, *, keys_from=None, over=False, say):
    """Restore the backup in this folder; `say` is told each step as it is done."""
    folder = Path(folder)
    content = manifest.read(folder)
    manifest.check_age(content)
    if keys_from:
        keys.check_mirror(keys_from)
    manifest.check_files(folder, content)
    say(f"{len(content['files'])} files of the backup are as they were written.")
    connections.close_all()
    try:
        target = database()
        check_target(target, content)
        check_nobody(target, over=over)
        if target.undo_half():  # what was before is here again, and may hold people too
            check_nobody(target, over=over)
        put(folder, content, target, say)
        if keys_from:
            say(f"{keys.put_back(keys_from)} keys are back. {keys.WHY}")
    except FAULTS as error:
        raise BackupFailed(
            f"The restore stopped. {reason(error, settings.MEDIA_ROOT)} Run it again."
        ) from error
    bring_up_to_date(say)


def put(folder, content, target, say):
    """Documents are laid ready first: a full disk is met before anything was changed."""
    media = Path(settings.MEDIA_ROOT)
    staged = stage(folder, documents_of(content), media)
    target.restore(folder / content["database"]["file"], content)
    rows = sum(table["rows"] for table in content["tables"].values())
    say(f"{rows} rows in {len(content['tables'])} tables are back; counts and hashes are equal.")
    files.swap(staged, media)
    say(f"{len(documents_of(content))} documents and other files are back.")
    if missing := content.get("missing"):
        say(f"{len(missing)} that rows name were missing already: {', '.join(missing)}")


def documents_of(content):
    """What the manifest names of them, and nothing else that lies there."""
    top = f"{DOCUMENTS}/"
    named = [name.removeprefix(top) for name in content["files"] if name.startswith(top)]
    return files.documents_among(named)


def stage(folder, documents, media):
    staged = media / STAGE
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(mode=0o700)
    try:
        for name in documents:
            files.copy(folder / DOCUMENTS / name, staged / name)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise BackupFailed(f"Nothing was changed. {reason(error, media)}") from error
    return staged


def check_target(target, content):
    if target.kind != content["database"]["kind"]:
        raise BackupFailed(
            f"The backup is of {content['database']['kind']}, this site is on {target.kind}: "
            "set DATABASE_URL to a database of that kind."
        )
    target.check_fits(content)


def check_nobody(target, *, over):
    people = target.count(PEOPLE) if PEOPLE in target.tables() else 0
    if people and not over:
        raise BackupFailed(
            f"This database is not empty: {people} people have accounts in it. "
            "With --over the backup takes the place of everything that is here."
        )


def bring_up_to_date(say):
    """Migrations that are newer than the backup, and what the database itself refuses."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0, interactive=False)
    older = f"It was older: {len(pending)} migrations were applied." if pending else ""
    say(older or "It has the tables of this version: no migration was needed.")
