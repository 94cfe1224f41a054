"""What a plan is to have the least of: a weight for each deal, and what all come to. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from negotiation.plan.prices import Deal

MONTH = 2**44  # more than all prices together


@dataclass(frozen=True, slots=True)
class Tax:
    """What is paid, and the tax on what is cancelled.

    The rate is `over`/`under`, and so many cents of cancelled debt are no income.
    """

    over: int
    under: int
    exempt: int

    @classmethod
    def of(cls, rate: Fraction, exempt: int) -> "Tax":
        return cls(rate.numerator, rate.denominator, exempt)

    def weight(self, deal: Deal, end: int) -> int:
        """What a deal costs with all of its tax, in 1/`under` cents."""
        return deal.price * self.under + (deal.balance - deal.price) * self.over

    def cost(self, paid: int, weight: int) -> int:
        """What is paid and its tax, in 1/`under` cents, of all deals together."""
        return max(paid * self.under, weight - self.exempt * self.over)


@dataclass(frozen=True, slots=True)
class Calm:
    """The months that debts stay open, added up; at the same sum what is paid."""

    def weight(self, deal: Deal, end: int) -> int:
        return end * MONTH + deal.price

    def cost(self, paid: int, weight: int) -> int:
        return weight


Goal = Tax | Calm
