"""Telling a credit bureau: 12 CFR 1006.30(a) and the official examples."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.law.contact import Presumption
from ledger.law.furnishing import SentLetter, may_report_from, reported

COMPLIANCE, VIOLATION, OPEN = Presumption.COMPLIANCE, Presumption.VIOLATION, Presumption.OPEN
MAY_1 = date(2026, 5, 1)
CAME_BACK = SentLetter(sent_on=MAY_1, came_back_on=date(2026, 5, 10))


@pytest.mark.parametrize(
    ("reported_on", "letters", "presumption"),
    [
        # comment 30(a)(1)-3: sent on 1 May, back on 10 May
        (date(2026, 5, 20), [CAME_BACK], VIOLATION),
        # sent again on 11 May, not back by 24 May
        (date(2026, 5, 25), [CAME_BACK, SentLetter(sent_on=date(2026, 5, 11))], COMPLIANCE),
        (date(2026, 5, 24), [CAME_BACK, SentLetter(sent_on=date(2026, 5, 11))], OPEN),
        # back only after they reported
        (
            date(2026, 5, 15),
            [SentLetter(sent_on=MAY_1, came_back_on=date(2026, 5, 18))],
            COMPLIANCE,
        ),
        (
            date(2026, 5, 20),
            [SentLetter(sent_on=MAY_1, came_back_on=date(2026, 5, 15))],
            COMPLIANCE,
        ),
        (date(2026, 5, 15), [SentLetter(sent_on=MAY_1)], COMPLIANCE),
        (date(2026, 5, 14), [SentLetter(sent_on=MAY_1)], OPEN),
        (date(2026, 5, 20), [], VIOLATION),
        (MAY_1, [SentLetter(sent_on=date(2026, 5, 2))], VIOLATION),  # written only afterwards
    ],
)
def test_they_write_and_wait_or_talk_before_they_report(reported_on, letters, presumption):
    found = reported(reported_on, letters=letters)
    assert found.presumption is presumption
    assert found == reported(reported_on, letters=reversed(letters))
    assert "{" not in str(found.text)


@pytest.mark.parametrize(
    ("talked_on", "presumption"),
    [
        (date(2026, 4, 30), COMPLIANCE),
        (MAY_1, OPEN),
        (date(2026, 5, 2), VIOLATION),
    ],
)
def test_a_talk_before_is_enough(talked_on, presumption):
    assert reported(MAY_1, talked_on=talked_on).presumption is presumption


def test_the_day_of_sending_is_the_first_of_fourteen():
    assert may_report_from(MAY_1) == date(2026, 5, 15)


@given(st.integers(0, 60), st.integers(0, 60))
def test_waiting_longer_never_looks_worse(first, more):
    order = [VIOLATION, OPEN, COMPLIANCE]
    letters = [SentLetter(sent_on=date(2026, 1, 1))]
    early = date(2026, 1, 1) + timedelta(first)
    ranks = [
        order.index(reported(day, letters=letters).presumption)
        for day in (early, early + timedelta(more))
    ]
    assert ranks == sorted(ranks)
