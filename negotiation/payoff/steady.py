"""Months in which nothing changes but the balances, worked out several times as fast. Pure.

Where all open debts ask for fixed minimums and the budget stays, a month is one line of arithmetic
for each debt. The result is the same to the cent: a test lays both ways side by side.
"""

from abc import ABC, abstractmethod
from itertools import compress
from typing import Any, Generic, TypeVar

from negotiation.payoff.account import Account

WORTH = 3  # months without an end that are worth working out together
C = TypeVar("C")  # a column of numbers, one for each debt


class Steady(ABC, Generic[C]):
    """The open debts in the order of priority, and a budget that covers their minimums.

    `spare` is what the minimums leave of the budget; `rolls` says whether what a debt leaves of its
    own minimum goes to the others. `beside` is what each debt got beside its minimum so far, below
    zero where its last payment was less.
    """

    def __init__(self, accounts: list[Account], spare: int, under: int, *, rolls: bool) -> None:
        self.accounts, self.spare, self.under, self.rolls = accounts, spare, under, rolls
        self.balances: Any = self._column([one.balance for one in accounts])
        # owed + interest - minimum, rounded once: (owed x growing + shift) // under
        self.growing: Any = self._column([one.rate + under for one in accounts])
        self.shift: Any = self._column([under // 2 - one.fixed * under for one in accounts])
        self.fixed: Any = self._column([one.fixed for one in accounts])
        self.beside: Any = self._column([0] * len(accounts))
        self.since = 0

    @abstractmethod
    def _column(self, numbers: list[int]) -> C: ...

    @abstractmethod
    def _month(self) -> tuple[C, int]:
        """Balances after interest and minimums, and the least of them."""

    @abstractmethod
    def _places(self, *, below: int) -> list[int]: ...

    @abstractmethod
    def _has_shrunk(self, before: C) -> bool: ...

    @abstractmethod
    def _keep(self) -> None:
        """Only the debts that are still owed."""

    def run(self, now: int, longest: int) -> tuple[int, bool]:
        """To the end, or to a month in which no debt shrinks: the last month, and if one shrank."""
        self.since, shrank, look = now, True, True
        while self.accounts and shrank and now < longest:
            now = now if look else self._glide(now, longest - 1)
            now += 1
            before = self.balances
            ends = self._pay()
            if look:
                shrank = self._has_shrunk(before)
            if look := ends:
                self._close(now)
        for place in range(len(self.accounts)):
            self._settle(place, now)
        return now, shrank

    def _glide(self, now: int, longest: int) -> int:
        """All months in which no debt ends; the last one of them."""
        return now

    def _pay(self) -> bool:
        """A month's interest and payments; whether a debt ends with it."""
        self.balances, least = self._month()
        if least > 0 and self.balances[0] > self.spare:
            self.balances[0] -= self.spare
            self.beside[0] += self.spare
            return False
        self._spread()
        return bool(self._places(below=1))

    def _spread(self) -> None:
        """What is left of the budget, by priority."""
        rest, place = self.spare, 0
        for each in self._places(below=0):
            owed = int(self.balances[each])
            rest -= owed if self.rolls else 0
            self.beside[each] += owed
            self.balances[each] = 0
        while rest and place < len(self.accounts):
            more = min(rest, int(self.balances[place]))
            self.balances[place] -= more
            self.beside[place] += more
            rest -= more
            place += 1

    def _close(self, now: int) -> None:
        for place in self._places(below=1):
            self.accounts[place].cleared = now
            self.spare += int(self.fixed[place]) if self.rolls else 0
            self._settle(place, now)
        self._keep()

    def _settle(self, place: int, now: int) -> None:
        """Interest is what was paid and is still owed, above what was owed at the beginning."""
        one, left = self.accounts[place], int(self.balances[place])
        paid = (now - self.since) * int(self.fixed[place]) + int(self.beside[place])
        one.interest += paid + left - one.balance
        one.balance = left


def _after(months: int, owed: int, grows: int, shift: int, under: int) -> int:
    for _ in range(months):
        owed = (owed * grows + shift) // under
    return owed


class Narrow(Steady[list[int]]):
    """For as many debts as people have."""

    def _column(self, numbers: list[int]) -> list[int]:
        return numbers

    def _month(self) -> tuple[list[int], int]:
        under = self.under
        after = [
            (owed * grows + shift) // under
            for owed, grows, shift in zip(self.balances, self.growing, self.shift, strict=True)
        ]
        return after, min(after)

    def _glide(self, now: int, longest: int) -> int:
        """Debt by debt, for as many months as none could end in if there were no interest."""
        shift = self.shift.copy()
        shift[0] -= self.spare * self.under
        while (months := min(self._sure(), longest - now)) >= WORTH:
            self.balances = [
                _after(months, owed, grows, moved, self.under)
                for owed, grows, moved in zip(self.balances, self.growing, shift, strict=True)
            ]
            self.beside[0] += months * self.spare
            now += months
        return now

    def _sure(self) -> int:
        least = self.fixed.copy()
        least[0] += self.spare
        sides = zip(self.balances, least, strict=True)
        found: int = min((owed - 1) // (pays or 1) for owed, pays in sides)
        return found

    def _places(self, *, below: int) -> list[int]:
        return [place for place, owed in enumerate(self.balances) if owed < below]

    def _has_shrunk(self, before: list[int]) -> bool:
        return any(new < old for new, old in zip(self.balances, before, strict=True))

    def _keep(self) -> None:
        kept = self.balances
        self.accounts, self.beside = (
            list(compress(self.accounts, kept)),
            list(compress(self.beside, kept)),
        )
        self.growing = list(compress(self.growing, kept))
        self.shift, self.fixed = list(compress(self.shift, kept)), list(compress(self.fixed, kept))
        self.balances = list(compress(kept, kept))
