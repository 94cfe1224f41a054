"""Where an address stands on a sheet of labels: 30 a sheet, 1 by 2 5/8 inches. Pure, in inches."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from negotiation.letters.envelope import AddressTooLong, Block, Fitted, Measure, Size, fit

ACROSS, DOWN = 3, 10
A_SHEET = ACROSS * DOWN
LEFT, TOP = 0.1875, 0.5
WIDTH, HEIGHT = 2.625, 1.0
STEP_RIGHT, STEP_DOWN = 2.75, 1.0
LABEL = Block(
    width=2.325,
    height=0.84,
    sizes=(
        Size(name=10, line=10, leading=12, name_leading=12),
        Size(name=8.5, line=8.5, leading=10, name_leading=10),
        Size(name=7, line=7, leading=8, name_leading=8),
    ),
)


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its column and row on the sheet, counted from 0, and the address as it fits.

    `address` is None where none of the sizes is small enough: such a label is written by hand.
    """

    column: int
    row: int
    number: int
    name: str
    address: Fitted | None


def sheets(
    addresses: Iterable[Sequence[str]], measure: Measure, *, start: int = 1
) -> list[list[Label]]:
    """The labels sheet by sheet; the first `start - 1` of the first sheet are used already."""
    made: list[list[Label]] = []
    for number, label in enumerate(_labels(addresses, measure, start - 1), start):
        if not made or (number - 1) % A_SHEET == 0:
            made.append([])
        made[-1].append(label)
    return made


def _labels(addresses: Iterable[Sequence[str]], measure: Measure, used: int) -> Iterator[Label]:
    for count, (name, *lines) in enumerate(addresses):
        place = (used + count) % A_SHEET
        yield Label(place % ACROSS, place // ACROSS, count + 1, name, _fit(name, lines, measure))


def _fit(name: str, lines: Sequence[str], measure: Measure) -> Fitted | None:
    try:
        return fit(name, lines, LABEL, measure)
    except AddressTooLong:
        return None
