"""Two ways to do the same, timed in turns in one run, so that a busy machine slows both."""

import gc
from statistics import median
from time import process_time


def cost(side):
    """Seconds of this process's CPU for one call."""
    gc.collect()
    start = process_time()
    side()
    return process_time() - start


def ratio(ours, theirs, *, turns=9):
    """How many times the CPU of `theirs` does `ours` take: the median of several turns."""
    ours(), theirs()  # warm
    return median(cost(ours) / cost(theirs) for _ in range(turns))
