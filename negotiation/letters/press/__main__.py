"""The press: `python -m negotiation.letters.press FD`, started by `room` and ended by its silence.

It warms up, says so, and then only forks: for each socket it is sent, a hand that draws what comes
out of it. A hand is warm from its first letter, is held to limits the kernel keeps, and goes with
the press; the press goes when the other end of FD is closed, as it is when the site ends or dies.
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

from negotiation.letters.press import hand, wire
from negotiation.letters.press.engine import Engine
from negotiation.letters.press.room import SAMPLE, SAMPLES

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38


def main(control):
    engine = Engine()
    engine.warm(SAMPLE.read_text("utf-8"))
    for letter in sorted(SAMPLES.iterdir()):  # those people write first, in both languages
        engine.draw(letter.read_text("utf-8"))
    gc.collect()
    gc.freeze()  # what all hands share stays shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # hands that ended leave nothing behind
    control.sendall(wire.READY)
    while True:
        order, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not order:
            return
        for number in sockets:
            if os.fork() == 0:
                work(engine, control, socket.socket(fileno=number))
            os.close(number)


def work(engine, control, orders):
    """What the forked process does, and all it does."""
    status = 1
    try:
        follow_the_press()
        control.close()
        hand.serve(engine, orders)
        status = 0
    except (OSError, hand.OutOfTime):  # nobody waits for this letter any more
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
