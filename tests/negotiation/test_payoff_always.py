"""What holds for the payoff of any debts at all, drawn by hypothesis."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.payoff import LONGEST, Outcome, payoff
from negotiation.payoff.terms import Debt, Extra, Fixed, Of, Order, Percent, Problem, Segment, Term
from tests.negotiation.payoff_by_decimal import by_decimal

YEARS = 40
TOO_MUCH = 10**20  # a Decimal holds no more to the cent
NO_CLOCK = settings(deadline=None)
FEW = settings(max_examples=40, deadline=None)
DOLLARS = st.one_of(
    st.just(Decimal("0.01")), st.decimals("0.01", 60_000, places=2), st.decimals(1, 900, places=2)
)
APRS = st.one_of(st.just(Decimal(0)), st.just(Decimal(99)), st.decimals(0, 40, places=2))
RATES = st.one_of(
    APRS,
    st.tuples(APRS, st.integers(2, 30), APRS).map(
        lambda drawn: (Segment(1, drawn[0]), Segment(drawn[1], drawn[2]))
    ),
)
FIXED = st.decimals(0, 200, places=2).map(Fixed)
MINIMUMS = st.one_of(
    FIXED,
    st.integers(1, 12 * YEARS).map(Term),
    st.builds(
        Percent,
        st.decimals("0.5", 5, places=1),
        st.sampled_from(Of),
        st.decimals(0, 40, places=2),
        st.booleans(),
    ),
)


STARTS = st.integers(1, 6)


def portfolios(minimums=MINIMUMS, rates=RATES, starts=STARTS):
    debts = st.lists(st.tuples(DOLLARS, rates, minimums, starts), min_size=1, max_size=6)
    return debts.map(lambda drawn: tuple(Debt(f"debt {n}", *each) for n, each in enumerate(drawn)))


EXTRA = st.lists(
    st.builds(Extra, st.integers(1, 40), DOLLARS, st.sampled_from([None, 12])), max_size=2
).map(tuple)
ORDERS = st.sampled_from([*Order, ("debt 2", "debt 0")])
BUDGETS = st.one_of(st.none(), st.decimals(0, 3000, places=2))
COVERED = st.builds(  # fixed minimums, all of them covered
    lambda debts, more, order: Problem(
        debts, sum((debt.minimum.amount for debt in debts), more), order
    ),
    portfolios(FIXED, APRS, st.just(1)),
    st.decimals(0, 500, places=2),
    ORDERS,
)
PROBLEMS = st.builds(Problem, portfolios(), BUDGETS, ORDERS, EXTRA)


@FEW
@given(PROBLEMS)
def test_it_equals_the_referee_in_decimals(problem):
    found = payoff(problem)
    balances, interests, cleared = by_decimal(problem, found.months)
    for each in found.debts:
        if interests[each.name] < TOO_MUCH:
            assert each.interest == interests[each.name]
        assert each.cleared_month == cleared.get(each.name)
    if found.outcome is Outcome.DONE:
        assert set(balances.values()) == {0}


@NO_CLOCK
@given(st.one_of(PROBLEMS, COVERED))
def test_keeping_the_lines_changes_nothing_else(problem):
    kept, quick = payoff(problem, keep=True), payoff(problem)
    assert replace(kept, lines=()) == quick


@NO_CLOCK
@given(PROBLEMS)
def test_what_is_paid_is_what_was_owed_and_its_interest(problem):
    found = payoff(problem, keep=True)
    owed = {debt.name: debt.balance for debt in problem.debts}
    if found.outcome is Outcome.DONE:
        assert all(each.paid == owed[each.name] + each.interest for each in found.debts)
        assert found.months == max(each.cleared_month for each in found.debts)
    for month in found.lines:
        for line in month:
            assert line.opening + line.interest - line.payment == line.closing >= 0
            assert line.payment >= 0


@NO_CLOCK
@given(PROBLEMS)
def test_every_plan_has_one_of_three_ends(problem):
    found = payoff(problem)
    gone = all(each.cleared_month is not None for each in found.debts)
    assert gone == (found.outcome is Outcome.DONE)
    assert bool(found.unmet) == (found.outcome is Outcome.UNDER_MINIMUMS) == (found.short > 0)
    assert found.months <= LONGEST


@FEW
@given(PROBLEMS)
def test_what_is_called_endless_has_not_ended_a_century_later(problem):
    found = payoff(problem)
    if found.outcome is Outcome.NEVER and found.months < LONGEST and problem.budget is None:
        balances, _interests, _cleared = by_decimal(problem, LONGEST // 2)
        assert any(balance > 0 for balance in balances.values())


@NO_CLOCK
@given(PROBLEMS, st.randoms())
def test_the_order_of_the_list_does_not_matter(problem, random):
    mixed = tuple(random.sample(problem.debts, len(problem.debts)))
    found, again = payoff(problem), payoff(replace(problem, debts=mixed))
    assert sorted(found.debts, key=lambda each: each.name) == sorted(
        again.debts, key=lambda each: each.name
    )
    assert (found.outcome, found.months) == (again.outcome, again.months)


@NO_CLOCK
@given(portfolios(FIXED, APRS, st.just(1)), st.decimals(0, 2000, places=2))
def test_the_avalanche_costs_no_more_than_the_snowball(debts, more):
    """But for the rounding of a month's interest: half a cent for each debt."""
    budget = sum((debt.minimum.amount for debt in debts), more)
    avalanche = payoff(Problem(debts, budget))
    snowball = payoff(Problem(debts, budget, Order.SNOWBALL))
    if snowball.outcome is Outcome.DONE:
        assert avalanche.outcome is Outcome.DONE
        slack = Decimal("0.01") * snowball.months * len(debts)
        assert avalanche.interest <= snowball.interest + slack


@NO_CLOCK
@given(portfolios(FIXED, APRS, st.just(1)), DOLLARS, DOLLARS)
def test_a_larger_budget_never_takes_longer(debts, budget, more):
    budget += sum((debt.minimum.amount for debt in debts), Decimal(0))
    found, richer = (payoff(Problem(debts, each)) for each in (budget, budget + more))
    if found.outcome is Outcome.DONE:
        assert richer.outcome is Outcome.DONE
        assert richer.months <= found.months


@pytest.mark.parametrize("apr", ["0", "3.875", "12"])
def test_forty_years_of_a_loan_end_on_the_day(apr):
    loan = Debt("home", Decimal("250000"), Decimal(apr), Term(12 * YEARS))
    found = payoff(Problem((loan,)))
    assert (found.outcome, found.months) == (Outcome.DONE, 12 * YEARS)


@pytest.mark.parametrize("apr", ["29.99", "99"])
def test_a_rate_that_leaves_nothing_to_a_loans_payment_ends_all_the_same(apr):
    loan = Debt("home", Decimal("250000"), Decimal(apr), Term(12 * YEARS))
    found = payoff(Problem((loan,)), keep=True)
    assert found.outcome is Outcome.DONE
    payments = [month[0].payment for month in found.lines]
    assert max(payments) <= min(payments[:-1]) * 1.1
