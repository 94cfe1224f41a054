"""The clocks of a billing error."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dates import add_months
from ledger.law.billing_error import (
    billing_clock,
    billing_rules,
    in_time,
    stop_payment_by,
    writing_time,
)

DAYS = st.dates(date(2000, 1, 1), date(2080, 1, 1))


def test_the_letter_must_be_there_sixty_days_after_the_first_statement():
    time = writing_time(date(2026, 3, 2))
    assert time.there_by == date(2026, 5, 1)
    assert time.mail_by == date(2026, 4, 24)
    assert in_time(date(2026, 3, 2), date(2026, 5, 1))
    assert not in_time(date(2026, 3, 2), date(2026, 5, 2))
    assert "60 days" in str(time.text)


@pytest.mark.parametrize(
    ("received_on", "closing", "cycles_end_on", "resolve_by"),
    [
        # in the middle of a cycle: the rest of it and two whole ones
        (date(2026, 3, 10), date(2026, 3, 25), date(2026, 5, 25), date(2026, 5, 25)),
        (date(2026, 3, 10), date(2025, 7, 25), date(2026, 5, 25), date(2026, 5, 25)),
        (date(2026, 3, 10), date(2027, 1, 25), date(2026, 5, 25), date(2026, 5, 25)),
        (date(2026, 3, 25), date(2026, 3, 25), date(2026, 5, 25), date(2026, 5, 25)),
        # the day after a closing: nearly three months, so the ninety days count
        (date(2026, 3, 26), date(2026, 3, 25), date(2026, 6, 25), date(2026, 6, 24)),
        # closing on the last day of the month
        (date(2025, 12, 15), date(2025, 12, 31), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 3, 10), None, None, date(2026, 6, 8)),
    ],
)
def test_two_whole_cycles_and_ninety_days_at_most(received_on, closing, cycles_end_on, resolve_by):
    clock = billing_clock(received_on, cycle_ends_on=closing)
    assert clock.acknowledge_by == received_on + timedelta(30)
    assert (clock.cycles_end_on, clock.resolve_by) == (cycles_end_on, resolve_by)
    assert "{" not in "".join(map(str, clock.reasons))


@pytest.mark.parametrize(
    ("payment_on", "last_day"),
    [
        (date(2026, 3, 12), date(2026, 3, 9)),
        (date(2026, 3, 9), date(2026, 3, 4)),  # over a weekend
        (date(2026, 1, 21), date(2026, 1, 15)),  # over a weekend and a holiday
    ],
)
def test_an_automatic_payment_stops_three_business_days_before(payment_on, last_day):
    assert stop_payment_by(payment_on) == last_day


@given(DAYS, DAYS)
def test_it_is_settled_between_two_whole_months_and_ninety_days(received_on, closing):
    clock = billing_clock(received_on, cycle_ends_on=closing)
    assert clock.resolve_by <= received_on + timedelta(90)
    assert clock.cycles_end_on >= add_months(received_on, 2) - timedelta(3)  # short Februaries
    assert clock.acknowledge_by < clock.resolve_by


@given(DAYS, st.integers(0, 40), st.integers(1, 28))
def test_a_later_letter_is_never_settled_earlier(received_on, later, closing_day):
    closing = date(2026, 1, closing_day)
    first = billing_clock(received_on, cycle_ends_on=closing)
    second = billing_clock(received_on + timedelta(later), cycle_ends_on=closing)
    assert first.resolve_by <= second.resolve_by


def test_every_rule_is_cited():
    assert all(
        "1026.13" in rule.citation or "1666" in rule.citation for rule in billing_rules().values()
    )
