"""Where each clock lies on a line of years, for the picture of a debt's dates. Pure.

Positions are percentages of the picture's width, written for SVG, so that it fits any screen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from negotiation.clock import Clock

MARGIN = 3.0  # percent left free at either end
LEAST = 1.2  # percent: what is shorter would not be seen
LABELS = 6  # years written below the picture at most
EDGE = 8.0  # percent: nearer to an end, a year is left out and “today” set inwards


class Part(StrEnum):
    SURE = "sure"
    UNSURE = "unsure"  # between the earliest and the latest end


@dataclass(frozen=True, slots=True)
class Span:
    part: Part
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock: its bars from left to right and, where it ends, a mark. `top` is in pixels."""

    clock: Clock
    top: int
    spans: tuple[Span, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word below or above the picture; `anchor` is SVG's start, middle or end."""

    x: str
    anchor: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    lanes: tuple[Lane, ...]
    today: Label
    years: tuple[Label, ...]
    height: int

    @property
    def foot(self) -> int:
        """Where the lanes end and the years begin."""
        return self.height - FOOT + 4


HEAD, LANE, FOOT = 26, 46, 24  # pixels: today's label, one clock, the years


def strip(clocks: Iterable[Clock], *, on: date) -> Strip | None:
    """The picture of all clocks whose end is known; None where there is none."""
    drawn = [(clock, ends) for clock in clocks if (ends := clock.ends)]
    if not drawn:
        return None
    starts = [clock.starts_on for clock, _ in drawn if clock.starts_on]
    days = [on, *starts, *(day for _, ends in drawn for day in ends)]
    line = Line(min(days), max(days))
    lanes = (_lane(one, HEAD + LANE * row, ends, line) for row, (one, ends) in enumerate(drawn))
    height = HEAD + LANE * len(drawn) + FOOT
    return Strip(tuple(lanes), line.label(on), tuple(line.years()), height)


@dataclass(frozen=True, slots=True)
class Line:
    """The line of time from the first to the last day of interest, never shorter than a year."""

    first: date
    last: date

    def percent(self, day: date) -> float:
        days = max((self.last - self.first).days, 365)
        return MARGIN + (100 - 2 * MARGIN) * (day - self.first).days / days

    def label(self, day: date) -> Label:
        place = self.percent(day)
        return Label(_written(place), _anchor(place), day.year)

    def years(self) -> Iterator[Label]:
        """The first days of years that lie well inside; not more than fit."""
        found = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 2)]
        inside = [day for day in found if EDGE <= self.percent(day) <= 100 - EDGE]
        step = -(-len(inside) // LABELS)
        for day in inside[:: step or 1]:
            yield Label(_written(self.percent(day)), "middle", day.year)


def _lane(clock: Clock, top: int, ends: tuple[date, date], line: Line) -> Lane:
    earliest, latest = map(line.percent, ends)
    spans = []
    if clock.starts_on is not None:
        spans.append(_span(Part.SURE, line.percent(clock.starts_on), earliest))
    if latest > earliest:
        spans.append(_span(Part.UNSURE, earliest, latest))
    return Lane(clock, top, tuple(spans), _written(latest))


def _span(part: Part, start: float, end: float) -> Span:
    width = max(end - start, LEAST)
    return Span(part, _written(start), _written(width))


def _anchor(place: float) -> str:
    if place < EDGE:
        return "start"
    return "end" if place > 100 - EDGE else "middle"


def _written(percent: float) -> str:
    return f"{percent:.2f}%"
