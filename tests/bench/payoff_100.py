"""The same as `payoff` for a hundred debts."""

from tests.bench.payoff import against_decimals

GOAL = 3.5  # at least


def measure():
    return against_decimals(100)
