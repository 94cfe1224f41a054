"""A household's sums."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import labels
from ledger.facts import BalanceSource
from ledger.household import (
    KINDS,
    SAYERS,
    Every,
    Section,
    all_protected,
    month,
    per_month,
    said_by,
)
from ledger.law.insolvency import SaidBy

MONEY = st.decimals(0, 100_000, places=2)
FLOWS = st.lists(st.tuples(MONEY, st.sampled_from(Every)), max_size=12)


@pytest.mark.parametrize(
    ("amount", "every", "monthly"),
    [
        ("600", Every.WEEKLY, "2600.00"),  # 52 weeks in 12 months, not 4 in each
        ("1184", Every.BIWEEKLY, "2565.33"),
        ("500", Every.SEMIMONTHLY, "1000.00"),
        ("1500", Every.MONTHLY, "1500.00"),
        ("58.50", Every.YEARLY, "4.88"),
        ("900", Every.ONCE, "0.00"),  # it does not come again
        ("0", Every.WEEKLY, "0.00"),
    ],
)
def test_an_amount_becomes_a_months_share_of_a_year(amount, every, monthly):
    assert per_month(Decimal(amount), every) == Decimal(monthly)


@given(FLOWS, FLOWS)
def test_a_month_is_the_sum_of_what_is_shown(income, expense):
    found = month(income, expense)
    assert found.income == sum((per_month(*line) for line in income), Decimal(0))
    assert found.left == found.income - found.expense
    assert found == month(reversed(income), reversed(expense))


@pytest.mark.parametrize(
    ("answers", "all_of_it"),
    [
        ([], None),
        ([True], True),
        ([True, True], True),
        ([True, None], None),  # nothing unknown counts for us
        ([True, False], False),
        ([None, False], False),
    ],
)
def test_income_is_protected_only_if_all_of_it_surely_is(answers, all_of_it):
    assert all_protected(answers) is all_of_it


@pytest.mark.parametrize("section", Section)
def test_everything_that_can_be_chosen_has_a_name(section):
    assert tuple(labels.KINDS_OF[section]) == KINDS[section]
    assert tuple(labels.SAID_BY) == SAYERS
    assert tuple(labels.EVERY) == tuple(Every)


@pytest.mark.parametrize("source", BalanceSource)
def test_a_debts_figure_is_ones_own_word_or_a_paper(source):
    own = source is BalanceSource.OWN_RECORD
    assert said_by(source) is (SaidBy.YOU if own else SaidBy.STATEMENT)
