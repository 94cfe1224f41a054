import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.management import CommandError, call_command

from debtsite import native
from ledger.models import Event, User, Workspace
from negotiation.demo import build
from negotiation.letters import issue
from negotiation.management.commands import demo as command
from negotiation.models import Letter, Standing
from tests import make


@pytest.fixture
def machine(settings, monkeypatch, db):
    """This machine alone, whichever database the tests run on; letters and styles left out."""
    settings.SITE_URL = urlsplit("http://127.0.0.1:8000")
    settings.DEMO = True
    monkeypatch.setattr(command, "collect_static", lambda: None)
    monkeypatch.setattr(issue, "to_pdf", lambda html: b"%PDF-")
    return settings


def run(**options):
    said = StringIO()
    call_command("demo", no_serve=True, stdout=said, stderr=said, **options)
    return said.getvalue()


def test_the_demo_is_made_once(machine):
    run()
    made = Workspace.objects.get(is_demo=True), Event.objects.count()
    run()
    assert (Workspace.objects.get(is_demo=True), Event.objects.count()) == made


def test_it_is_never_made_beside_somebody_else(machine):
    make.user()
    with pytest.raises(SystemExit, match="would mix with their data: set DATA_DIR"):
        run()
    assert not Workspace.objects.exists()


def test_nor_beside_a_workspace_of_its_own_person_that_is_real(machine):
    make.workspace(User.objects.create_user(build.EMAIL, "somebody's own passphrase"))
    with pytest.raises(SystemExit, match="would mix"):
        run()


def test_who_signs_up_in_the_demo_does_not_lock_it(machine):
    run()
    make.user()
    run()
    assert Workspace.objects.filter(is_demo=True).count() == 1


def test_a_public_address_is_refused(machine):
    machine.SITE_URL = urlsplit("https://debts.example.org")
    with pytest.raises(SystemExit, match=r"SITE_URL is https://debts\.example\.org"):
        run()
    assert not User.objects.exists()


def test_a_database_server_is_refused_unless_it_is_said_to_be_for_the_demo(machine):
    machine.SQLITE, machine.DEMO = False, False
    with pytest.raises(SystemExit, match="set DEMO=1"):
        run()
    assert not User.objects.exists()
    machine.DEMO = True
    run()
    assert build.exists()


def test_refusals_come_before_anything_in_the_database_is_touched(machine, monkeypatch):
    machine.SITE_URL = urlsplit("https://debts.example.org")
    monkeypatch.setattr(command, "call_command", lambda *args, **options: pytest.fail("touched"))
    with pytest.raises(SystemExit):
        run()


def test_without_a_demo_nothing_is_made_and_nothing_opened(machine):
    machine.SITE_URL = urlsplit("https://debts.example.org")
    make.user()
    run(no_demo=True)
    assert not Workspace.objects.exists()
    assert command.environment(8000, demo=False).get("DEMO") == os.environ.get("DEMO")


def test_a_machine_that_cannot_print_is_told_how_it_could(machine, monkeypatch):
    monkeypatch.setattr(native, "missing", lambda: ["Pango"])
    assert "The demo comes without its letters. PDF letters need" in run()
    assert build.exists()
    assert not Letter.objects.exists()


def test_the_server_learns_its_address_and_that_it_is_a_demo(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    environ = command.environment(8123, demo=True)
    assert (environ["SITE_URL"], environ["DEMO"]) == ("http://127.0.0.1:8123", "1")
    monkeypatch.setenv("SITE_URL", "http://localhost:8123")
    assert command.environment(8123, demo=True)["SITE_URL"] == "http://localhost:8123"


@pytest.mark.parametrize("port", ["", "0", "65536", "http", "８０００"])
def test_a_port_that_is_none_is_named(port):
    with pytest.raises(CommandError, match="must be a number up to 65535"):
        call_command("demo", "--no-serve", f"--port={port}")


def test_static_files_are_collected_again_only_when_one_changed(settings, monkeypatch, tmp_path):
    source = tmp_path / "static"
    source.mkdir()
    (source / "site.css").write_text("body {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    collected = []
    monkeypatch.setattr(command, "call_command", lambda name, **options: collected.append(name))
    monkeypatch.setattr(command, "get_finders", lambda: [FileSystemFinder()])
    command.collect_static()
    command.collect_static()
    assert collected == ["collectstatic"]
    (source / "site.css").write_text("body { color: red }")
    command.collect_static()
    assert collected == ["collectstatic"] * 2


# ---- the server ------------------------------------------------------------------------------


@contextmanager
def demo_process(folder, port, *options):
    """`manage.py demo` as a person starts it, with a data folder of its own."""
    kept = ("PATH", "HOME", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "LANG")
    environ = {name: os.environ[name] for name in kept if name in os.environ}
    environ |= {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port), *options],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def fetch(url, process):
    """The page's status, as soon as somebody answers."""
    for _ in range(600):
        assert process.poll() is None, process.stderr.read()
        try:
            with urlopen(url, timeout=20) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except URLError:
            time.sleep(0.05)
    return None


def groups_of_children(parent):
    """The process groups of its children, where the system shows them."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _state, ppid, group, *_rest = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(ppid) == parent:
            yield int(group)


def has_a_worker(server):
    """Whether a worker is kept beside this server, where the system shows it."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().split(b"\0")
        except OSError:  # it has ended meanwhile
            continue
        if b"debtsite.beside" in command and str(server).encode() in command:
            return True
    return not Path("/proc/self").exists()


def stop(process, tell):
    """What it said, once told to end; one whose worker hangs and is killed takes longer.

    The server's own line about a killed worker proves nothing: now and then it says so of one
    that has just ended.
    """
    patience = float(command.SERVER[command.SERVER.index("--workers-kill-timeout") + 1])
    told = time.monotonic()
    tell()
    said = process.communicate(timeout=10)
    assert time.monotonic() - told < patience
    return said


def test_it_serves_the_demo_until_it_is_told_to_stop(tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with demo_process(tmp_path, port) as process:
        assert fetch(f"{url}/accounts/login/", process) == 200
        assert fetch(f"{url}/mail/", process) == 200  # the site knows that it is a demo
        assert has_a_worker(process.pid)
        with demo_process(tmp_path, port) as second:
            said = second.communicate(timeout=30)[1]
        assert (second.returncode, said.count("\n")) == (1, 1)
        assert said.startswith(f"Port {port} is in use")
        with socket.create_connection(("127.0.0.1", port)):  # a browser that stays
            said, trouble = stop(process, process.terminate)
    assert (process.returncode, trouble) == (0, "")
    for word in (url, build.EMAIL, "Password", build.PASSWORD, f"{url}/mail/", "Ctrl-C"):
        assert word in said


def test_without_a_demo_it_serves_the_site_until_ctrl_c(tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with demo_process(tmp_path, port, "--no-demo") as process:
        assert fetch(f"{url}/accounts/login/", process) == 200
        assert fetch(f"{url}/mail/", process) == 404
        # a worker that Ctrl-C reaches besides the server's own word may hang
        assert process.pid not in groups_of_children(process.pid)
        # a terminal tells every process of the line
        said, trouble = stop(process, lambda: os.killpg(process.pid, signal.SIGINT))
    assert process.returncode == 0
    assert trouble.splitlines()[1:] == []  # of the page that was not there, and nothing else
    assert url in said
    assert build.PASSWORD not in said


# ---- every night ---------------------------------------------------------------------------


def test_each_workspace_is_refreshed_for_its_own_today(db, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 3, tzinfo=UTC), tick=False)
    for name, zone in (("ann", "America/New_York"), ("ben", "Pacific/Guam")):
        make.debt(make.workspace(make.user(name), time_zone=zone))
    said = StringIO()
    call_command("refresh_standings", stdout=said)
    call_command("refresh_standings", stdout=said)
    assert said.getvalue().splitlines() == [
        "2 workspaces, 2 standings worked out anew.",
        "2 workspaces, 0 standings worked out anew.",
    ]
    days = Standing.objects.order_by("on").values_list("on", flat=True)
    assert [f"{day}" for day in days] == ["2026-03-01", "2026-03-02"]
