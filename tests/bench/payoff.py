"""Paying off ten debts over decades in whole cents, against the same in Decimals, to the cent.

Several portfolios to a turn: one alone takes less than half a millisecond, which is no measure.
`payoff_100` and `payoff_1000` do it for more debts.
"""

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from negotiation.payoff import payoff
from negotiation.payoff.terms import Debt, Fixed, Problem
from tests.bench.sides import ratio

GOAL = 3.5  # at least
CENT = Decimal("0.01")


def problem(count, seed=1):
    """Debts whose minimums barely exceed their interest, so that they last for decades."""
    random, debts = Random(seed), []
    for n in range(count):
        balance = Decimal(random.randrange(100_000, 2_000_000)) / 100
        apr = Decimal(random.randrange(500, 2999)) / 100
        least = (balance * apr / 1200 * Decimal("1.003")).quantize(CENT) + 1
        debts.append(Debt(f"debt {n}", balance, apr, Fixed(least)))
    return Problem(tuple(debts), sum(debt.minimum.amount for debt in debts) + 1)


def in_decimals(debts, budget):
    """The avalanche in Decimals, kept short and quick: by name, month cleared and interest."""
    open_debts = sorted(debts, key=lambda debt: (-debt.apr, debt.balance, debt.name))
    state = [
        [debt.balance, debt.apr, debt.minimum.amount, Decimal(0), debt.name] for debt in open_debts
    ]
    months, found = 0, {}
    while state:
        months += 1
        left = budget
        for one in state:
            interest = (one[0] * one[1] / 1200).quantize(CENT, ROUND_HALF_UP)
            one[3] += interest
            owed = one[0] + interest
            paid = min(one[2], owed)
            one[0] = owed - paid
            left -= paid
        for one in state:
            more = min(left, one[0])
            one[0] -= more
            left -= more
            if not left:
                break
        found |= {one[4]: (months, one[3]) for one in state if not one[0]}
        state = [one for one in state if one[0]]
    return found


def against_decimals(count, turns=9, portfolios=1):
    asked = [problem(count, seed) for seed in range(1, portfolios + 1)]
    for each in asked:
        same = {debt.name: (debt.cleared_month, debt.interest) for debt in payoff(each).debts}
        assert same == in_decimals(each.debts, each.budget)
    return ratio(
        lambda: [in_decimals(each.debts, each.budget) for each in asked],
        lambda: [payoff(each) for each in asked],
        turns=turns,
    )


def measure():
    return against_decimals(10, turns=15, portfolios=10)
