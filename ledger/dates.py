"""Calendar arithmetic the law asks for. Pure."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
MONDAY, THURSDAY, SATURDAY = 0, 3, 5


def add_years(start: date, years: int) -> date:
    """The same day that many years later; 29 February becomes 28 February in a common year."""
    try:
        return date(start.year + years, start.month, start.day)
    except ValueError:
        return date(start.year + years, 2, 28)


def add_months(start: date, months: int) -> date:
    """The same day that many months later, or the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def years_have_passed(since: date, years: int, *, on: date) -> bool:
    """True from the day after the anniversary; of 29 February, from 1 March of a common year."""
    return on > add_years(since, years)


def full_months(since: date, until: date) -> int:
    """How many whole months lie between two days; below zero where `until` comes first."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)


def is_business_day(day: date) -> bool:
    """No Saturday, Sunday or legal public holiday of 5 USC 6103(a), as 12 CFR 1006.34(b)(5) counts.

    The holiday itself counts, not the Monday or Friday some offices close instead.
    """
    return day.weekday() < SATURDAY and day not in federal_holidays(day.year)


def add_business_days(start: date, count: int) -> date:
    """The last of that many business days after `start`, which itself never counts."""
    day = start
    for _ in range(count):
        day += ONE_DAY
        while not is_business_day(day):
            day += ONE_DAY
    return day


@lru_cache(maxsize=200)
def federal_holidays(year: int) -> frozenset[date]:
    """The days 5 USC 6103(a) names, by today's list."""
    return frozenset(
        {
            date(year, 1, 1),  # New Year's Day
            _nth(3, MONDAY, year, 1),  # Birthday of Martin Luther King, Jr.
            _nth(3, MONDAY, year, 2),  # Washington's Birthday
            _last(MONDAY, year, 5),  # Memorial Day
            date(year, 6, 19),  # Juneteenth
            date(year, 7, 4),  # Independence Day
            _nth(1, MONDAY, year, 9),  # Labor Day
            _nth(2, MONDAY, year, 10),  # Columbus Day
            date(year, 11, 11),  # Veterans Day
            _nth(4, THURSDAY, year, 11),  # Thanksgiving Day
            date(year, 12, 25),  # Christmas Day
        }
    )


def _nth(count: int, weekday: int, year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _last(weekday: int, year: int, month: int) -> date:
    end = date(year, month, monthrange(year, month)[1])
    return end - timedelta(days=(end.weekday() - weekday) % 7)
