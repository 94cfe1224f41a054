"""What to offer for a debt and where to stop: open, aim, walk away, with every reason. Pure.

    from negotiation.strategy import band, judge
    found = band(facts, on=day)               # found.ours.aim.amount, .percent, .of
    judge(Decimal("4000"), found).kind        # VerdictKind.INSIDE

Rules of thumb, never a promise. What the user set stands beside ours and replaces nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ledger.facts import Basis, CreditorKind, DebtFacts
from ledger.law.cancelled_debt import CancelledDebt, cancelled_debt
from ledger.money import CENT, ZERO, cents, share
from ledger.words import Text, text
from negotiation.scoring import Route, special_route
from negotiation.settlement import Base, Part
from negotiation.shares import ALL_OF_IT, Percents, Shares, is_decided, is_early, shares
from negotiation.stage import DONE, Stage

DEAL = (Stage.AGREED, Stage.PAYING)
OVER = (*DONE, Stage.SETTLED, Stage.PAID_IN_FULL)

OFFICE = text("A government office holds it. Offices rarely take less. Ask for a payment plan.")
IN_A_DEAL = Route.DEAL.text
IT_IS_OVER = text("This debt is over. There is nothing left to offer.")
NOTHING_OWED = text("Nothing is owed on it by the last figure, so there is nothing to offer.")

TAKE = text("You can take it. Pay only once every term is in writing.")
COUNTER = text("Counter with {amount}. They can say no, and you can go on from there.")
WAIT = text("Wait. Many take less later. Meanwhile interest can grow, and they can sue.")
HARDSHIP = text("Ask for a hardship plan, a lower rate or more time instead.")
OTHER_ROUTE = text("Take another route: pay in parts, ask for more time, or talk to free help.")
HALF_IS_COMMON = text("About half is a common result. It is no failure.")
MORE_THAN_OWED = text("It is more than the balance they verified. Ask them why.")
OURS_DIFFERS = text("By our own rule of thumb the limit would be {limit}.")


@dataclass(frozen=True, slots=True)
class Override:
    """The user's own figures, in percent of the verified balance. None: ours are kept.

    ValueError where one is not above 0 and up to 100, or where they fall.
    """

    open: Decimal | None = None
    aim: Decimal | None = None
    walk_away: Decimal | None = None

    def __post_init__(self) -> None:
        known = [figure for figure in (self.open, self.aim, self.walk_away) if figure is not None]
        if any(not 0 < figure <= ALL_OF_IT for figure in known):
            raise ValueError("Each figure is more than 0 and at most 100 percent.")
        if known != sorted(known):
            raise ValueError("Open no higher than you aim, and aim no higher than you walk away.")

    def over(self, ours: Percents) -> Percents:
        """These figures; what is left out follows ours as far as theirs leave room."""
        least = self.aim or self.open or Decimal(0)
        walk_away = self.walk_away or max(ours.walk_away, least)
        aim = self.aim or min(max(ours.aim, self.open or Decimal(0)), walk_away)
        return Percents(self.open or min(ours.open, aim), aim, walk_away)


@dataclass(frozen=True, slots=True)
class Limits:
    """The three figures: `open` the first offer, `aim` the target, `walk_away` the last one."""

    open: Part
    aim: Part
    walk_away: Part


@dataclass(frozen=True, slots=True)
class Band:
    """`ours` is None where `why` says that there is none; a special debt has its `route` as well.

    `yours` are the user's own figures, None where nothing was set. `shares` says how ours came
    about. `of_original` tells the same dollars in percent of what was owed at first.
    """

    debt: DebtFacts
    on: date
    shares: Shares
    ours: Limits | None = None
    yours: Limits | None = None
    route: Route | None = None
    why: Text | None = None
    original: Decimal | None = None

    @property
    def limits(self) -> Limits | None:
        """What an offer is held to: the user's own figures, else ours."""
        return self.yours or self.ours

    def part(self, amount: Decimal) -> Part | None:
        """The amount as a part of the debt's balance; None where there is none."""
        if self.debt.balance is None or self.debt.balance <= ZERO:
            return None
        base = Base.of(self.debt.basis)
        return Part(amount, self.debt.balance, base, self.debt.balance_on)

    def of_original(self, amount: Decimal) -> Part | None:
        """The amount as a part of what was owed at first, where that is known."""
        return Part(amount, self.original, Base.ORIGINAL) if self.original else None


def band(
    debt: DebtFacts,
    *,
    on: date,
    stage: Stage | None = None,
    override: Override | None = None,
    original: Decimal | None = None,
) -> Band:
    """The band of a debt as of `on`, in dollars and in percent of its verified balance.

    `stage` is where its case stands (negotiation.stage), `override` the user's own figures,
    `original` what was owed at first, in dollars; left out, the debt's facts say it. Sources: each
    move of `shares`, in bands.toml.
    """
    found, original = shares(debt, on=on), original or debt.original_amount
    route, why = _no_band(debt, stage)
    if why is not None or debt.balance is None:
        return Band(debt, on, found, route=route, why=why, original=original)
    return Band(
        debt,
        on,
        found,
        ours=_limits(debt, debt.balance, found.percents),
        yours=_limits(debt, debt.balance, override.over(found.percents)) if override else None,
        original=original,
    )


def _no_band(debt: DebtFacts, stage: Stage | None) -> tuple[Route | None, Text | None]:
    """Why nothing is to be offered; the route where the debt is of a special kind."""
    if stage in OVER:
        return None, IT_IS_OVER
    if stage in DEAL:
        return None, IN_A_DEAL
    route = special_route(debt)
    if route is not None:
        return route, route.text
    if debt.holder is CreditorKind.GOVERNMENT:
        return None, OFFICE
    if debt.basis is not Basis.VERIFIED or debt.balance is None:
        return Route.UNVERIFIED, Route.UNVERIFIED.text
    return None, NOTHING_OWED if debt.balance < CENT else None


def _limits(debt: DebtFacts, balance: Decimal, percents: Percents) -> Limits:
    """In whole cents, from one cent to the balance."""
    dollars = (max(share(balance, percent), CENT) for percent in percents)
    parts = [
        Part(min(amount, balance), balance, Base.VERIFIED_TODAY, debt.balance_on)
        for amount in dollars
    ]
    return Limits(*parts)


class VerdictKind(StrEnum):
    INSIDE = "inside"  # no more than the aim
    ABOVE_AIM = "above_aim"  # more, but within the limit
    ABOVE_LIMIT = "above_limit"
    NO_BAND = "no_band"


class ChoiceKind(StrEnum):
    TAKE = "take"
    COUNTER = "counter"
    WAIT = "wait"
    OTHER_ROUTE = "other_route"


VERDICTS = {
    VerdictKind.INSIDE: text(
        "{amount} is {percent} percent of the {of} they verified. That is inside your band: "
        "you aim for {aim} or less."
    ),
    VerdictKind.ABOVE_AIM: text(
        "{amount} is {percent} percent of the {of} they verified. That is more than the {aim} "
        "you aim for, but inside your limit of {limit}."
    ),
    VerdictKind.ABOVE_LIMIT: text(
        "{amount} is {percent} percent of the {of} they verified. That is above your limit of "
        "{limit}. It is not the end: counter, wait, or take another route."
    ),
}


class Choice(NamedTuple):
    """One thing to do about a figure; `amount` is what to counter with, in dollars."""

    kind: ChoiceKind
    text: Text
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a figure is worth. `part` names its base; None where no balance is known at all.

    `kind` holds it to the user's own limits where there are some, `by_ours` always to ours.
    `cancelled` is what would be forgiven, with its tax side.
    """

    amount: Decimal
    kind: VerdictKind
    by_ours: VerdictKind
    text: Text
    part: Part | None
    of_original: Part | None
    cancelled: CancelledDebt
    choices: tuple[Choice, ...]
    notes: tuple[Text, ...]


def judge(amount: Decimal, band: Band) -> Verdict:
    """What an amount in dollars means for this debt, whoever named it; never a bare no.

    ValueError for an amount that is not above zero.
    """
    if amount <= ZERO:
        raise ValueError("An offer is more than zero.")
    amount = cents(amount)
    kind = _kind(amount, band.limits)
    owed = band.debt.balance or ZERO
    return Verdict(
        amount,
        kind,
        _kind(amount, band.ours),
        _told(amount, kind, band),
        band.part(amount),
        band.of_original(amount),
        cancelled_debt(max(owed - amount, ZERO), holder=band.debt.holder, kind=band.debt.kind),
        tuple(_choices(amount, kind, band)),
        tuple(_notes(amount, kind, band)),
    )


def _kind(amount: Decimal, limits: Limits | None) -> VerdictKind:
    if limits is None:
        return VerdictKind.NO_BAND
    if amount > limits.walk_away.amount:
        return VerdictKind.ABOVE_LIMIT
    return VerdictKind.ABOVE_AIM if amount > limits.aim.amount else VerdictKind.INSIDE


def _told(amount: Decimal, kind: VerdictKind, band: Band) -> Text:
    limits, part = band.limits, band.part(amount)
    if limits is None or part is None:
        return band.why or NOTHING_OWED
    values = dict(part.text.values) | {"aim": limits.aim.amount, "limit": limits.walk_away.amount}
    told = VERDICTS[kind]
    return told.filled(**{name: values[name] for name in values if f"{{{name}}}" in told.original})


def _choices(amount: Decimal, kind: VerdictKind, band: Band) -> Iterator[Choice]:
    """Counter, wait and another route beside a yes; a court and a short delay change them."""
    limits, debt = band.limits, band.debt
    if limits is None:
        yield Choice(ChoiceKind.OTHER_ROUTE, band.why or OTHER_ROUTE)
        return
    if kind is not VerdictKind.ABOVE_LIMIT:
        yield Choice(ChoiceKind.TAKE, TAKE)
    back = limits.open if kind is VerdictKind.INSIDE else limits.aim
    if back.amount < amount:
        yield Choice(ChoiceKind.COUNTER, COUNTER.filled(amount=back.amount), back.amount)
    if kind is VerdictKind.INSIDE and not is_more_than_half(amount, debt):
        return
    if not debt.sued and not is_decided(debt):
        yield Choice(ChoiceKind.WAIT, WAIT)
    early = is_early(debt, on=band.on)
    yield Choice(ChoiceKind.OTHER_ROUTE, HARDSHIP if early else OTHER_ROUTE)


def _notes(amount: Decimal, kind: VerdictKind, band: Band) -> Iterator[Text]:
    if kind is VerdictKind.ABOVE_AIM and not is_more_than_half(amount, band.debt):
        yield HALF_IS_COMMON
    if band.ours and band.debt.balance is not None and amount > band.debt.balance:
        yield MORE_THAN_OWED
    if band.ours and kind is not _kind(amount, band.ours):
        yield OURS_DIFFERS.filled(limit=band.ours.walk_away.amount)


def is_more_than_half(amount: Decimal, debt: DebtFacts) -> bool:
    return debt.balance is not None and amount * 2 > debt.balance
