"""A good order of settlement where there are too many debts to prove the best one. Pure.

A list of debts is dealt out one after the other: each is settled in the first month in which the
pot is full enough, and not before the month it is told to wait for. The first list goes by the
steepest growth for its size; then single debts are taken out and put where they do most good, and
months to wait for are tried where a share falls. Then a few debts are
put elsewhere by lot, and it begins again. What is kept is always the best list so far.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from negotiation.plan.goals import Tax
from negotiation.plan.prices import NEVER, Table
from negotiation.plan.terms import Objective

SEED, SHAKES = 1, 4
TRIES = 12_000  # lists that are dealt out at most, for few debts and for many
STEPS = 2_000_000  # and single debts dealt out in all of them


class Dealt(NamedTuple):
    """A whole list dealt out: the month each deal begins in by debt, and what it takes."""

    starts: tuple[int, ...]
    month: int
    paid: int
    weight: int


Rank = Callable[[Dealt], tuple[object, ...]]
Order = tuple[int, ...]
At = tuple[Dealt, Order, list[int]]  # a list: what it takes, its order, the months waited for


def best(
    table: Table,
    tax: Tax,
    objective: Objective,
    hints: Iterable[Sequence[int]] = (),
    tries: int = TRIES,
) -> Dealt | None:
    """The best list that is found; None where none settles all debts in the table's months.

    `hints` are months that a bound, or another plan, points to; `tries` how many lists are dealt
    out at most.
    """
    rank, waits = ranking(table, tax, objective), [0] * table.debts
    lists = [(order, waits) for order in first_orders(table)]
    lists += [_hinted(table, months) for months in hints]
    tried = _tried(table, tax, rank, lists)
    if not tried:
        return None
    return _search(table, tax, rank, tried[0], min(tries, STEPS // table.debts))


def better(
    table: Table, tax: Tax, objective: Objective, dealt: Dealt, guesses: Iterable[Sequence[int]]
) -> Dealt:
    """That plan, or a better one near the months that a bound's walks point to."""
    rank, left = ranking(table, tax, objective), min(TRIES, STEPS // table.debts) // 2
    for at in _tried(table, tax, rank, [_hinted(table, months) for months in guesses]):
        (found, _, _), left = _improve(table, tax, rank, at, left)
        dealt = min(dealt, found, key=rank)
        if left <= 0:
            break
    return dealt


def _tried(
    table: Table, tax: Tax, rank: Rank, lists: Iterable[tuple[Order, list[int]]]
) -> list[At]:
    """The lists that settle all debts, the best one first."""
    dealt = ((deal_out(table, tax, order, waits), order, waits) for order, waits in lists)
    tried = [(found, order, waits) for found, order, waits in dealt if found]
    return sorted(tried, key=lambda each: rank(each[0]))


def _search(table: Table, tax: Tax, rank: Rank, at: At, left: int) -> Dealt:
    """As good as so many lists allow, the first ones from this one."""
    found, left = _improve(table, tax, rank, at, left)
    lot = Random(SEED)  # noqa: S311 no secret: the same plan for the same debts
    while left > 0 and table.debts > 1:
        left -= 1
        if again := _shaken(table, tax, found, lot):
            other, left = _improve(table, tax, rank, again, left)
            found = other if rank(other[0]) < rank(found[0]) else found
    return found[0]


def _shaken(table: Table, tax: Tax, at: At, lot: Random) -> At | None:
    """The list with a few debts put elsewhere, to get away from where single moves end."""
    _, order, waits = at
    moved = list(order)
    for _ in range(SHAKES):
        moved.insert(lot.randrange(len(moved)), moved.pop(lot.randrange(len(moved))))
    dealt = deal_out(table, tax, moved, waits)
    return (dealt, tuple(moved), waits) if dealt else None


def _hinted(table: Table, months: Sequence[int]) -> tuple[Order, list[int]]:
    """The list that the bound's months point to; who is to gain from a drop waits for it."""
    debts = range(table.debts)
    order = sorted(debts, key=lambda debt: (months[debt], table.deals[debt][months[debt]], debt))
    waits = [
        max((month for month in drops(table, debt) if month <= months[debt]), default=0)
        for debt in debts
    ]
    return tuple(order), waits


def ranking(table: Table, tax: Tax, objective: Objective) -> Rank:
    """What is least for the best plan of that objective."""

    def cheapest(dealt: Dealt) -> tuple[object, ...]:
        return (tax.cost(dealt.paid, dealt.weight), dealt.month)

    def soonest(dealt: Dealt) -> tuple[object, ...]:
        return (dealt.month, tax.cost(dealt.paid, dealt.weight))

    def calmest(dealt: Dealt) -> tuple[object, ...]:
        return (sum(ends(table, dealt.starts)), dealt.paid)

    ranks = {"cheapest": cheapest, "soonest": soonest, "calmest": calmest}
    return ranks[objective.value]


def ends(table: Table, starts: Sequence[int]) -> Iterator[int]:
    return (start + length - 1 for start, length in zip(starts, table.lengths, strict=True))


def deal_out(table: Table, tax: Tax, order: Iterable[int], waits: Sequence[int]) -> Dealt | None:
    month, paid, weight = 1, 0, 0
    starts = [0] * table.debts
    for debt in order:
        caps = table.caps[debt]
        month = max(month, waits[debt])
        while month <= table.months and paid > caps[month]:
            month += 1
        if month > table.months:
            return None
        deal = table.deals[debt][month]
        starts[debt] = month
        paid += deal.price
        month += table.lengths[debt] - 1
        weight += tax.weight(deal, month)
    return Dealt(tuple(starts), month, paid, weight)


def first_orders(table: Table) -> Iterator[Order]:
    """What people do, what a sum of growing prices is least with, and the like."""
    debts = range(table.debts)
    last = table.months
    soon = max(1, last // 2)

    def price(debt: int, month: int) -> int:
        return table.deals[debt][month].price

    def growth(debt: int) -> float:
        late, early = price(debt, last), min(price(debt, soon), price(debt, 1))
        return (late - early) / max(early, 1) if early < NEVER else 0.0

    yield tuple(sorted(debts, key=lambda debt: (-growth(debt), price(debt, last), debt)))
    yield tuple(sorted(debts, key=lambda debt: (price(debt, last), debt)))
    yield tuple(sorted(debts, key=lambda debt: (-price(debt, last), debt)))
    yield tuple(sorted(debts, key=lambda debt: (_drop(table, debt), -growth(debt), debt)))


def _drop(table: Table, debt: int) -> int:
    """The month in which the price is least."""
    prices = [deal.price for deal in table.deals[debt][1:]]
    return prices.index(min(prices)) + 1


def _improve(table: Table, tax: Tax, rank: Rank, at: At, left: int) -> tuple[At, int]:
    """Take single debts out and put them elsewhere, and let them wait, as long as it helps."""
    found, order, waits = at
    better = True
    while better and left > 0:
        better = False
        for changed, waiting in _changes(table, order, waits):
            left -= 1
            dealt = deal_out(table, tax, changed, waiting)
            if dealt and rank(dealt) < rank(found):
                found, order, waits, better = dealt, changed, waiting, True
                break
            if left <= 0:
                break
    return (found, order, waits), left


def _changes(table: Table, order: Order, waits: list[int]) -> Iterator[tuple[Order, list[int]]]:
    for far in range(1, len(order)):
        for place in range(len(order) - far):
            there = place + far
            moved = (*order[:place], *order[place + 1 : there + 1], order[place])
            yield (*moved, *order[there + 1 :]), waits
            moved = (*order[:place], order[there], *order[place:there])
            yield (*moved, *order[there + 1 :]), waits
    for debt in order:
        for month in {0, _drop(table, debt), *drops(table, debt)} - {waits[debt]}:
            yield order, [*waits[:debt], month, *waits[debt + 1 :]]


def drops(table: Table, debt: int) -> Iterator[int]:
    """The months in which the price is less than in the month before."""
    prices = [deal.price for deal in table.deals[debt]]
    return (month for month in range(2, len(prices)) if prices[month] < prices[month - 1])
