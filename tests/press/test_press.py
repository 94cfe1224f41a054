"""The press: sealed, bounded, replaced when it is gone, and gone with the site."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from debtsite.press import room
from debtsite.press.jobs import HANDS, JOBS, LATER
from debtsite.press.room import PressStopped, Room
from debtsite.press.wire import Refused, TooHeavy
from negotiation.letters.pdf import SAMPLE as SAMPLE_FILE

SAMPLE = SAMPLE_FILE.read_bytes()
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
SOON = 20  # seconds, on a busy machine


def draw(place, html, *, pages=60, seconds=None):
    words, pdf = place.ask("letter", {"pages": pages}, html, seconds=seconds)
    assert words == {}
    return pdf


def holding(text):
    return SAMPLE.replace(b"</article>", text.encode() + b"</article>")


BOMBS = {
    "one word": "<p>" + "x" * 100_000 + "</p>",
    "breaks": "<p>" + "a<br>" * 20_000 + "</p>",
    "nesting": "<div>" * 3000 + "a",
    "flex": '<div style="display: flex">' * 14 + "a b",
    "rows": "<table>" + "<tr><td>a</td></tr>" * 20_000 + "</table>",
}


@pytest.fixture(scope="module")
def shared():
    place = Room()
    yield place
    place.close()


@pytest.fixture
def own():
    place = Room()
    yield place
    place.close()


def alive(process):
    """Whether a process with this number runs; one that only waits to be counted does not."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def children(process):
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(number) for number in found.split()]


def comes_last(process):
    with suppress(OSError):
        return os.getpriority(os.PRIO_PROCESS, process) >= LATER
    return False


def wait_until(holds):
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_a_bomb_is_refused_and_the_next_letter_is_drawn(shared, bomb):
    before = draw(shared, SAMPLE)
    with pytest.raises(TooHeavy):
        draw(shared, holding(bomb), seconds=1)
    assert draw(shared, SAMPLE) == before


def test_memory_has_a_bound(shared):
    with pytest.raises(TooHeavy, match="MemoryError"):
        draw(shared, holding("<b>a</b>" * 3_000_000), seconds=40)


def test_paper_has_a_bound(shared):
    with pytest.raises(TooHeavy, match="TooManyPages"):
        draw(shared, holding("<p>a</p>" * 200), pages=3)


@pytest.mark.skipif(HANDS < 2, reason="one processor draws one letter at a time")
def test_a_bystander_does_not_wait_for_a_bomb(shared):
    draw(shared, SAMPLE)
    refused = []

    def explode():
        with suppress(TooHeavy):
            draw(shared, holding(BOMBS["breaks"]), seconds=3)
        refused.append(time.monotonic())

    thread = threading.Thread(target=explode)
    thread.start()
    time.sleep(0.2)
    for _ in range(3):
        draw(shared, SAMPLE)
    drawn = time.monotonic()
    thread.join()
    assert drawn < refused[0]


def test_nothing_is_fetched(shared):
    with pytest.raises(Refused, match="fetch"):
        draw(shared, holding('<img src="file:///etc/passwd">'))


def test_a_press_that_was_killed_is_replaced(own):
    before = draw(own, SAMPLE)
    os.kill(own._press.pid, signal.SIGKILL)
    assert draw(own, SAMPLE) == before


def test_a_hand_that_was_killed_is_replaced(own):
    before = draw(own, SAMPLE)
    (hand,) = children(own._press.pid)
    os.kill(hand, signal.SIGKILL)
    assert draw(own, SAMPLE) == before
    assert hand not in children(own._press.pid)


def test_hands_that_all_went_home_are_replaced(own):
    before = draw(own, SAMPLE)
    gone = [
        own._forked("letter"),
        *own._idle["letter"],
    ]  # two idle ones, as after two letters at once
    own._idle["letter"] = gone
    for hand in children(own._press.pid):
        os.kill(hand, signal.SIGKILL)
    assert draw(own, SAMPLE) == before


def test_a_hand_makes_place_for_a_fresh_one(own, monkeypatch):
    monkeypatch.setitem(room.JOBS, "letter", replace(JOBS["letter"], orders=2))
    seen = set()
    for _ in range(5):
        draw(own, SAMPLE)
        seen.update(children(own._press.pid))
    assert len(seen) >= 2
    wait_until(lambda: len(children(own._press.pid)) <= 1)


def test_what_takes_long_gives_way_and_its_hand_goes_home(own):
    draw(own, SAMPLE)
    (quick,) = children(own._press.pid)
    order = (own, holding("<p>One more line.</p>" * 600))
    thread = threading.Thread(target=draw, args=order, kwargs={"pages": 60})
    thread.start()
    wait_until(lambda: not alive(quick) or comes_last(quick))
    thread.join()
    wait_until(lambda: quick not in children(own._press.pid))
    draw(own, SAMPLE)
    (fresh,) = children(own._press.pid)
    assert not comes_last(fresh)


def test_a_press_that_does_not_start_is_said_to(own, monkeypatch):
    monkeypatch.setattr(room.sys, "executable", "/bin/false")
    with pytest.raises(PressStopped):
        draw(own, SAMPLE)
    monkeypatch.undo()
    assert draw(own, SAMPLE).startswith(b"%PDF")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_press_goes_with_the_site(number):
    script = (
        "from debtsite.press.room import ROOM; import sys, time;"
        "ROOM.ask('letter', {'pages': 60}, open(sys.argv[1], 'rb').read());"
        "print(ROOM._press.pid, flush=True); time.sleep(60)"
    )
    site = subprocess.Popen(
        [sys.executable, "-c", script, str(SAMPLE_FILE)], stdout=subprocess.PIPE, text=True
    )
    press = int(site.stdout.readline())
    family = [press, *children(press)]
    assert len(family) == 2
    site.send_signal(number)
    site.wait()
    wait_until(lambda: not any(map(alive, family)))


def test_a_copy_of_the_site_has_a_press_of_its_own(own, monkeypatch):
    draw(own, SAMPLE)
    reader, writer = os.pipe()
    copy = os.fork()
    if copy == 0:
        own.forget()
        pdf = draw(own, SAMPLE)
        os.write(writer, f"{own._press.pid} {len(pdf)}".encode())
        os._exit(0)
    os.waitpid(copy, 0)
    press, length = os.read(reader, 100).split()
    assert int(press) != own._press.pid
    assert int(length) == len(draw(own, SAMPLE))
    os.close(reader)
    os.close(writer)


def test_the_press_knows_no_secret(own, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the site's own")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    draw(own, SAMPLE)
    for process in (own._press.pid, *children(own._press.pid)):
        told = Path(f"/proc/{process}/environ").read_bytes().decode()
        assert {line.partition("=")[0] for line in told.split("\0")} - {""} <= {
            *room.KNOWN,
            "LC_CTYPE",
        }
    script = (
        "import sys, debtsite.press.__main__ as press; from debtsite.press.jobs import JOBS;"
        "[press.named(job.act) for job in JOBS.values()]; print(*sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert not {"django", "psycopg", "sqlite3"} & set(said.split())


def test_a_hand_is_limited(own):
    draw(own, SAMPLE)
    (hand,) = children(own._press.pid)
    limits = Path(f"/proc/{hand}/limits").read_text()
    for name, value in (
        ("Max address space", "629145600"),
        ("Max open files", "64"),
        ("Max file size", "20971520"),
        ("Max core file size", "0"),
    ):
        assert limits.partition(name)[2].split()[0] == value
    assert os.getpriority(os.PRIO_PROCESS, hand) >= 5
    assert "NoNewPrivs:\t1" in Path(f"/proc/{hand}/status").read_text()
