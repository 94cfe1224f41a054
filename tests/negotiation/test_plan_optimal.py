"""The plan is the best one: against every plan there is, on 500 portfolios, for each objective."""

from dataclasses import replace
from decimal import Decimal as D
from random import Random

import pytest

from negotiation.payoff.terms import Debt
from negotiation.plan import plan
from negotiation.plan.settling import Settling
from negotiation.plan.terms import Campaign, Item, Objective, Settle, Share
from tests.negotiation.plans_by_force import Force

PORTFOLIOS = 500
AT_ONCE = 25  # portfolios to a test


def money(random, low, high):
    return D(random.randrange(low * 100, high * 100)) / 100


def settle(random, falling):
    share = D(random.randrange(20, 70)) / 100
    length = random.choice([1, 1, 1, 1, 2, 3])
    if not falling:
        return Settle.at(share, length)
    first = random.choice([1, 1, 1, 3])
    return Settle((Share(first, share), Share(random.randrange(4, 8), share * D("0.6"))), length)


def campaign(seed):
    random = Random(seed)
    count = random.choice([1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 7])
    falling = random.randrange(0, 3)
    items = tuple(
        Item(
            Debt(f"debt {n}", money(random, 100, 9000), D(random.choice([0, 12, 24, 36]))),
            settle(random, n < falling),
            fee=D(random.choice([0, 0, 0, 25])),
        )
        for n in range(count)
    )
    asked = sum(item.debt.balance for item in items) * D("0.4")
    return Campaign(
        items,
        cash=(asked * random.randrange(0, 60) / 100).quantize(D("0.01")),
        saving=(asked * random.randrange(8, 40) / 100 + 1).quantize(D("0.01")),
        floor=D(random.choice([0, 0, 50])),
        tax_rate=D(random.choice(["0", "0.22", "0.37"])),
        insolvent_by=D(random.choice([0, 1500, 100_000])),
    )


def looked_at(campaign, objective):
    """The months that the engine looks at, at least: the referee may look no shorter."""
    asked = []
    real = Settling._long_enough

    def watched(self):
        found = real(self)
        asked.append(found[0].months if found else 0)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settling, "_long_enough", watched)
        found = plan(replace(campaign, objective=objective))
    return found, asked[0]


@pytest.mark.parametrize("first", range(0, PORTFOLIOS, AT_ONCE))
def test_no_plan_there_is_is_better(first):
    for seed in range(first, first + AT_ONCE):
        here = campaign(seed)
        plans = {objective: looked_at(here, objective) for objective in Objective}
        months = max(months for _, months in plans.values()) + 3
        best = Force(here, months).best
        for objective, (found, _) in plans.items():
            assert found.is_optimal
            assert rank(found) == best[objective.value], (seed, objective)


def rank(found):
    total = found.total_after_tax
    if found.objective is Objective.CHEAPEST:
        return (total,)
    if found.objective is Objective.SOONEST:
        return (found.zero_month, total)
    return (sum(step.month for step in found.steps), found.paid)
