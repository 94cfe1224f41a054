"""The exact front of fifteen debts against the same subsets in plain Python, the same answer."""

from decimal import Decimal
from random import Random

from negotiation.payoff.terms import Debt
from negotiation.plan import exact
from negotiation.plan.prices import table
from negotiation.plan.terms import Item, Settle, Share
from tests.bench.sides import ratio

GOAL = 2  # at least
DEBTS, MONTHS = 15, 40


def deals(seed):
    """Fifteen debts, the shares of half of them falling, and a pot that takes three years."""
    random, items = Random(seed), []
    for n in range(DEBTS):
        balance = Decimal(random.randrange(50_000, 1_500_000)) / 100
        apr = Decimal(random.randrange(0, 2999)) / 100
        settle = Settle.at(Decimal(random.randrange(20, 61)) / 100)
        if n % 2:
            later = Share(random.randrange(3, 14), Decimal("0.30"))
            settle = Settle((Share(1, Decimal("0.50")), later))
        items.append(Item(Debt(f"debt {n:02}", balance, apr), settle))
    asked = sum(int(item.debt.balance * 40) for item in items)
    return table(items, [asked // 10 + asked // 30 * month for month in range(MONTHS + 1)])


def in_python(table):
    """Months and least paid with all settled, by a dictionary of subsets."""
    least, points, full = {0: 0}, [], (1 << table.debts) - 1
    for month in range(1, table.months + 1):
        for debt in range(table.debts):
            price, cap, bit = (
                table.deals[debt][month].price,
                table.caps[debt][month],
                1 << debt,
            )
            for subset, paid in list(least.items()):
                if not subset & bit and paid <= cap:
                    more = paid + price
                    if more < least.get(subset | bit, more + 1):
                        least[subset | bit] = more
        if full in least and (not points or least[full] < points[-1][1]):
            points.append((month, least[full]))
    return points


def measure():
    asked = deals(1)
    assert in_python(asked) == exact.front(exact.rows(asked))
    return ratio(lambda: in_python(asked), lambda: exact.front(exact.rows(asked)), turns=5)
