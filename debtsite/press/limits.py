"""How much of this machine a hand may take: memory, files, what it writes, and its time."""

import os
import resource
import signal
import sys

from debtsite.press.jobs import LATER

FILES = 64
GRACE = 2  # seconds between being asked to stop and being stopped


class OutOfTime(BaseException):
    """More seconds of the processor than were given; not to be caught by what is interrupted."""


def hold(job):
    """No more memory or files than the job needs, no core dump, and after everybody else."""
    if sys.platform == "linux":  # elsewhere this counts what is only looked at, too
        resource.setrlimit(resource.RLIMIT_AS, (job.memory, job.memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (job.output, job.output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    come_after(job.nice)
    signal.signal(signal.SIGXCPU, out_of_time)


def come_after(nice):
    """Leave the processor to whoever is less nice; the kernel lets nobody take it back."""
    os.setpriority(os.PRIO_PROCESS, 0, max(nice, os.getpriority(os.PRIO_PROCESS, 0)))


class Turn:
    """One order's turn: over when nobody waits for it any more, and what takes long comes last."""

    def __init__(self, job):
        self.gave_way = False
        signal.alarm(job.patience + 1)
        signal.signal(signal.SIGVTALRM, self.give_way)
        signal.setitimer(signal.ITIMER_VIRTUAL, job.quick)

    def give_way(self, *_):
        self.gave_way = True
        come_after(LATER)

    def end(self):
        """Whether it gave way: then this hand is too slow for the next order."""
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return self.gave_way


def stop_after(seconds, *, for_good=False):
    """Be asked to stop by Python, and if that is not heard be stopped by the kernel.

    The second needs a clock of its own: it runs while Python waits inside a library. `for_good`:
    this hand does nothing else afterwards, so the kernel's limit need never be lifted.
    """
    spent = resource.getrusage(resource.RUSAGE_SELF)
    used = int(spent.ru_utime + spent.ru_stime)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if seconds is None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        return
    if for_good:
        hard = used + seconds + GRACE + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds + GRACE)


def out_of_time(*_):
    raise OutOfTime
