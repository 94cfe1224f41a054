"""Where the site has its letters drawn: keeps one press for this process and the hands it forks.

It knows nothing of Django and has no thread of its own. Several threads may ask at once; each has a
hand to itself, and those beyond HANDS wait. A press or a hand that is gone is replaced, once per
letter.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from debtsite import native
from negotiation.letters.press import wire

HANDS = min(4, os.cpu_count() or 1)
LETTERS = 500  # drawn by one hand; then it makes place for a fresh one
SECONDS = 8  # of the processor, for a letter
PATIENCE = 60  # seconds on the wall: a busy machine gives a letter less than a processor
START = 60
SAMPLES = Path(__file__).parent / "samples"
SAMPLE = SAMPLES / "every.html"  # every tag and class that letters have
ROOT = Path(__file__).resolve().parent.parent.parent.parent
# what the press learns of the site's surroundings: where libraries, fonts and files are, no more
KNOWN = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
)  # fmt: skip


class PressStopped(RuntimeError):
    """The press does not start, or stops at once: what to install, or "" where that is no help."""


class TooHeavy(RuntimeError):
    """The page took more time, memory or paper than it was given."""


class Fetches(RuntimeError):
    """The page asked for something from outside it."""


class Hand:
    """One process that draws, as seen from here: a socket."""

    def __init__(self, orders):
        self.orders = orders
        self.drawn = 0
        orders.settimeout(PATIENCE)

    def draw(self, html, seconds, pages):
        self.orders.sendall(wire.ORDER.pack(len(html), seconds, pages) + html)
        kind, length = wire.ANSWER.unpack(wire.take(self.orders, wire.ANSWER.size))
        self.drawn += 1
        return kind, wire.take(self.orders, length)


class Room:
    """The press of this process, started when it is first needed."""

    def __init__(self):
        self._press = self._control = None
        self._ready = False
        self._idle = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(HANDS)

    def draw(self, html, *, seconds=SECONDS, pages=60):
        """The PDF of this page, given as bytes."""
        with self._places:
            for last in (False, True):
                hand = self._take()
                began = time.monotonic()
                try:
                    kind, answer = hand.draw(html, seconds, pages)
                except (OSError, TimeoutError) as error:
                    hand.orders.close()
                    self._let_go()
                    # one that was gone before is replaced; one that this page exhausted is not
                    if last or time.monotonic() - began > seconds / 2:
                        raise TooHeavy from error
                    continue
                self._give_back(hand, kind)
                return said(kind, answer)

    @property
    def is_open(self):
        """Whether the press was started, and has not been seen to stop."""
        return self._press is not None

    def start(self):
        """Have the press warm up, without waiting for it; quietly nothing where it cannot."""
        with self._lock, suppress(PressStopped):
            self._started()

    def await_start(self):
        """Wait until a first letter was drawn, or cannot be; who needs one is told why then."""
        if self.is_open:
            with suppress(PressStopped, TooHeavy):
                self.draw(SAMPLE.read_bytes())

    def _take(self):
        with self._lock:
            if self._idle:
                return self._idle.pop()
            for last in (False, True):
                try:
                    return self._forked()
                except OSError as error:
                    self._close()
                    if last:
                        raise PressStopped from error

    def _let_go(self):
        """Send the idle hands home: where one was gone, the others may be as well."""
        with self._lock:
            while self._idle:
                self._idle.pop().orders.close()

    def _give_back(self, hand, kind):
        if kind == wire.DONE and hand.drawn < LETTERS:
            with self._lock:
                self._idle.append(hand)
        else:
            hand.orders.close()

    def _forked(self):
        """A hand from the press, which is waited for if it is still warming up."""
        self._started()
        if not self._ready:
            self._control.settimeout(START)
            if wire.take(self._control, 1) != wire.READY:
                raise wire.Closed
            self._ready = True
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        return Hand(ours)

    def _started(self):
        if self._press and self._press.poll() is None:
            return
        self._close()
        if native.missing():
            raise PressStopped(native.advice())
        self._control, theirs = socket.socketpair()
        with theirs:
            self._press = subprocess.Popen(  # noqa: S603 - no shell, nothing typed by others
                [sys.executable, "-m", __package__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], cwd=ROOT, env=surroundings(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def _close(self):
        """Let the press and its idle hands go: they end when nobody is at the other end."""
        for thing in (self._control, *(hand.orders for hand in self._idle)):
            if thing:
                thing.close()
        self._idle.clear()
        if self._press:
            with suppress(subprocess.TimeoutExpired):
                self._press.wait(2)
        self._press, self._control, self._ready = None, None, False

    def close(self):
        with self._lock:
            self._close()

    def forget(self):
        """In a forked copy of this process: the press is the other's; leave it to them."""
        for thing in (self._control, *(hand.orders for hand in self._idle)):
            if thing:
                thing.close()
        if self._press:
            self._press.returncode = 0  # not ours to wait for
        self.__init__()


def said(kind, answer):
    if kind == wire.DONE:
        return answer
    raise (Fetches if kind == wire.FETCHES else TooHeavy)(answer.decode())


def surroundings():
    """The environment of the press: none of the site's secrets."""
    return {name: os.environ[name] for name in KNOWN if name in os.environ} | {
        "LC_CTYPE": "C.UTF-8"
    }


ROOM = Room()
atexit.register(ROOM.close)
os.register_at_fork(after_in_child=ROOM.forget)
