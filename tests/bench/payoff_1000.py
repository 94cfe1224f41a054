"""The same as `payoff` for a thousand debts."""

from tests.bench.payoff import against_decimals

GOAL = 15  # at least


def measure():
    return against_decimals(1000, turns=5)
