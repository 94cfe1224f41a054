from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.money import cents, dollars, share

D = Decimal


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-2.675", "-2.68")],
)
def test_half_a_cent_is_rounded_away_from_zero(amount, rounded):
    assert str(cents(D(amount))) == rounded


@pytest.mark.parametrize("amount", ["-0.00", "-0.001"])
def test_there_is_no_minus_zero(amount):
    assert str(cents(D(amount))) == "0.00"


def test_a_share_is_a_percentage_to_the_cent():
    assert share(D("1000.01"), D("25")) == D("250.00")
    assert share(D("0.02"), D("25")) == D("0.01")


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1234.5", "$1,234.50"),
        ("0", "$0.00"),
        ("-5", "-$5.00"),
        ("1234567.891", "$1,234,567.89"),
        ("-0.004", "$0.00"),
    ],
)
def test_dollars_are_written_as_americans_write_them(amount, written):
    assert dollars(D(amount)) == written


@given(st.decimals(-1_000_000, 1_000_000, places=4))
def test_rounding_moves_less_than_a_cent_and_only_once(amount):
    assert abs(cents(amount) - amount) <= D("0.005")
    assert cents(cents(amount)) == cents(amount)
