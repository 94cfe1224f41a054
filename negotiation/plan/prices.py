"""What it takes to settle each debt in each month, and what is in the pot, in cents. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ledger.money import part, to_cents
from negotiation.payoff.account import PERCENT, Account, digits
from negotiation.payoff.terms import MONTHS
from negotiation.plan.terms import Item

NEVER = 2**40  # cents: more than any price


class Deal(NamedTuple):
    """Settling one debt from that month on. In cents: the `price` and the `balance` it is of."""

    price: int
    balance: int


@dataclass(frozen=True)
class Table:
    """The deals of each debt by month, and the pot by month; index 0 is the day before month 1.

    `room` is all that has come into the pot by the end of a month, without the floor. It never
    falls, so what can be paid for once can be paid for later, at the price of later.
    """

    deals: tuple[tuple[Deal, ...], ...]  # by debt, then by month
    lengths: tuple[int, ...]  # months that a deal's payments take
    room: tuple[int, ...]

    @property
    def debts(self) -> int:
        return len(self.deals)

    @property
    def months(self) -> int:
        return len(self.room) - 1

    @cached_property
    def caps(self) -> tuple[tuple[int, ...], ...]:
        """By debt and month: the most that may have been paid before, or the deal is too dear."""
        return tuple(
            tuple(self._cap(debt, month) for month in range(self.months + 1))
            for debt in range(self.debts)
        )

    def _cap(self, debt: int, month: int) -> int:
        length, price = self.lengths[debt], self.deals[debt][month].price
        if not month or price >= NEVER or month + length - 1 > self.months:
            return -1
        paid, cap = 0, NEVER
        for later, amount in enumerate(parts(price, length)):
            paid += amount
            cap = min(cap, self.room[month + later] - paid)
        return cap

    def first_months(self, months: int) -> "Table":
        """The same table, cut off after so many months."""
        deals = tuple(each[: months + 1] for each in self.deals)
        return Table(deals, self.lengths, self.room[: months + 1])


def parts(price: int, length: int) -> Sequence[int]:
    """Equal payments, the last one with the cents that are left."""
    each = price // length
    return [*[each] * (length - 1), price - each * (length - 1)]


def table(items: Sequence[Item], room: Sequence[int]) -> Table:
    """The deals of these debts for as many months as `room` has."""
    places = digits(item.debt for item in items)
    deals = tuple(tuple(_deals(item, places, len(room))) for item in items)
    lengths = tuple(item.settle.instalments if item.settle else 1 for item in items)
    return Table(deals, lengths, tuple(room))


def _deals(item: Item, places: int, months: int) -> Sequence[Deal]:
    account, fee = Account(item.debt, places), to_cents(item.fee)
    under = PERCENT * MONTHS * 10**places
    found = [Deal(NEVER, account.balance)]
    for month in range(1, months):
        if account.turns_in(month) and month >= account.starts:
            account.turn(month)
        found.append(Deal(_price(item, account.balance, month), account.balance))
        if month >= account.starts and account.balance < NEVER:
            account.balance += part(account.balance, account.rate, under) + fee
    return found


def _price(item: Item, balance: int, month: int) -> int:
    share = item.settle.share(month) if item.settle else None
    if share is None or month < item.debt.starts:
        return NEVER
    over, under = share.as_integer_ratio()
    return min(part(balance, over, under), NEVER)


def last_change(items: Sequence[Item]) -> int:
    """The month from which on no price falls: the last one in which a share changes."""
    months = [item.debt.starts for item in items]
    months += [start for item in items if item.settle for start, _ in item.settle.shares]
    return max(months, default=1)
