"""When an item must leave a credit report, and the clocks of a dispute."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.law import credit_report
from ledger.law.credit_report import (
    ReportItem,
    age_off,
    beginning_due,
    bureau_dispute,
    furnisher_dispute,
    moved_date,
    put_back_notice_due,
    refusal_due,
    report_rules,
    theft_block_due,
)

DAYS = st.dates(date(2000, 1, 1), date(2080, 1, 1))


@pytest.mark.parametrize(
    ("item", "since", "gone_on"),
    [
        # 180 days after 15 January 2020 is 13 July 2020
        (ReportItem.CHARGE_OFF, date(2020, 1, 15), date(2027, 7, 13)),
        (ReportItem.CHARGE_OFF, date(2021, 3, 1), date(2028, 8, 28)),
        (ReportItem.CHARGE_OFF, date(2019, 9, 2), date(2027, 3, 1)),  # by way of 29 February
        (ReportItem.BANKRUPTCY, date(2018, 5, 4), date(2028, 5, 4)),
        (ReportItem.PAID_TAX_LIEN, date(2019, 5, 4), date(2026, 5, 4)),
        (ReportItem.OTHER, date(2019, 5, 4), date(2026, 5, 4)),
        (ReportItem.OTHER, date(2020, 2, 29), date(2027, 3, 1)),
        (ReportItem.BANKRUPTCY, date(2016, 2, 29), date(2026, 3, 1)),
    ],
)
def test_the_first_day_an_item_must_be_gone(item, since, gone_on):
    found = age_off(item, since)
    assert found.gone_on == gone_on
    assert found.must_be_gone(on=gone_on - timedelta(2)) is False
    assert found.must_be_gone(on=gone_on) is None  # a day more or less
    assert found.must_be_gone(on=gone_on + timedelta(1)) is True
    assert found.rule.citation.startswith("15 USC 1681c(a)")
    assert all("{" not in str(reason) for reason in found.reasons)


def test_a_suit_may_stay_until_the_time_limit_behind_it_is_over():
    entered = date(2020, 6, 1)
    assert age_off(ReportItem.LAWSUIT, entered).gone_on == date(2027, 6, 1)
    assert credit_report.MAY_STAY_LONGER in age_off(ReportItem.LAWSUIT, entered).reasons
    shorter = age_off(ReportItem.LAWSUIT, entered, limit_ends_on=date(2023, 6, 1))
    assert shorter.gone_on == date(2027, 6, 1)
    assert credit_report.MAY_STAY_LONGER not in shorter.reasons
    longer = age_off(ReportItem.LAWSUIT, entered, limit_ends_on=date(2030, 6, 1))
    assert longer.gone_on == date(2030, 6, 2)
    assert credit_report.STAYS_UNTIL_LIMIT in longer.reasons


def test_large_loans_and_jobs_are_named():
    reasons = age_off(ReportItem.OTHER, date(2020, 1, 1)).reasons
    assert any("$150,000.00" in str(reason) and "$75,000.00" in str(reason) for reason in reasons)


@given(DAYS, st.integers(0, 400))
def test_a_later_beginning_never_makes_an_item_leave_earlier(since, later):
    for item in ReportItem:
        assert age_off(item, since).gone_on <= age_off(item, since + timedelta(later)).gone_on


@given(DAYS)
def test_a_charge_off_leaves_about_seven_and_a_half_years_after_the_first_missed_payment(since):
    waited = age_off(ReportItem.CHARGE_OFF, since).gone_on - since
    assert timedelta(7 * 365 + 180) < waited <= timedelta(7 * 365 + 180 + 3)


def test_a_date_moved_on_keeps_the_item_longer():
    moved = moved_date(date(2021, 6, 1), date(2020, 1, 15))
    assert moved.gone_on == date(2027, 7, 13)
    assert moved.gone_on_as_reported == date(2028, 11, 28)
    assert moved.days_longer == 504
    assert "504 days too long" in str(moved.text)


@pytest.mark.parametrize("reported_on", [date(2020, 1, 1), date(2020, 1, 31), date(2019, 12, 31)])
def test_the_same_month_or_an_earlier_one_is_no_harm(reported_on):
    assert moved_date(reported_on, date(2020, 1, 15)) is None


def test_the_beginning_is_reported_within_ninety_days():
    assert beginning_due(date(2026, 1, 1)) == date(2026, 4, 1)


RECEIVED = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("facts", "answer_by"),
    [
        ({}, date(2026, 4, 1)),
        ({"more_on": date(2026, 3, 20)}, date(2026, 4, 16)),
        ({"more_on": date(2026, 4, 1)}, date(2026, 4, 16)),
        ({"more_on": date(2026, 4, 2)}, date(2026, 4, 1)),  # after the 30 days
        (
            {"more_on": date(2026, 3, 20), "found_wrong_on": date(2026, 3, 25)},
            date(2026, 4, 1),
        ),
        (
            {"more_on": date(2026, 3, 20), "found_wrong_on": date(2026, 4, 10)},
            date(2026, 4, 16),
        ),
        ({"free_report": True}, date(2026, 4, 16)),
        ({"free_report": True, "more_on": date(2026, 3, 20)}, date(2026, 4, 16)),  # never 60
    ],
)
def test_a_bureau_has_thirty_days_or_forty_five(facts, answer_by):
    clock = bureau_dispute(RECEIVED, **facts)
    assert clock.answer_by == answer_by
    assert clock.reasons
    assert "{" not in "".join(map(str, clock.reasons))


def test_the_holder_is_told_in_five_business_days_and_the_user_of_the_result():
    clock = bureau_dispute(RECEIVED)
    assert clock.furnisher_told_by == date(2026, 3, 9)
    assert clock.results_by == date(2026, 4, 8)  # five business days after 1 April
    assert bureau_dispute(RECEIVED, done_on=date(2026, 3, 13)).results_by == date(2026, 3, 20)


def test_a_holder_has_as_long_as_a_bureau():
    clock = furnisher_dispute(RECEIVED, more_on=date(2026, 3, 20))
    assert clock.answer_by == date(2026, 4, 16)
    assert (clock.furnisher_told_by, clock.results_by) == (None, None)
    assert "1022.43" in clock.rule.citation


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (refusal_due, date(2026, 1, 23)),  # five business days over 19 January, a holiday
        (put_back_notice_due, date(2026, 1, 23)),
        (theft_block_due, date(2026, 1, 22)),
    ],
)
def test_notices_are_due_in_business_days(due, day):
    assert due(date(2026, 1, 15)) == day


@given(DAYS, st.booleans(), st.none() | st.integers(0, 60).map(timedelta))
def test_no_dispute_takes_longer_than_forty_five_days(received_on, free_report, gap):
    more_on = received_on + gap if gap is not None else None
    clock = bureau_dispute(received_on, free_report=free_report, more_on=more_on)
    assert timedelta(30) <= clock.answer_by - received_on <= timedelta(45)
    assert clock.furnisher_told_by < clock.answer_by < clock.results_by


def test_every_rule_is_cited():
    for rule in report_rules().values():
        assert rule.citation
        assert rule.checked_on <= date(2026, 11, 23)
