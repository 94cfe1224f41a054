"""What holds for the score of any debt at all, drawn by hypothesis."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis, DebtFacts
from negotiation.scoring import RULES, WEIGHTS, Factor, score
from tests.negotiation.drawn import CHANCES, FIELDS

TODAY = date(2026, 3, 2)
DEBTS = st.builds(
    DebtFacts,
    **FIELDS
    | dict.fromkeys(
        ("balance_itemized", "title_shown", "income_exempt", "attachable_assets"), CHANCES
    ),
)


@given(DEBTS)
def test_points_are_the_sum_of_the_reasons_and_never_more_than_their_weight(debt):
    found = score(debt, on=TODAY)
    if found.points is None:
        assert found.route is not None
    else:
        assert found.points == sum(reason.points for reason in found.reasons)
        assert found.route is None
    for reason in found.reasons:
        assert 0 <= reason.points <= reason.out_of == WEIGHTS[reason.factor]
    factors = [reason.factor for reason in found.reasons]
    assert len(factors) == len(set(factors))


@given(DEBTS)
def test_known_and_unknown_points_never_exceed_a_factor(debt):
    found = score(debt, on=TODAY)
    for name in Factor:
        known = sum(reason.points for reason in found.reasons if reason.factor is name)
        unknown = sum(one.points for one in found.unknown if one.factor is name)
        assert known + unknown <= WEIGHTS[name]
    for one in found.unknown:
        assert one.points > 0
        assert one.fields
        assert all(hasattr(debt, field) for field in one.fields)


@given(DEBTS, st.decimals(0, 20_000, places=2))
def test_more_cash_never_lowers_a_score(debt, more):
    debt = replace(debt, basis=Basis.VERIFIED, cash=debt.cash or Decimal("0.00"))
    poorer, richer = score(debt, on=TODAY), score(replace(debt, cash=debt.cash + more), on=TODAY)
    assert (poorer.points or 0) <= (richer.points or 0)


UNKNOWN = {
    "holder": None,
    "resold": None,
    "balance": None,
    "balance_itemized": None,
    "first_delinquent_on": None,
    "last_paid_on": None,
    "charged_off_on": None,
    "state": "",
    "cash": None,
    "title_shown": None,
    "hardship": None,
    "income_exempt": None,
    "attachable_assets": None,
    "facing_bankruptcy": None,
    "security": None,
    "sued": None,
}


@given(DEBTS, st.sampled_from(sorted(UNKNOWN)))
def test_a_fact_forgotten_never_adds_more_than_knowing_the_best_of_it_could(debt, name):
    """Points lost by forgetting, or kept, are at least covered: forgetting is never a trick."""
    debt = replace(debt, basis=Basis.VERIFIED, current=None, owner=None)
    known, forgotten = (
        score(debt, on=TODAY),
        score(replace(debt, **{name: UNKNOWN[name]}), on=TODAY),
    )
    if known.points is not None and forgotten.points is not None:
        assert known.points <= forgotten.points + forgotten.open_points


@given(DEBTS, st.sampled_from(["security", "sued"]))
def test_what_nobody_said_of_security_or_court_never_adds_a_point(debt, name):
    debt = replace(debt, basis=Basis.VERIFIED)
    known, unsaid = score(debt, on=TODAY), score(replace(debt, **{name: None}), on=TODAY)
    if known.points is not None:
        assert unsaid.points <= known.points


@given(DEBTS, st.randoms())
def test_the_order_of_the_rules_does_not_matter(debt, random):
    found = [rule(debt, TODAY) for rule in random.sample(RULES, len(RULES))]
    reasons = {reason for reason, _ in found if reason}
    if score(debt, on=TODAY).reasons:
        assert set(score(debt, on=TODAY).reasons) == reasons
