"""The bound of a plan that is not proven: never broken, and close, whatever the debts are like."""

from dataclasses import replace
from decimal import Decimal as D
from random import Random

import numpy as np
import pytest

from negotiation.payoff.terms import Debt, Fixed
from negotiation.plan import exact, plan, settling
from negotiation.plan.bound import least_calm, least_cost, least_month, least_months
from negotiation.plan.goals import Tax
from negotiation.plan.prices import Deal, Table
from negotiation.plan.terms import Item, Objective
from negotiation.plan.walks import Walks, sums
from tests.negotiation.test_plan_near import NOT_PROVEN
from tests.negotiation.test_plan_near import campaign as many
from tests.negotiation.test_plan_optimal import campaign as few

CARD = Item(Debt("card", D(4000), D(22), Fixed(D(120))))


def value(found):
    ends = [step.month for step in found.steps if step.cancelled]
    return {
        Objective.CHEAPEST: found.total_after_tax,
        Objective.SOONEST: D(found.zero_month),
        Objective.CALMEST: D(sum(ends)),
    }[found.objective]


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("others", [(), (CARD,)])
def test_no_plan_is_better_than_the_bound_says(objective, others):
    """Shares that fall, instalments, fees, tax, and a debt that is paid normally beside them."""
    for seed in range(10):
        here = few(seed)
        here = replace(here, items=(*here.items, *others), objective=objective)
        best, near = plan(here), plan(here, most=NOT_PROVEN)
        assert best.is_optimal
        assert value(near) <= value(best) * (1 + D(near.within)) + D("0.01"), seed


@pytest.mark.parametrize("count", [16, 24, 40])
@pytest.mark.parametrize("tax", ["0", "0.22"])
def test_the_cheapest_plan_comes_within_half_a_percent_of_its_bound(count, tax):
    for seed in (1, 2):
        assert plan(many(count, seed, tax=tax)).within < 0.005


@pytest.mark.parametrize("count", [20, 40])
def test_the_soonest_and_the_calmest_plan_come_close_to_theirs(count):
    soon, calm = (
        plan(many(count, 3, objective)) for objective in (Objective.SOONEST, Objective.CALMEST)
    )
    assert soon.zero_month - soon.zero_month / (1 + soon.within) < 1.01  # a month
    assert calm.within < 0.025


@pytest.mark.parametrize("seed", [2, 3])
def test_the_calmest_plan_of_fifteen_debts_is_proven(seed):
    """These two took half a million steps without the walks' bound, and gave up."""
    assert plan(many(15, seed, Objective.CALMEST)).is_optimal


def test_a_closer_bound_changes_no_answer(monkeypatch):
    """The soonest plan with the least tax, by the straight search and by the one with walks."""
    for seed in (11, 12, 13):
        here = replace(few(seed), objective=Objective.SOONEST, tax_rate=D("0.22"))
        straight = plan(here)
        with monkeypatch.context() as patch:
            patch.setattr(settling, "STRAIGHT", 1)
            assert plan(here).total_after_tax == straight.total_after_tax


def deals(random, debts=4, months=12):
    """Any prices at all, up and down, payments in parts, and a pot that may be too small."""
    found = tuple(
        tuple(Deal(random.randrange(1, 60), 60) for _ in range(months + 1)) for _ in range(debts)
    )
    room = np.cumsum([random.randrange(0, 25) for _ in range(months + 1)])
    return Table(found, tuple(random.choice([1, 1, 2, 3]) for _ in found), tuple(room.tolist()))


def ends(table, starts):
    return [start + length - 1 for start, length in zip(starts, table.lengths, strict=True)]


def test_any_table_keeps_its_bounds():
    for seed in range(60):
        table = deals(Random(seed))
        rows = exact.rows(table)
        points = exact.front(rows)
        if not points:
            continue
        (soonest, _), (_, cheapest) = points[0], points[-1]
        bound = least_cost(table, Tax(0, 1, 0))
        assert bound.least <= cheapest + 1e-6
        assert bound.least <= bound.closer(table, cheapest).least <= cheapest + 1e-6
        assert least_month(table) <= soonest
        closed = sorted(ends(table, exact.starts(table, rows, soonest)))
        calm, cut = least_calm(table), table.first_months(soonest)
        assert calm.least <= sum(closed) + 1e-6
        assert least_calm(cut).least <= sum(closed) + 1e-6
        assert calm.closer(cut, sum(closed), beyond=soonest + 1).least <= sum(closed) + 1e-6
        assert all(least <= end for least, end in zip(least_months(table), closed, strict=False))


def test_any_rewards_give_a_bound():
    random = Random(5)
    for seed in range(60):
        table = deals(Random(seed))
        points = exact.front(exact.rows(table))
        costs = least_cost(table, Tax(0, 1, 0)).costs
        rewards = np.array([random.uniform(0, 90) for _ in range(table.debts)])
        found = Walks(table, costs).least(rewards)
        assert not points or found <= points[-1][1] + 1e-6


def test_rewards_are_added_up_for_the_debts_that_are_left():
    assert sums([1.0, 2.0]).tolist() == [3.0, 2.0, 1.0, 0.0]
