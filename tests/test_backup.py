"""The backup drill: copied during writes, restored elsewhere, every row and file the same."""

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from unittest.mock import Mock
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from ledger import keys
from ledger.models import BalanceEntry, Departure
from negotiation.leaving import erase, export, tasks
from tests import make, tamper
from tests.dbserver import binaries
from tests.leaving import canaries
from tests.negotiation.printing.test_killed import database_url

pytestmark = pytest.mark.django_db(transaction=True)
# one for each process of tests, which share a server
ELSEWHERE = f"restored_elsewhere_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


class Here:
    """The site of this very test, and its commands."""

    def __init__(self, home):
        self.home = Path(home)
        self.media, self.keys = self.home / "media", self.home / "keys"
        for folder in (self.media, self.keys):
            folder.mkdir(parents=True)

    def run(self, *command, refused=False):
        """What the command said, and why it refused where it must."""
        said = StringIO()
        with pytest.raises(CommandError) if refused else nullcontext() as error:
            call_command(*map(str, command), stdout=said)
        return said.getvalue() + (str(error.value) if refused else "")


class Elsewhere:
    """Another machine: a site with nothing in it yet."""

    def __init__(self, home, url):
        self.home, self.url = Path(home), url
        self.media, self.keys = self.home / "media", self.home / "keys"

    def run(self, *command, refused=False):
        path = f"{binaries()}:{os.environ['PATH']}"
        known = {"DATA_DIR": str(self.home), "DATABASE_URL": self.url, "PATH": path}
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            env={**os.environ, **known, "DJANGO_SETTINGS_MODULE": "debtsite.settings"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert bool(done.returncode) == refused, done.stdout + done.stderr
        return done.stdout + done.stderr * refused

    def stop_half_way(self):
        """As a restore does that is killed; SQLite knows no such state."""
        if not self.url.startswith("sqlite"):
            self.sql("ALTER SCHEMA public RENAME TO before_restore")

    def sql(self, command):
        with psycopg.connect(self.url, autocommit=True) as live:
            return live.execute(command).statusmessage


@pytest.fixture
def site(tmp_path, settings, monkeypatch):
    """The rows of this very test, files beside them, and a key."""
    here = Here(tmp_path / "here")
    settings.DATA_DIR, settings.MEDIA_ROOT = here.home, str(here.media)
    settings.KEYS_DIR = here.keys
    monkeypatch.setenv("PATH", f"{binaries()}:{os.environ['PATH']}")
    (here.keys / "2026.key").write_bytes(b"k" * 32)
    return here


@pytest.fixture
def elsewhere(tmp_path):
    if connection.vendor == "sqlite":
        yield Elsewhere(tmp_path / "there", f"sqlite:///{tmp_path}/there/debtsite.sqlite3")
        return
    server = database_url()
    with psycopg.connect(server, autocommit=True) as live:
        live.execute(f"DROP DATABASE IF EXISTS {ELSEWHERE} WITH (FORCE)")
        live.execute(f"CREATE DATABASE {ELSEWHERE}")
        address = urlsplit(server)._replace(path=f"/{ELSEWHERE}").geturl()
        yield Elsewhere(tmp_path / "there", address)
        live.execute(f"DROP DATABASE {ELSEWHERE} WITH (FORCE)")


@pytest.fixture
def backup(site, debt, tmp_path):
    """One that was made, of a debt with a document."""
    make.document(debt)
    site.run("backup", tmp_path / "backups")
    return only(tmp_path / "backups")


def only(folder):
    """The one backup there is in this folder."""
    (found,) = (path for path in Path(folder).iterdir() if path.name.startswith("debtsite-"))
    return found


def manifest(backup):
    return json.loads((backup / "MANIFEST.json").read_text())


def written(debt, begun, over):
    """Somebody is at work all the while: rows, and files with rows."""
    try:
        while not over.wait(0.005):
            make.balance(debt)
            make.document(debt)
            begun.set()
    finally:
        connection.close()


@pytest.fixture
def taken(site, debt, tmp_path):
    """A backup that was made during writes."""
    begun, over = Event(), Event()
    somebody = Thread(target=written, args=(debt, begun, over))
    somebody.start()
    begun.wait(60)
    try:
        said = site.run("backup", tmp_path / "backups", "--keys", tmp_path / "keys")
    finally:
        over.set()
        somebody.join()
    assert "Keep this folder apart" in said
    return only(tmp_path / "backups")


def test_a_backup_during_writes_is_restored_elsewhere_row_by_row(debt, taken, elsewhere, tmp_path):
    counted = manifest(taken)["tables"]
    assert 0 < counted["ledger_balanceentry"]["rows"] < BalanceEntry.objects.count()
    kept = {path.read_bytes() for path in (taken / "files").rglob("*") if path.is_file()}

    (taken / "files" / "left by somebody").touch()
    said = elsewhere.run("restore", taken, "--keys", tmp_path / "keys")
    assert "counts and hashes are equal" in said
    assert {p.read_bytes() for p in elsewhere.media.rglob("*") if p.is_file()} == kept
    assert (elsewhere.keys / "2026.key").read_bytes() == b"k" * 32
    elsewhere.run("verify")
    (elsewhere.media / "documents" / "stray").touch()
    elsewhere.stop_half_way()
    elsewhere.run("restore", taken, "--over")
    assert not (elsewhere.media / "documents" / "stray").exists()
    elsewhere.run("backup", tmp_path / "again")
    again = manifest(only(tmp_path / "again"))
    assert (again["tables"], again["missing"]) == (counted, [])


@pytest.mark.postgres  # SQLite undoes by itself what was stopped
def test_a_restore_that_was_cut_off_costs_nobody_what_came_after(backup, elsewhere):
    """What stands aside is old by now: only who says --over gives up what is here."""
    elsewhere.run("restore", backup)
    elsewhere.sql("CREATE SCHEMA before_restore")
    elsewhere.sql("UPDATE ledger_user SET last_login = now()")
    assert "stopped half way" in elsewhere.run("migrate", refused=True)
    assert "BROKEN  restore" in elsewhere.run("doctor", refused=True)
    assert "1 people have accounts" in elsewhere.run("restore", backup, refused=True)
    with psycopg.connect(elsewhere.url):
        assert "still at work" in elsewhere.run("restore", backup, "--over", refused=True)
    assert elsewhere.sql("SELECT FROM ledger_user WHERE last_login IS NOT NULL") == "SELECT 1"
    elsewhere.run("restore", backup, "--over")
    assert elsewhere.sql("SELECT FROM ledger_user WHERE last_login IS NULL") == "SELECT 1"
    elsewhere.run("migrate")


def test_people_who_are_there_are_not_overwritten_by_mistake(site, backup):
    assert "1 people have accounts" in site.run("restore", backup, refused=True)


def test_only_so_many_are_kept(site, backup, tmp_path):
    site.run("backup", tmp_path / "backups", "--keep", "1")
    assert only(tmp_path / "backups") != backup


def test_a_backup_that_lacks_papers_takes_no_older_ones_place(site, backup, debt, elsewhere):
    """The older one may be the last that has them."""
    paper = make.document(debt).file.name
    (site.media / paper).unlink()
    site.run("backup", backup.parent, "--keep", "1", refused=True)
    assert (backup / "MANIFEST.json").exists()
    (newer,) = {*backup.parent.glob("debtsite-*")} - {backup}
    assert f"missing already: {paper}" in elsewhere.run("restore", newer)


def paper_in(backup):
    return next(path for path in (backup / "files").rglob("*") if path.is_file())


def test_a_backup_leads_to_no_other_file_of_this_machine(site, backup, tmp_path):
    paper = paper_in(backup)
    paper.rename(tmp_path / "same")
    paper.symlink_to(tmp_path / "same")
    assert "nothing was restored" in site.run("restore", backup, "--over", refused=True)


def test_a_damaged_backup_restores_nothing(site, backup):
    paper = paper_in(backup)
    paper.write_bytes(paper.read_bytes()[:-1] + b"?")
    assert "damaged, and nothing was restored" in site.run("restore", backup, refused=True)
    dump = next(backup.glob("database.*"))
    dump.write_bytes(dump.read_bytes()[:-100])
    assert dump.name in site.run("restore", backup, "--over", refused=True)


def test_a_backup_of_a_newer_version_is_refused(site, backup):
    content = manifest(backup)
    content["migrations"].append(["ledger", "9999_of_next_year"])
    (backup / "MANIFEST.json").write_text(json.dumps(content))
    assert "9999_of_next_year" in site.run("restore", backup, "--over", refused=True)


def test_half_a_backup_is_none(site, tmp_path):
    """Killed at any moment: the list of what is in it was not written, or not renamed."""
    half = tmp_path / "backups" / ".half-debtsite-2026-03-02T000000Z"
    half.mkdir(parents=True)
    (half / "database.sqlite3").write_bytes(b"SQLite format 3")
    assert "no whole backup" in site.run("restore", half, "--over", refused=True)
    site.run("backup", tmp_path / "backups")
    assert not half.exists()
    assert "Name one of" in site.run("restore", tmp_path / "backups", "--over", refused=True)


def test_rows_that_were_not_written_are_noticed(site, tmp_path, monkeypatch):
    """An empty dump of a role that may not see the rows ends well, says its program."""
    monkeypatch.setattr("debtsite.backup.take.Sqlite.tallies_of", lambda *_: {})
    monkeypatch.setattr("debtsite.backup.take.Postgres.tallies_of", lambda *_: {})
    assert "not what is there" in site.run("backup", tmp_path / "backups", refused=True)
    assert not [path for path in (tmp_path / "backups").iterdir() if path.name != ".lock"]


def test_a_full_disk_leaves_nothing_half(site, debt, tmp_path, monkeypatch):
    make.document(debt)
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("debtsite.backup.files.copy", Mock(side_effect=full))
    assert "The disk is full" in site.run("backup", tmp_path / "backups", refused=True)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [".lock"]


def test_a_file_that_is_gone_is_named(debt, site, tmp_path):
    paper = make.document(debt)
    site.media.joinpath(paper.file.name).unlink()
    said = site.run("backup", tmp_path / "backups", refused=True)
    assert paper.file.name in said
    assert "The backup is whole" in said


@pytest.mark.parametrize("place", ["", "keys"])
def test_keys_never_lie_with_the_backup(site, tmp_path, place):
    said = site.run("backup", tmp_path / "b", "--keys", tmp_path / "b" / place, refused=True)
    assert "must not lie with the backup" in said


def contents(path):
    """What is in a file; in a ZIP, what is in its files."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_a_backup_alone_shows_no_sealed_word(site, debt, alice, tmp_path):
    """Nor does the copy of everything that somebody made for themselves."""
    word = canaries.seal(debt.workspace).encode()
    asked = tasks.ask_export(debt.workspace, by=alice, form_key=uuid4())
    export.work(asked.pk, asked.task_id)
    assert word in contents(asked.file)
    site.run("backup", tmp_path / "backups")
    found = [path for path in (tmp_path / "backups").rglob("*") if path.is_file()]
    assert len(found) >= 3
    assert not [path for path in found if word in contents(path)]


# ---- keys -------------------------------------------------------------------------------------


@pytest.fixture
def mirrored(site, debt, tmp_path):
    """Make a backup with keys: two workspaces have some."""
    canaries.seal(debt.workspace)
    other = make.debt(make.workspace(make.user("other")))
    keys.newest(other.workspace_id)

    def run(refused=False):
        both = tmp_path / "backups", "--keys", tmp_path / "keys"
        return site.run("backup", *both, refused=refused)

    run()
    return run


def keys_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "."}


def forget(workspace):
    person = workspace.memberships.get(role="owner").user
    asked = Departure.ask(person, [workspace], with_account=True, language="en", now=timezone.now())
    erase.carry_out(asked)


def test_the_key_of_a_deleted_workspace_disappears_from_the_mirror(mirrored, debt, tmp_path):
    before = keys_in(tmp_path / "keys" / "keys")
    forget(debt.workspace)
    mirrored()
    left = before.keys() - {str(debt.workspace_id)}
    assert keys_in(tmp_path / "keys" / "keys").keys() == left
    assert len([name for name in left if keys.is_a_workspace(name)]) == 1


@pytest.mark.parametrize("deleted", [False, True])
def test_keys_that_are_lost_here_stay_in_the_mirror(
    site, mirrored, debt, settings, tmp_path, deleted
):
    """An empty volume, or a folder that was mistyped: the mirror is the last copy there is."""
    before = keys_in(tmp_path / "keys" / "keys")
    if deleted:
        forget(make.workspace(make.user("third")))
    settings.KEYS_DIR = site.home / "mistyped"
    settings.KEYS_DIR.mkdir()
    keys.newest(UUID(int=7, version=4))  # with a master of its own
    assert "lacks the keys of 2 workspaces" in mirrored(refused=True)
    assert keys_in(tmp_path / "keys" / "keys") == before


def test_a_new_and_empty_site_is_no_proof_that_anybody_left(site, mirrored, tmp_path):
    before = keys_in(tmp_path / "keys" / "keys")
    for path in site.keys.iterdir():
        path.unlink()
    tamper.let_all_go()
    assert "lacks the keys of 2 workspaces" in mirrored(refused=True)
    assert keys_in(tmp_path / "keys" / "keys") == before


def test_a_master_key_that_is_lost_here_stays_in_the_mirror(site, mirrored, tmp_path):
    kept = (tmp_path / "keys" / "keys" / "master").read_bytes()
    (site.keys / "master").unlink()
    keys.newest(UUID(int=7, version=4))  # makes a new one
    assert "lacks a master key" in mirrored(refused=True)
    assert (tmp_path / "keys" / "keys" / "master").read_bytes() == kept


def test_new_keys_come_into_the_mirror_and_old_ones_leave(site, mirrored, tmp_path):
    keys.add_master()
    for each in keys.workspaces():
        keys.wrap_again(each)
    assert keys.drop_old_masters() == 1
    (site.keys / "half.part").touch()
    mirrored()
    assert keys_in(tmp_path / "keys" / "keys") == keys_in(site.keys)
    assert "half.part" not in keys_in(site.keys)


def test_an_empty_mirror_takes_no_keys_away(site, mirrored, tmp_path):
    before = keys_in(site.keys)
    backup = only(tmp_path / "backups")
    shutil.rmtree(tmp_path / "keys" / "keys")
    said = site.run("restore", backup, "--over", "--keys", tmp_path / "keys", refused=True)
    assert "holds no keys" in said
    assert keys_in(site.keys) == before


def test_a_folder_with_other_files_is_not_taken_for_a_mirror(site, tmp_path):
    precious = tmp_path / "home" / "precious"
    precious.parent.mkdir()
    precious.touch()
    said = site.run("backup", tmp_path / "backups", "--keys", precious.parent, refused=True)
    assert "no folder of keys" in said
    assert precious.exists()
