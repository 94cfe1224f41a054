"""The press: `python -m debtsite.press FD`, started by `room` and ended by its silence.

It warms up, says so, and then only forks: for each socket it is sent, a hand that does what comes
out of it. What a job needs is loaded here, before the first hand for it, and is shared by them all.
A hand is held to limits the kernel keeps, and goes with the press; the press goes when the other
end of FD is closed, as it is when the site ends or dies.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import suppress
from functools import cache
from importlib import import_module

from debtsite import native
from debtsite.press import hand, limits, wire
from debtsite.press.jobs import JOBS, NAMES

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38


def main(control):
    if not native.missing():
        for job in filter(lambda job: job.warm, JOBS.values()):
            named(job.warm)()
    share()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # hands that ended leave nothing behind
    control.sendall(wire.READY)
    while True:
        order, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not order:
            return
        job = JOBS[NAMES[order[0]]]
        act = named(job.act)
        for number in sockets:
            if os.fork() == 0:
                work(job, act, control, socket.socket(fileno=number))
            os.close(number)


@cache
def named(name):
    """The function of this name, loaded with all it needs."""
    module, _, function = name.partition(":")
    found = getattr(import_module(module), function)
    share()
    return found


def share():
    """What all hands have in common stays so."""
    gc.collect()
    gc.freeze()


def work(job, act, control, orders):
    """What the forked process does, and all it does."""
    status = 1
    try:
        follow_the_press()
        control.close()
        hand.serve(job, act, orders)
        status = 0
    except (OSError, limits.OutOfTime):  # nobody waits for this answer any more
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def follow_the_press():
    """Have the kernel end this hand with the press, where it can."""
    press = os.getppid()
    if sys.platform == "linux":
        kernel = ctypes.CDLL(None)
        kernel.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != press:
        os._exit(0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        tempfile.tempdir = folder
        with suppress(ConnectionError):  # the site ended before the press was warm
            main(socket.socket(fileno=int(sys.argv[1])))
