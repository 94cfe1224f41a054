"""Hours, days and places that do not suit: 12 CFR 1006.6(b)(1), (3) and the official examples."""

from datetime import UTC, date, time

import pytest

from ledger.law.contact import ContactRule, Ending, Medium, Place, Presumption, Side, Whom
from ledger.law.contact_times import place_findings, time_findings
from ledger.law.contact_told import EmployerForbids, NamedPlace, NamedTime
from tests.ledger.law.contacts import (
    EASTERN,
    MOUNTAIN,
    PACIFIC,
    call,
    called_them,
    kinds,
    message,
    moment,
    talk,
    violations,
    wrote,
)

MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
OUT_OF_HOURS = {(ContactRule.HOURS, Presumption.VIOLATION)}


def at(clock, *, zones=(EASTERN,), **fields):
    return time_findings([call("2026-01-14", clock, **fields)], zones=zones)


@pytest.mark.parametrize(
    ("clock", "allowed"),
    [
        ("7:59", False),
        ("8:00", True),
        ("12:00", True),
        ("21:00", True),
        ("21:01", False),
        ("0:00", False),
    ],
)
def test_the_hours_are_eight_to_nine_where_the_user_is(clock, allowed):
    found = at(clock)
    assert kinds(found) == (set() if allowed else OUT_OF_HOURS)


@pytest.mark.parametrize(
    ("clock", "other", "allowed"),
    [
        ("10:59", PACIFIC, False),  # Eastern phone number, Pacific address
        ("11:00", PACIFIC, True),
        ("21:00", PACIFIC, True),
        ("21:01", PACIFIC, False),
        ("9:59", MOUNTAIN, False),
        ("10:00", MOUNTAIN, True),
        ("20:59", MOUNTAIN, True),
        ("21:01", MOUNTAIN, False),
    ],
)
def test_with_two_places_on_file_the_hours_must_fit_in_both(clock, other, allowed):
    assert (at(clock, zones=[EASTERN, other]) == ()) == allowed
    assert (at(clock, zones=[other, EASTERN]) == ()) == allowed


@pytest.mark.parametrize(
    ("day", "utc_hour", "allowed"),
    [
        ("2026-03-07", 12, False),  # 7 in the morning before the clocks go forward
        ("2026-03-08", 12, True),  # 8 after it
        ("2026-10-31", 12, True),
        ("2026-11-01", 12, False),  # 7 again
    ],
)
def test_summer_time_moves_the_hours(day, utc_hour, allowed):
    contact = call(day, f"{utc_hour}:00", zone=UTC)
    assert (time_findings([contact], zones=[EASTERN]) == ()) == allowed


@pytest.mark.parametrize("medium", [Medium.TEXT, Medium.EMAIL, Medium.PRIVATE_MESSAGE])
def test_a_message_counts_when_it_is_sent(medium):
    assert violations(time_findings([message("04-01", "6:00", medium=medium)], zones=[EASTERN]))


@pytest.mark.parametrize(
    "contact",
    [
        message("04-01", "0:00", medium=Medium.LETTER),
        message("04-01", "6:00", medium=Medium.WEBSITE),
        call("04-01", "6:00", by=Side.YOU),
        call("04-01", "6:00", agreed=True),
        call("04-01", "6:00", wrong_number=True),
        call("04-01", "6:00", whom=Whom.YOUR_LAWYER),
    ],
)
def test_no_hours_for_letters_for_what_the_user_did_or_agreed_to(contact):
    assert time_findings([contact], zones=[EASTERN]) == ()


def test_even_a_call_that_did_not_connect_was_an_attempt():
    assert violations(at("6:00", ending=Ending.NOT_CONNECTED))


def test_without_a_zone_there_are_no_hours():
    with pytest.raises(ValueError, match="time zone"):
        at("12:00", zones=[])


# times that were named: comment 6(b)(1)-1 and -2


def test_days_named_until_the_end_of_the_year():
    named = NamedTime(
        since=moment("06-01"), weekdays=frozenset({TUESDAY, THURSDAY}), last_on=date(2020, 12, 31)
    )
    log = [
        call("05-28"),  # a Thursday before they knew
        call("06-02"),
        call("06-03"),
        call("12-31"),  # a Thursday
        call("2021-01-05"),  # a Tuesday of the new year
    ]
    assert violations(time_findings(log, [named], zones=[EASTERN])) == [log[1], log[3]]


AFTERNOONS = NamedTime(since=moment("04-01"), weekdays=WEEKDAYS, start=time(15), end=time(17))
WEEKENDS = NamedTime(since=moment("04-01"), weekdays=WEEKEND)


@pytest.mark.parametrize(
    ("contact", "fits"),
    [
        (call("04-06", "15:00"), False),
        (call("04-06", "16:59"), False),
        (call("04-06", "17:00"), True),
        (call("04-06", "14:59"), True),
        (call("04-04", "12:00"), False),  # a Saturday
        (call("04-05", "12:00"), False),
    ],
)
def test_weekdays_but_not_from_three_to_five(contact, fits):
    found = time_findings([contact], [AFTERNOONS, WEEKENDS], zones=[EASTERN])
    assert (violations(found) == []) == fits


def test_an_e_mail_of_the_user_may_be_answered_once_while_the_time_lasts():
    """The user writes at 3:30 p.m. on a Wednesday."""
    log = [
        wrote("04-08", "15:30"),
        message("04-08", "15:40"),
        message("04-08", "16:00"),
        message("04-09", "15:30"),
    ]
    assert violations(time_findings(log, [AFTERNOONS], zones=[EASTERN])) == log[2:]
    again = [*log, wrote("04-08", "15:50")]
    assert violations(time_findings(again, [AFTERNOONS], zones=[EASTERN])) == log[3:]


def test_the_answer_must_take_the_same_way():
    log = [wrote("04-08", "15:30"), call("04-08", "15:40")]
    assert violations(time_findings(log, [AFTERNOONS], zones=[EASTERN])) == [log[1]]


FRIDAYS = NamedTime(since=moment("04-01"), weekdays=frozenset({FRIDAY}))


def test_a_look_at_their_website_allows_nothing_after_it():
    log = [
        wrote("04-10", "11:00", medium=Medium.WEBSITE),
        message("04-10", "11:05", medium=Medium.WEBSITE),
        message("04-10", "15:00", medium=Medium.WEBSITE, by=Side.YOU),
        message("04-10", "15:30"),
    ]
    assert violations(time_findings(log, [FRIDAYS], zones=[EASTERN])) == [log[3]]


def test_an_e_mail_on_friday_night_may_be_answered_at_once():
    log = [wrote("04-10", "20:30"), message("04-10", "20:31"), message("04-17", "12:00")]
    assert violations(time_findings(log, [FRIDAYS], zones=[EASTERN])) == [log[2]]


def test_a_night_shift_sleeps_by_day_and_over_midnight():
    asleep = NamedTime(
        since=moment("04-01"), weekdays=frozenset({MONDAY}), start=time(20), end=time(10)
    )
    log = [
        call("04-06", "19:59"),
        call("04-06", "20:00"),
        call("04-07", "9:59"),  # Tuesday, but the night began on Monday
        call("04-07", "10:00"),
        call("04-06", "9:00"),  # that night began on Sunday
    ]
    assert violations(time_findings(log, [asleep], zones=[EASTERN])) == [log[1], log[2]]


def test_what_was_named_can_be_taken_back():
    named = NamedTime(since=moment("04-01"), until=moment("04-08"), weekdays=WEEKDAYS)
    log = [call("04-07"), call("04-08", "12:01")]
    assert violations(time_findings(log, [named], zones=[EASTERN])) == [log[0]]


def test_on_the_very_day_nobody_knows_which_came_first():
    named = NamedTime(since=date(2020, 4, 1))
    found = time_findings([call("04-01")], [named], zones=[EASTERN])
    assert kinds(found) == {(ContactRule.NAMED_TIME, Presumption.OPEN)}
    assert len(found[0].but) == 1


def test_only_the_collector_that_was_told_must_heed_it():
    named = NamedTime(since=moment("04-01"), collector="Midtown")
    log = [call("04-06", collector="Midtown"), call("04-06", collector="Harbor")]
    assert violations(time_findings(log, [named], zones=[EASTERN])) == [log[0]]


# places: comments 6(b)(1)-1.iii, -2.ii, 6(b)(1)(ii)-1, 6(b)(3)-1

NOT_AT_HOME = NamedPlace(since=moment("04-01"), place=Place.HOME)


@pytest.mark.parametrize(
    ("contact", "fits"),
    [
        (call("04-06", place=Place.HOME), False),  # the landline
        (message("04-06", medium=Medium.LETTER, place=Place.HOME), False),
        (call("04-06"), True),  # the mobile phone, wherever it is
        (message("04-06"), True),
        (call("04-06", place=Place.HOME, agreed=True), True),
        (call("03-31", place=Place.HOME), True),
    ],
)
def test_not_at_home(contact, fits):
    found = place_findings([contact], [NOT_AT_HOME], zone=EASTERN)
    assert (violations(found) == []) == fits


def test_a_call_from_home_is_answered_on_the_spot():
    log = [called_them("04-06", place=Place.HOME), call("04-07", place=Place.HOME)]
    assert violations(place_findings(log, [NOT_AT_HOME], zone=EASTERN)) == [log[1]]


def test_not_at_work_where_the_employer_forbids_it():
    ban = EmployerForbids(since=moment("04-01"))
    log = [talk("04-01", place=Place.WORK), call("04-02", place=Place.WORK), call("04-02")]
    found = place_findings(log, (), [ban], zone=EASTERN)
    assert kinds(found) == {(ContactRule.WORKPLACE, Presumption.VIOLATION)}
    assert violations(found) == [log[1]]


def test_work_e_mail_is_open_unless_the_user_used_it_or_agreed():
    address = {"address": "me@work.example", "place": Place.WORK}
    found = place_findings([message("04-06", **address)], zone=EASTERN)
    assert kinds(found) == {(ContactRule.WORK_EMAIL, Presumption.OPEN)}
    assert place_findings([message("04-06", agreed=True, **address)], zone=EASTERN) == ()
    used = [wrote("04-05", **address), message("04-06", **address)]
    assert place_findings(used, zone=EASTERN) == ()
