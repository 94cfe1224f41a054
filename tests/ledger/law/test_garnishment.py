"""How much of a paycheck may be taken."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import DebtKind
from ledger.law.figures import LawError, parse, read
from ledger.law.garnishment import (
    NEEDS_JUDGMENT,
    NO_STATE_LAW,
    WHICH_STATE,
    WITHOUT_COURT,
    Pay,
    PayPeriod,
    Support,
    Worker,
    disposable_pay,
    garnishment,
    support_limit,
)
from ledger.law.garnishment_law import states
from ledger.law.pay import NoMinimumWage, federal_wage, figures, figures_from, weeks_in

TODAY = date(2026, 11, 23)
MONEY = st.decimals(0, 5000, places=2)
PERIODS = st.one_of(st.sampled_from(PayPeriod), st.integers(1, 62))
STATES = st.sampled_from(["", "RI", *states()])
KINDS = st.sampled_from(DebtKind)
ANSWER = st.sampled_from([None, True, False])


def most(disposable, **case):
    pay = {name: case.pop(name) for name in ("gross", "period", "health_insurance") if name in case}
    return garnishment(Pay(disposable=Decimal(disposable), **pay), on=TODAY, **case).most


@pytest.mark.parametrize(
    ("period", "disposable", "taken"),
    [
        ("weekly", "500", "125.00"),
        ("weekly", "217.50", "0.00"),
        ("weekly", "217.51", "0.01"),
        ("weekly", "233.00", "15.50"),
        ("weekly", "289.99", "72.49"),
        ("weekly", "290", "72.50"),
        ("weekly", "368", "92.00"),
        ("biweekly", "435", "0.00"),
        ("biweekly", "580", "145.00"),
        ("semimonthly", "471.25", "0.00"),
        ("semimonthly", "628.33", "157.08"),
        ("monthly", "942.50", "0.00"),
        ("monthly", "1256.66", "314.16"),
        ("monthly", "1800", "450.00"),
        (1, "217.50", "0.00"),  # a day's pay keeps as much as a week's
        (14, "580", "145.00"),
        (10, "400", "89.29"),  # 10/7 of 217.50 is safe
        (28, "870", "0.00"),
    ],
)
def test_ordinary_debts_take_a_quarter_or_what_lies_above_thirty_wages(period, disposable, taken):
    period = period if isinstance(period, int) else PayPeriod(period)
    assert most(disposable, period=period) == Decimal(taken)


@pytest.mark.parametrize(
    ("disposable", "citation"),
    [("368", "15 USC 1673(a)(1)"), ("233", "15 USC 1673(a)(2); 29 CFR 870.10")],
)
def test_the_answer_says_which_limit_bound(disposable, citation):
    answer = garnishment(Pay(disposable=Decimal(disposable)), on=TODAY)
    assert answer.bound.rule.citation == citation
    assert answer.reasons[0] == answer.bound.text
    assert answer.bound is answer.limits[0]
    assert [limit.amount for limit in answer.limits] == sorted(x.amount for x in answer.limits)


def test_the_answer_explains_itself():
    answer = garnishment(Pay(disposable=Decimal("233")), on=TODAY)
    assert str(answer.bound.text) == (
        "$217.50 of this paycheck is safe. You have $15.50 more than that."
    )
    assert NEEDS_JUDGMENT in answer.reasons
    assert answer.questions == (WHICH_STATE,)
    assert answer.keeps == Decimal("217.50")


@pytest.mark.parametrize(
    ("gross", "deductions", "left"),
    [("263", "30", "233.00"), ("402", "34", "368.00"), ("100", "120", "0.00")],
)
def test_only_deductions_the_law_requires_come_off(gross, deductions, left):
    assert disposable_pay(Decimal(gross), Decimal(deductions)) == Decimal(left)


@pytest.mark.parametrize(
    ("supports_others", "behind", "percent"),
    [
        (True, False, 50),
        (True, True, 55),
        (False, False, 60),
        (False, True, 65),
        (None, None, 65),  # not known: the higher share
        (True, None, 55),
    ],
)
def test_support_may_take_half_to_two_thirds(supports_others, behind, percent):
    pay = Pay(disposable=Decimal("370"))
    support = Support(ordered=Decimal("140"), supports_others=supports_others, behind=behind)
    assert support_limit(pay, support).amount == Decimal("3.70") * percent
    answer = garnishment(pay, on=TODAY, kind=DebtKind.SUPPORT, support=support)
    assert answer.most == Decimal("3.70") * percent
    assert len(answer.questions) == (supports_others, behind).count(None)


@pytest.mark.parametrize(
    ("support", "taken"),
    [
        ("140", "0.00"),  # more than a quarter is gone already
        ("92.50", "0.00"),
        ("92.49", "0.01"),
        ("50", "42.50"),
        ("0", "92.50"),
    ],
)
def test_ordinary_debts_get_what_support_leaves_of_a_quarter(support, taken):
    assert most("370", support=Support(ordered=Decimal(support))) == Decimal(taken)


def test_earlier_orders_and_low_pay_leave_their_part_of_the_same_limit():
    assert most("370", earlier=Decimal("60")) == Decimal("32.50")
    assert most("250", support=Support(ordered=Decimal("20"))) == Decimal("12.50")


def test_no_more_support_is_held_back_than_may_be():
    asked = Support(ordered=Decimal("300"), supports_others=True, behind=False)
    answer = garnishment(Pay(disposable=Decimal("370")), on=TODAY, support=asked)
    assert (answer.support, answer.most, answer.keeps) == (185, 0, 185)


@pytest.mark.parametrize(
    ("disposable", "insurance", "support", "taken"),
    [
        ("1000", "0", "0", "150.00"),
        ("1000", "100", "0", "135.00"),
        ("230", "0", "0", "12.50"),  # thirty wages stay safe here too
        ("1000", "0", "150", "100.00"),  # a quarter less support
        ("1000", "0", "250", "0.00"),
    ],
)
def test_a_federal_debt_takes_fifteen_percent_without_a_court(
    disposable, insurance, support, taken
):
    pay = Pay(disposable=Decimal(disposable), health_insurance=Decimal(insurance))
    first = Support(ordered=Decimal(support))
    for case in ({"kind": DebtKind.FEDERAL_STUDENT}, {"federal_agency": True}):
        texas = Worker(state="TX")  # no state law stands in its way
        answer = garnishment(pay, on=TODAY, support=first, worker=texas, **case)
        assert answer.most == Decimal(taken)
        assert WITHOUT_COURT in answer.reasons
        assert NEEDS_JUDGMENT not in answer.reasons


def test_taxes_know_no_such_limit():
    answer = garnishment(Pay(disposable=Decimal("300")), on=TODAY, kind=DebtKind.TAX)
    assert answer.most == 300
    assert answer.bound.rule.citation == "15 USC 1673(b)(1)(B), (C)"


@pytest.mark.parametrize(
    ("period", "weeks"),
    [
        (PayPeriod.SEMIMONTHLY, Fraction(13, 6)),
        (PayPeriod.MONTHLY, Fraction(13, 3)),
        (3, 1),
        (7, 1),
        (8, Fraction(8, 7)),
        (21, 3),
    ],
)
def test_the_weeks_of_a_pay_period(period, weeks):
    assert weeks_in(period) == weeks


def test_another_minimum_wage_may_be_handed_in():
    assert most("170", minimum_wage=Decimal("4.25")) == Decimal("42.50")
    assert most("127.50", minimum_wage=Decimal("4.25")) == 0


def test_the_minimum_wage_is_that_of_the_day():
    assert federal_wage(date(2009, 7, 24)) == Decimal("7.25")
    with pytest.raises(NoMinimumWage):
        garnishment(Pay(disposable=Decimal("500")), on=date(2009, 7, 23))


@pytest.mark.parametrize(
    "wrong",
    [
        {"disposable": Decimal("-1")},
        {"disposable": Decimal("5"), "gross": Decimal("4")},
        {"disposable": Decimal("5"), "health_insurance": Decimal("-1")},
        {"disposable": Decimal("5"), "period": 0},
    ],
)
def test_pay_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"cannot be less|at least one day"):
        Pay(**wrong)


def test_orders_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="Support"):
        Support(ordered=Decimal("-1"))
    with pytest.raises(ValueError, match="Earlier"):
        most("5", earlier=Decimal("-1"))
    with pytest.raises(ValueError, match="deductions"):
        disposable_pay(Decimal("5"), Decimal("-1"))


def test_a_state_whose_law_is_not_on_file_is_named_as_such():
    answer = garnishment(Pay(disposable=Decimal("500")), on=TODAY, worker=Worker(state="RI"))
    assert (answer.most, answer.questions) == (125, (NO_STATE_LAW,))


@given(MONEY, MONEY, MONEY, PERIODS, STATES, KINDS, ANSWER, MONEY, MONEY)
def test_never_below_zero_and_never_above_federal_law(
    disposable, more, wage, period, state, kind, answer, support, earlier
):
    pay = Pay(disposable=disposable, gross=disposable + more, period=period)
    worker = Worker(state=state, state_wage=wage, head_of_family=answer, needed_for_family=answer)
    orders = Support(ordered=support, supports_others=answer, behind=answer)
    found = garnishment(pay, on=TODAY, kind=kind, support=orders, earlier=earlier, worker=worker)
    assert found.most >= 0
    assert found.keeps >= 0
    assert all(limit.amount >= 0 and limit.rule.citation for limit in found.limits)
    if kind not in (DebtKind.TAX, DebtKind.SUPPORT):
        plain = garnishment(pay, on=TODAY)
        assert found.most <= plain.most
        assert found.most + min(found.support + earlier, plain.most) <= plain.most + Decimal("0.01")


@given(MONEY, MONEY, MONEY, PERIODS, STATES, KINDS, ANSWER, st.decimals(0, 40, places=2))
def test_more_pay_never_lowers_what_may_be_taken(
    disposable, more, deductions, period, state, kind, answer, wage
):
    worker = Worker(state=state, state_wage=wage, head_of_family=answer, agreed_in_writing=answer)
    less, much = (
        garnishment(
            Pay(disposable=pay, gross=pay + deductions, period=period),
            on=TODAY,
            kind=kind,
            worker=worker,
        )
        for pay in (disposable, disposable + more)
    )
    assert less.most <= much.most


@given(MONEY, PERIODS, STATES, KINDS, st.decimals(1, 40, places=2), ANSWER, ANSWER)
def test_what_is_not_known_never_lowers_the_answer(
    disposable, period, state, kind, wage, head, needed
):
    gross = disposable * 2
    known = Worker(
        state=state,
        state_wage=wage,
        head_of_family=head,
        needed_for_family=needed,
        agreed_in_writing=head,
        gets_aid=needed,
        poverty_percent=Decimal(90),
    )
    told = garnishment(
        Pay(disposable=disposable, gross=gross, period=period), on=TODAY, kind=kind, worker=known
    )
    untold = garnishment(
        Pay(disposable=disposable, period=period),
        on=TODAY,
        kind=kind,
        worker=Worker(state=state, yearly_pay=Decimal(200_000) if state == "IA" else None),
    )
    if told.most > untold.most:
        assert kind is DebtKind.TAX
    assert told.most <= untold.most


@given(MONEY, st.lists(st.decimals(0, 300, places=2), max_size=4), st.randoms())
def test_the_order_of_support_orders_does_not_matter(disposable, orders, random):
    mixed = random.sample(orders, len(orders))
    pay = Pay(disposable=disposable)
    one, other = (
        garnishment(pay, on=TODAY, support=Support(ordered=sum(some, Decimal(0))))
        for some in (orders, mixed)
    )
    assert one == other


def test_every_federal_figure_is_cited_sourced_and_dated():
    for rule in (figures().wage, *figures().rules.values()):
        assert rule.citation
        assert urlsplit(rule.source).netloc
        assert rule.checked_on <= TODAY


def test_a_missing_figure_names_its_line():
    lines = read("garnishment.toml").lines
    broken = "\n".join(line for line in lines if line != "hours = 30")
    where = lines.index("[floor]") + 1
    with pytest.raises(LawError, match=rf"line {where}, floor.hours"):
        figures_from(parse("garnishment.toml", broken))
