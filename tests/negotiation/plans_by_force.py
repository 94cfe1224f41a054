"""Every plan there is, for a few debts: a referee for the best one.

It tries every order of the deals. A deal is made as soon as the pot allows it after the one before,
or it waits for a month in which its own price falls: nothing else can be gained by waiting.
"""

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

CENT = Decimal("0.01")


def cents(amount):
    return amount.quantize(CENT, ROUND_HALF_UP)


def prices_of(item, months):
    """By month: the price and the balance it is of; None before it can be settled."""
    balance, found = item.debt.balance, [None]
    for month in range(1, months + 1):
        share = None
        for start, part in sorted(item.settle.shares):
            if start <= month:
                share = part
        found.append(None if share is None else (cents(balance * share), balance))
        balance += cents(balance * item.debt.apr / 1200) + item.fee
    return found


def pot_of(campaign, months):
    pot = [campaign.cash - campaign.floor]
    for _month in range(months):
        pot.append(pot[-1] + campaign.saving)
    return pot


class Force:
    """All plans that end within `months`; `best` holds the best of each objective."""

    def __init__(self, campaign, months):
        self.campaign, self.months = campaign, months
        self.items = campaign.settled
        self.prices = [prices_of(item, months) for item in self.items]
        self.pot = pot_of(campaign, months)
        self.best = {}
        self.go(1, Decimal(0), Decimal(0), ())

    def go(self, month, paid, cancelled, ends):
        if len(ends) == len(self.items):
            self.note(paid, cancelled, ends)
            return
        done = {number for number, _ in ends}
        for number in set(range(len(self.items))) - done:
            for start in self.beginnings(number, month, paid):
                price, balance = self.prices[number][start]
                end = start + self.items[number].settle.instalments - 1
                lost = cancelled + balance - price
                self.go(end, paid + price, lost, (*ends, (number, end)))

    def beginnings(self, number, month, paid):
        prices = self.prices[number]
        falls = {
            later
            for later, (before, here) in enumerate(pairwise(prices), 1)
            if before and here and here[0] < before[0]
        }
        waits = {month, *(later for later in falls if later > month)}
        found = set()
        for wait in waits:
            starts = range(wait, self.months + 1)
            start = next((start for start in starts if self.fits(number, start, paid)), None)
            if start:
                found.add(start)
        return found

    def fits(self, number, start, paid):
        length = self.items[number].settle.instalments
        if self.prices[number][start] is None or start + length - 1 > self.months:
            return False
        cents_of = int(self.prices[number][start][0] * 100)
        for k in range(length):
            share = cents_of // length * (k + 1) if k < length - 1 else cents_of
            if paid + Decimal(share) / 100 > self.pot[start + k]:
                return False
        return True

    def note(self, paid, cancelled, ends):
        taxed = max(cancelled - self.campaign.insolvent_by, Decimal(0))
        total = paid + cents(taxed * self.campaign.tax_rate)
        closed = tuple(sorted(end for _, end in ends))
        ranks = {
            "cheapest": (total,),
            "soonest": (closed[-1], total),
            "calmest": (sum(closed), paid),
        }
        for objective, rank in ranks.items():
            if objective not in self.best or rank < self.best[objective]:
                self.best[objective] = rank
