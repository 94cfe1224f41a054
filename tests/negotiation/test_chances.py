"""How a plan may turn out: the draw is the same for a seed, and never better than the plan."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from negotiation.chances import Chances, fan_of
from negotiation.payoff.terms import Debt
from negotiation.plan import plan
from negotiation.plan.terms import Campaign, Item, Settle

SURE = Chances(D(1), D(0), D(0))
STUBBORN = Chances(D(0), D(0), D(1))


def campaign(saving="300", apr="0"):
    items = [
        Item(Debt(f"debt {n}", D(900 + 400 * n), D(apr)), Settle.at(D("0.4"))) for n in range(5)
    ]
    return Campaign(tuple(items), cash=D(500), saving=D(saving))


def drawn(here, chances=None, **more):
    return fan_of(here, plan(here), chances, **more)


def test_holders_who_always_accept_make_the_plan_itself():
    here = campaign(apr="18")
    found, planned = drawn(here, SURE), plan(here)
    assert set(found.months.values()) == {planned.zero_month}
    assert set(found.paid.values()) == {planned.paid}
    assert found.reached == 1.0


def test_the_same_seed_draws_the_same_fan_and_another_one_another():
    here = campaign()
    assert drawn(here, seed=1) == drawn(here, seed=1)
    assert drawn(here, seed=1) != drawn(here, seed=2)


def test_the_fan_widens_and_is_never_better_than_the_plan():
    here = campaign(apr="18")
    found, planned = drawn(here), plan(here)
    months, paid = list(found.months.values()), list(found.paid.values())
    assert months == sorted(months)
    assert paid == sorted(paid)
    assert months[0] >= planned.zero_month
    assert paid[0] >= planned.paid
    assert months[0] < months[-1]
    assert list(found.closed) == sorted(found.closed)
    assert found.closed[-1] == pytest.approx(5 * found.reached, abs=0.1)


def test_better_chances_never_end_later():
    here = campaign(apr="18")
    poor, good = (drawn(here, Chances(D(a), D("0.2"), D("0.1"))) for a in ("0.2", "0.7"))
    assert all(good.months[percent] <= poor.months[percent] for percent in good.months)


def test_holders_who_never_accept_are_never_done():
    found = drawn(campaign(), STUBBORN)
    assert (found.reached, set(found.months.values()), found.closed[-1]) == (0.0, {None}, 0.0)


def test_a_plan_without_deals_has_no_fan():
    assert drawn(Campaign((Item(Debt("car", D(100))),), saving=D(50))) is None
    assert drawn(replace(campaign(saving="0"), cash=D(0))) is None


@pytest.mark.parametrize("parts", [("0.5", "0.5", "0.1"), ("-0.1", "0", "0"), ("2", "0", "0")])
def test_chances_are_parts_of_one(parts):
    with pytest.raises(ValueError, match="parts of one"):
        Chances(*map(D, parts))
