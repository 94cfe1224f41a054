"""What came of the user's own talks: asked, offered, agreed and saved, in all and in groups. Pure.

    from negotiation.outcomes import Talk, outcomes
    outcomes(talks).saved

Facts of the past, never a promise. A percentage always stands beside the sum it is measured on.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.money import ZERO, cents
from negotiation.settlement import ALL_OF_IT, said, tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One debt that was talked about, in dollars. None: not known, or not yet.

    `base` is what was owed when the last offer was made; `asked` the last figure they named,
    `offered` ours, `agreed` that of the deal, `tax` what the forgiven part may cost at most.
    """

    creditor: str
    kind: str
    month: date  # its first day: when the last offer was made
    base: Decimal
    asked: Decimal | None = None
    offered: Decimal | None = None
    agreed: Decimal | None = None
    paid: bool = False
    tax: Decimal = ZERO
    firm: Decimal = ZERO  # what a settlement firm would have cost for the same deal

    @property
    def settled(self) -> bool:
        return self.paid and self.agreed is not None

    @property
    def saved(self) -> Decimal:
        """After tax, against paying in full; nothing before it is paid."""
        if self.agreed is None or not self.paid:
            return ZERO
        return max(self.base - self.agreed, ZERO) - self.tax


@dataclass(frozen=True, slots=True)
class Outcome:
    """Several talks together. Each figure is a sum over those that have it, beside their base."""

    name: Hashable
    talks: tuple[Talk, ...]

    @property
    def asked(self) -> "Sum":
        return _sum(self.talks, lambda talk: talk.asked)

    @property
    def offered(self) -> "Sum":
        return _sum(self.talks, lambda talk: talk.offered)

    @property
    def agreed(self) -> "Sum":
        return _sum(self.talks, lambda talk: talk.agreed)

    @property
    def base(self) -> Decimal:
        return cents(sum((talk.base for talk in self.talks), ZERO))

    @property
    def settled(self) -> "Sum":
        """How much of what was talked about is settled and paid, by what was owed."""
        done = sum((talk.base for talk in self.talks if talk.settled), ZERO)
        return Sum(cents(done), self.base, sum(talk.settled for talk in self.talks))

    @property
    def saved(self) -> Decimal:
        """Against paying in full, after tax."""
        return cents(sum((talk.saved for talk in self.talks), ZERO))

    @property
    def saved_to_firm(self) -> Decimal:
        """What a settlement firm would have cost more for the same deals."""
        done = [talk for talk in self.talks if talk.settled and talk.agreed is not None]
        return cents(sum((max(talk.firm - (talk.agreed or ZERO), ZERO) for talk in done), ZERO))

    @property
    def tax(self) -> Decimal:
        return cents(sum((talk.tax for talk in self.talks if talk.settled), ZERO))


@dataclass(frozen=True, slots=True)
class Sum:
    """Dollars, what they are measured on, and over how many debts; no percent of nothing."""

    amount: Decimal
    base: Decimal
    count: int

    @property
    def percent(self) -> Decimal | None:
        return tenth(self.amount * ALL_OF_IT / self.base) if self.base else None

    @property
    def said(self) -> str:
        """The percentage as it is written: 40, but 33.3."""
        return "" if self.percent is None else said(self.percent)


def outcomes(talks: Iterable[Talk]) -> Outcome:
    """Everything together."""
    return Outcome("", tuple(talks))


def by(talks: Iterable[Talk], key: Callable[[Talk], Hashable]) -> tuple[Outcome, ...]:
    """The same in groups, in the order in which they first come."""
    groups = dict[Hashable, list[Talk]]()
    for talk in talks:
        groups.setdefault(key(talk), []).append(talk)
    return tuple(Outcome(name, tuple(several)) for name, several in groups.items())


def _sum(talks: Iterable[Talk], figure: Callable[[Talk], Decimal | None]) -> Sum:
    known = [(amount, talk.base) for talk in talks if (amount := figure(talk)) is not None]
    return Sum(
        cents(sum((amount for amount, _base in known), ZERO)),
        cents(sum((base for _amount, base in known), ZERO)),
        len(known),
    )
