import json
import shlex
import subprocess
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from debtsite.background import SEEN
from ledger.law import sources
from ledger.management.commands import doctor
from ledger.management.commands.doctor import BROKEN, NOTE, OK
from tests import make


@pytest.fixture
def machine(settings, tmp_path):
    """A machine where all is well: what the pages need is collected."""
    settings.STATIC_ROOT = settings.MEDIA_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return settings


@pytest.mark.django_db
def test_a_good_machine_is_told_so(machine):
    said = StringIO()
    call_command("doctor", stdout=said)
    assert BROKEN not in said.getvalue()
    assert said.getvalue().endswith("Everything needed is here.\n")


@pytest.mark.django_db
def test_something_broken_is_named_with_its_remedy_and_fails_the_command(machine):
    machine.SECRET_KEY = "guess"
    said = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=said)
    assert "BROKEN  secret key  SECRET_KEY is too easy to guess" in said.getvalue()
    assert "secrets.token_urlsafe(50)" in said.getvalue()
    assert "Everything needed is here." not in said.getvalue()


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + "abcdefghij" * 5])
def test_an_easy_secret_key_is_refused(settings, key):
    settings.SECRET_KEY = key
    assert doctor.secret_key().state == BROKEN


@pytest.mark.parametrize(("https", "state"), [(False, OK), (True, NOTE)])
def test_mail_kept_as_files_is_worth_a_note_on_a_real_site(settings, https, state):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.HTTPS = https
    assert doctor.mail().state == state


def test_a_mail_server_that_does_not_answer_is_broken(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    found = doctor.mail()
    assert (found.state, found.remedy) == (BROKEN, "Check EMAIL_URL.")


@pytest.mark.parametrize(("debug", "https", "state"), [(0, 1, OK), (1, 0, NOTE), (1, 1, BROKEN)])
def test_debug_belongs_on_no_real_site(settings, debug, https, state):
    settings.DEBUG, settings.HTTPS = bool(debug), bool(https)
    assert doctor.debug().state == state


@pytest.mark.parametrize(
    ("is_open", "verification", "state", "said"),
    [
        (False, "optional", OK, "closed"),
        (True, "mandatory", OK, "proven before anybody is let in"),
        (True, "optional", NOTE, "it tells who has an account"),
    ],
)
def test_sign_up_that_tells_who_has_an_account_is_noted(
    settings, is_open, verification, state, said
):
    settings.SIGNUP_OPEN, settings.ACCOUNT_EMAIL_VERIFICATION = is_open, verification
    found = doctor.sign_up()
    assert found.state == state
    assert said in found.text


def test_a_demo_is_noted_on_a_site_that_others_reach(settings, workspace, mallory):
    make.workspace(mallory, is_demo=True)
    settings.SITE_URL = urlsplit("http://127.0.0.1:8000")
    assert doctor.demo().state == OK
    settings.SITE_URL = urlsplit("https://debts.example.org")
    found = doctor.demo()
    assert (found.state, mallory.email in found.remedy) == (NOTE, True)
    mallory.is_active = False
    mallory.save()
    assert doctor.demo().state == OK  # what the remedy says helps


def test_a_folder_that_cannot_be_written_is_broken(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a file, not a folder"
    settings.MEDIA_ROOT.touch()
    assert doctor.storage().state == BROKEN


@pytest.fixture
def shared_machine(settings, monkeypatch):
    """A data folder where every user of the machine may pass."""
    with TemporaryDirectory() as name:
        folder = settings.DATA_DIR = Path(name)
        settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH = folder / "media", folder / "mail"
        database = folder / "debtsite.sqlite3"
        monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(database))
        for place in (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH):
            place.mkdir()
        database.touch()
        for place in (folder, *folder.iterdir()):
            place.chmod(0o755)
        yield folder


def test_what_others_on_the_machine_can_read_is_named_until_the_remedy_is_done(shared_machine):
    found = doctor.privacy()
    assert found.state == BROKEN
    assert str(shared_machine / "mail") in found.text
    if connection.vendor == "sqlite":
        assert str(shared_machine / "debtsite.sqlite3") in found.text
    subprocess.run(shlex.split(found.remedy), check=True)
    assert doctor.privacy().state == OK


def test_an_open_folder_of_closed_things_is_a_note(shared_machine):
    for place in shared_machine.iterdir():
        place.chmod(0o700)
    found = doctor.privacy()
    assert (found.state, found.remedy) == (NOTE, f"chmod go= {shared_machine}")
    shared_machine.chmod(0o700)
    (shared_machine / "mail").chmod(0o777)  # nobody gets there
    assert doctor.privacy().state == OK


def test_a_full_disk_is_broken(machine, monkeypatch):
    usage = type("Usage", (), {"free": 1024})
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: usage)
    assert doctor.storage().state == BROKEN


def test_a_changed_asset_is_named(monkeypatch, tmp_path):
    manifest = {"htmx.org": {"files": {"htmx.min.js": "0" * 64}}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "htmx.min.js").write_text("tampered")
    monkeypatch.setattr(doctor, "VENDOR", tmp_path)
    assert doctor.assets().text == "changed: htmx.min.js"
    assert doctor.fonts().state == BROKEN  # none there at all


def test_missing_assets_are_broken(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "VENDOR", tmp_path / "gone")
    assert doctor.assets().state == BROKEN


@pytest.mark.django_db
def test_a_database_clock_that_is_off_is_broken(monkeypatch):
    assert doctor.clock().state == OK
    now = doctor.time.time()
    monkeypatch.setattr(doctor.time, "time", lambda: now + 60)
    assert doctor.clock().state == BROKEN


@pytest.mark.django_db
def test_a_missing_worker_is_noted():
    cache.delete(SEEN)
    assert doctor.worker().state == NOTE
    cache.set(SEEN, True, 30)
    assert doctor.worker().state == OK


def test_an_unknown_time_zone_is_broken(monkeypatch):
    assert doctor.time_zones().state == OK
    monkeypatch.setattr(doctor.settings, "TIME_ZONE", "Mars/Olympus")
    assert doctor.time_zones().state == BROKEN


@pytest.mark.parametrize(
    ("today", "state", "said"),
    [
        ("2040-01-01", NOTE, "were checked more than a year ago, the oldest on "),
        ("2010-01-01", OK, "all checked within a year"),
    ],
)
def test_old_figures_are_a_note_and_never_fail_the_command(time_machine, today, state, said):
    time_machine.move_to(today)
    found = doctor.law()
    assert found.state == state
    assert said in found.text


@pytest.mark.django_db
def test_the_command_names_how_many_figures_are_old(machine, monkeypatch):
    every = sources.figures()
    monkeypatch.setattr(doctor.sources, "old", lambda on: every[:7])
    said = StringIO()
    call_command("doctor", stdout=said)
    assert f"note    law         7 of {len(every)} figures were checked" in said.getvalue()
    assert said.getvalue().endswith("Everything needed is here.\n")
