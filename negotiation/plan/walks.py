"""A closer bound, by walks through the months that settle whole debts but may repeat them. Pure.

A plan settles each debt just once. Let that go, and offer a reward for each deal instead: a walk
takes the deals that it likes, some debts twice and some never, as far as the pot goes. The least
that a walk costs, its rewards given back for each debt once, is no more than any plan costs,
whatever the rewards are. They are moved until nearly every debt is settled once. The pot is counted
in units, each price rounded down, so that a walk can pay for whatever a plan can pay for.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.plan.prices import NEVER, Table

UNITS = 2**14  # that the pot is counted in, at most
MEMORY = 2**26  # months times debts times units, at most
STEPS, WORK = 80, 200_000  # the moves of the rewards; debts times months in all of them
SHORTER, PATIENCE = 0.6, 4
SAFE = 1e-9  # parts: more than the error of the sums

Numbers = NDArray[np.float64]


class _Move(NamedTuple):
    """A deal that can begin in a month, in units: its price, and what may be paid before it."""

    debt: int
    end: int
    price: int
    cap: int


class Walks:
    """All walks through a table's months; `costs` by debt and by the month a deal ends in.

    With `beyond` a debt may also be left for later than the table: it costs that and no money.
    """

    def __init__(self, table: Table, costs: Numbers, beyond: float | None = None) -> None:
        self.table, self.costs, self.beyond = table, costs, beyond
        top = min(table.room[-1], sum(_dearest(table, debt) for debt in range(table.debts)))
        units = min(UNITS, MEMORY // (table.debts * table.months) + 1)
        self.unit = max(1, -(-top // units))
        self.top = max(top // self.unit, 0)
        self.moves = [self._moves(month) for month in range(table.months + 1)]
        self.taken: list[list[tuple[_Move, NDArray[np.uint8]]]] = [[] for _ in self.moves]
        self.ahead = np.zeros((table.months + 2, self.top + 1))
        self.rewards = np.zeros(table.debts)

    def _moves(self, month: int) -> list[_Move]:
        """In the order of a month: single payments, then instalments begin."""
        found = []
        for debt in sorted(range(self.table.debts), key=lambda debt: self.table.lengths[debt]):
            cap = self.table.caps[debt][month]
            if cap >= 0:
                price = self.table.deals[debt][month].price // self.unit
                cap = min(cap // self.unit, self.top - price)
                found.append(_Move(debt, month + self.table.lengths[debt] - 1, price, cap))
        return found

    def least(self, rewards: Numbers) -> float:
        """What no plan costs less than, by these rewards. `ahead` is then the least to go."""
        self.rewards, gains = rewards, self.costs - rewards[:, np.newaxis]
        self.ahead[-1] = 0.0
        if self.beyond is not None:
            self.ahead[-1] = np.minimum(0.0, self.beyond - rewards).sum()
        for month in range(self.table.months, 0, -1):
            self.ahead[month] = self.ahead[month + 1]
            self.taken[month] = [
                (move, self._take(month, move, gain))
                for move in reversed(self.moves[month])
                if (gain := gains[move.debt, move.end - 1]) < 0
            ]
        return float(self.ahead[1, 0] + rewards.sum())

    def _take(self, month: int, move: _Move, gain: float) -> NDArray[np.uint8]:
        """Take the deal wherever it is worth it, and say where, a bit for each unit paid before."""
        here = self.ahead[month, : move.cap + 1]
        taken = self.ahead[move.end, move.price : move.price + move.cap + 1] + gain
        worth = np.packbits(taken < here)
        np.minimum(here, taken, out=here)
        return worth

    def taken_on_the_best(self) -> Numbers:
        """How often the best walk settles each debt."""
        found = np.zeros(self.table.debts)
        if self.beyond is not None:
            found += self.rewards > self.beyond
        for debt, _ in self._walk():
            found[debt] += 1
        return found

    def months(self) -> tuple[int, ...]:
        """The months that the best walk points to: where it takes no deal, the dearest to miss."""
        gains = self.costs - self.rewards[:, np.newaxis]
        found = [
            int(end) + 2 - length
            for end, length in zip(np.argmin(gains, axis=1), self.table.lengths, strict=True)
        ]
        for debt, month in reversed(list(self._walk())):
            found[debt] = month
        return tuple(found)

    def _walk(self) -> Iterator[tuple[int, int]]:
        month, paid = 1, 0
        while month <= self.table.months:
            following = month + 1
            for move, worth in reversed(self.taken[month]):
                if paid <= move.cap and worth[paid >> 3] >> (7 - (paid & 7)) & 1:
                    yield move.debt, month
                    paid += move.price
                    if move.end > month:
                        following = move.end
                        break
            month = following

    def still(self, month: int, paid: int, left: float) -> float:
        """The least to go with so much paid and the rewards of the `left` debts to give back."""
        return float(self.ahead[month, min(paid // self.unit, self.top)]) + left


class Raised(NamedTuple):
    """A bound, and the months that the walks on the way to it pointed to, each list once."""

    least: float
    guesses: tuple[tuple[int, ...], ...]


def raised(walks: Walks, rewards: Numbers, target: float) -> Raised:
    """The best bound found from these rewards on; it stops where `target` is reached.

    The walks are left at the rewards of that bound.
    """
    best, chosen, pace, stale = -np.inf, rewards, 1.0, 0
    guesses: dict[tuple[int, ...], None] = {}
    for _ in range(min(STEPS, WORK // (walks.table.debts * walks.table.months) + 1)):
        found = walks.least(rewards)
        stale = 0 if found > best else stale + 1
        if found > best:
            best, chosen = found, rewards
        guesses[walks.months()] = None
        missed = 1 - walks.taken_on_the_best()
        if best >= target or not missed.any():
            break
        if stale >= PATIENCE:
            pace, stale = pace * SHORTER, 0
        rewards = rewards + pace * (target - found) / float((missed**2).sum()) * missed
    walks.least(chosen)
    return Raised(float(best) - SAFE * abs(float(best)), tuple(guesses))


def sums(rewards: Sequence[float]) -> Numbers:
    """The rewards of all debts outside each subset, added up."""
    found = np.zeros(1)
    for reward in rewards:
        found = np.concatenate((found + reward, found))
    return found


def _dearest(table: Table, debt: int) -> int:
    return max((deal.price for deal in table.deals[debt][1:] if deal.price < NEVER), default=0)
