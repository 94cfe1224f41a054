from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.funds import Claim, free, missing, reserved

D = Decimal
amounts = st.decimals("0.01", "99999.99", places=2)
several = st.lists(
    st.builds(Claim, st.uuids(), amounts, st.sampled_from([None, None, "a", "b"])), max_size=8
)


@pytest.mark.parametrize(
    ("claims", "held"),
    [
        ([], "0"),
        ([Claim("card", D("1200"))], "1200"),
        ([Claim("card", D("1200")), Claim("store", D("300"))], "1500"),
        # whoever accepts first is paid, with the same money
        ([Claim("card", D("900"), "race"), Claim("store", D("700"), "race")], "900"),
        ([Claim("card", D("900"), "race"), Claim("loan", D("100"))], "1000"),
    ],
)
def test_standing_offers_and_deals_hold_cash(claims, held):
    assert reserved(claims) == D(held)
    assert free(D("2000"), claims) == D("2000") - D(held)


def test_unknown_cash_is_not_free_cash():
    assert free(None, []) is None
    assert missing(None, [], Claim("card", D("5"))) == D("5")


def test_a_new_figure_for_the_same_debt_takes_the_place_of_the_old_one():
    assert missing(D("1000"), [Claim("card", D("900"))], Claim("card", D("1000"))) == 0
    assert missing(D("1000"), [Claim("card", D("900"))], Claim("loan", D("150"))) == D("50")


@given(cash=amounts, claims=several)
def test_free_cash_is_never_negative_and_never_more_than_there_is(cash, claims):
    assert 0 <= free(cash, claims) <= cash
    assert reserved(claims) == reserved(reversed(claims))


@given(cash=amounts, claims=several, amount=amounts)
def test_what_is_covered_can_be_promised_beside_all_that_stands(cash, claims, amount):
    one_more = Claim("new", amount)
    short = missing(cash, claims, one_more)
    assert (short == 0) == (reserved([*claims, one_more]) <= cash)
