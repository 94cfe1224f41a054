"""What the press can be asked for, by name, and how much of this machine each of it may take.

The functions are named, not imported: the site never loads what they need to read strangers' files.
Each takes the order's words and content and gives back words and content, or raises wire.Refused.
"""

import os
from dataclasses import dataclass

HANDS = min(4, os.cpu_count() or 1)
MEGABYTE = 1024 * 1024
# how nice: pages of the site come first, then what somebody waits for; not so nice that it gets
# nothing on a busy machine
SOON, LATER = 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`orders` are done by one process, `places` at the same time; `patience` is by the clock on
    the wall, since a busy machine gives less than a processor.

    `warm` is what the press does for it before it says it is ready, where PDFs can be drawn.
    """

    act: str
    warm: str = ""
    seconds: int  # of the processor
    nice: int = SOON
    quick: float = 0.15  # seconds; what takes longer gives way to what is quickly done
    patience: int = 60
    memory: int = 600 * MEGABYTE
    output: int = 20 * MEGABYTE
    orders: int = 1
    places: int = HANDS

    @property
    def draws(self) -> bool:
        """Whether it needs the libraries of debtsite.native."""
        return bool(self.warm)


PAGES = "negotiation.letters.press.pages"
BINDERY = "negotiation.printing.bindery"
JOBS = {
    "letter": Job(act=f"{PAGES}:draw", warm=f"{PAGES}:warm", seconds=8, orders=500),
    "word": Job(act="negotiation.letters.press.word:write", seconds=8),
    # two at once: a large picture takes half a gigabyte while it is drawn
    "picture": Job(
        act="ledger.pictures:redraw", seconds=12, nice=LATER, memory=1200 * MEGABYTE,
        places=min(2, HANDS),
    ),
    "clean": Job(
        act=f"{BINDERY}:clean", seconds=15, nice=LATER, memory=900 * MEGABYTE,
        output=40 * MEGABYTE,
    ),
    "join": Job(
        act=f"{BINDERY}:join", seconds=90, patience=240, nice=LATER, memory=900 * MEGABYTE,
        output=500 * MEGABYTE,
    ),
    "bind": Job(
        act=f"{BINDERY}:bind", seconds=60, patience=120, nice=LATER, memory=900 * MEGABYTE,
        output=200 * MEGABYTE,
    ),
    "weigh": Job(act=f"{BINDERY}:weigh", seconds=15, nice=LATER, memory=900 * MEGABYTE),
}  # fmt: skip
NAMES = tuple(JOBS)  # a job's place in here is how the press is told of it
