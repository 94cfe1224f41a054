"""The days after a validation notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.law import validation
from ledger.law.figures import LawError, parse
from ledger.law.rules import rules
from ledger.law.validation import (
    MAIL_TIME,
    Notice,
    Timing,
    assumed_receipt,
    disputed_in_time,
    earliest_printed_end,
    mail_by,
    notice_due_on,
    notice_timing,
    period,
    validation_ends,
    validation_open,
    validation_period,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
GAPS = st.integers(0, 60).map(timedelta)


@pytest.mark.parametrize(
    ("received_on", "ends_on"),
    [
        (date(2026, 3, 2), date(2026, 4, 1)),
        (date(2024, 1, 30), date(2024, 2, 29)),  # a leap day may be the last
        (date(2023, 1, 30), date(2023, 3, 1)),
    ],
)
def test_the_period_ends_thirty_days_after_receipt(received_on, ends_on):
    assert validation_ends(received_on) == ends_on
    assert validation_open(received_on, on=ends_on)
    assert not validation_open(received_on, on=ends_on + timedelta(1))
    assert mail_by(received_on) == ends_on - timedelta(7)


def test_without_a_day_of_receipt_nobody_knows_if_the_period_is_open():
    assert validation_open(None, on=date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("sent_on", "assumed"),
    [
        (date(2026, 3, 2), date(2026, 3, 9)),  # Monday: five days, no holiday
        (date(2026, 3, 6), date(2026, 3, 13)),  # Friday
        (date(2026, 3, 7), date(2026, 3, 13)),  # Saturday: Monday is the first day
        (date(2026, 12, 22), date(2026, 12, 30)),  # over Christmas Day, a Friday
        (date(2026, 12, 28), date(2027, 1, 5)),  # over New Year's Day
        (date(2021, 1, 15), date(2021, 1, 25)),  # over the birthday of Martin Luther King
        (date(2026, 6, 15), date(2026, 6, 23)),  # over Juneteenth
    ],
)
def test_receipt_is_assumed_after_five_days_without_weekends_and_holidays(sent_on, assumed):
    assert assumed_receipt(sent_on) == assumed


def test_a_received_notice_counts_from_its_receipt():
    known = period([Notice(sent_on=date(2026, 3, 2), received_on=date(2026, 3, 5))])
    assert known.counted_from == date(2026, 3, 5)
    assert known.ends_on == known.safe_on == date(2026, 4, 4)
    assert known.mail_by == date(2026, 3, 28)
    assert known.reasons == (validation.FROM_RECEIPT,)
    assert known.rule.citation == "15 USC 1692g(b); 12 CFR 1006.34(b)(5)"


def test_a_notice_of_unknown_receipt_counts_from_the_first_day_they_may_assume():
    known = period([Notice(sent_on=date(2026, 3, 2))])
    assert known.counted_from == date(2026, 3, 9)
    assert known.ends_on == date(2026, 4, 8)
    assert known.printed_days_early is None


@pytest.mark.parametrize(
    ("printed", "safe_on", "early", "reason"),
    [
        (date(2026, 4, 8), date(2026, 4, 8), 0, None),
        (date(2026, 4, 20), date(2026, 4, 8), 0, validation.PRINTED_LATER),
        (date(2026, 4, 1), date(2026, 4, 1), 7, validation.PRINTED_EARLIER),
    ],
)
def test_the_earlier_of_the_printed_and_the_counted_day_is_safe(printed, safe_on, early, reason):
    known = period([Notice(sent_on=date(2026, 3, 2), printed_end_on=printed)])
    assert (known.safe_on, known.printed_days_early) == (safe_on, early)
    assert known.mail_by == safe_on - MAIL_TIME
    assert (reason in known.reasons) == (reason is not None)


def test_a_slow_letter_does_not_make_the_printed_day_wrong():
    """They may use the day of assumed receipt though it came later: comment 34(b)(5)-1."""
    slow = Notice(
        sent_on=date(2026, 3, 2), received_on=date(2026, 3, 20), printed_end_on=date(2026, 4, 8)
    )
    known = period([slow])
    assert known.ends_on == date(2026, 4, 19)
    assert (known.safe_on, known.printed_days_early) == (date(2026, 4, 8), 0)


def test_a_printed_day_too_early_is_named_with_its_days():
    known = period([Notice(sent_on=date(2026, 3, 2), printed_end_on=date(2026, 4, 1))])
    assert any("7 days too early" in str(reason) for reason in known.reasons)


def test_only_the_printed_day_is_better_than_none():
    known = period([Notice(printed_end_on=date(2026, 4, 1))])
    assert known.counted_from is None
    assert known.ends_on == known.safe_on == date(2026, 4, 1)
    assert known.reasons == (validation.FROM_PRINTED,)


def test_a_notice_that_came_back_is_replaced_by_the_next():
    """Comment 34(b)(5)-2: sent on 1 January and returned, sent again on 15 January."""
    first = Notice(sent_on=date(2021, 1, 1), printed_end_on=date(2021, 2, 8), undelivered=True)
    second = Notice(sent_on=date(2021, 1, 15))
    known = period([first, second])
    assert known.counted_from == date(2021, 1, 25)
    assert known.ends_on == date(2021, 2, 24)
    assert validation.SENT_AGAIN in known.reasons
    assert known == period([second, first])


def test_a_second_notice_does_not_take_the_first_day_away():
    first = Notice(received_on=date(2026, 3, 5))
    second = Notice(received_on=date(2026, 3, 25))
    known = period([second, first])
    assert known.counted_from == date(2026, 3, 5)
    assert validation.NOT_STARTED_AGAIN in known.reasons


@pytest.mark.parametrize("notices", [[], [Notice()], [Notice(undelivered=True)]])
def test_nothing_known_makes_no_period(notices):
    assert period(notices) is None


def test_a_notice_cannot_arrive_before_it_was_sent():
    with pytest.raises(ValueError, match="before it was sent"):
        Notice(sent_on=date(2026, 3, 2), received_on=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("mailed_on", "received_on", "in_time"),
    [
        (date(2026, 3, 20), date(2026, 3, 25), True),
        (date(2026, 3, 30), date(2026, 4, 4), True),  # the last day itself
        (date(2026, 3, 30), date(2026, 4, 6), None),  # submitted in time, received late
        (date(2026, 3, 30), None, None),
        (date(2026, 4, 5), date(2026, 4, 8), False),
        (None, date(2026, 4, 5), False),
        (None, None, None),
    ],
)
def test_a_dispute_in_time_is_one_they_got_in_time(mailed_on, received_on, in_time):
    known = period([Notice(received_on=date(2026, 3, 5))])
    assert disputed_in_time(known, mailed_on=mailed_on, received_on=received_on) is in_time


@pytest.mark.parametrize(
    ("notices", "on", "paid_on", "timing"),
    [
        ([Notice(sent_on=date(2026, 3, 2))], date(2026, 4, 1), None, Timing.IN_TIME),
        ([Notice(sent_on=date(2026, 3, 7))], date(2026, 4, 1), None, Timing.IN_TIME),  # a Saturday
        ([Notice(sent_on=date(2026, 3, 8))], date(2026, 4, 1), None, Timing.LATE),
        ([Notice(received_on=date(2026, 3, 6))], date(2026, 4, 1), None, Timing.IN_TIME),
        ([Notice(received_on=date(2026, 3, 12))], date(2026, 4, 1), None, Timing.UNKNOWN),
        ([], date(2026, 3, 7), None, Timing.NOT_DUE),
        ([], date(2026, 3, 8), None, Timing.ON_ITS_WAY),
        ([], date(2026, 3, 13), None, Timing.ON_ITS_WAY),
        ([], date(2026, 3, 14), None, Timing.MISSING),
        ([], date(2026, 3, 14), date(2026, 3, 5), Timing.NOT_NEEDED),
        ([], date(2026, 3, 14), date(2026, 3, 9), Timing.MISSING),  # paid after it was due
        (
            [Notice(sent_on=date(2026, 3, 3), undelivered=True)],
            date(2026, 3, 20),
            None,
            Timing.MISSING,
        ),
    ],
)
def test_the_notice_is_due_within_five_days_of_the_first_contact(notices, on, paid_on, timing):
    assert notice_due_on(date(2026, 3, 2)) == date(2026, 3, 7)
    found = notice_timing(date(2026, 3, 2), notices, on=on, paid_on=paid_on)
    assert found.timing is timing
    assert "{" not in str(found.text)


@given(DAYS)
def test_assumed_receipt_is_a_business_day_from_five_to_twelve_days_away(sent_on):
    receipt = assumed_receipt(sent_on)
    assert receipt.weekday() < 5
    assert timedelta(5) <= receipt - sent_on <= timedelta(12)


@given(DAYS, st.integers(0, 30))
def test_a_later_mailing_never_ends_the_period_earlier(sent_on, later):
    assert earliest_printed_end(sent_on) <= earliest_printed_end(sent_on + timedelta(later))


@given(DAYS, GAPS, GAPS, st.randoms())
def test_the_safe_day_is_never_after_any_known_end_and_order_does_not_matter(
    sent_on, gap, printed_gap, random
):
    notices = [
        Notice(
            sent_on=sent_on, received_on=sent_on + gap, printed_end_on=sent_on + gap + printed_gap
        ),
        Notice(sent_on=sent_on + gap, undelivered=True),
        Notice(received_on=sent_on + timedelta(90)),
    ]
    known = period(notices)
    random.shuffle(notices)
    assert known == period(notices)
    assert known.safe_on == min(known.ends_on, known.printed_end_on)
    assert known.ends_on - known.counted_from == timedelta(validation_period().days)
    assert known.open(on=known.safe_on)
    assert not known.open(on=known.safe_on + timedelta(1))


GOOD = """checked_on = 2026-03-09
[period]
days = 30
citation = "15 USC 1692g(b)"
source = "https://example.org/law"
confidence = "high"
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("days = 30", 'days = "30"', "validation.toml line 3, period.days: must be a int"),
        ("days = 30", "days = 0", "must be more than zero"),
        ("days = 30\n", "", "period.days"),
        ('citation = "15 USC 1692g(b)"\n', "", "period.citation"),
        ("https://example.org/law", "a book", "must be a web address"),
        ('confidence = "high"', 'confidence = "sure"', "must be one of high, medium, low"),
        ("days = 30", "days = 30\nweeks = 4", "period.weeks: is not one of"),
        ("[period]", "[perriod]", "perriod"),
        ("checked_on = 2026-03-09\n", "", "checked_on"),
    ],
)
def test_a_wrong_figure_is_named_with_its_place(old, new, complaint):
    with pytest.raises(LawError, match=complaint.replace("(", r"\(")):
        rules(parse("validation.toml", GOOD.replace(old, new)), {"period": ("days",)})
