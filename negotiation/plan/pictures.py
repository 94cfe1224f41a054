"""Where the lines, areas and bars of the plan's pictures lie. Pure.

Charts have a box of WIDE x HIGH units and grow with the page; the calendar's places are percentages
of its width, so that its words stay as large as the page's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from negotiation.chances import Fan
from negotiation.plan.course import Course, totals
from negotiation.plan.outcome import Plan, Step, Way

WIDE, HIGH = 400, 232
LEFT, RIGHT, TOP, BOTTOM = 56, 10, 12, 26
STEPS = (1, 2, 5)
LINES, NAMES = 4, 4  # at most, across and below
PATTERNS = 8  # more debts than that are drawn as one
LANE, HEAD, FOOT = 44, 6, 24
MARGIN = 1.5  # percent
LEAST = 1.4
ROWS = 24  # of a table at most, about
DEALS = (Way.SETTLE, Way.INSTALMENTS)


class Tick(NamedTuple):
    """A line of the grid: its place, and the dollars, debts or month it stands for."""

    at: str
    value: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line or area: `kind` says which, `points` where."""

    kind: str
    points: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its grid."""

    shapes: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    below: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Months and an amount to units of the box."""

    months: int
    most: float

    def x(self, month: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * month / max(self.months, 1)

    def y(self, amount: float) -> float:
        return HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * amount / (self.most or 1)

    def points(self, values: Sequence[float], *, begin: int = 0) -> str:
        return _written(
            (self.x(begin + month), self.y(value)) for month, value in enumerate(values)
        )

    def stairs(self, values: Sequence[float]) -> list[tuple[float, float]]:
        """Each value from its month to the next one."""
        found: list[tuple[float, float]] = []
        for month, value in enumerate(values):
            if month:
                found.append((self.x(month), self.y(values[month - 1])))
            found.append((self.x(month), self.y(value)))
        return found

    def chart(self, shapes: Sequence[Drawn]) -> Chart:
        across = (Tick(f"{self.y(value):.1f}", value) for value in rungs(self.most))
        below = (Tick(f"{self.x(month):.1f}", month) for month in months_named(self.months))
        return Chart(tuple(shapes), tuple(across), tuple(below))


def _written(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def rungs(most: float) -> tuple[int, ...]:
    """Round figures from zero up to the most, few enough to be read."""
    step = 1
    while most / step > LINES:
        power = 10 ** (len(str(step)) - 1)
        place = STEPS.index(step // power)
        step = STEPS[place + 1] * power if place + 1 < len(STEPS) else 10 * power
    return tuple(range(0, int(most) + 1, step))


def months_named(months: int) -> tuple[int, ...]:
    """The months written below a picture: today, then some that are equally far apart."""
    spans = (1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 120, 240)
    step = next((span for span in spans if months / span < NAMES), 240)
    named = [month for month in range(0, months + 1, step) if month <= months * 0.92]
    return tuple(named)


def lines(several: Sequence[tuple[str, Sequence[Decimal], int]], months: int) -> Chart:
    """What is owed over time: (kind of line, dollars, the month of the first one)."""
    cut = [(kind, [float(d) for d in owed][: months + 1], begin) for kind, owed, begin in several]
    scale = Scale(months, max((max(owed) for _, owed, _ in cut if owed), default=0.0))
    return scale.chart(
        [Drawn(kind, scale.points(owed, begin=begin)) for kind, owed, begin in cut if owed]
    )


def held(owed: Sequence[Decimal], months: int) -> tuple[Decimal, ...]:
    """A line that stops because nothing shrinks any more, drawn on at its last figure."""
    if not owed or not owed[-1]:
        return tuple(owed)
    return (*owed, *[owed[-1]] * (months + 1 - len(owed)))


def stacked(courses: Sequence[Course]) -> Chart | None:
    """Each debt on top of those before it; the last one to end lies at the bottom.

    Where there are too many to tell apart, those that end first are one without a name.
    """
    if not courses:
        return None
    order = sorted(courses, key=lambda one: -sum(1 for owed in one.owed if owed))
    if len(order) > PATTERNS:
        rest = order[PATTERNS - 1 :]
        order = [*order[: PATTERNS - 1], Course("", totals(rest))]
    months = len(order[0].owed) - 1
    base = [0.0] * (months + 1)
    tops: list[list[float]] = [base]
    for one in order:
        tops.append([low + float(owed) for low, owed in zip(tops[-1], one.owed, strict=True)])
    scale = Scale(months, max(tops[-1]))
    shapes = []
    for number, (one, low, high) in enumerate(zip(order, tops, tops[1:], strict=False)):
        back = [(scale.x(month), scale.y(low[month])) for month in range(months, -1, -1)]
        there = [(scale.x(month), scale.y(value)) for month, value in enumerate(high)]
        outline = _written([*there, *back])
        shapes.append(Drawn(f"layer-{number}", outline, one.name))
    return scale.chart(shapes)


def fan_chart(fan: Fan, debts: int) -> Chart:
    """How many debts are still open: the middle run, and where half and most of them lie."""
    least = fan.left[90]
    end = next((month for month, left in enumerate(least, 1) if not left), len(least))
    months = min(max(end, 1) + 1, len(least))
    scale = Scale(months, float(debts))

    def of(percent: int) -> list[float]:
        return [float(debts), *map(float, fan.left[percent][:months])]

    def band(low: int, high: int) -> str:
        return _written([*scale.stairs(of(high)), *reversed(scale.stairs(of(low)))])

    shapes = [
        Drawn("fan-most", band(10, 90)),
        Drawn("fan-half", band(25, 75)),
        Drawn("fan-middle", _written(iter(scale.stairs(of(50))))),
    ]
    return scale.chart(shapes)


class Bar(NamedTuple):
    """A payment or a row of them; `mark` is a deal's last one."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One debt's payments. `top` is in pixels."""

    step: Step
    top: int
    bars: tuple[Bar, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Calendar:
    lanes: tuple[Lane, ...]
    below: tuple[Tick, ...]
    height: int

    @property
    def foot(self) -> int:
        return self.height - FOOT + 4


def calendar(plan: Plan) -> Calendar | None:
    """When what is paid on each debt, until nothing is owed; None where there is no end."""
    months = plan.zero_month
    if not months:
        return None
    paid = [step for step in plan.steps if step.month]

    def percent(month: float) -> float:
        return MARGIN + (100 - 2 * MARGIN) * month / months

    lanes = []
    for row, step in enumerate(paid):
        end = percent(step.month or 0)
        bars = tuple(_bars(step, percent))
        lanes.append(
            Lane(step, HEAD + LANE * row, bars, f"{end:.2f}%" if step.way in DEALS else "")
        )
    below = tuple(Tick(f"{percent(month):.2f}%", month) for month in months_named(months))
    return Calendar(tuple(lanes), below, HEAD + LANE * len(paid) + FOOT)


def _bars(step: Step, percent: Callable[[float], float]) -> Iterator[Bar]:
    month, begins = step.month or 0, step.begins or 1
    if step.way in DEALS:
        yield Bar("waits", f"{percent(0):.2f}%", f"{percent(begins - 1) - percent(0):.2f}%")
        if begins < month:
            width = max(percent(month) - percent(begins - 1), LEAST)
            yield Bar("pays", f"{percent(begins - 1):.2f}%", f"{width:.2f}%")
    else:
        start = percent(begins - 1)
        yield Bar("pays", f"{start:.2f}%", f"{max(percent(month) - start, LEAST):.2f}%")


def table_months(months: int) -> tuple[int, ...]:
    """The months told in a picture's table: each one of a short time, else some, and the last."""
    step = max(-(-months // ROWS), 1)
    return (*range(step, months, step), *([months] if months else []))
