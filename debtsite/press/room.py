"""Where the site has dangerous work done: keeps one press for this process and the hands it forks.

ROOM.ask("picture", {…}, content) -> (words, content); the names are those of jobs.JOBS.

It knows nothing of Django and has no thread of its own. Several threads may ask at once; each has a
hand to itself, and those beyond a job's places wait. A press or a hand that is gone is replaced,
once per order.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path

from debtsite import native
from debtsite.press import wire
from debtsite.press.jobs import JOBS, NAMES
from debtsite.press.wire import Refused, TooHeavy

START = 60
ROOT = Path(__file__).resolve().parent.parent.parent
# what the press learns of the site's surroundings: where libraries, fonts and files are, no more
KNOWN = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
)  # fmt: skip


class PressStopped(RuntimeError):
    """The press does not start, stops at once or has too much to do: what to install, or ""."""


class Hand:
    """One process that does one kind of job, as seen from here: a socket."""

    def __init__(self, orders):
        self.orders = orders
        self.done = 0
        self.until = 0.0

    def ask(self, job, words, content):
        self.until = time.monotonic() + job.patience
        self.orders.settimeout(job.patience)
        self.orders.sendall(wire.order(words, content))
        self.done += 1
        return wire.take_answer(self, most=job.output)

    def recv_into(self, view):
        """However slowly it answers, it has no more time in all."""
        self.orders.settimeout(max(0.001, self.until - time.monotonic()))
        return self.orders.recv_into(view)


class Room:
    """The press of this process, started when it is first needed."""

    def __init__(self):
        self._press = self._control = None
        self._ready = False
        self._idle = defaultdict(list)
        self._lock = threading.Lock()
        self._places = {name: threading.BoundedSemaphore(JOBS[name].places) for name in NAMES}

    def ask(self, name, words, content=b"", *, seconds=None):
        """What the press makes of this: (words, content); raises Refused, TooHeavy, PressStopped.

        `seconds` of the processor, where it is not as much as the job usually gets.
        """
        job = JOBS[name]
        words = words | {"seconds": seconds or job.seconds}
        with self._place(name):
            for last in (False, True):
                hand = self._take(name)
                began = time.monotonic()
                try:
                    kind, said, made = hand.ask(job, words, content)
                except (OSError, TimeoutError) as error:
                    hand.orders.close()
                    self._let_go()
                    # one that was gone before is replaced; one that this order exhausted is not
                    if last or time.monotonic() - began > words["seconds"] / 2:
                        raise TooHeavy from error
                    continue
                self._give_back(name, hand, kind)
                return answered(kind, said, made)

    @property
    def is_open(self):
        """Whether the press was started, and has not been seen to stop."""
        return self._press is not None

    def start(self):
        """Have the press warm up, without waiting for it; quietly nothing where it cannot."""
        with self._lock, suppress(OSError):
            self._started()

    @contextmanager
    def _place(self, name):
        place = self._places[name]
        if not place.acquire(timeout=JOBS[name].patience):
            raise PressStopped
        try:
            yield
        finally:
            place.release()

    def _take(self, name):
        if JOBS[name].draws and not self._idle[name] and native.missing():
            raise PressStopped(native.advice())
        with self._lock:
            if self._idle[name]:
                return self._idle[name].pop()
            for last in (False, True):
                try:
                    return self._forked(name)
                except OSError as error:
                    self._close()
                    if last:
                        raise PressStopped from error

    def _let_go(self):
        """Send the idle hands home: where one was gone, the others may be as well."""
        with self._lock:
            for hand in self._all_idle():
                hand.orders.close()
            self._idle.clear()

    def _give_back(self, name, hand, kind):
        if kind == wire.DONE and hand.done < JOBS[name].orders:
            with self._lock:
                self._idle[name].append(hand)
        else:
            hand.orders.close()

    def _forked(self, name):
        """A hand from the press, which is waited for if it is still warming up."""
        self._started()
        if not self._ready:
            self._control.settimeout(START)
            if wire.take(self._control, 1) != wire.READY:
                raise wire.Closed
            self._ready = True
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [bytes([NAMES.index(name)])], [theirs.fileno()])
        return Hand(ours)

    def _started(self):
        if self._press and self._press.poll() is None:
            return
        self._close()
        self._control, theirs = socket.socketpair()
        # a group of its own, out of reach of Ctrl-C, and not a session: Linux shares the processor
        # out by session first, and being nice counts inside one alone
        with theirs:
            self._press = subprocess.Popen(  # noqa: S603 - no shell, nothing typed by others
                [sys.executable, "-m", __package__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], cwd=ROOT, env=surroundings(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, process_group=0,
            )  # fmt: skip

    def _all_idle(self):
        return [hand for hands in self._idle.values() for hand in hands]

    def _close(self):
        """Let the press and its idle hands go: they end when nobody is at the other end."""
        self._hang_up()
        if self._press:
            with suppress(subprocess.TimeoutExpired):
                self._press.wait(2)
        self._press, self._control, self._ready = None, None, False

    def _hang_up(self):
        for thing in (self._control, *(hand.orders for hand in self._all_idle())):
            if thing:
                thing.close()
        self._idle.clear()

    def close(self):
        with self._lock:
            self._close()

    def forget(self):
        """In a forked copy of this process: the press is the other's; leave it to them."""
        self._hang_up()
        if self._press:
            self._press.returncode = 0  # not ours to wait for
        self.__init__()


def answered(kind, words, content):
    if kind in (wire.DONE, wire.LAST):
        return words, content
    raise (Refused if kind == wire.REFUSED else TooHeavy)(str(words))


def surroundings():
    """The environment of the press: none of the site's secrets."""
    return {name: os.environ[name] for name in KNOWN if name in os.environ} | {
        "LC_CTYPE": "C.UTF-8"
    }


ROOM = Room()
atexit.register(ROOM.close)
os.register_at_fork(after_in_child=ROOM.forget)
