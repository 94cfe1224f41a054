"""Calls about nobody knows which debt: the search agrees with trying every way."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.law import contact_allocation
from ledger.law.contact import Ending
from ledger.law.contact_allocation import Limits, allocate
from ledger.law.contact_book import Entry
from tests.ledger.law.contacts import call

START = date(2020, 4, 1)
LIMITS = Limits(calls=2, days=3, after_talk_days=3)
DEBTS = ("A", "B")


def entry(number, day, debts, *, talk=False, is_call=True):
    contact = call(
        f"{START + timedelta(day)}",
        f"{number // 60:02}:{number % 60:02}",
        ending=Ending.TALKED if talk else Ending.NO_ANSWER,
        ref=number,
    )
    return Entry(contact, START + timedelta(day), frozenset(debts), is_call, talk, len(debts) == 1)


@st.composite
def books(draw):
    days = sorted(draw(st.lists(st.integers(0, 6), min_size=1, max_size=7)))
    return [
        entry(
            number,
            day,
            draw(st.sampled_from([("A",), ("B",), DEBTS, DEBTS])),
            talk=draw(st.booleans()) and draw(st.booleans()),
            is_call=draw(st.sampled_from([True, True, True, False])),
        )
        for number, day in enumerate(days)
    ]


def breaks_a_limit(entries):
    for debt in DEBTS:
        calls = [one for one in entries if one.call and debt in one.debts]
        for one in calls:
            near = [o for o in calls if 0 <= (one.day - o.day).days < LIMITS.days]
            if len(near) > LIMITS.calls:
                return True
        if any(
            talk.talk
            and debt in talk.debts
            and talk.contact.at < one.contact.at
            and (one.day - talk.day).days < LIMITS.after_talk_days
            for one in calls
            for talk in entries
        ):
            return True
    return False


def every_way(entries):
    for choice in product(*(sorted(one.debts) for one in entries)):
        yield [
            one._replace(debts=frozenset({debt})) for one, debt in zip(entries, choice, strict=True)
        ]


@given(books())
@settings(max_examples=300)
def test_a_way_within_the_limits_is_found_wherever_there_is_one(entries):
    possible = any(not breaks_a_limit(way) for way in every_way(entries))
    settled, over = allocate(entries, LIMITS)
    assert all(len(one.debts) == 1 for one in settled)
    assert [one.contact for one in settled] == [one.contact for one in entries]
    assert breaks_a_limit(settled) != possible
    if possible:
        assert not over


@given(books())
def test_whatever_surely_fits_nowhere_breaks_a_limit_in_every_way(entries):
    _, over = allocate(entries, LIMITS)
    if over:
        assert all(breaks_a_limit(way) for way in every_way(entries))


@given(books())
def test_a_search_cut_short_claims_nothing_it_cannot_count(entries):
    steps, contact_allocation.STEPS = contact_allocation.STEPS, 1
    try:
        settled, over = allocate(entries, LIMITS)
    finally:
        contact_allocation.STEPS = steps
    assert len(settled) == len(entries)
    if over:
        assert all(breaks_a_limit(way) for way in every_way(entries))


def test_more_calls_than_room_are_proved_without_trying_every_way():
    many = [entry(number, number % 7, ("A", "B", "C")) for number in range(70)]
    many.sort(key=lambda one: (one.day, one.contact.at))
    _, over = allocate(many, Limits(calls=7, days=7, after_talk_days=7))
    assert over
