"""Where an address must stand to show through the window of an envelope. Pure, in inches.

US Letter goes into a #10 double-window envelope of the common pattern: 9.5 x 4.125 in, return
window 3.5 x 0.875 in placed 0.5 in from the left and 2.5 in from the bottom, address window 4 x 1
in placed 0.875 in from the left and 0.5 in from the bottom. Makers differ by an eighth of an inch,
and a folded sheet (8.5 x 3.667 in) lies loose inside. Each block therefore stands where it shows
whether the sheet rests in the lower left corner or in the middle.

A4 goes into a DL envelope, 220 x 110 mm, with one window for the address: 20 mm from the left,
90 mm wide, and from 18 to 53 mm above the bottom at least.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Measure = Callable[[str, float], float]  # the width of a line at a size, both in points

ZIP = re.compile(r"\b(\d{5})(?:-(\d{4}))?\s*$", re.ASCII)
POST_BOX = re.compile(r"\s*(?:P\.? ?O\.?|Post Office) ?Box\b[\s\d#-]*$", re.IGNORECASE)
FOLD = 11 / 3  # the folded sheet is this high; its upper third faces the windows
POINTS = 72
MM = 1 / 25.4


class AddressTooLong(ValueError):
    """No size is small enough for it to show through its window; `args` names whose it is."""


def zip_code(lines: Sequence[str]) -> str:
    """Five or nine digits at the end of the last line that has them; "" where none has.

    The number of a post office box is none.
    """
    found = (ZIP.search(line) for line in reversed(lines) if not POST_BOX.match(line))
    match = next((each for each in found if each), None)
    return "".join(part or "" for part in match.groups()) if match else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from the upper left corner of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> "Box":
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, other: "Box", *, slack: float = 0) -> bool:
        """Whether the other lies inside, or passes the edge by no more than the slack."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope, and the sheet that lies in it folded in three."""

    width: float
    height: float
    sheet_width: float
    fold: float


NUMBER_10 = Envelope(width=9.5, height=4.125, sheet_width=8.5, fold=FOLD)
DL = Envelope(width=220 * MM, height=110 * MM, sheet_width=210 * MM, fold=99 * MM)


@dataclass(frozen=True, slots=True)
class Window:
    """An opening, measured as envelope makers do: from the left and from the bottom."""

    from_left: float
    from_bottom: float
    width: float
    height: float
    envelope: Envelope = NUMBER_10

    def on_sheet(self, *, centred: bool) -> Box:
        """What part of the sheet shows: sheet in the middle, or in the lower left corner."""
        around = self.envelope
        right = (around.width - around.sheet_width) / 2 if centred else 0
        up = (around.height - around.fold) / 2 if centred else 0
        left = self.from_left - right
        bottom = around.fold - (self.from_bottom - up)
        return Box(left, bottom - self.height, left + self.width, bottom)

    @property
    def safe(self) -> Box:
        """What shows wherever the sheet lies between the two."""
        return self.on_sheet(centred=False).overlap(self.on_sheet(centred=True))


RETURN_WINDOW = Window(from_left=0.5, from_bottom=2.5, width=3.5, height=0.875)
ADDRESS_WINDOW = Window(from_left=0.875, from_bottom=0.5, width=4, height=1)
DL_WINDOW = Window(
    from_left=20 * MM, from_bottom=18 * MM, width=90 * MM, height=35 * MM, envelope=DL
)


@dataclass(frozen=True, slots=True)
class Size:
    """A way to set a block, in points; letter.css names it `.size-N` by its place in the list."""

    name: float
    line: float
    leading: float
    name_leading: float = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A name and address: how much room letter.css gives it, and the sizes it may be set in."""

    width: float
    height: float
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of an address as they will stand, and which size they are set in."""

    name: tuple[str, ...]
    lines: tuple[str, ...]
    size: int


SENDER = Block(
    width=2.5,
    height=0.78,
    sizes=(
        Size(name=14, line=9.5, leading=12, name_leading=18),
        Size(name=11.5, line=9, leading=11.5, name_leading=15),
        Size(name=9, line=8, leading=10, name_leading=11),
    ),
)
RECIPIENT = Block(
    width=3.25,
    height=0.9,
    sizes=(
        Size(name=10.5, line=10.5, leading=13, name_leading=13),
        Size(name=9.5, line=9.5, leading=12, name_leading=12),
        Size(name=8, line=8, leading=9.2, name_leading=9.2),
    ),
)


def fit(name: str, lines: Sequence[str], block: Block, measure: Measure) -> Fitted:
    """Break a name and address so that they stand in the block, as large as they can."""
    for number, size in enumerate(block.sizes):
        name_lines = tuple(_broken([name], size.name, block.width * POINTS, measure))
        rest = tuple(_broken(lines, size.line, block.width * POINTS, measure))
        height = len(name_lines) * size.name_leading + len(rest) * size.leading
        last = number == len(block.sizes) - 1
        if height <= block.height * POINTS and (len(name_lines) < 2 or last):
            return Fitted(name_lines, rest, number)
    raise AddressTooLong


def _broken(lines: Iterable[str], size: float, width: float, measure: Measure) -> Iterator[str]:
    """The same lines, those too wide for the block broken between words, or else inside one."""
    for line in lines:
        row = ""
        for word in line.split():
            longer = f"{row} {word}".strip()
            if measure(longer, size) <= width:
                row = longer
                continue
            if row:
                yield row
            row = word
            while measure(row, size) > width:
                cut = next(n for n in range(len(row) - 1, 0, -1) if measure(row[:n], size) <= width)
                yield row[:cut]
                row = row[cut:]
        if row:
            yield row
