"""What to offer next: up in steps that get smaller, and never past the limit. Pure.

    from negotiation.ladder import next_rung
    next_rung(limits, ours=[Decimal("300")], theirs=Decimal("900")).amount

Small steps say that there is little room left. A rule of thumb of ours, no rule of law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from ledger.money import CENT, ZERO, cents
from ledger.words import Text, text
from negotiation.strategy import Limits

HALF = Decimal(2)
ROUND_TO = Decimal(5)  # nobody offers $347.13: a precise figure sounds like all there is
SMALL = Decimal(100)  # below this, whole dollars are round enough
LEAST_STEP = Decimal("0.02")  # of the balance: a smaller step moves nobody

OPENING = text("Begin here. It leaves you room to go up.")
UP = text("A step up, smaller than the last one would be. It shows that you mean it.")
TO_AIM = text("This is what you aim for. Hold here as long as you can.")
PAST_AIM = text("It is more than you aim for, and still within your limit. Go here only once.")
LAST = text("This is your limit. If they say no, wait or take another route.")
THEIRS = text("They ask for no more than that, so there is no reason to offer more.")
DONE = text("You have offered your limit. Do not go higher: wait, or take another route.")


@dataclass(frozen=True, slots=True)
class Rung:
    """The next offer in dollars and why; `amount` is None when there is no step left."""

    amount: Decimal | None
    why: Text


def next_rung(
    limits: Limits, *, ours: Sequence[Decimal] = (), theirs: Decimal | None = None
) -> Rung:
    """What to offer after `ours` so far, with `theirs` on the table; amounts in dollars.

    Never below the last offer of ours, never above the limit or above what they ask.
    """
    opening, aim, limit = limits.open.amount, limits.aim.amount, limits.walk_away.amount
    last = max(ours, default=None)
    if last is None:
        return _held(Rung(_round(opening, most=limit), OPENING), theirs)
    if last >= limit:
        return Rung(None, DONE)
    step = _step(last, aim if last < aim else limit, limits)
    if step >= limit:
        return _held(Rung(limit, LAST), theirs)
    if step > aim:
        return _held(Rung(step, PAST_AIM), theirs)
    return _held(Rung(step, TO_AIM if step == aim else UP), theirs)


def _step(last: Decimal, target: Decimal, limits: Limits) -> Decimal:
    """Half the way to the target, or all of it where that would be too small a step."""
    half = _round(last + (target - last) / HALF, most=target)
    least = cents(limits.aim.of * LEAST_STEP)
    return target if half - last < least or half <= last else half


def _round(amount: Decimal, *, most: Decimal) -> Decimal:
    """Down to a round figure, but no less than a cent and no more than `most`."""
    to = ROUND_TO if amount >= SMALL else Decimal(1)
    rounded = (amount / to).to_integral_value(ROUND_DOWN) * to
    return min(max(cents(rounded), CENT) if rounded > ZERO else cents(amount), most)


def _held(rung: Rung, theirs: Decimal | None) -> Rung:
    """Nobody offers more than the other side asks for."""
    if theirs is not None and rung.amount is not None and rung.amount >= theirs:
        return Rung(theirs, THEIRS)
    return rung
