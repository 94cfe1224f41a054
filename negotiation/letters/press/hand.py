"""A hand at the press: draws one letter after another, each within limits that nothing can lift."""

import os
import resource
import signal
import sys

from negotiation.letters.press import wire
from negotiation.letters.press.engine import FetchRefused, TooManyPages

MEMORY = 600 * 1024 * 1024
FILES = 64
NICE = 5  # pages of the site come first
GRACE = 2  # seconds between being asked to stop and being stopped
IDLE = 60  # seconds without an order; the next one finds another hand


class OutOfTime(RuntimeError):
    """The letter took more seconds of the processor than it was given."""


def serve(engine, orders):
    """Draw what is ordered until nobody orders any more."""
    limit()
    orders.settimeout(IDLE)
    while True:
        try:
            head = wire.take(orders, wire.ORDER.size)
        except (wire.Closed, TimeoutError):
            return
        length, seconds, pages = wire.ORDER.unpack(head)
        html = wire.take(orders, length).decode()
        kind, answer = drawn(engine, html, seconds, pages)
        orders.sendall(wire.ANSWER.pack(kind, len(answer)) + answer)
        if kind != wire.DONE:
            return


def drawn(engine, html, seconds, pages):
    """The PDF, or why there is none."""
    stop_after(seconds)
    try:
        pdf = engine.draw(html, pages=pages)
    except FetchRefused as error:
        return wire.FETCHES, str(error).encode()
    except (OutOfTime, MemoryError, RecursionError, TooManyPages) as error:
        return wire.HEAVY, type(error).__name__.encode()
    finally:
        stop_after(None)
    if len(pdf) > wire.LARGEST:
        return wire.HEAVY, b"TooLarge"
    return wire.DONE, pdf


def limit():
    """No more memory or files than any letter needs, no core dump, and after everybody else."""
    if sys.platform == "linux":  # elsewhere this counts what is only looked at, too
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (wire.LARGEST, wire.LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
    signal.signal(signal.SIGXCPU, out_of_time)


def stop_after(seconds):
    """Be asked to stop by Python, and if that is not heard be stopped by the kernel.

    The second needs a clock of its own: it runs while Python waits inside a library.
    """
    spent = resource.getrusage(resource.RUSAGE_SELF)
    used = int(spent.ru_utime + spent.ru_stime)
    hard = resource.RLIM_INFINITY
    if seconds is None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        return
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds + GRACE)


def out_of_time(*_):
    raise OutOfTime
