"""What part of a debt its holder may take, in percent, and why: rules of thumb with sources. Pure.

    from negotiation.shares import shares
    shares(facts, on=day).percents.aim        # Decimal("45")

It begins at what we hold for any debt and moves by what is known: the holder, its age and stage, a
lawsuit, a judgment. A fact that is not known moves nothing; it is named instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ledger.dates import full_months
from ledger.facts import CreditorKind, DebtFacts, DebtKind
from ledger.law.figures import parse
from ledger.law.rules import Rule, rules
from ledger.words import Text, text

ALL_OF_IT = Decimal(100)
LIMITS = ("open", "aim", "walk_away")
SHAPE = {
    "start": LIMITS,
    "first_hand": LIMITS,
    "early": (*LIMITS, "days"),
    "charge_off": ("near", "closed_end", "open_end"),
    "placed": LIMITS,
    "placed_old": (*LIMITS, "months"),
    "bought": LIMITS,
    "bought_old": (*LIMITS, "months"),
    "resold": LIMITS,
    "lawsuit": LIMITS,
    "judgment": LIMITS,
}

FIRST_HANDS = (
    CreditorKind.ORIGINAL_CREDITOR,
    CreditorKind.SERVICER,
    CreditorKind.MEDICAL_PROVIDER,
    CreditorKind.PERSON,
)
COLLECTORS = (CreditorKind.COLLECTION_AGENCY, CreditorKind.LAW_FIRM)
LENDERS = (CreditorKind.ORIGINAL_CREDITOR, CreditorKind.SERVICER)
OPEN_END = (DebtKind.CREDIT_CARD, DebtKind.STORE_CARD)
CLOSED_END = (DebtKind.PERSONAL_LOAN, DebtKind.PAYDAY, DebtKind.AUTO, DebtKind.PRIVATE_STUDENT)

RULE_OF_THUMB = text("These are rules of thumb, not measured data. You may set your own figures.")
START = text("For any debt: open at {open} percent, aim for {aim}, and do not pass {walk_away}.")
FIRST_HAND = text("The first creditor still has it. Most hold out for a large part.")
EARLY = text("It is early: few first creditors take less. Ask for a hardship plan first.")
NEAR = text("Banks mostly book a loss after {days} days, about {day}. Before it, some rather deal.")
PLACED = text("A collector works for the owner. Many take part of the balance.")
PLACED_OLD = text("The first missed payment was two years ago or more. Older debts go for less.")
BOUGHT = text("A debt buyer owns it. Buyers often have room to take less.")
BOUGHT_OLD = text("The first missed payment was three years ago or more. Older debts go for less.")
RESOLD = text("A debt buyer got it from another buyer. Buyers often have room to take less.")
LAWSUIT = text("They have sued, so they count on a judgment and hold out for more.")
JUDGMENT = text("A court decided for them. They can ask for part of your pay, and hold out longer.")


class MoveKind(StrEnum):
    HOLDER = "holder"
    AGE = "age"
    STAGE = "stage"
    LAWSUIT = "lawsuit"
    JUDGMENT = "judgment"


class Percents(NamedTuple):
    """Percent of the balance, never falling: open <= aim <= walk_away <= 100."""

    open: Decimal
    aim: Decimal
    walk_away: Decimal

    @classmethod
    def of(cls, rule: Rule) -> "Percents":
        return cls(*(Decimal(rule[limit]) for limit in LIMITS))

    def raised(self, by: "Percents") -> "Percents":
        """The sum of both, none above 100."""
        return Percents(*(min(a + b, ALL_OF_IT) for a, b in zip(self, by, strict=True)))


@dataclass(frozen=True, slots=True)
class Move:
    """One step from `before` to `after`, with its reason. They may be equal: worth knowing only."""

    kind: MoveKind
    before: Percents
    after: Percents
    text: Text
    rule: Rule

    @property
    def by(self) -> Percents:
        """The difference in percentage points; below zero where it moves down."""
        return Percents(*(b - a for a, b in zip(self.before, self.after, strict=True)))


class Ask(NamedTuple):
    """A question whose answer would move the figures: it hangs on these DebtFacts `fields`."""

    text: Text
    fields: tuple[str, ...]


ASK_HOLDER = Ask(text("Say who asks you to pay now."), ("holder",))
ASK_OWNER = Ask(text("Find out who owns the debt now."), ("owner", "resold"))
ASK_RESOLD = Ask(text("Find out if the buyer got it from another buyer."), ("resold",))
ASK_MISSED = Ask(text("Enter the first payment you missed."), ("first_delinquent_on",))


@dataclass(frozen=True, slots=True)
class Shares:
    """`percents` is `start` and all `moves` in their order; `unknown` would move it, if known."""

    start: Rule
    percents: Percents
    moves: tuple[Move, ...]
    unknown: tuple[Ask, ...]

    @property
    def start_text(self) -> Text:
        return START.filled(**{limit: self.start[limit] for limit in LIMITS})


Found = tuple[MoveKind, str, Text]


def shares(debt: DebtFacts, *, on: date) -> Shares:
    """The part its holder may take as of `on`, also where no balance is verified yet."""
    at, moves = Percents.of(figures()["start"]), []
    for kind, name, why in _found(debt, on):
        rule = figures()[name]
        after = _after(at, kind, name)
        moves.append(Move(kind, at, after, why, rule))
        at = after
    return Shares(figures()["start"], at, tuple(moves), tuple(_asks(debt, on)))


def _after(at: Percents, kind: MoveKind, name: str) -> Percents:
    """What holder, age and stage replace, and what a court adds."""
    rule = figures()[name]
    if name == "charge_off":
        return at
    court = kind in (MoveKind.LAWSUIT, MoveKind.JUDGMENT)
    return at.raised(Percents.of(rule)) if court else Percents.of(rule)


def _found(debt: DebtFacts, on: date) -> Iterator[Found]:
    if is_bought(debt):
        yield from _bought(debt, on)
    elif debt.holder in FIRST_HANDS:
        yield from _first_hand(debt, on)
    elif debt.holder in COLLECTORS:
        yield MoveKind.HOLDER, "placed", PLACED
        if _is_old(debt, "placed_old", on):
            yield MoveKind.AGE, "placed_old", PLACED_OLD
    if is_decided(debt):
        yield MoveKind.JUDGMENT, "judgment", JUDGMENT
    elif debt.sued:
        yield MoveKind.LAWSUIT, "lawsuit", LAWSUIT


def _bought(debt: DebtFacts, on: date) -> Iterator[Found]:
    yield MoveKind.HOLDER, "bought", BOUGHT
    if debt.resold:
        yield MoveKind.STAGE, "resold", RESOLD
    elif _is_old(debt, "bought_old", on):
        yield MoveKind.AGE, "bought_old", BOUGHT_OLD


def _first_hand(debt: DebtFacts, on: date) -> Iterator[Found]:
    yield MoveKind.HOLDER, "first_hand", FIRST_HAND
    if is_early(debt, on=on):
        yield MoveKind.STAGE, "early", EARLY
    elif (days := _charge_off_near(debt, on)) and debt.first_delinquent_on:
        day = debt.first_delinquent_on + timedelta(days=days)
        yield MoveKind.STAGE, "charge_off", NEAR.filled(days=days, day=day)


def is_bought(debt: DebtFacts) -> bool:
    """Whether a debt buyer owns it, whoever collects it."""
    return CreditorKind.DEBT_BUYER in (debt.holder, debt.owner)


def is_decided(debt: DebtFacts) -> bool:
    """Whether a court has decided."""
    return debt.judgment or debt.kind is DebtKind.JUDGMENT


def is_early(debt: DebtFacts, *, on: date) -> bool:
    """Whether the first creditor has it, paid on time or known to be late for a short time only."""
    if debt.holder not in FIRST_HANDS or is_bought(debt) or _is_charged_off(debt, on):
        return False
    if debt.first_delinquent_on is None:
        return debt.current is True
    return (on - debt.first_delinquent_on).days < figures()["early"].days


def _is_charged_off(debt: DebtFacts, on: date) -> bool:
    return debt.charged_off_on is not None and debt.charged_off_on <= on


def _charge_off_near(debt: DebtFacts, on: date) -> int | None:
    """The days of the charge-off still ahead, where it is near; only lenders book one."""
    if debt.first_delinquent_on is None or debt.holder not in LENDERS or _is_charged_off(debt, on):
        return None
    rule, late = figures()["charge_off"], (on - debt.first_delinquent_on).days
    if debt.kind not in (*OPEN_END, *CLOSED_END):
        return None
    days = rule["open_end" if debt.kind in OPEN_END else "closed_end"]
    return days if rule["near"] <= late < days else None


def _is_old(debt: DebtFacts, name: str, on: date) -> bool:
    since = _late_since(debt, on)
    return since is not None and full_months(since, on) >= figures()[name]["months"]


def _late_since(debt: DebtFacts, on: date) -> date | None:
    """The first missed payment, or the charge-off where only that is known or is the earlier."""
    charged = debt.charged_off_on if _is_charged_off(debt, on) else None
    return min(filter(None, (debt.first_delinquent_on, charged)), default=None)


def _asks(debt: DebtFacts, on: date) -> Iterator[Ask]:
    if debt.holder is None and not is_bought(debt):
        yield ASK_HOLDER
        return
    if is_bought(debt):
        if debt.resold is None and not _is_old(debt, "bought_old", on):
            yield ASK_RESOLD
    elif debt.holder in COLLECTORS and debt.owner is None:
        yield ASK_OWNER
    if _late_since(debt, on) is None and not debt.current and not debt.resold:
        yield ASK_MISSED


@cache
def figures() -> Mapping[str, Rule]:
    """Every rule of bands.toml, read once; LawError names the line of what is wrong."""
    path = Path(__file__).with_name("bands.toml")
    return rules(parse(path.name, path.read_text(encoding="utf-8")), SHAPE)
