from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.words import text
from negotiation.clock import Clock, ClockKind, Phase
from negotiation.clock_strip import FOOT, HEAD, LABELS, LANE, Part, strip

ON = date(2026, 11, 23)


def clock(starts_on, earliest, latest=None):
    return Clock(
        kind=ClockKind.LIMITATION,
        phase=Phase.RUNNING,
        text=text("x"),
        starts_on=starts_on,
        earliest=earliest,
        latest=latest or earliest,
    )


def number(percent):
    assert percent.endswith("%")
    return float(percent[:-1])


def test_nothing_known_is_no_picture():
    unknown = Clock(kind=ClockKind.REPORT, phase=Phase.UNKNOWN, text=text("x"))
    assert strip([], on=ON) is None
    assert strip([unknown], on=ON) is None


def test_a_clock_without_an_end_has_no_lane():
    unknown = Clock(kind=ClockKind.REPORT, phase=Phase.UNKNOWN, text=text("x"))
    found = strip([unknown, clock(date(2024, 1, 1), date(2027, 1, 1))], on=ON)
    assert len(found.lanes) == 1
    assert found.height == HEAD + LANE + FOOT


def test_a_band_has_a_sure_part_and_one_that_is_not():
    found = strip([clock(date(2024, 1, 1), date(2027, 1, 1), date(2030, 1, 1))], on=ON)
    [lane] = found.lanes
    assert [span.part for span in lane.spans] == [Part.SURE, Part.UNSURE]
    sure, unsure = lane.spans
    assert number(sure.x) + number(sure.width) == pytest.approx(number(unsure.x), abs=0.02)
    assert number(unsure.x) + number(unsure.width) == pytest.approx(number(lane.end), abs=0.02)
    assert number(sure.x) < number(found.today.x) < number(unsure.x)


def test_a_day_without_a_start_is_only_a_mark():
    [lane] = strip([clock(None, date(2025, 1, 1))], on=ON).lanes
    assert lane.spans == ()
    assert number(lane.end) == 3.0  # the first day of all


def test_a_short_time_can_still_be_seen():
    window = clock(date(2026, 11, 1), date(2026, 12, 1))
    [_, lane] = strip([clock(date(2015, 1, 1), date(2035, 1, 1)), window], on=ON).lanes
    assert number(lane.spans[0].width) == 1.2


def test_the_lanes_lie_below_each_other():
    one = clock(date(2024, 1, 1), date(2027, 1, 1))
    assert [lane.top for lane in strip([one, one, one], on=ON).lanes] == [
        HEAD,
        HEAD + LANE,
        HEAD + 2 * LANE,
    ]


@pytest.mark.parametrize(
    ("on", "anchor"),
    [(date(2020, 1, 1), "start"), (date(2025, 1, 1), "middle"), (date(2031, 1, 1), "end")],
)
def test_today_is_written_inside_the_picture(on, anchor):
    found = strip([clock(date(2020, 1, 1), date(2031, 1, 1))], on=on)
    assert found.today.anchor == anchor


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(on=days, start=st.none() | days, end=days, more=st.integers(0, 9000))
def test_everything_lies_inside_and_years_are_few_and_in_order(on, start, end, more):
    latest = end + timedelta(days=more)
    found = strip([clock(start, end, latest)], on=on)
    places = [number(found.today.x), *(number(lane.end) for lane in found.lanes)]
    places += [number(span.x) for lane in found.lanes for span in lane.spans]
    assert all(3 <= place <= 97.01 for place in places)
    assert len(found.years) <= LABELS
    years = [label.year for label in found.years]
    assert years == sorted(set(years))
