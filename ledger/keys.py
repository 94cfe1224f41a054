"""The keys of sealed text: each workspace has its own, in a file of its own outside the database.

The folder KEYS_DIR holds a file for each workspace that ever sealed something, named by its id: its
data keys, wrapped by a master key. Delete that file, and what the workspace sealed is unreadable
in every copy of the database there is. The master keys are the variable DATA_KEYS, else the file
`master` beside them. In all files the newest key comes first; older ones are kept to read with.
Every change holds one lock and puts a whole new file in place of the old one.
"""

import fcntl
import os
import secrets
import uuid
from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from ledger.sealed import CannotOpen, decrypt, encrypt, new_key, place

MASTER, LOCK = "master", ".lock"
# a page that took the old key just before a new one came has long been stored by then
KEPT_AFTER = timedelta(days=1)


class KeyMissing(CannotOpen):
    """No file holds the key: the workspace was deleted, or KEYS_DIR is not the right folder."""


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    secret: bytes
    made_at: datetime | None = None


# ---- reading ------------------------------------------------------------------------------


def find(workspace_id, key_id):
    """The secret of the key that something was sealed with."""
    for key in of(workspace_id):
        if key.id == key_id:
            return key.secret
    raise KeyMissing(f"No key {key_id} of workspace {workspace_id}.")


def of(workspace_id):
    """The workspace's data keys, newest first; none where nothing was ever sealed."""
    known = {key.id: key for key in masters()}
    return [_unwrapped(line, workspace_id, known) for line in _lines(path_of(workspace_id))]


def masters():
    """The master keys, newest first."""
    given = [Key(key_id, secret) for key_id, secret in settings.DATA_KEYS]
    return given or [_master(line) for line in _lines(_path(MASTER))]


def workspaces():
    """The ids of the workspaces that have a file."""
    return sorted(found for path in settings.KEYS_DIR.iterdir() if (found := _an_id(path.name)))


def is_a_workspace(name):
    """Whether a file of this name holds the keys of a workspace."""
    return _an_id(name) is not None


def path_of(workspace_id):
    return _path(str(workspace_id))


def wrapping():
    """The ids of the master keys that something is wrapped by."""
    return {line[2] for each in workspaces() for line in _lines(path_of(each)) if len(line) > 2}


def ids_of_masters(folder=None):
    """Of the site, or of the file in another folder; what is damaged there is none."""
    given = {key_id for key_id, _secret in settings.DATA_KEYS} if folder is None else set()
    path = (folder or settings.KEYS_DIR) / MASTER
    return given or {line[0] for line in _lines(path) if len(line) == 3}


def open_to_others():
    """The names of what anybody but the site itself may read."""
    paths = [settings.KEYS_DIR, *sorted(settings.KEYS_DIR.iterdir())]
    return [path.name for path in paths if path.stat().st_mode & 0o077]


# ---- making -------------------------------------------------------------------------------


def newest(workspace_id):
    """The key to seal with, made when it is needed for the first time."""
    if keys := of(workspace_id):
        return keys[0]
    with locked():
        return (of(workspace_id) or _add(workspace_id))[0]


def add(workspace_id):
    """A new data key in front of the others, unless the last change is not done yet."""
    with locked():
        keys = of(workspace_id)
        return keys if len(keys) > 1 else _add(workspace_id)


def drop_old(workspace_id, *, in_use, now):
    """Forget the keys nothing is sealed with any more, a day after the newest came: how many."""
    with locked():
        keys = of(workspace_id)
        if not keys or now - keys[0].made_at < KEPT_AFTER:
            return 0
        kept = [key for key in keys[1:] if key.id in in_use]
        if dropped := len(keys) - 1 - len(kept):
            _write(path_of(workspace_id), _wrapped([keys[0], *kept], workspace_id))
        return dropped


def forget(workspace_id):
    """Whether there was a key: what the workspace sealed is unreadable from now on, everywhere."""
    with locked():
        path = path_of(workspace_id)
        there = path.exists()
        path.unlink(missing_ok=True)
        _sync_folder()
        return there


def add_master():
    """A new master key in front of the others; DATA_KEYS is the operator's own to change."""
    if settings.DATA_KEYS:
        return
    with locked():
        _write(_path(MASTER), map(_line_of_master, [_a_key(), *masters()]))


def wrap_again(workspace_id):
    """Whether the workspace's keys had to be wrapped anew by the newest master key."""
    with locked():
        first = _first_master().id
        path = path_of(workspace_id)
        lines = _lines(path)
        if all(line[2] == first for line in lines):
            return False
        _write(path, _wrapped(of(workspace_id), workspace_id))
        return True


def drop_old_masters():
    """Forget the master keys that wrap nothing any more: how many."""
    if settings.DATA_KEYS:
        return 0
    with locked():
        keys, in_use = masters(), wrapping()
        kept = [key for key in keys[1:] if key.id in in_use]
        if dropped := len(keys) - 1 - len(kept):
            _write(_path(MASTER), map(_line_of_master, [keys[0], *kept]))
        return dropped


def unused_masters():
    """The ids of master keys that wrap nothing, but for the newest."""
    in_use = wrapping()
    return [key.id for key in masters()[1:] if key.id not in in_use]


# ---- the files ----------------------------------------------------------------------------


@contextmanager
def locked():
    """Nobody else changes a key meanwhile, in whatever process."""
    with open(_path(LOCK), "w", opener=_private) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for part in settings.KEYS_DIR.glob("*.part"):
            part.unlink()  # of a writer that was stopped: it may hold a key that was forgotten
        yield


def _path(name):
    return settings.KEYS_DIR / name


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _an_id(name):
    try:
        found = uuid.UUID(name)
    except ValueError:
        return None
    return name if str(found) == name else None


def _lines(path):
    try:
        return [line.split() for line in path.read_text().splitlines() if line]
    except FileNotFoundError:
        return []


def _write(path, lines):
    """A whole new file in place of the old one: whoever is stopped leaves one or the other."""
    lines = [*lines]
    part = path.with_name(f"{path.name}.part")
    with open(part, "x", opener=_private) as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync_folder()


def _sync_folder():
    folder = os.open(settings.KEYS_DIR, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _a_key():
    now = timezone.now().replace(microsecond=0)
    return Key(f"{now:%Y%m%d}-{secrets.token_hex(4)}", new_key(), now)


def _add(workspace_id):
    keys = [_a_key(), *of(workspace_id)]
    _write(path_of(workspace_id), _wrapped(keys, workspace_id))
    return keys


def _first_master():
    if not masters():
        _write(_path(MASTER), [_line_of_master(_a_key())])
    return masters()[0]


def _wrapped(keys, workspace_id):
    master = _first_master()
    for key in keys:
        about = place("wrap", workspace_id, key.id, master.id)
        sealed = b64encode(encrypt(master.secret, key.secret, about)).decode()
        yield f"{key.id} {key.made_at.isoformat()} {master.id} {sealed}"


def _unwrapped(line, workspace_id, known):
    try:
        key_id, made_at, master_id, sealed = line
        made_at, sealed = datetime.fromisoformat(made_at), b64decode(sealed)
    except ValueError as error:
        raise CannotOpen(f"The key file of workspace {workspace_id} is damaged.") from error
    if master_id not in known:
        raise KeyMissing(f"The master key {master_id} is not here.")
    about = place("wrap", workspace_id, key_id, master_id)
    return Key(key_id, decrypt(known[master_id].secret, sealed, about), made_at)


def _line_of_master(key):
    return f"{key.id} {key.made_at.isoformat()} {b64encode(key.secret).decode()}"


def _master(line):
    try:
        key_id, made_at, secret = line
        return Key(key_id, b64decode(secret), datetime.fromisoformat(made_at))
    except ValueError as error:
        raise CannotOpen("The file of master keys is damaged.") from error
