from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.interest import Estimate, estimate
from ledger.money import ZERO

SINCE = date(2026, 1, 31)
D = Decimal
AMOUNTS = st.decimals(0, 50_000, places=2)
RATES = st.decimals(0, 40, places=3)
PAYMENTS = st.lists(
    st.tuples(st.dates(date(2025, 12, 1), date(2027, 6, 1)), st.decimals(0, 3_000, places=2)),
    max_size=8,
)


@pytest.mark.parametrize(
    ("balance", "apr", "days", "interest"),
    [
        ("1000.00", "36.5", 1, "1.00"),
        ("1000.00", "36.5", 10, "10.00"),
        ("1000.00", "24.99", 30, "20.54"),  # 20.5397...
        ("1000.00", "24.99", 365, "249.90"),
        ("1000.00", "0", 365, "0.00"),
        ("0.00", "24.99", 365, "0.00"),
    ],
)
def test_interest_is_one_365th_of_the_yearly_rate_for_each_day(balance, apr, days, interest):
    on = SINCE + timedelta(days=days)
    assert estimate(D(balance), D(apr), since=SINCE, on=on) == Estimate(
        on, D(balance) + D(interest), D(interest), ZERO
    )


def test_without_an_apr_there_is_no_estimate():
    assert estimate(D("1000.00"), None, since=SINCE, on=date(2026, 3, 2)) is None


def test_interest_bears_no_interest():
    year = estimate(D("1000.00"), D("36.5"), since=SINCE, on=SINCE + timedelta(days=365))
    two = estimate(D("1000.00"), D("36.5"), since=SINCE, on=SINCE + timedelta(days=730))
    assert (year.interest, two.interest) == (D("365.00"), D("730.00"))


def test_a_payment_pays_interest_first_and_then_the_balance():
    # 10 days: 10.00 of interest; 110.00 paid leaves 900.00, which bears 0.90 a day
    paid = [(SINCE + timedelta(days=10), D("110.00"))]
    found = estimate(
        D("1000.00"), D("36.5"), since=SINCE, on=SINCE + timedelta(days=20), payments=paid
    )
    assert (found.total, found.interest, found.paid) == (D("909.00"), D("19.00"), D("110.00"))


def test_interest_not_yet_paid_bears_none_even_after_a_small_payment():
    paid = [(SINCE + timedelta(days=10), D("4.00"))]
    found = estimate(
        D("1000.00"), D("36.5"), since=SINCE, on=SINCE + timedelta(days=20), payments=paid
    )
    assert found.total == D("1016.00")


@pytest.mark.parametrize(
    ("paid_on", "counts"),
    [
        (SINCE - timedelta(days=1), False),
        (SINCE, False),  # in the statement already
        (SINCE + timedelta(days=1), True),
        (SINCE + timedelta(days=30), True),
        (SINCE + timedelta(days=31), False),  # yet to come
    ],
)
def test_only_payments_after_the_statement_and_up_to_the_day_count(paid_on, counts):
    on = SINCE + timedelta(days=30)
    found = estimate(D("1000.00"), D("0"), since=SINCE, on=on, payments=[(paid_on, D("100.00"))])
    assert found.total == (D("900.00") if counts else D("1000.00"))


def test_more_than_was_owed_leaves_nothing_owed():
    paid = [(SINCE + timedelta(days=10), D("5000.00"))]
    found = estimate(
        D("1000.00"), D("36.5"), since=SINCE, on=SINCE + timedelta(days=40), payments=paid
    )
    assert (found.total, found.interest, found.paid) == (ZERO, D("10.00"), D("1010.00"))


@pytest.mark.parametrize("on", [SINCE, SINCE - timedelta(days=5)])
def test_until_the_day_of_the_statement_the_balance_stands(on):
    paid = [(SINCE - timedelta(days=5), D("50.00"))]
    found = estimate(D("1000.00"), D("24.99"), since=SINCE, on=on, payments=paid)
    assert (found.total, found.interest) == (D("1000.00"), ZERO)


@given(AMOUNTS, RATES, PAYMENTS)
def test_the_parts_add_up_and_nothing_is_below_zero(balance, apr, payments):
    found = estimate(balance, apr, since=SINCE, on=date(2027, 1, 31), payments=payments)
    assert found.total == balance + found.interest - found.paid
    assert min(found.total, found.interest, found.paid) >= 0
    assert all(part == part.quantize(D("0.01")) for part in (found.total, found.interest))


@given(AMOUNTS, RATES, PAYMENTS, st.randoms())
def test_the_order_in_which_payments_are_listed_does_not_matter(balance, apr, payments, random):
    shuffled = random.sample(payments, len(payments))
    on = date(2027, 1, 31)
    assert estimate(balance, apr, since=SINCE, on=on, payments=payments) == estimate(
        balance, apr, since=SINCE, on=on, payments=shuffled
    )


@given(AMOUNTS, RATES, PAYMENTS, st.dates(date(2026, 2, 1), date(2027, 1, 31)))
def test_paying_more_never_leaves_more_to_pay(balance, apr, payments, paid_on):
    on = date(2027, 1, 31)
    less = estimate(balance, apr, since=SINCE, on=on, payments=payments)
    more = estimate(balance, apr, since=SINCE, on=on, payments=[*payments, (paid_on, D("10.00"))])
    assert more.total <= less.total
