"""Which debt to settle first with the cash at hand: a rule of thumb, with plain reasons. Pure.

    from negotiation.order import first_to_settle
    [choice.key for choice in first_to_settle([("card", facts)], Decimal("900"), on=day)]

Each debt is taken at the figure we aim for. What presses in court comes first, then what ends most
debt for each dollar; whatever the rest of the cash still covers can be settled now as well. It is
no optimum: interest and falling prices over the months are left to the plan.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from ledger.facts import CaseHistory, DebtFacts
from ledger.money import CENT, ZERO, cents
from ledger.words import Text, text
from negotiation.gates import Gate, GateKind, gates
from negotiation.settlement import Part
from negotiation.shares import is_decided
from negotiation.stage import stage
from negotiation.strategy import Limits, Override, band

K = TypeVar("K", bound=Hashable)
MONTHS_IN_A_YEAR = 12
KEEP_MONTHS = 6  # cash is kept so long for what presses in court: our own margin
# gates that put a debt off; a court is answered and a warning read on the way, cash is the question
COMES_FIRST = (
    GateKind.UNVERIFIED,
    GateKind.VALIDATION,
    GateKind.DISPUTED,
    GateKind.TIME_BAR,
)
NOTHING_TO_OFFER = (GateKind.OVER, GateKind.DEAL, GateKind.SPECIAL, GateKind.PAID_ON_TIME)

RULE_OF_THUMB = text(
    "A rule of thumb: first what presses in court, then what ends most debt for each dollar."
)
COVERED = text("Your cash covers the {price} you aim for. That leaves {left}.")
FIRST_OFFER = text("Your cash covers a first offer of {amount}, but not yet your aim.")
ENDS = text("It ends {balance} of debt for about {price}.")
FREES = text("It frees {amount} a month.")
STOPS = text("It stops about {amount} of interest a month.")
SUED = text("They have sued, so it presses. Answer the court first; a deal can end the case.")
DECIDED = text("A court has decided, so it presses. Part of your pay could be taken.")
WAITS_MONTH = text("{missing} is missing. At {saving} a month that takes about a month.")
WAITS = text("{missing} is missing. At {saving} a month that takes about {months} months.")
WAITS_LONG = text("{missing} is missing. Say what you can save a month to see how long that takes.")
IN_TURN = text("The debts above it come first with the same cash.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to know of a debt beside its facts; `frees` is its monthly payment."""

    history: CaseHistory = field(default_factory=CaseHistory)
    override: Override | None = None
    frees: Decimal = ZERO


class When(StrEnum):
    """What can be done about a debt, soonest first."""

    NOW = "now"
    LATER = "later"  # cash is missing
    NOT_YET = "not_yet"  # something else comes first
    OTHER_WAY = "other_way"  # nothing is to be offered on it


@dataclass(frozen=True, slots=True)
class Choice(Generic[K]):
    """One debt in the order. `price` is what we aim for, with its base; None where there is none.

    In dollars: `left` is the cash that stays once all that can be settled up to here is, `missing`
    what has to be saved for this one and those before it, which takes `months`. None: not known, or
    not a question of cash. `gates` are to be minded first, cash aside.
    """

    key: K
    when: When
    price: Part | None
    left: Decimal | None
    missing: Decimal
    months: int | None
    gates: tuple[Gate, ...]
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[K]):
    """A debt before the cash is dealt out; `limits` is None where nothing can be offered."""

    key: K
    debt: DebtFacts
    limits: Limits | None
    why: Text | None
    gates: tuple[Gate, ...]
    frees: Decimal

    @property
    def aim(self) -> Part | None:
        return self.limits.aim if self.limits else None

    @property
    def price(self) -> Decimal:
        return self.aim.amount if self.aim else ZERO

    @property
    def presses(self) -> bool:
        return self.debt.sued or is_decided(self.debt)

    @property
    def interest(self) -> Decimal:
        """Dollars a month; an unknown rate counts as none."""
        yearly = (self.debt.balance or ZERO) * (self.debt.apr or ZERO) / 100
        return cents(max(yearly, ZERO) / MONTHS_IN_A_YEAR)

    @property
    def comes_first(self) -> Gate | None:
        """What must be done before any offer on it."""
        return next((one for one in self.gates if one.blocking and one.kind in COMES_FIRST), None)

    @property
    def when(self) -> When:
        """As far as it can be told without the cash."""
        if any(gate.kind in NOTHING_TO_OFFER for gate in self.gates):
            return When.OTHER_WAY
        if self.comes_first:
            return When.NOT_YET
        return When.LATER if self.limits else When.OTHER_WAY

    def rank(self) -> tuple[bool, Decimal, Decimal, str]:
        """Pressing first, then most debt and a year's interest ended per dollar, then cheapest."""
        ended = (self.debt.balance or ZERO) + self.interest * MONTHS_IN_A_YEAR
        return not self.presses, -ended / (self.price or CENT), self.price, str(self.key)


def first_to_settle(
    debts: Sequence[tuple[K, DebtFacts]],
    cash: Decimal,
    *,
    on: date,
    saving: Decimal | None = None,
    known: Mapping[K, Known] | None = None,
) -> tuple[Choice[K], ...]:
    """The debts in the order to settle them with that cash, in dollars.

    `saving` is what can be put aside a month, `known` what else there is to know of each debt. The
    order of `debts` does not matter, and the cash in their facts is not looked at. ValueError for
    amounts below zero.
    """
    if min(cash, saving or ZERO) < 0:
        raise ValueError("Cash and saving are no less than zero.")
    found = [_candidate(key, debt, (known or {}).get(key, Known()), on) for key, debt in debts]
    found.sort(key=Candidate.rank)
    return (
        *_by_cash([one for one in found if one.when is When.LATER], cash, saving),
        *(_put_off(one) for one in found if one.when is When.NOT_YET),
        *(_put_off(one) for one in found if one.when is When.OTHER_WAY),
    )


def _candidate(key: K, debt: DebtFacts, known: Known, on: date) -> Candidate[K]:
    at = stage(debt, known.history, on=on)
    found = band(debt, on=on, stage=at, override=known.override)
    mind = gates(debt, known.history, on=on)
    others = tuple(gate for gate in mind if gate.kind is not GateKind.CASH)
    return Candidate(key, debt, found.limits, found.why, others, known.frees)


def _by_cash(
    ready: list[Candidate[K]], cash: Decimal, saving: Decimal | None
) -> Iterator[Choice[K]]:
    """Whatever the cash covers in their order; the rest waits for what is saved."""
    left, waiting = cash, []
    for position, one in enumerate(ready):
        if one.price <= left:
            left -= one.price
            yield _now(one, left)
        elif one.presses and _months(one.price - left, saving, most=KEEP_MONTHS):
            waiting += ready[position:]
            break
        else:
            waiting.append(one)
    total = ZERO
    for one in waiting:
        yield _later(one, left, one.price + total - left, saving, in_turn=total > ZERO)
        total += one.price


def _months(missing: Decimal, saving: Decimal | None, *, most: int | None = None) -> int | None:
    """How long the missing dollars take; None where nobody can tell, or for more than `most`."""
    if not saving:
        return None
    months = int((missing / saving).to_integral_value(ROUND_CEILING))
    return None if most is not None and months > most else months


def _now(one: Candidate[K], left: Decimal) -> Choice[K]:
    covered = COVERED.filled(price=one.price, left=left)
    return Choice(
        one.key,
        When.NOW,
        one.aim,
        left,
        ZERO,
        0,
        one.gates,
        (*_presses(one), covered, *_worth(one), *_first_of_all(one)),
    )


def _later(
    one: Candidate[K], left: Decimal, missing: Decimal, saving: Decimal | None, *, in_turn: bool
) -> Choice[K]:
    months = _months(missing, saving)
    waits = _waits(missing, saving or ZERO, months)
    first = [IN_TURN] if in_turn else []
    if not in_turn and one.limits and one.limits.open.amount <= left:
        first = [FIRST_OFFER.filled(amount=one.limits.open.amount)]
    return Choice(
        one.key,
        When.LATER,
        one.aim,
        left,
        missing,
        months,
        one.gates,
        (*_presses(one), *first, waits, *_worth(one), *_first_of_all(one)),
    )


def _waits(missing: Decimal, saving: Decimal, months: int | None) -> Text:
    if months is None:
        return WAITS_LONG.filled(missing=missing)
    if months == 1:
        return WAITS_MONTH.filled(missing=missing, saving=saving)
    return WAITS.filled(missing=missing, saving=saving, months=months)


def _put_off(one: Candidate[K]) -> Choice[K]:
    """A debt that waits for something else than cash."""
    gate = one.comes_first if one.when is When.NOT_YET else _stops(one)
    why = (gate.why, gate.instead) if gate else (one.why,) if one.why else ()
    return Choice(one.key, one.when, one.aim, None, ZERO, None, one.gates, (*_presses(one), *why))


def _stops(one: Candidate[K]) -> Gate | None:
    return next((gate for gate in one.gates if gate.kind in NOTHING_TO_OFFER), None)


def _presses(one: Candidate[K]) -> Iterator[Text]:
    if is_decided(one.debt):
        yield DECIDED
    elif one.debt.sued:
        yield SUED


def _first_of_all(one: Candidate[K]) -> Iterator[Text]:
    """What its gates want done before the offer; the court is named already."""
    for gate in one.gates:
        if gate.blocking and gate.kind is not GateKind.LAWSUIT:
            yield gate.why
            yield gate.instead


def _worth(one: Candidate[K]) -> Iterator[Text]:
    """What settling it does for the rest."""
    yield ENDS.filled(balance=one.debt.balance or ZERO, price=one.price)
    if one.frees > ZERO:
        yield FREES.filled(amount=one.frees)
    if one.interest > ZERO:
        yield STOPS.filled(amount=one.interest)
