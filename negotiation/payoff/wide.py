"""The same months for hundreds of debts at once, by NumPy. Pure."""

from collections.abc import Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from negotiation.payoff.account import Account
from negotiation.payoff.steady import Steady

MANY = 100  # debts; for fewer it is slower
MOST = 2**62

Numbers = NDArray[np.int64]


def fits(accounts: Sequence[Account], under: int) -> bool:
    """Whether there are enough debts, and none can grow beyond eight bytes: none grows at all."""
    return len(accounts) >= MANY and all(
        one.balance * (one.rate + under) + (one.fixed + 1) * under < MOST
        and (one.balance * one.rate + under // 2) // under <= one.fixed
        for one in accounts
    )


class Wide(Steady[Numbers]):
    """Steady, with a column of numbers in place of each list."""

    def _column(self, numbers: list[int]) -> Numbers:
        return np.array(numbers, np.int64)

    def _month(self) -> tuple[Numbers, int]:
        after = (self.balances * self.growing + self.shift) // self.under
        return after, int(after.min())

    def _places(self, *, below: int) -> list[int]:
        found: list[int] = np.nonzero(self.balances < below)[0].tolist()
        return found

    def _has_shrunk(self, before: Numbers) -> bool:
        return bool((self.balances < before).any())

    def _keep(self) -> None:
        kept = self.balances > 0
        self.accounts = list(compress(self.accounts, kept.tolist()))
        self.growing, self.shift = self.growing[kept], self.shift[kept]
        self.fixed = self.fixed[kept]
        self.beside, self.balances = self.beside[kept], self.balances[kept]
