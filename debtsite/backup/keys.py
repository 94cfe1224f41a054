"""Keys go to a folder of their own: a backup that is stolen opens nothing without them.

The folder is a mirror. A key that was deleted here disappears there too, and with it the last way
to what it closed: so a deletion reaches into old backups as well.
"""

import os
from pathlib import Path

from django.conf import settings

from debtsite.backup import BackupFailed, files

MARK = "THESE-ARE-KEYS"
WHY = "Keep this folder apart from the backup: who has both can read everything."


def kept():
    """The names of the key files of this site; locks and halves are none."""
    return {name for name in files.every(settings.KEYS_DIR) if not name.startswith(files.OURS)}


def here():
    """Every key of this site, by the name it has in the mirror."""
    secret = Path(settings.DATA_DIR, "secret_key")
    found = {f"keys/{name}": Path(settings.KEYS_DIR, name) for name in kept()}
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


def mirror(folder):
    """Make the folder hold these keys and no others; how many there are."""
    folder, found = Path(folder), here()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MARK).write_text(f"{WHY}\n")
    for name, path in found.items():
        put(path, folder / name)
    for name in set(files.every(folder)) - found.keys() - {MARK}:
        (folder / name).unlink()
    return len(found)


def put(path, target):
    """In one step, so that a key is never half a key."""
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    files.copy(path, half)
    os.replace(half, target)


def check_mirror(folder):
    if not Path(folder, MARK).is_file():
        raise BackupFailed(f"{folder} is no folder of keys that a backup made.")


def put_back(folder):
    """The keys of the mirror, and no others, become those of this site."""
    folder, place = Path(folder), Path(settings.KEYS_DIR)
    found = set(files.every(folder / "keys"))
    for name in found:
        put(folder / "keys" / name, place / name)
    for name in kept() - found:
        (place / name).unlink()
    if (folder / "secret_key").is_file():
        put(folder / "secret_key", Path(settings.DATA_DIR, "secret_key"))
    return len(found)
