"""PostgreSQL's own programs: which fit the server, and running them without a word too many."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from debtsite.backup import BackupFailed

DEBIAN = Path("/usr/lib/postgresql")
PASSWORD = "PGPASSWORD"  # noqa: S105 the name of a variable, no password


def find(name, *, major):
    """The oldest of these programs that knows this server: newer ones write for newer servers."""
    found = {path: version_of(path) for path in places(name)}
    fit = [path for path in found if found[path] >= major]
    if not fit:
        there = f"there is only {max(found.values())}" if found else "there is none"
        raise BackupFailed(
            f"{name} of PostgreSQL {major} or later is needed; {there}. "
            f"On Debian: sudo apt-get install postgresql-client-{major}"
        )
    return min(fit, key=found.get)


def places(name):
    if on_path := shutil.which(name):
        yield on_path
    yield from map(str, DEBIAN.glob(f"*/bin/{name}"))


def version_of(path):
    done = run([path, "--version"], doing="asking for a version")
    said = re.search(r"\d+", done.stdout.decode())
    return int(said[0]) if said else 0


def surroundings(login):
    """What a program gets to know; the password stays out of the list of processes."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return known | ({PASSWORD: login["password"]} if login.get("password") else {})


def address(login):
    """The database in the words of libpq, without its password."""
    quoted = {
        name: str(value).replace("\\", "\\\\").replace("'", "\\'")
        for name, value in login.items()
        if name != "password" and value not in (None, "")
    }
    return " ".join(f"{name}='{value}'" for name, value in quoted.items())


def run(command, *, doing, login=None):
    done = subprocess.run(  # noqa: S603 - no shell, nothing typed by others
        command, env=surroundings(login or {}), capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BackupFailed(f"{doing} failed: {' '.join(said[:3]) or done.returncode}")
    return done
