"""Where a plan is not proven: its bound is never broken, and what people do is never better."""

from dataclasses import replace
from decimal import Decimal as D
from random import Random

import pytest

from negotiation.payoff.terms import Debt
from negotiation.plan import plan
from negotiation.plan.goals import Tax
from negotiation.plan.near import deal_out, first_orders
from negotiation.plan.prices import table
from negotiation.plan.rest import Rest
from negotiation.plan.terms import Campaign, Item, Objective, Settle, Share

NOT_PROVEN = 1  # debts up to which the best plan is proven, where the search is to be tried


def campaign(count, seed, objective=Objective.CHEAPEST, *, tax="0"):
    random, items = Random(seed), []
    for n in range(count):
        balance = D(random.randrange(50_000, 1_500_000)) / 100
        settle = Settle.at(D(random.randrange(20, 61)) / 100)
        if n % 3 == 0:
            settle = Settle((Share(1, D("0.5")), Share(random.randrange(3, 14), D("0.35"))))
        debt = Debt(f"debt {n:03}", balance, D(random.randrange(0, 2999)) / 100)
        items.append(Item(debt, settle))
    asked = sum(item.debt.balance for item in items) * D("0.4")
    return Campaign(
        tuple(items),
        cash=(asked / 10).quantize(D("0.01")),
        saving=(asked / 40).quantize(D("0.01")),
        objective=objective,
        tax_rate=D(tax),
        insolvent_by=D(5000),
    )


def value(found):
    months = [step.month for step in found.steps]
    return {
        Objective.CHEAPEST: found.total_after_tax,
        Objective.SOONEST: D(max(months)),
        Objective.CALMEST: D(sum(months)),
    }[found.objective]


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("tax", ["0", "0.22"])
def test_the_bound_is_never_broken_by_the_best_plan(objective, tax):
    for seed in range(4):
        here = campaign(9, seed, objective, tax=tax)
        best, near = plan(here), plan(here, most=NOT_PROVEN)
        assert best.is_optimal
        assert value(best) <= value(near)
        least = value(near) / (1 + D(near.within))
        assert least <= value(best) + D("0.01")
        assert value(near) <= value(best) * D("1.005")


@pytest.mark.parametrize(("count", "most"), [(40, 0.005), (200, 0.003)])
def test_many_debts_come_close_to_their_bound(count, most):
    found = plan(campaign(count, 7))
    assert 0 < found.within < most
    assert found.zero_month


def test_what_people_do_is_never_better():
    here = campaign(40, 8)
    found = plan(here)
    deals, tax = table(here.settled, Rest(here).room(120)), Tax(0, 1, 0)
    for order in first_orders(deals):
        dealt = deal_out(deals, tax, order, [0] * 40)
        if dealt:
            assert found.paid * 100 <= dealt.paid
    soon = plan(replace(here, objective=Objective.SOONEST))
    assert soon.zero_month <= found.zero_month


def test_the_same_debts_give_the_same_plan():
    here = campaign(24, 3)
    assert plan(here).steps == plan(here).steps
