"""Income nobody can reach, at home and in the bank."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.law.benefits import (
    UP_TO_BALANCE,
    Deposit,
    look_back,
    protected_income,
    protected_money,
    review_by,
)

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
DEPOSITS = st.lists(st.builds(Deposit, DAYS, st.decimals(0, 3000, places=2)), max_size=6)


@pytest.mark.parametrize(
    ("reviewed_on", "first", "last"),
    [
        (date(2010, 3, 17), date(2010, 1, 16), date(2010, 3, 16)),
        (date(2010, 11, 18), date(2010, 9, 17), date(2010, 11, 17)),
        (date(2011, 9, 1), date(2011, 6, 30), date(2011, 8, 31)),  # there is no 31 June
        (date(2010, 12, 14), date(2010, 10, 13), date(2010, 12, 13)),
        (date(2024, 5, 1), date(2024, 2, 29), date(2024, 4, 30)),
        (date(2023, 3, 1), date(2022, 12, 28), date(2023, 2, 28)),
    ],
)
def test_the_bank_looks_back_two_months_from_the_day_before(reviewed_on, first, last):
    assert look_back(reviewed_on) == (first, last)


@pytest.mark.parametrize(
    ("balance", "protected"),
    [("3000", "2500.00"), ("2500", "2500.00"), ("1000", "1000.00"), ("-50", "0.00")],
)
def test_direct_deposits_of_two_months_are_safe_up_to_the_balance(balance, protected):
    deposits = [
        Deposit(date(2026, 5, 1), Decimal("1250")),
        Deposit(date(2026, 4, 1), Decimal("1250")),
        Deposit(date(2026, 3, 18), Decimal("1250")),  # a day too early
    ]
    answer = protected_money(deposits, balance=Decimal(balance), reviewed_on=date(2026, 5, 20))
    assert answer.amount == Decimal(protected)
    assert any(reason.original == UP_TO_BALANCE.original for reason in answer.reasons) == (
        Decimal(balance) < 2500
    )


def test_the_first_and_the_last_day_count_and_the_day_of_review_does_not():
    days = [date(2026, 3, 19), date(2026, 5, 19), date(2026, 5, 20)]
    deposits = [Deposit(day, Decimal(100)) for day in days]
    answer = protected_money(deposits, balance=Decimal(900), reviewed_on=date(2026, 5, 20))
    assert answer.amount == 200


def test_the_bank_has_two_business_days():
    assert review_by(date(2011, 8, 30)) == date(2011, 9, 1)
    assert review_by(date(2010, 12, 10)) == date(2010, 12, 14)  # over a weekend


def test_protected_income_is_cited():
    for sentence, rule in protected_income():
        assert str(sentence).endswith(".")
        assert rule.citation == "42 USC 407(a)"


def test_a_deposit_below_zero_is_refused():
    with pytest.raises(ValueError, match="deposit"):
        protected_money(
            [Deposit(date(2026, 5, 1), Decimal(-1))],
            balance=Decimal(1),
            reviewed_on=date(2026, 5, 2),
        )


@given(DEPOSITS, st.decimals(-500, 9000, places=2), DAYS, st.randoms())
def test_order_does_not_matter_and_nothing_falls_below_zero(deposits, balance, day, random):
    mixed = random.sample(deposits, len(deposits))
    one, other = (
        protected_money(some, balance=balance, reviewed_on=day) for some in (deposits, mixed)
    )
    assert one == other
    assert 0 <= one.amount <= max(balance, 0)
