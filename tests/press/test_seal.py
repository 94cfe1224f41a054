"""What a hand at the press can still do once it is shut in: its work, and nothing else."""

import ctypes
import json
import os
import platform
import resource
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from debtsite.press import calls, limits, seal
from debtsite.press.__main__ import follow_the_press
from debtsite.press.jobs import JOBS

SECONDS = 30  # after which what still hangs is ended
ROOT = Path(__file__).resolve().parent.parent.parent
LANDLOCK = ctypes.CDLL(None).syscall(seal.RULESET, None, ctypes.c_size_t(0), seal.VERSION) >= 1
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in calls.MACHINES,
    reason="the kernel's seal is Linux's",
)
needs_landlock = pytest.mark.skipif(not LANDLOCK, reason="this kernel has no Landlock")


def inside(act, *, desk, job="clean"):
    """What comes of this, tried by a process that is shut in as a hand is.

    A hand is born of the small press, this one of the tests: what they fill already comes on top.
    """
    reader, writer = os.pipe()
    hand = os.fork()
    if hand == 0:
        os.close(reader)
        signal.alarm(SECONDS)
        try:
            follow_the_press()
            limits.hold(replace(JOBS[job], memory=JOBS[job].memory + filled()))
            seal.close(desk=str(desk))
            os.write(writer, json.dumps(tried(act)).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        said = told.read()
    os.waitpid(hand, 0)
    return json.loads(said)


def filled():
    """Bytes of address space that this process has already."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def tried(act):
    try:
        return ["done", act()]
    except (OSError, MemoryError, RuntimeError) as error:
        return ["refused", type(error).__name__]


@pytest.fixture
def desk(tmp_path):
    place = tmp_path / "desk"
    place.mkdir()
    return place


def open_a_socket():
    socket.socket().connect(("127.0.0.1", 9))


def start_a_program():
    subprocess.run(["/bin/true"], check=True)


def end_the_site():
    os.kill(os.getppid(), 0)


def become_two():
    if os.fork() == 0:
        os._exit(0)


def take_over_a_limit():
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prlimit(os.getppid(), 7, None, ctypes.create_string_buffer(16)):
        raise OSError(ctypes.get_errno(), "prlimit")


@pytest.mark.parametrize(
    "act", [open_a_socket, start_a_program, end_the_site, become_two, take_over_a_limit]
)
def test_there_is_nobody_to_talk_to(act, desk):
    assert inside(act, desk=desk) == ["refused", "PermissionError"]


@needs_landlock
@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/proc/self/environ", str(ROOT / "pyproject.toml"), str(ROOT / "var")]
)
def test_there_is_nothing_else_to_read(path, desk):
    def read():
        return os.listdir(path) if os.path.isdir(path) else Path(path).read_text()[:1]

    if os.path.exists(path):
        assert inside(read, desk=desk) == ["refused", "PermissionError"]


@needs_landlock
def test_the_papers_on_another_desk_are_out_of_reach(desk, tmp_path):
    other = tmp_path / "statement.pdf"
    other.write_bytes(b"private")
    assert inside(lambda: len(other.read_bytes()), desk=desk) == ["refused", "PermissionError"]
    assert inside(other.unlink, desk=desk) == ["refused", "PermissionError"]
    assert inside(lambda: other.write_bytes(b""), desk=desk) == ["refused", "PermissionError"]
    assert inside(lambda: other.chmod(0o777), desk=desk) == ["refused", "PermissionError"]
    assert other.read_bytes() == b"private"


@pytest.fixture
def among_programs(monkeypatch, tmp_path):
    """This Python and its libraries as they would lie around a checkout in their own folder."""
    root = tmp_path / "usr" / "lib" / "debtsite"
    files = ["lib/libpango.so", "lib/debtsite/.env", "lib/debtsite/var/keys/master", "etc/shadow"]
    for file in files:
        path = tmp_path / "usr" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"private")
    (root / "static").mkdir()
    (root / "static" / "font.ttf").write_bytes(b"font")
    (root.parent / "around").symlink_to(root.parent)
    (root.parent / "straight").symlink_to(root)
    monkeypatch.setattr(seal, "ROOT", root)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "usr"))
    return tmp_path / "usr"


@needs_landlock
def test_a_checkout_among_programs_is_out_of_reach_and_they_are_not(among_programs, desk):
    def read(file):
        return inside(lambda: (among_programs / file).read_bytes().decode(), desk=desk)

    assert read("lib/libpango.so") == ["done", "private"]
    assert read("lib/debtsite/static/font.ttf") == ["done", "font"]
    for file in ("lib/debtsite/.env", "lib/straight/.env", "lib/debtsite/var/keys/master"):
        assert read(file) == ["refused", "PermissionError"]
    assert read("etc/shadow") == ["refused", "PermissionError"]


@pytest.mark.parametrize(
    "checkout", ["/opt/debtsite", "/usr/local/debtsite", "/usr/share/debtsite"]
)
def test_no_folder_that_holds_the_checkout_is_readable_as_a_whole(checkout, monkeypatch):
    monkeypatch.setattr(seal, "ROOT", Path(checkout))
    readable = {Path(os.path.realpath(place)) for place in seal.readable()}
    assert not readable & {Path(checkout), *Path(checkout).parents}
    assert {Path("/opt"), Path("/usr"), Path("/usr/local")}.isdisjoint(readable)


def test_its_own_desk_and_its_own_threads_are_its_own(desk):
    (desk / "source").write_bytes(b"paper")

    def work():
        thread = threading.Thread(target=(desk / "made").write_bytes, args=(b"made",))
        thread.start()
        thread.join()
        return len((desk / "source").read_bytes())

    assert inside(work, desk=desk) == ["done", 5]
    assert (desk / "made").read_bytes() == b"made"


def test_its_memory_has_a_bound(desk):
    assert inside(lambda: len(bytes(2**31)), desk=desk) == ["refused", "MemoryError"]


def test_it_writes_no_more_than_it_may(desk):
    def write():
        with (desk / "made").open("wb") as made:
            for _ in range(41):
                made.write(bytes(2**20))

    assert inside(write, desk=desk) == ["refused", "OSError"]


def test_what_is_barred_is_barred_on_both_kinds_of_machine():
    for machine in calls.MACHINES:
        steps = calls.program(machine, 1)
        assert len(steps) % calls.STEP.size == 0
        assert len(steps) // calls.STEP.size < 4096
    assert calls.program("riscv64", 1) == b""


def test_a_hand_that_is_stopped_by_the_kernel_is_gone(desk):
    reader, writer = os.pipe()
    hand = os.fork()
    if hand == 0:
        limits.stop_after(0, for_good=True)
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass
    os.close(reader)
    os.close(writer)
    _pid, status = os.waitpid(hand, 0)
    assert os.WIFSIGNALED(status)
