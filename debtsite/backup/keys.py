"""Keys go to a folder of their own: a backup that is stolen opens nothing without them.

The folder is a mirror. The key of a workspace that was deleted here disappears there too, and with
it the last way to what it closed: so a deletion reaches into old backups as well. A key that is
lost here stays there: the mirror may be its last copy.
"""

import os
import uuid
from pathlib import Path

from django.conf import settings

from debtsite.backup import BackupFailed, files
from ledger.keys import ids_of_masters, is_a_workspace, locked, wrapping

MARK = "THESE-ARE-KEYS"
KEYS = "keys"
WHY = "Keep this folder apart from the backup: who has both can read everything."


def kept(folder=None):
    """The names of the key files of this site, or in this folder; locks and halves are none."""
    found = files.every(folder or settings.KEYS_DIR)
    return {name for name in found if not name.startswith(files.OURS)}


def here():
    """Every key of this site, by the name it has in the mirror."""
    secret = Path(settings.DATA_DIR, "secret_key")
    found = {f"{KEYS}/{name}": Path(settings.KEYS_DIR, name) for name in kept()}
    return found | ({"secret_key": secret} if secret.is_file() else {})


def elsewhere():
    """The variables that hold keys no file of ours has: the operator must keep them besides."""
    has_file = Path(settings.DATA_DIR, "secret_key").is_file()
    return ["DATA_KEYS"] * bool(settings.DATA_KEYS) + ["SECRET_KEY"] * (not has_file)


def check_apart(folder, backup):
    """Refuse a mirror inside the backup, and one that would delete somebody's other files."""
    folder, backup = Path(folder).resolve(), Path(backup).resolve()
    if folder == backup or backup in folder.parents or folder in backup.parents:
        raise BackupFailed(f"The keys must not lie with the backup. {WHY}")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise BackupFailed(f"{folder} is not empty and no folder of keys; name a new one.")


def mirror(folder, database):
    """Make the folder hold these keys and no others; how many there are.

    Whatever would take a last copy away is refused before anything is touched.
    """
    folder = Path(folder)
    with locked():  # no key is half changed meanwhile, and no master without what it wraps
        found = here()
        check_none_is_lost(folder, found, database)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / MARK).write_text(f"{WHY}\n")
        for name, path in found.items():
            put(path, folder / name)
        for name in set(files.every(folder)) - found.keys() - {MARK}:
            (folder / name).unlink()
    return len(found)


def check_none_is_lost(folder, found, database):
    """A key may leave the mirror only with a workspace that was deleted from this database.

    A workspace's rows go before its key: whose key is not here any more is asked for afterwards.
    """
    mirrored = {name for name in kept(folder / KEYS) if is_a_workspace(name)}
    gone = {name for name in mirrored if f"{KEYS}/{name}" not in found}
    lost = gone & living(database) if was_one_deleted(database) else gone
    if lost:
        raise BackupFailed(
            f"{settings.KEYS_DIR} lacks the keys of {len(lost)} workspaces that {folder} still "
            f"has, such as {min(lost)}. Check KEYS_DIR and put them back from there; what is meant "
            "to be gone, delete there, too."
        )
    if (wrapping() - ids_of_masters()) & ids_of_masters(folder / KEYS):
        raise BackupFailed(
            f"{settings.KEYS_DIR} lacks a master key that {folder} still has. Put the file "
            "`master` back from there."
        )


def living(database):
    """The workspaces there are, by the names of their keys."""
    with database.snapshot() as now:
        return {str(uuid.UUID(str(pk))) for (pk,) in now.values("ledger_workspace", "id")}


def was_one_deleted(database):
    """A new and empty database has forgotten nobody: it is no proof that anybody is gone."""
    with database.snapshot() as now:
        begun = now.values("ledger_departure", "begun_at")
    return any(begun_at for (begun_at,) in begun)


def put(path, target):
    """In one step, so that a key is never half a key."""
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    files.copy(path, half)
    os.replace(half, target)


def check_mirror(folder):
    if not Path(folder, MARK).is_file():
        raise BackupFailed(f"{folder} is no folder of keys that a backup made.")
    if kept() and not kept(Path(folder, KEYS)):
        raise BackupFailed(f"{folder} holds no keys, and this site has some: they would be lost.")


def put_back(folder):
    """The keys of the mirror, and no others, become those of this site."""
    folder, place = Path(folder), Path(settings.KEYS_DIR)
    found = kept(folder / KEYS)
    for name in found:
        put(folder / KEYS / name, place / name)
    for name in kept() - found:
        (place / name).unlink()
    if (folder / "secret_key").is_file():
        put(folder / "secret_key", Path(settings.DATA_DIR, "secret_key"))
    return len(found)
