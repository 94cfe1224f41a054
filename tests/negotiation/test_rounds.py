"""The same cash offered to several at once: fair parts, turns, never a dollar too many."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.rounds import CAPPED, LOW, Seat, first, next_one, pro_rata


def seat(key, balance, low=20, high=50):
    balance = Decimal(balance)
    return Seat(key, balance, balance * low / 100, balance * high / 100)


def shares(places):
    return {place.key: place.amount for place in places}


@pytest.mark.parametrize(
    ("cash", "expected"),
    [
        ("900", {"a": Decimal("300.00"), "b": Decimal("600.00")}),
        ("100", {"a": Decimal("33.33"), "b": Decimal("66.66")}),  # a cent stays in the purse
        ("5000", {"a": Decimal("500"), "b": Decimal("1000")}),  # no more than each limit
    ],
)
def test_cash_is_shared_by_balance(cash, expected):
    assert shares(pro_rata([seat("a", 1000), seat("b", 2000)], Decimal(cash))) == expected


def test_what_is_above_the_limit_of_one_goes_to_the_others():
    places = pro_rata([seat("a", 1000, 5, 10), seat("b", 1000), seat("c", 1000)], Decimal("900"))
    assert shares(places) == {"a": Decimal("100"), "b": Decimal("400"), "c": Decimal("400")}
    assert next(place.why for place in places if place.key == "a") == CAPPED


def test_a_share_below_a_usual_first_offer_says_so():
    (place,) = pro_rata([seat("a", 1000)], Decimal("150"))
    assert place.amount == Decimal("150.00")
    assert place.why == LOW.filled(amount=Decimal(200))


def test_first_come_first_paid_offers_each_its_own_first_offer():
    places = first([seat("dear", 1000, 40), seat("cheap", 2000, 20)], Decimal("500"))
    assert [(place.key, place.turn, place.amount) for place in places] == [
        ("cheap", 1, Decimal("400")),
        ("dear", 2, Decimal("400")),
    ]


def test_who_costs_more_than_the_cash_is_left_out():
    places = first([seat("a", 1000), seat("b", 9000)], Decimal("500"))
    assert shares(places) == {"a": Decimal("200"), "b": None}
    assert [place.turn for place in places if place.amount is None] == [0]


@pytest.mark.parametrize(("still_open", "turn"), [((1, 2, 3), 1), ((3, 2), 2), ((), None)])
def test_when_one_refuses_the_next_is_asked(still_open, turn):
    assert next_one(still_open) == turn


def test_nobody_at_the_table_gets_nothing():
    assert pro_rata([], Decimal("900")) == first([], Decimal("900")) == ()


money = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2)


@given(st.lists(money, min_size=1, max_size=6), money)
def test_shares_never_come_to_more_than_the_cash_or_the_limits(balances, cash):
    seats = [seat(place, balance) for place, balance in enumerate(balances)]
    given_to = shares(pro_rata(seats, cash))
    assert sum(amount or 0 for amount in given_to.values()) <= cash
    assert all((given_to[one.key] or 0) <= one.walk_away for one in seats)
