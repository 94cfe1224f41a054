"""The list of what a backup holds, and which folders are backups at all."""

import hashlib
import json
import tomllib
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from debtsite.backup import BackupFailed

NAME = "MANIFEST.json"
FORMAT = 1
PIECE = 1024 * 1024


def version():
    """The version of this program."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return project["project"]["version"]


def new_name():
    """Names in the order of time."""
    return f"debtsite-{timezone.now().astimezone(UTC):%Y-%m-%dT%H%M%S.%fZ}"


def whole(folder):
    """The whole backups in this folder, the oldest first."""
    return sorted(found.parent for found in Path(folder).glob(f"debtsite-*/{NAME}"))


def sha256(path):
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def write(folder, content):
    text = json.dumps({"format": FORMAT, "version": version(), **content}, indent=1)
    path = Path(folder, NAME)
    path.write_text(text + "\n")
    path.chmod(0o600)


def read(folder):
    """What the backup in this folder says of itself."""
    path = Path(folder, NAME)
    if not path.is_file():
        if inside := whole(folder):
            raise BackupFailed(f"Name one of the backups in {folder}. The newest is {inside[-1]}.")
        raise BackupFailed(
            f"{folder} is no whole backup: it has no {NAME}, which is always written last."
        )
    try:
        content = json.loads(path.read_text())
        if content["format"] > FORMAT:
            raise BackupFailed(f"A newer Debtsite ({content['version']}) made this backup.")
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFailed(f"{path} cannot be read: it was damaged.") from error
    return content


def check_age(content):
    """Refuse what a newer program made: it knows migrations that this one does not."""
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _name in known}
    replaced = {tuple(key) for migration in known.values() for key in migration.replaces}
    keys = map(tuple, content["migrations"])
    newer = [key for key in keys if key[0] in ours and key not in known and key not in replaced]
    if newer:
        raise BackupFailed(
            f"A newer Debtsite ({content['version']}) made this backup; this one is {version()} "
            f"and does not know {'.'.join(sorted(newer)[0])}. Update this site first."
        )


def check_files(folder, content):
    """Every file against its hash, before anything is touched; everything wrong is named."""
    folder, expected = Path(folder).resolve(), content["files"]
    wrong = [name for name in expected if not is_as_kept(folder, name, expected[name])]
    if wrong:
        raise BackupFailed(
            f"The backup is damaged, and nothing was restored. Not as they were: "
            f"{', '.join(wrong[:5])}{' and more' if len(wrong) > 5 else ''}."
        )


def is_as_kept(folder, name, kept):
    """In the folder itself: no link or way out of it leads to another file of this machine."""
    path = folder / name
    is_inside = path.resolve() == path and path.is_relative_to(folder) and path.is_file()
    return is_inside and path.stat().st_size == kept["size"] and sha256(path) == kept["sha256"]
