"""Two ways to do the same, timed in turns in one run, so that a busy machine slows both."""

import gc
from statistics import median
from time import process_time


def cost(side, clock=process_time):
    """Seconds for one call: of this process's CPU, unless another clock is asked."""
    gc.collect()
    start = clock()
    side()
    return clock() - start


def ratio(ours, theirs, *, turns=9, clock=process_time):
    """How many times the CPU of `theirs` does `ours` take: the median of several turns."""
    ours(), theirs()  # warm
    return median(cost(ours, clock) / cost(theirs, clock) for _ in range(turns))
