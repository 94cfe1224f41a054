"""How much a process that draws letters grows between its 500th letter and its 2,000th."""

import gc
from pathlib import Path

from tests.bench import paper
from tests.bench.letters import warm

GOAL = 5  # at most
UNIT = " MiB"


def resident():
    """The process's memory, in MiB, without what only waits to be swept."""
    gc.collect()
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def measure():
    engine = warm()
    for number in range(500):
        engine.draw(paper.page(number))
    before = resident()
    for number in range(500, 2000):
        engine.draw(paper.page(number))
    return resident() - before
