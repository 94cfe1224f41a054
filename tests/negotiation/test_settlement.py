from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis
from negotiation.settlement import Base, FeeOf, Part, reduction, said, tenth, with_firm

D = Decimal
MONEY = st.decimals("0.01", 1_000_000, places=2)


@pytest.mark.parametrize(
    ("amount", "of", "percent", "shown"),
    [
        ("4000", "10000", "40.0", "40"),
        ("3000", "10000", "30.0", "30"),
        ("300", "900", "33.3", "33.3"),
        ("0", "10", "0.0", "0"),
        ("1000000", "0.03", "3333333333.3", "3333333333.3"),
        ("12.345", "100", "12.3", "12.3"),
        ("12.35", "100", "12.4", "12.4"),  # half up
    ],
)
def test_a_percentage_is_told_to_a_tenth(amount, of, percent, shown):
    part = Part(D(amount), D(of), Base.VERIFIED_TODAY)
    assert part.percent == D(percent)
    assert said(part.percent) == shown


@pytest.mark.parametrize(
    ("base", "on", "says"),
    [
        (Base.VERIFIED_TODAY, date(2026, 3, 2), "of the $900.00 they verified on March 2, 2026."),
        (Base.VERIFIED_TODAY, None, "of the $900.00 they verified."),
        (Base.CLAIMED, date(2026, 3, 2), "of the $900.00 they claim."),
        (Base.OWN_RECORD, None, "of the $900.00 in your own record."),
        (Base.ORIGINAL, None, "of the $900.00 it was at first."),
        (Base.UNKNOWN, None, "of $900.00."),
    ],
)
def test_a_percentage_is_never_told_without_its_base(base, on, says):
    assert str(Part(D(300), D(900), base, on).text) == f"$300.00 is 33.3 percent {says}"


def test_each_basis_of_a_balance_is_a_base():
    assert {Base.of(basis) for basis in Basis} == set(Base) - {Base.ORIGINAL}


@pytest.mark.parametrize(("amount", "of"), [("-0.01", "1"), ("1", "0"), ("1", "-5")])
def test_a_part_of_nothing_is_refused(amount, of):
    with pytest.raises(ValueError, match="a base is more than zero"):
        Part(D(amount), D(of), Base.CLAIMED)


@pytest.mark.parametrize(
    ("offer", "old", "today", "off_old", "off_today", "says"),
    [
        ("3000", "6000", "4000", "50.0", "25.0", "takes 25 percent off the $4,000.00 they say"),
        ("3000", "6000", "9000", "50.0", "66.7", "takes 66.7 percent off the $9,000.00"),
        ("6000", "6000", "9000", "0.0", "33.3", "no less than the old figure of $6,000.00"),
        ("9000", "6000", "9000", "-50.0", "0.0", "takes nothing off the $9,000.00"),
        ("5000", "6000", "4000", "16.7", "-25.0", "takes nothing off the $4,000.00"),
    ],
)
def test_the_true_reduction_is_measured_on_today(offer, old, today, off_old, off_today, says):
    found = reduction(D(offer), old=D(old), today=D(today))
    assert (found.percent_of_old, found.percent) == (D(off_old), D(off_today))
    assert found.saved == D(today) - D(offer)
    assert says in str(found.text)
    assert "{" not in str(found.text)


def test_a_reduction_of_nothing_is_refused():
    with pytest.raises(ValueError, match="figure is more than zero"):
        reduction(D(1), old=D(0), today=D(5))


@pytest.mark.parametrize(
    ("enrolled", "paid", "percent", "of", "fee"),
    [
        ("25000", "12500", "25", FeeOf.DEBT, "6250.00"),  # 18,750 in all
        ("5000", "2500", "25", FeeOf.SAVING, "625.00"),
        ("5000", "6000", "25", FeeOf.SAVING, "0.00"),
        ("5000", "6000", "0", FeeOf.DEBT, "0.00"),
        ("333.33", "100", "15", FeeOf.DEBT, "50.00"),
    ],
)
def test_what_a_firm_takes_on_top(enrolled, paid, percent, of, fee):
    found = with_firm(D(enrolled), paid=D(paid), percent=D(percent), of=of)
    assert found.fee == D(fee)
    assert found.cost == D(paid) + D(fee)


def test_alone_and_with_a_firm_are_told_side_by_side():
    told = str(with_firm(D(25000), paid=D(12500), percent=D(25)).text)
    assert "you pay $12,500.00" in told
    assert "you pay $18,750.00, its fee of $6,250.00" in told


@pytest.mark.parametrize(("paid", "percent"), [("-1", "25"), ("1", "-1"), ("1", "101")])
def test_a_fee_that_makes_no_sense_is_refused(paid, percent):
    with pytest.raises(ValueError, match="between 0 and 100"):
        with_firm(D(100), paid=D(paid), percent=D(percent))


@given(MONEY, MONEY, MONEY)
def test_what_is_taken_off_and_what_is_left_make_all_of_it(offer, old, today):
    found = reduction(offer, old=old, today=today)
    assert found.percent <= 100
    assert abs(found.percent + tenth(offer * 100 / today) - 100) <= D("0.1")
    assert found.offer + found.saved == found.today


@given(MONEY, MONEY, st.decimals(0, 100, places=2), st.sampled_from(FeeOf))
def test_a_firm_never_costs_less_than_going_alone(enrolled, paid, percent, of):
    found = with_firm(enrolled, paid=paid, percent=percent, of=of)
    assert found.cost >= found.paid == paid
    assert 0 <= found.fee <= enrolled
