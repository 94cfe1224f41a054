"""The debts that are paid normally, beside the pot and after it. Pure.

Until the last deal they get the budget, or their minimums. What they no longer take joins the pot.
After the last deal what is left in the pot and all saving goes to them, by their order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from ledger.money import ZERO, from_cents, to_cents
from negotiation.payoff import Outcome, Payoff, payoff
from negotiation.payoff.terms import Amount, Budget, Extra, Problem
from negotiation.plan.terms import Campaign


@dataclass(frozen=True)
class Rest:
    """The debts that are paid normally, and the money."""

    campaign: Campaign

    @cached_property
    def problem(self) -> Problem:
        """With the budget alone."""
        here = self.campaign
        names = {debt.name for debt in here.paid_off}
        order = here.order
        if isinstance(order, tuple):
            order = tuple(name for name in order if name in names)
        return Problem(here.paid_off, here.budget, order)

    @cached_property
    def alone(self) -> Payoff:
        """Paid from the budget alone, for as long as it takes."""
        return payoff(self.problem, keep=True)

    def spent(self, month: int) -> int:
        """What the budget alone pays in a month, in cents."""
        lines = self.alone.lines
        return sum(line.payment for line in lines[month - 1]) if month <= len(lines) else 0

    def saved(self, month: int) -> int:
        """The saving of a month and what comes in beside it, in cents."""
        extra = sum(to_cents(each.amount) for each in self.campaign.extra if each.falls_in(month))
        return to_cents(_in_force(self.campaign.saving, month)) + extra

    def freed(self, month: int) -> int:
        """What the debts paid normally leave of their share in that month, in cents."""
        here = self.campaign
        if not here.paid_off or self.alone.outcome is not Outcome.DONE:
            return self._of_cleared(month) if here.budget is None else 0
        if here.budget is None:
            return self._of_cleared(month)
        return max(to_cents(_in_force(here.budget, month)) - self.spent(month), 0)

    def _of_cleared(self, month: int) -> int:
        return sum(amount for cleared, amount in self._minimums if cleared < month)

    @cached_property
    def _minimums(self) -> list[tuple[int, int]]:
        """For each debt that is cleared: the month, and the minimum it took in its first month."""
        first: dict[str, int] = {}
        for month in self.alone.lines:
            for line in month:
                first.setdefault(line.name, line.payment)
        return [
            (each.cleared_month, first.get(each.name, 0))
            for each in self.alone.debts
            if each.cleared_month is not None
        ]

    def room(self, months: int) -> list[int]:
        """What has come into the pot by the end of each month, without the floor, in cents."""
        found = [to_cents(self.campaign.cash) - to_cents(self.campaign.floor)]
        for month in range(1, months + 1):
            found.append(found[-1] + self.saved(month) + self.freed(month))
        return found

    def after(self, last: int, left: int) -> Payoff:
        """All months, where the last deal ends in month `last` and leaves so many cents."""
        extra = [Extra(max(last, 1), from_cents(left))] if left > 0 else []
        problem = replace(self.problem, extra=(*extra, *self.saving_from(last + 1)))
        if self.campaign.budget is None and self.campaign.paid_off:
            kept = Budget(last + 1, from_cents(self._kept_up(last + 1)))
            problem = replace(problem, budget=(Budget(1, None), kept) if last else (kept,))
        return payoff(problem, keep=True)

    def set_aside(self, month: int, last: int) -> int:
        """What the household gives for these debts in a month, freed or not, in cents."""
        if self.campaign.budget is not None:
            return to_cents(_in_force(self.campaign.budget, month)) if self.campaign.paid_off else 0
        if month <= last:
            return self.spent(month) + self._of_cleared(month)
        return self._kept_up(last + 1) + self._of_cleared(last + 1)

    def _kept_up(self, month: int) -> int:
        """The most that the minimums still take from that month on: it goes on being paid."""
        ahead = range(month, len(self.alone.lines) + 1)
        return max((self.spent(each) for each in ahead), default=0)

    def saving_from(self, month: int) -> Iterator[Extra]:
        """All that is saved, and comes in beside it, from that month on."""
        here = self.campaign
        if self._of_cleared(month) and here.budget is None:
            yield Extra(month, from_cents(self._of_cleared(month)), every=1)
        changes = [Amount(1, here.saving)] if isinstance(here.saving, Decimal) else here.saving
        ends: list[int | None] = [start - 1 for start, _ in sorted(changes)[1:]]
        for (start, amount), until in zip(sorted(changes), [*ends, None], strict=True):
            if until is None or until >= month:
                yield Extra(max(start, month), amount, every=1, until=until)
        for each in here.extra:
            yield from _later(each, month)


def _later(extra: Extra, month: int) -> Iterator[Extra]:
    """What of it falls in that month or later."""
    if extra.on_month >= month:
        yield extra
    elif extra.every is not None:
        past = -(-(month - extra.on_month) // extra.every)
        yield replace(extra, on_month=extra.on_month + past * extra.every)


def _in_force(amount: Decimal | tuple[Amount, ...], month: int) -> Decimal:
    if isinstance(amount, Decimal):
        return amount
    found = [each for start, each in sorted(amount) if start <= month]
    return found[-1] if found else ZERO
