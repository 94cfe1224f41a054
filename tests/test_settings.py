"""What a deployment sets by environment variables: a senseless value stops the start, named."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import management
from django.core.exceptions import ImproperlyConfigured

import manage
from debtsite import role
from tests import dbserver

SOURCE = Path("debtsite/settings.py")
LONG_KEY = "0123456789" * 5
A_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def settings_read():
    """The environment variables settings.py asks for."""
    return set(re.findall(r'(?:env|rates)\.\w+[(,]\s*"([A-Z_]+)"', SOURCE.read_text()))


@pytest.fixture
def start(monkeypatch):
    """Reads the settings as a start with these variables does."""

    def start(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SOURCE))

    return start


def test_the_readme_lists_every_setting():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", Path("README.md").read_text(), re.MULTILINE))
    assert told == settings_read()


def test_no_setting_of_the_shell_reaches_the_tests():
    assert {*dbserver.SETTINGS, "DATA_DIR", "DATABASE_URL"} == settings_read()


@pytest.mark.parametrize("name", sorted(settings_read()))
@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_value_is_named(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is empty: leave it out, or give it "):
        start(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACCOUNT_EMAIL_VERIFICATION", "none"),
        ("ALLOWED_HOSTS", "https://debts.example.org"),
        ("ALLOWED_HOSTS", "debts.example.org other.example.org"),
        ("BEHIND_PROXY", "2"),
        ("CACHE_URL", "nonsense"),
        ("CACHE_URL", "db://"),
        ("CACHE_URL", "locmem://"),  # each process would count tries for itself
        ("CACHE_URL", "dummy://"),
        ("CSRF_TRUSTED_ORIGINS", "debts.example.org"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://ann:hush@db/debts"),
        ("DATABASE_URL", "postgres://ann:hush@db:port/debts"),
        ("DATABASE_URL", "postgres://ann:hush@db"),
        ("DATABASE_URL", "sqlite://"),  # nothing would be kept
        ("DATA_DIR", "/proc/nope"),
        ("DATA_KEYS", "nonsense"),
        ("DATA_KEYS", "k1:nonsense"),
        ("DATA_KEYS", "k1:c2hvcnQ="),  # "short"
        ("DATA_KEYS", f"k1:{A_KEY},k1:{A_KEY}"),  # one name for two
        ("DATA_KEYS", f":{A_KEY}"),
        ("DATA_DIR", "README.md"),
        ("DEBUG", "maybe"),
        ("DEFAULT_FROM_EMAIL", "Debtsite"),
        ("DEFAULT_FROM_EMAIL", "debts@example.org\nBcc: all@example.org"),
        ("DEMO", "maybe"),
        ("EMAIL_URL", "nonsense"),
        ("EMAIL_URL", "submission://"),
        ("EMAIL_URL", "submission://ann:hush@mail:port"),
        ("EMAIL_URL", "dummy:"),  # mail would be lost
        ("KEYS_DIR", "/proc/nope"),
        ("MEDIA_ROOT", "/proc/nope"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", f"django-insecure-{LONG_KEY}"),
        ("SECURE_HSTS_SECONDS", "-1"),
        ("SECURE_SSL_REDIRECT", "maybe"),
        ("SIGNUP_OPEN", "maybe"),
        ("SITE_URL", "debts.example.org"),
        ("SITE_URL", "https://debts.example.org/under/a/path"),
        ("SITE_URL", "https://debts.example.org:99999"),
        ("SITE_URL", "http://[::1"),
        ("STATIC_COMPRESS", "maybe"),
        ("STATIC_ROOT", "/proc/nope"),
        ("TIME_ZONE", "Mars/Base"),
        ("TIME_ZONE", "America"),
        ("TIME_ZONE", "/etc/passwd"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_senseless_value_is_named_in_one_line_that_does_not_repeat_it(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be ") as refused:
        start(**{name: value})
    assert "\n" not in str(refused.value)
    assert "hush" not in str(refused.value)


def test_a_mail_server_needs_a_host_and_is_told_so(start):
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL .* \(a host is needed\)"):
        start(EMAIL_URL="submission://")


def test_good_values_are_taken(start, tmp_path):
    read = start(
        ALLOWED_HOSTS="debts.example.org, .example.net,[::1],*",
        CSRF_TRUSTED_ORIGINS="https://debts.example.org, https://*.example.net:8443",
        DATA_DIR=str(tmp_path / "new"),
        DATA_KEYS=f"k2:{A_KEY}, k1:{A_KEY}",
        DEFAULT_FROM_EMAIL="Ann's débts <debts@example.org>",
        EMAIL_URL="submission://ann:hush@mail.example.org",
        SECRET_KEY=LONG_KEY,
        SITE_URL="https://debts.example.org:8443/",
        TIME_ZONE="Pacific/Guam",
        TRUSTED_PROXIES="2",
    )
    assert read["ALLOWED_HOSTS"] == ["debts.example.org", ".example.net", "[::1]", "*"]
    assert read["CSRF_TRUSTED_ORIGINS"][1] == "https://*.example.net:8443"
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example.org", 587)
    assert read["DATA_KEYS"] == [
        (name, b"01234567890123456789012345678901") for name in ("k2", "k1")
    ]
    assert read["HAS_MAIL_SERVER"]
    assert read["SITE_URL"].netloc == "debts.example.org:8443"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700  # what people owe lies in it


@pytest.fixture
def wide_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


def test_every_folder_that_is_made_on_the_way_is_closed_to_others(start, tmp_path, wide_umask):
    start(DATA_DIR=str(tmp_path / "srv" / "debtsite" / "data"))
    made = ["srv", "srv/debtsite", "srv/debtsite/data", "srv/debtsite/data/media"]
    assert {mode(tmp_path / name) for name in made} == {0o700}
    assert mode(tmp_path / "srv/debtsite/data/static") == 0o755


WRITE = """
from django.core.mail import send_mail
from django.db import connection
connection.ensure_connection()
send_mail("A link", "secret", None, ["ann@example.org"])
"""


@pytest.mark.parametrize("existed", [False, True])
def test_what_is_kept_in_an_open_folder_is_closed_to_others(existed, tmp_path, wide_umask):
    tmp_path.chmod(0o755)
    if existed:  # made by an earlier version
        (tmp_path / "debtsite.sqlite3").touch(0o644)
        (tmp_path / "mail").mkdir(0o755)
    environ = os.environ | {"DATA_DIR": str(tmp_path)}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITE]
    subprocess.run(command, env=environ, check=True, capture_output=True)
    assert [*(tmp_path / "mail").iterdir()]
    seen = {path.name for path in tmp_path.iterdir() if mode(path) & 0o077}
    assert seen == {"static"}
    assert mode(tmp_path) == 0o755  # somebody made it so


def test_the_site_itself_writes_for_nobody_else(tmp_path, wide_umask):
    environ = os.environ | {"DATA_DIR": str(tmp_path)}
    command = "import os, debtsite.wsgi; print(oct(os.umask(0)))"
    said = subprocess.run(
        [sys.executable, "-c", command], env=environ, check=True, capture_output=True, text=True
    )
    assert said.stdout == "0o77\n"


@pytest.mark.parametrize(("command", "left"), [("migrate", 0o077), ("collectstatic", 0o022)])
def test_a_command_writes_for_nobody_else_but_what_is_for_all(
    command, left, monkeypatch, wide_umask
):
    def look(_argv):
        seen.append(os.umask(0))

    seen = []
    monkeypatch.setattr(role, "process", role.process)
    monkeypatch.setattr(management, "execute_from_command_line", look)
    monkeypatch.setattr(sys, "argv", ["manage.py", command])
    manage.main()
    assert seen == [left]


def test_what_pages_look_like_may_be_read_by_a_web_server(tmp_path, wide_umask):
    environ = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    environ["STATIC_ROOT"] = str(tmp_path / "built" / "static")
    for command in (["check"], ["collectstatic", "--noinput"]):
        started = [sys.executable, "manage.py", *command]
        subprocess.run(started, env=environ, check=True, capture_output=True)
    found = [*(tmp_path / "built").rglob("*")]
    assert {mode(path) for path in found if path.is_dir()} == {0o755}
    assert {mode(path) for path in found if path.is_file()} == {0o644}


def test_what_is_not_set_is_made_and_kept(start, tmp_path):
    first, second = start(DATA_DIR=str(tmp_path)), start(DATA_DIR=str(tmp_path))
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == (tmp_path / "secret_key").read_text()
    assert not first["HAS_MAIL_SERVER"]


def test_the_options_of_a_database_address_are_kept(start):
    read = start(DATABASE_URL="postgres://ann:hush@db/debts?sslmode=require")
    options = read["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslmode"], options["connect_timeout"]) == ("require", 5)


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-c", "import debtsite.wsgi"]])
def test_the_start_ends_with_that_line_alone(command, tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "TIME_ZONE": "Mars/Base"}
    started = subprocess.run(
        [sys.executable, *command], env=environ, capture_output=True, text=True, check=False
    )
    assert started.returncode == 1
    assert started.stdout == ""
    assert started.stderr.startswith("A setting is wrong. TIME_ZONE must be the name of ")
    assert started.stderr.count("\n") == 1
