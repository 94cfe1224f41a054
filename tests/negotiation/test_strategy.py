from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.facts import Basis, CreditorKind, DebtKind, Security
from ledger.law.cancelled_debt import true_cost
from negotiation.scoring import Route
from negotiation.settlement import Base
from negotiation.stage import Stage
from negotiation.strategy import ChoiceKind, Override, VerdictKind, band, judge
from tests import make
from tests.negotiation.drawn import DEBTS, VERIFIED

TODAY = date(2026, 3, 2)
D = Decimal
BUYER, AGENCY = CreditorKind.DEBT_BUYER, CreditorKind.COLLECTION_AGENCY
FIRST = CreditorKind.ORIGINAL_CREDITOR
INSIDE, ABOVE_AIM, ABOVE_LIMIT, NO_BAND = VerdictKind
TAKE, COUNTER, WAIT, OTHER_ROUTE = ChoiceKind
PERCENT = st.none() | st.decimals("0.1", 100, places=1)
OVERRIDES = st.tuples(PERCENT, PERCENT, PERCENT)


def facts(**fields):
    fields = {"owner": None, "balance": D("10000.00"), "balance_on": TODAY} | fields
    return make.facts(**fields)


def of(limits):
    return tuple(str(part.amount) for part in (limits.open, limits.aim, limits.walk_away))


def kinds(verdict):
    return [choice.kind for choice in verdict.choices]


# ---- the band -------------------------------------------------------------------------------


def test_a_band_is_told_in_dollars_and_in_percent_of_a_named_base():
    found = band(facts(), on=TODAY, original=D("8000.00"))
    assert of(found.ours) == ("3000.00", "4500.00", "6000.00")
    aim = found.ours.aim
    assert (aim.percent, aim.base, aim.of, aim.on) == (45, Base.VERIFIED_TODAY, 10000, TODAY)
    of_original = found.of_original(aim.amount)
    assert (of_original.percent, of_original.base) == (D("56.3"), Base.ORIGINAL)
    assert found.of_original(D(10)).of == 8000


def test_what_was_owed_at_first_is_not_made_up():
    assert band(facts(), on=TODAY).of_original(D(10)) is None


@pytest.mark.parametrize(
    ("fields", "route", "says"),
    [
        ({"kind": DebtKind.FEDERAL_STUDENT}, Route.FEDERAL_STUDENT, "Federal student loans"),
        ({"kind": DebtKind.TAX}, Route.TAX, "Tax debts"),
        ({"kind": DebtKind.SUPPORT}, Route.SUPPORT, "support"),
        ({"security": Security.VEHICLE}, Route.SECURED, "take what you pledged"),
        ({"basis": Basis.CLAIMED}, Route.UNVERIFIED, "nobody has proved"),
        ({"basis": Basis.UNKNOWN, "balance": None}, Route.UNVERIFIED, "nobody has proved"),
        ({"balance": None}, Route.UNVERIFIED, "nobody has proved"),
        ({"holder": CreditorKind.GOVERNMENT}, None, "government office"),
        ({"balance": D("0.00")}, None, "Nothing is owed"),
        ({"balance": D("-3.00")}, None, "Nothing is owed"),
    ],
)
def test_some_debts_have_no_band_and_say_why(fields, route, says):
    found = band(facts(**fields), on=TODAY, override=Override(aim=D(20)))
    assert (found.ours, found.yours, found.route) == (None, None, route)
    assert says in str(found.why)


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (Stage.AGREED, "have a deal"),
        (Stage.PAYING, "have a deal"),
        (Stage.SETTLED, "is over"),
        (Stage.DISCHARGED, "is over"),
        (Stage.PAID_IN_FULL, "is over"),
    ],
)
def test_a_deal_or_an_end_leaves_nothing_to_offer(stage, says):
    assert says in str(band(facts(), on=TODAY, stage=stage).why)


@pytest.mark.parametrize("stage", [None, Stage.VERIFIED, Stage.OFFER_OUT, Stage.IN_COURT])
def test_elsewhere_the_stage_leaves_the_band_alone(stage):
    assert band(facts(), on=TODAY, stage=stage).ours is not None


@pytest.mark.parametrize(
    ("override", "yours"),
    [
        (Override(), ("3000.00", "4500.00", "6000.00")),
        (Override(open=D(10), aim=D(20), walk_away=D(25)), ("1000.00", "2000.00", "2500.00")),
        (Override(walk_away=D(20)), ("2000.00", "2000.00", "2000.00")),
        (Override(open=D(70)), ("7000.00", "7000.00", "7000.00")),
        (Override(aim=D("33.333")), ("3000.00", "3333.30", "6000.00")),
    ],
)
def test_the_users_own_figures_stand_beside_ours(override, yours):
    found = band(facts(), on=TODAY, override=override)
    assert of(found.ours) == ("3000.00", "4500.00", "6000.00")
    assert of(found.yours) == yours
    assert found.limits is found.yours


@pytest.mark.parametrize(
    "figures", [{"open": D(0)}, {"aim": D(101)}, {"open": D(40), "aim": D(30)}, {"aim": D(-5)}]
)
def test_figures_that_make_no_sense_are_refused(figures):
    with pytest.raises(ValueError, match="than"):
        Override(**figures)


@pytest.mark.parametrize(
    ("balance", "band_of"),
    [
        ("0.01", ("0.01", "0.01", "0.01")),
        ("0.02", ("0.01", "0.01", "0.01")),
        ("1.11", ("0.33", "0.50", "0.67")),
    ],
)
def test_the_smallest_debts_have_a_band_of_whole_cents(balance, band_of):
    assert of(band(facts(balance=D(balance)), on=TODAY).ours) == band_of


# ---- the verdict ----------------------------------------------------------------------------


def test_40_percent_is_inside_at_a_collector():
    found = judge(D(4000), band(facts(), on=TODAY))
    assert (found.kind, found.part.percent, found.part.base) == (INSIDE, 40, Base.VERIFIED_TODAY)
    assert kinds(found) == [TAKE, COUNTER]
    assert "$4,000.00 is 40 percent of the $10,000.00 they verified." in str(found.text)


@pytest.mark.parametrize("late", [None, TODAY - timedelta(days=150), date(2024, 3, 2)])
def test_70_percent_from_the_first_creditor_is_no_silent_no(late):
    found = judge(D(7000), band(facts(holder=FIRST, first_delinquent_on=late), on=TODAY))
    assert (found.kind, found.part.percent) == (ABOVE_LIMIT, 70)
    assert kinds(found) == [COUNTER, WAIT, OTHER_ROUTE]
    assert found.choices[0].amount == 5000
    assert "counter, wait, or take another route" in str(found.text)


def test_so_early_even_what_is_usual_is_no_reason_to_hurry():
    found = judge(D(7000), band(facts(holder=FIRST, current=True), on=TODAY))
    assert found.kind is INSIDE
    assert kinds(found) == [TAKE, COUNTER, WAIT, OTHER_ROUTE]
    assert "hardship plan" in str(found.choices[-1].text)


def test_what_is_forgiven_is_told_with_its_tax_side():
    found = judge(D(3000), band(facts(), on=TODAY))
    assert (found.part.percent, found.cancelled.amount) == (30, 7000)
    small = judge(D(300), band(facts(balance=D("900.00")), on=TODAY))
    assert (small.part.percent, small.cancelled.amount) == (D("33.3"), 600)
    assert small.cancelled.form_likely
    cost = true_cost(paid=D(3000), rate=D(22), balance=D(10000), cancelled=found.cancelled)
    assert cost.cost == D("4540.00")


def test_an_unproved_figure_gets_a_percentage_of_what_is_claimed_and_no_verdict():
    found = judge(D(300), band(facts(balance=D("900.00"), basis=Basis.CLAIMED), on=TODAY))
    assert (found.kind, found.part.base) == (NO_BAND, Base.CLAIMED)
    assert (found.part.percent, found.cancelled.amount) == (D("33.3"), 600)
    assert "nobody has proved" in str(found.text)
    assert kinds(found) == [OTHER_ROUTE]


def test_without_any_balance_there_is_no_percentage():
    found = judge(D(300), band(facts(balance=None, basis=Basis.UNKNOWN), on=TODAY))
    assert (found.kind, found.part, found.cancelled.amount) == (NO_BAND, None, 0)


@pytest.mark.parametrize(
    ("amount", "kind", "choices"),
    [
        ("2999.99", INSIDE, [TAKE]),
        ("3000", INSIDE, [TAKE]),
        ("4500", INSIDE, [TAKE, COUNTER]),
        ("4500.01", ABOVE_AIM, [TAKE, COUNTER, WAIT, OTHER_ROUTE]),
        ("6000", ABOVE_AIM, [TAKE, COUNTER, WAIT, OTHER_ROUTE]),
        ("6000.01", ABOVE_LIMIT, [COUNTER, WAIT, OTHER_ROUTE]),
        ("99999", ABOVE_LIMIT, [COUNTER, WAIT, OTHER_ROUTE]),
    ],
)
def test_a_figure_is_held_to_the_aim_and_the_limit(amount, kind, choices):
    found = judge(D(amount), band(facts(), on=TODAY))
    assert (found.kind, kinds(found)) == (kind, choices)
    assert (found.by_ours, found.notes == ()) == (kind, amount not in ("4500.01", "99999"))


def test_half_is_called_common_and_more_than_owed_is_named():
    ours = band(facts(holder=BUYER), on=TODAY)
    assert "no failure" in str(judge(D(5000), ours).notes[0])
    assert "more than the balance" in str(judge(D(10001), ours).notes[0])


@pytest.mark.parametrize("fields", [{"sued": True}, {"judgment": True}])
def test_nobody_is_told_to_wait_while_a_court_does_not(fields):
    assert WAIT not in kinds(judge(D(9000), band(facts(**fields), on=TODAY)))


def test_the_users_limit_decides_and_ours_is_told_beside_it():
    found = judge(D(4000), band(facts(), on=TODAY, override=Override(walk_away=D(35))))
    assert (found.kind, found.by_ours) == (ABOVE_LIMIT, INSIDE)
    assert "the limit would be $6,000.00" in str(found.notes[-1])
    assert "your limit of $3,500.00" in str(found.text)


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_an_offer_of_nothing_is_refused(amount):
    with pytest.raises(ValueError, match="more than zero"):
        judge(D(amount), band(facts(), on=TODAY))


# ---- what always holds ----------------------------------------------------------------------


@given(VERIFIED, OVERRIDES)
def test_open_aim_and_limit_never_fall_and_stay_between_a_cent_and_the_balance(debt, figures):
    known = [figure for figure in figures if figure is not None]
    assume(known == sorted(known))
    found = band(debt, on=TODAY, override=Override(*figures))
    for limits in filter(None, (found.ours, found.yours)):
        amounts = [limits.open.amount, limits.aim.amount, limits.walk_away.amount]
        assert amounts == sorted(amounts)
        assert D("0.01") <= amounts[0]
        assert amounts[-1] <= debt.balance


@given(DEBTS)
def test_there_is_a_band_or_a_reason_why_not(debt):
    found = band(debt, on=TODAY)
    assert (found.ours is None) == (found.why is not None)
    if found.ours:
        assert debt.basis is Basis.VERIFIED


@given(DEBTS, st.decimals("0.01", 60_000, places=2))
def test_every_figure_gets_an_answer_and_no_money_is_negative(debt, amount):
    found = judge(amount, band(debt, on=TODAY))
    assert found.choices
    assert "{" not in f"{found.text} {[str(one.text) for one in found.choices]}"
    assert found.cancelled.amount >= 0
    if found.part:
        assert found.part.amount == amount
    if found.kind is not NO_BAND:
        assert f"{found.part.percent:.1f}".removesuffix(".0") in str(found.text)


@given(VERIFIED, st.decimals("0.01", 60_000, places=2), st.decimals(0, 60_000, places=2))
def test_a_higher_figure_is_never_judged_better(debt, amount, more):
    assume(debt.holder is not CreditorKind.GOVERNMENT)
    order = list(VerdictKind)
    found = band(debt, on=TODAY)
    lower, higher = judge(amount, found), judge(amount + more, found)
    assert order.index(lower.kind) <= order.index(higher.kind)


@given(VERIFIED, st.decimals(0, 9, places=2))
def test_cash_does_not_move_a_band(debt, cash):
    assert band(debt, on=TODAY).ours == band(replace(debt, cash=cash), on=TODAY).ours
