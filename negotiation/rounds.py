"""The same cash offered to several at once: what each is offered, and whose turn it is. Pure.

    from negotiation.rounds import Seat, first, pro_rata
    pro_rata([Seat("card", balance, limits)], cash)     # everybody a part of the cash
    first([Seat("card", balance, limits)], cash)        # each its first offer; one of them is paid

Amounts in dollars; no offer is above the walk-away of its debt or below a cent.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.money import CENT, ZERO, cents
from ledger.words import Text, text

TOO_LITTLE = text("Its first offer would take {amount}. That is more than the cash of this round.")
LOW = text("This is less than a usual first offer, {amount}. They may well say no.")
CAPPED = text("More would be above your limit for it.")


@dataclass(frozen=True, slots=True)
class Seat:
    """A debt in a round: its verified balance, its first offer and its walk-away."""

    key: Hashable
    balance: Decimal
    open: Decimal
    walk_away: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """What one debt is offered; `turn` counts from 1. No `amount`: it is left out, and `why`."""

    key: Hashable
    turn: int
    amount: Decimal | None
    why: Text | None = None


def pro_rata(seats: Iterable[Seat], cash: Decimal) -> tuple[Place, ...]:
    """The cash shared by balance; what is above the limit of one goes to the others.

    Never more than the cash in all: parts of a cent are left in the purse.
    """
    seats = list(seats)
    waiting, given = seats, dict[Hashable, Decimal]()
    left = cents(cash)
    while waiting:
        total = sum((seat.balance for seat in waiting), ZERO)
        full = [one for one in waiting if left * one.balance >= one.walk_away * total]
        if not full:
            given |= {one.key: _down(left * one.balance / total) for one in waiting}
            break
        given |= {one.key: one.walk_away for one in full}
        left -= sum((one.walk_away for one in full), ZERO)
        waiting = [one for one in waiting if one not in full]
    return tuple(_shared(seat, given[seat.key], turn) for turn, seat in enumerate(_order(seats), 1))


def first(seats: Iterable[Seat], cash: Decimal) -> tuple[Place, ...]:
    """Each its first offer, in the order in which a dollar ends most debt; one who says yes is
    paid, and the others as long as the cash lasts."""
    found, turn = list[Place](), 0
    for seat in _order(seats):
        if seat.open > cash:
            found.append(Place(seat.key, 0, None, TOO_LITTLE.filled(amount=seat.open)))
            continue
        turn += 1
        found.append(Place(seat.key, turn, seat.open))
    return tuple(found)


def next_one(open_turns: Sequence[int]) -> int | None:
    """Whose turn it is among those that have not answered: the earliest; None when all have."""
    return min(open_turns, default=None)


def _shared(seat: Seat, amount: Decimal, turn: int) -> Place:
    if amount < CENT:
        return Place(seat.key, 0, None, TOO_LITTLE.filled(amount=seat.open))
    if amount < seat.open:
        return Place(seat.key, turn, amount, LOW.filled(amount=seat.open))
    return Place(seat.key, turn, amount, CAPPED if amount == seat.walk_away else None)


def _order(seats: Iterable[Seat]) -> list[Seat]:
    """Where a dollar ends most debt comes first; of two alike the smaller, which is done sooner."""
    return sorted(seats, key=lambda seat: (seat.open / seat.balance, seat.balance, str(seat.key)))


def _down(amount: Decimal) -> Decimal:
    """To the cent below: shares never come to more than there is."""
    rounded = cents(amount)
    return rounded if rounded <= amount else rounded - CENT
