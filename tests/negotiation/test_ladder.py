from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.ladder import next_rung
from negotiation.settlement import Base, Part
from negotiation.strategy import Limits, band
from tests import make

D = Decimal


def limits(opening, aim, limit, of="10000"):
    parts = (
        Part(D(amount), D(of), Base.VERIFIED_TODAY, date(2026, 2, 1))
        for amount in (opening, aim, limit)
    )
    return Limits(*parts)


USUAL = limits("2500", "4000", "5000")


@pytest.mark.parametrize(
    ("ours", "theirs", "then"),
    [
        ([], None, "2500"),
        (["2500"], None, "3250"),  # half the way to the aim
        (["2500", "3250"], None, "3625"),
        (["2500", "3250", "3625"], None, "4000"),  # too small a step would move nobody
        (["4000"], None, "4500"),
        (["4500"], None, "4750"),
        (["4900"], None, "5000"),
        (["5000"], None, None),
        (["2500"], "3000", "3000"),  # they ask for less: no reason to offer more
        (["2500"], "9000", "3250"),
        ([], "2000", "2000"),
    ],
)
def test_the_next_offer_goes_up_in_smaller_steps(ours, theirs, then):
    rung = next_rung(USUAL, ours=[D(amount) for amount in ours], theirs=theirs and D(theirs))
    assert rung.amount == (then and D(then))
    assert str(rung.why)


def test_a_small_debt_is_offered_in_whole_dollars():
    assert next_rung(limits("22.50", "40", "50", of="100")).amount == D("22")
    assert next_rung(limits("0.40", "0.60", "0.80", of="1")).amount == D("0.40")


money = st.decimals("0.01", "50000", places=2)


@given(st.lists(money, min_size=3, max_size=3).map(sorted), money, st.none() | money)
def test_the_ladder_climbs_to_the_limit_and_stops(three, over, theirs):
    found = limits(*three, of=str(three[-1] + over))
    ours = []
    for _ in range(80):
        rung = next_rung(found, ours=ours, theirs=theirs)
        if rung.amount is None or (theirs is not None and rung.amount == theirs):
            break
        assert rung.amount <= three[-1]
        assert not ours or rung.amount > ours[-1]
        ours.append(rung.amount)
    else:
        pytest.fail("it never stops")


def test_facts_of_a_debt_lead_to_the_first_rung():
    found = band(make.facts(balance=D("1200.00")), on=make.TODAY)
    assert next_rung(found.limits).amount <= found.limits.open.amount
