from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from ledger.facts import Basis, CreditorKind, DebtFacts, DebtKind, Hardship
from negotiation.rules import debt as of_debt
from negotiation.rules import person as of_person
from negotiation.scoring import Unknown, score, special_route
from negotiation.sensitivity import ANSWERED_BY, Act, Lever, what_would_raise, what_would_tell_more
from tests import make
from tests.negotiation.drawn import DEBTS

TODAY = date(2026, 3, 2)
D = Decimal


def told(**known):
    debt = DebtFacts(kind=DebtKind.CREDIT_CARD, **known)
    return {one.act: one for one in what_would_tell_more(score(debt, on=TODAY))}


def test_every_question_of_the_rules_has_an_act_that_answers_it():
    asked = [
        unknown
        for module in (of_debt, of_person)
        for unknown in vars(module).values()
        if isinstance(unknown, Unknown)
    ]
    names = {name for unknown in asked for name in unknown.fields}
    assert len(asked) > 10
    assert names <= ANSWERED_BY.keys() <= {field.name for field in fields(DebtFacts)}


def test_the_unknown_points_are_grouped_by_what_the_user_can_do():
    found = told(holder=CreditorKind.DEBT_BUYER, state="NY")
    assert {act: one.points for act, one in found.items()} == {
        Act.ENTER_DATES: 27,
        Act.ANSWER_SETTINGS: 22,
        Act.ENTER_CASH: 15,
        Act.ASK_FOR_STATEMENT: 11,  # resold, itemized, chain of title
        Act.ANSWER_DEBT: 8,  # security, lawsuit
    }
    assert list(found) == [
        Act.ENTER_DATES,
        Act.ANSWER_SETTINGS,
        Act.ENTER_CASH,
        Act.ASK_FOR_STATEMENT,
        Act.ANSWER_DEBT,
    ]
    statement = found[Act.ASK_FOR_STATEMENT]
    assert str(statement.text).startswith("Asking for a statement would settle 11 of the unknown")
    assert statement.fields == ("resold", "balance_itemized", "title_shown")


def test_who_knows_all_is_told_nothing():
    debt = make.facts(
        resold=False,
        first_delinquent_on=date(2025, 1, 1),
        last_paid_on=date(2025, 1, 1),
        cash=D(100),
        hardship=Hardship.NONE,
        income_exempt=False,
        attachable_assets=True,
        balance_itemized=True,
        title_shown=True,
        facing_bankruptcy=False,
    )
    assert what_would_tell_more(score(debt, on=TODAY)) == ()


def raises(**known):
    debt = make.facts(**known)
    return {one.lever: one for one in what_would_raise(debt, on=TODAY)}


@pytest.mark.parametrize(
    ("cash", "points"), [("0", 15), ("300", 7), ("599.99", None), ("600", None), (None, None)]
)
def test_more_cash_raises_a_score_up_to_half_of_the_balance(cash, points):
    found = raises(cash=cash and D(cash), hardship=Hardship.NONE).get(Lever.CASH)
    assert (found and found.points) == points
    if found:
        assert "With $600.00 at hand" in str(found.text)


@pytest.mark.parametrize(
    ("hardship", "points"),
    [(None, None), (Hardship.NONE, None), (Hardship.STATED, 4), (Hardship.DOCUMENTED, None)],
)
def test_papers_raise_a_score_where_a_hard_time_is_real(hardship, points):
    found = raises(hardship=hardship).get(Lever.PAPERS)
    assert (found and found.points) == points


@pytest.mark.parametrize(
    ("known", "points"),
    [
        ({"first_delinquent_on": date(2025, 3, 2)}, 4),  # 12 months to 24
        ({"first_delinquent_on": None}, None),
        ({"first_delinquent_on": date(2019, 3, 2)}, None),
        ({"first_delinquent_on": date(2025, 3, 2), "current": True}, None),
        ({"first_delinquent_on": date(2025, 3, 2), "sued": True}, None),
    ],
)
def test_a_year_alone_raises_a_score_and_its_risk_is_told(known, points):
    found = raises(**known).get(Lever.TIME)
    assert (found and found.points) == points
    if found:
        assert "they can sue" in str(found.text)


def test_the_best_lever_comes_first():
    found = raises(
        cash=D(0), hardship=Hardship.STATED, first_delinquent_on=date(2025, 9, 1), state="AL"
    )
    points = [one.points for one in found.values()]
    assert points == sorted(points, reverse=True)
    assert next(iter(found)) is Lever.CASH


def test_an_unverified_debt_is_raised_like_a_verified_one():
    known = {"cash": D(0), "hardship": Hardship.STATED}
    assert raises(basis=Basis.CLAIMED, **known) == raises(**known)


def test_a_debt_on_a_route_is_not_raised():
    assert raises(kind=DebtKind.TAX, cash=D(0), hardship=Hardship.STATED) == {}


@given(DEBTS)
def test_all_unknown_points_are_told_once(debt):
    found = score(debt, on=TODAY)
    answers = what_would_tell_more(found)
    assert sum(one.points for one in answers) == found.open_points
    assert len({one.act for one in answers}) == len(answers)


@given(DEBTS)
def test_what_is_said_to_raise_a_score_does(debt):
    verified = replace(debt, basis=Basis.VERIFIED)
    for one in what_would_raise(verified, on=TODAY):
        assert one.points > 0
        assert special_route(debt) is None
        if one.lever is Lever.CASH:
            half = replace(verified, cash=verified.balance)
            gained = score(half, on=TODAY).points - score(verified, on=TODAY).points
            assert gained == one.points
