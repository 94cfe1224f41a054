"""Published payoff cases, to the cent and to the month, and the conventions behind them."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from negotiation.payoff import LONGEST, Outcome, payoff, wide
from negotiation.payoff.account import level
from negotiation.payoff.terms import (
    Amount,
    Debt,
    Extra,
    Fixed,
    Of,
    Order,
    Percent,
    Problem,
    Segment,
    Term,
)


def debt(name="card", balance="1000.00", apr="0", minimum="0", **more):
    minimum = Fixed(D(minimum)) if isinstance(minimum, str) else minimum
    return Debt(name, D(balance), D(apr) if isinstance(apr, str) else apr, minimum, **more)


def solved(*debts, budget=None, keep=True, **more):
    if isinstance(budget, str):
        budget = D(budget)
    return payoff(Problem(tuple(debts), budget, **more), keep=keep)


def cleared(found):
    return {each.name: each.cleared_month for each in found.debts}


@pytest.mark.parametrize(
    ("balance", "apr", "budget", "months", "interest"),
    [
        ("10000", "20", "500", 25, "2266.06"),
        ("5000", "12", "100", 70, "1966.23"),
        ("400", "18", "15", 35, "114.69"),
    ],
)
def test_published_single_debts(balance, apr, budget, months, interest):
    found = solved(debt(balance=balance, apr=apr, minimum="15"), budget=budget)
    assert (found.outcome, found.months, found.interest) == (Outcome.DONE, months, D(interest))


def test_the_first_months_interest_is_that_of_the_whole_balance():
    found = solved(debt(balance="10000", apr="20", minimum="250"), budget="500")
    [line] = found.lines[0]
    assert line == ("card", 1_000_000, 16_667, 50_000, 966_667)


def test_a_published_loan_and_what_forty_dollars_more_save():
    loan = debt(balance="10000", apr="7", minimum=Term(60))
    alone, more = solved(loan), solved(loan, budget="238.01")
    assert alone.lines[0][0].payment == 198_01
    assert (alone.months, more.months) == (60, 49)
    assert alone.interest - more.interest == D("375.63")
    assert more.lines[48][0].payment == 80_64


def test_a_loans_last_payment_takes_in_the_cents_of_rounding():
    loan = debt(balance="10000", apr="7", minimum=Term(60))
    for budget in (None, "198.01"):
        found = solved(loan, budget=budget)
        assert (found.outcome, found.months, found.interest) == (Outcome.DONE, 60, D("1880.75"))
        assert found.lines[-1][0].payment == 198_16


@pytest.mark.parametrize(
    ("balance", "apr", "months", "payment"),
    [
        ("200000", "6", 360, 1199_10),
        ("100", "0", 3, 33_33),
        ("0.01", "99", 1, 1),
        ("25000", "5", 48, 575_73),
    ],
)
def test_the_level_payment_of_a_loan(balance, apr, months, payment):
    assert level(int(D(balance) * 100), D(apr), months) == payment


def test_a_new_rate_works_a_loans_payment_out_again():
    loan = debt(balance="1200", apr=(Segment(1, D(0)), Segment(7, D(12))), minimum=Term(12))
    payments = [month[0].payment for month in solved(loan).lines]
    assert payments[:6] == [100_00] * 6
    assert payments[6:11] == [level(600_00, D(12), 6)] * 5
    assert len(payments) == 12


def test_a_published_snowball_of_four():
    debts = [("a", "500", "50"), ("b", "2500", "63"), ("c", "7000", "135"), ("d", "10000", "96")]
    four = [debt(name, balance, "0", minimum) for name, balance, minimum in debts]
    found = solved(*four, budget="844", order=Order.SNOWBALL)
    assert cleared(found) == {"a": 1, "b": 5, "c": 14, "d": 24}


def test_a_published_snowball_of_five():
    debts = [
        *(("card", "1500", "52"), ("student", "12200", "110"), ("car", "9500", "95")),
        *(("medical", "450", "75"), ("friend", "500", "50")),
    ]
    five = [debt(name, balance, "0", minimum) for name, balance, minimum in debts]
    found = solved(*five, budget="432", order=Order.SNOWBALL)
    assert cleared(found) == {"medical": 4, "friend": 6, "card": 11, "car": 38, "student": 56}


@pytest.mark.parametrize(
    ("order", "months", "interest"),
    [
        (Order.AVALANCHE, 24, "1533.06"),
        (Order.SNOWBALL, 26, "2373.86"),
        (("dear", "cheap"), 24, "1533.06"),
        (("cheap",), 26, "2373.86"),
    ],
)
def test_a_published_avalanche_against_the_snowball(order, months, interest):
    two = [debt("dear", "6000", "24"), debt("cheap", "3000", "9")]
    found = solved(*two, budget="450", order=order)
    assert (found.months, found.interest) == (months, D(interest))


def test_what_one_debt_leaves_goes_to_the_next_in_the_same_month():
    found = solved(debt("a", "30"), debt("b", "50"), debt("c", "100"), budget="100", order=("a",))
    assert [line.payment for line in found.lines[0]] == [30_00, 50_00, 20_00]


@pytest.mark.parametrize(
    ("rule", "payment"),
    [
        (Fixed(D("40")), 40_00),
        (Percent(D(2)), 20_40),
        (Percent(D(2), Of.BEFORE_INTEREST), 20_00),
        (Percent(D(2), Of.BEFORE_INTEREST, D(35)), 35_00),
        (Percent(D(1), plus_interest=True), 30_00),
        (Percent(D(1), plus_interest=True, floor=D("30.01")), 30_01),
        (Fixed(D(5000)), 1020_00),
    ],
)
def test_minimums_by_their_convention(rule, payment):
    found = solved(debt(balance="1000", apr="24", minimum=rule))
    assert found.lines[0][0].payment == payment


def test_minimums_only_leave_what_is_freed_in_the_pocket():
    found = solved(debt("a", "100", "0", "50"), debt("b", "200", "0", "50"))
    assert cleared(found) == {"a": 2, "b": 4}


def test_a_percentage_of_little_still_ends():
    found = solved(debt(balance="5", minimum=Percent(D(2))))
    assert (found.outcome, found.paid) == (Outcome.DONE, D(5))


@pytest.mark.parametrize(
    ("minimum", "budget", "outcome"),
    [
        ("166.66", None, Outcome.NEVER),
        ("166.67", None, Outcome.NEVER),
        ("170", None, Outcome.DONE),
        ("0", "166.67", Outcome.NEVER),
        ("0", "0", Outcome.NEVER),
        ("100", "99.99", Outcome.UNDER_MINIMUMS),
    ],
)
def test_a_plan_that_does_not_end_says_so(minimum, budget, outcome):
    found = solved(debt(balance="10000", apr="20", minimum=minimum), budget=budget)
    assert found.outcome is outcome
    assert (found.months == 0) == (outcome is Outcome.UNDER_MINIMUMS)


def test_a_minimum_that_grows_for_ever_is_not_tried_for_ever():
    rule = Percent(D(1), Of.BEFORE_INTEREST)
    found = solved(debt(balance="10000", apr="29.99", minimum=rule))
    assert (found.outcome, found.months) == (Outcome.NEVER, 1)


def test_a_debt_that_grows_first_can_still_end():
    """A high rate falls while a low one grows: the sum grows at first, and ends all the same."""
    two = [debt("high", "10000", "30"), debt("low", "100000", "1")]
    found = solved(*two, budget="320")
    sums = list(found.balances())
    assert sums[1] > sums[0] > 110_000
    assert found.outcome is Outcome.DONE
    assert found.months < LONGEST


def test_which_minimums_are_not_met_goes_by_priority():
    three = [debt("a", "500", "5", "60"), debt("b", "900", "9", "30"), debt("c", "50", "1", "10")]
    found = solved(*three, budget="75", order=("a",))
    assert (found.outcome, found.unmet, found.short) == (Outcome.UNDER_MINIMUMS, ("b",), D(25))
    assert (found.interest, found.paid, found.lines) == (0, 0, ())


def test_a_budget_that_falls_under_the_minimums_later_keeps_what_was_paid():
    budget = (Amount(1, D(100)), Amount(4, D(20)))
    found = solved(debt(balance="1000", minimum="50"), budget=budget)
    assert (found.outcome, found.months, found.paid) == (Outcome.UNDER_MINIMUMS, 3, D(300))


def test_a_rate_that_ends_its_promotion():
    card = debt(balance="3000", apr=(Segment(1, D(0)), Segment(16, D(22))))
    found = solved(card, budget="100")
    interests = [month[0].interest for month in found.lines]
    assert interests[:15] == [0] * 15
    assert interests[15] == 27_50


def test_the_avalanche_follows_the_rate_of_the_month():
    promo = debt("promo", "1000", (Segment(1, D(0)), Segment(3, D(30))))
    found = solved(promo, debt("usual", "1000", "10"), budget="100")
    most = [max(month, key=lambda line: line.payment).name for month in found.lines[:4]]
    assert most == ["usual", "usual", "promo", "promo"]


def test_extra_payments_come_once_or_every_year():
    extra = (Extra(3, D(100)), Extra(2, D(50), every=12))
    payments = [m[0].payment for m in solved(debt(balance="5000"), budget="10", extra=extra).lines]
    assert payments[:4] == [10_00, 60_00, 110_00, 10_00]
    assert (payments[13], payments[25]) == (60_00, 60_00)


def test_extra_payments_help_minimums_too():
    found = solved(debt(balance="100", minimum="10"), extra=(Extra(2, D(80)),))
    assert found.months == 2


def test_half_every_two_weeks_is_thirteen_months_a_year():
    found = solved(debt(balance="1300"), budget="100", biweekly=True)
    assert [m[0].payment for m in found.lines] == [*[100_00] * 5, 150_00, *[100_00] * 5, 150_00]


def test_a_debt_begins_in_its_month():
    later = debt("later", "120", "12", "10", starts=3)
    found = solved(debt("now", "100"), later, budget="40", order=Order.SNOWBALL)
    assert [len(month) for month in found.lines] == [1, 1, 2, 1, 1, 1]
    assert found.lines[2][1] == ("later", 120_00, 1_20, 20_00, 101_20)


def test_a_debt_of_nothing_was_over_before():
    assert cleared(solved(debt(balance="0"), debt("b", "10"), budget="10")) == {"card": 0, "b": 1}


@pytest.mark.parametrize("debts", [[debt(), debt()], [debt(balance="-1")], [debt(starts=0)]])
def test_what_makes_no_sense_is_refused(debts):
    with pytest.raises(ValueError, match=r"name of its own|no less than zero"):
        solved(*debts)


def test_hundreds_of_debts_are_the_same_to_the_cent():
    many = [
        debt(f"debt {n}", str(500 + 37 * n), str(n % 30), str(10 + n))
        for n in range(wide.MANY + 50)
    ]
    budget = D(sum(10 + n for n in range(len(many))) + 5)
    for minimums_only in (budget, None):
        kept = payoff(Problem(tuple(many), minimums_only), keep=True)
        assert replace(kept, lines=()) == payoff(Problem(tuple(many), minimums_only))
        assert kept.outcome is Outcome.DONE
