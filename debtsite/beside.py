"""Keeps a worker beside the server that ./run starts. Only the standard library.

`python -m debtsite.beside PID`: the worker is started again if it dies, and ends with process PID,
however that one ends. It has a session of its own: Ctrl-C in a terminal is for the server.
"""

import os
import subprocess
import sys
import time

WORKER = (sys.executable, "manage.py", "worker", "--verbosity", "0")
LOOKS_EVERY = 0.5  # seconds
WAITS = (1, 2, 5, 15, 60)  # seconds before the next start, longer when it dies again and again
STEADY = 60  # seconds of life after which a worker counts as well


def keep(parent, command=WORKER):
    """Until the parent is gone."""
    short_lives = 0
    while os.getppid() == parent:
        began = time.monotonic()
        worker = subprocess.Popen([*command, "--parent", str(os.getpid())])  # noqa: S603 ours
        while worker.poll() is None and os.getppid() == parent:
            time.sleep(LOOKS_EVERY)
        if worker.poll() is None:
            worker.terminate()
            return worker.wait()
        short_lives = 0 if time.monotonic() - began > STEADY else short_lives + 1
        time.sleep(WAITS[min(short_lives, len(WAITS) - 1)])
    return 0


if __name__ == "__main__":
    keep(int(sys.argv[1]))
