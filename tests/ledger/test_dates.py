from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dates import (
    add_business_days,
    add_months,
    add_years,
    federal_holidays,
    full_months,
    is_business_day,
    years_have_passed,
)

DAYS = st.dates(date(1980, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("on", "passed"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), False),  # the anniversary itself
        (date(2026, 3, 2), True),
    ],
)
def test_years_have_passed_from_the_day_after_the_anniversary(on, passed):
    assert years_have_passed(date(2023, 3, 1), 3, on=on) is passed


@pytest.mark.parametrize(
    ("years", "on", "passed"),
    [
        (3, date(2023, 2, 28), False),
        (3, date(2023, 3, 1), True),
        (4, date(2024, 2, 29), False),
        (4, date(2024, 3, 1), True),
    ],
)
def test_29_february_ends_with_its_month(years, on, passed):
    assert years_have_passed(date(2020, 2, 29), years, on=on) is passed


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 10), 24, date(2028, 5, 10)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day(start, months, end):
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("until", "months"),
    [(date(2026, 6, 14), 2), (date(2026, 6, 15), 3), (date(2026, 2, 1), -2)],
)
def test_only_whole_months_count(until, months):
    assert full_months(date(2026, 3, 15), until) == months


@given(DAYS, st.integers(0, 30))
def test_years_and_twelve_months_agree(day, years):
    assert add_years(day, years) == add_months(day, 12 * years)


@given(DAYS, DAYS, st.integers(0, 30))
def test_a_later_start_never_ends_sooner(one, other, years):
    first, second = sorted([one, other])
    assert add_years(first, years) <= add_years(second, years)


@pytest.mark.parametrize("year", range(2022, 2061))
def test_the_holidays_are_those_of_the_federal_calendar(year):
    assert federal_holidays(year) == set(holidays.US(years=year, observed=False))


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 3, 2), True),  # a Monday
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 11, 26), False),  # Thanksgiving
        (date(2026, 7, 3), True),  # the Friday before a Fourth of July on a Saturday
        (date(2027, 7, 5), True),  # the Monday after one on a Sunday
    ],
)
def test_only_the_holiday_itself_is_no_business_day(day, open_):
    assert is_business_day(day) is open_


def test_business_days_begin_after_the_first_day():
    # Christmas 2026 is a Friday
    assert add_business_days(date(2026, 12, 23), 1) == date(2026, 12, 24)
    assert add_business_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert add_business_days(date(2026, 12, 24), 5) == date(2027, 1, 4)


@given(DAYS, st.integers(1, 60))
def test_business_days_land_on_one_and_count_them(day, count):
    end = add_business_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_business_day(end)
    assert sum(map(is_business_day, between)) == count
