"""What starts the time to sue again. Whatever we are not sure of counts as dangerous. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.law.figures import Entry, read
from ledger.words import Text, text


class Act(StrEnum):
    """What somebody who owes might do."""

    PAYMENT = "payment"
    SIGNED = "signed"  # a signed writing that says "I owe this" or "I will pay"
    SPOKEN = "spoken"  # the same by mouth


class Effect(StrEnum):
    """What an act does to the time to sue."""

    RESTARTS = "restarts"
    REVIVES = "revives"
    PRESERVED = "preserved"  # the older rule stays, under which a payment usually restarts
    NOT_ADDRESSED = "not_addressed"
    UNKNOWN = "unknown"
    NEEDS_SIGNED_WRITING = "needs_signed_writing"  # this act alone does nothing
    DOES_NOT_REVIVE = "does_not_revive"


class Ground(StrEnum):
    """What a figure rests on; only the first two may take a warning away."""

    STATUTE_READ = "statute_read"
    CASE_LAW_READ = "case_law_read"
    PARTLY_READ = "partly_read"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNKNOWN = "unknown"


HARMLESS = (Effect.NEEDS_SIGNED_WRITING, Effect.DOES_NOT_REVIVE)
STARTS = (Effect.RESTARTS, Effect.REVIVES)
FIRM = (Ground.STATUTE_READ, Ground.CASE_LAW_READ)

IT_STARTS_AGAIN = {
    Act.PAYMENT: text("Even a small payment can start the time to sue again."),
    Act.SIGNED: text("A signed letter that says you owe it can start the time to sue again."),
    Act.SPOKEN: text("Saying that you owe it can start the time to sue again."),
}
NOBODY_KNOWS = {
    Act.PAYMENT: text("We are not sure what a payment does here. Take it as dangerous."),
    Act.SIGNED: text("We are not sure what a signed letter does here. Take it as dangerous."),
    Act.SPOKEN: text("We are not sure what a spoken promise does here. Take it as dangerous."),
}
IT_DOES_NOTHING = {
    Act.PAYMENT: text("A payment alone does not start the time to sue again here."),
    Act.SIGNED: text("A signed letter does not start the time to sue again here."),
    Act.SPOKEN: text("A spoken promise does not start the time to sue again here."),
}


@dataclass(frozen=True, slots=True)
class Revival:
    """What one act does in one state. Empty citation and source: nothing was found."""

    act: Act
    effect: Effect
    dangerous: bool
    text: Text
    citation: str = ""
    source: str = ""
    checked_on: date | None = None
    ground: Ground = Ground.UNKNOWN


@dataclass(frozen=True, slots=True)
class StateRule:
    effects: Mapping[Act, tuple[Effect, Effect]]  # before the end of the time, after it
    ground: Ground
    citation: str
    source: str
    checked_on: date


def revival(state: str, act: Act, *, expired: bool | None) -> Revival:
    """What that act does before (`expired` False) or after the time is over; None: the worse."""
    rule = rules().get(state)
    if rule is None:
        return Revival(act, Effect.UNKNOWN, dangerous=True, text=NOBODY_KNOWS[act])
    before, after = rule.effects[act]
    asked = {False: [before], True: [after], None: [before, after]}[expired]
    effect = min(asked, key=list(Effect).index)
    dangerous = effect not in HARMLESS or rule.ground not in FIRM
    words = IT_STARTS_AGAIN if effect in STARTS else NOBODY_KNOWS if dangerous else IT_DOES_NOTHING
    return Revival(
        act,
        effect,
        dangerous,
        words[act],
        rule.citation,
        rule.source,
        rule.checked_on,
        rule.ground,
    )


@cache
def rules() -> Mapping[str, StateRule]:
    """Every state's rule, read once."""
    return rules_from(read("revival.toml"))


def rules_from(file: Entry) -> Mapping[str, StateRule]:
    """The rules of a file; LawError names the line of what is missing or mistyped."""
    checked_on = file.take("checked_on", date)
    return {
        state: _rule(file.table(state), checked_on)
        for state in file.values
        if state != "checked_on"
    }


def _rule(entry: Entry, checked_on: date) -> StateRule:
    entry.only("basis", "citation", "source", "checked_on", *Act)
    return StateRule(
        {act: _effects(entry, act) for act in Act},
        entry.choice("basis", Ground),
        entry.take("citation", str),
        entry.url("source"),
        entry.may("checked_on", date, checked_on),
    )


def _effects(entry: Entry, act: Act) -> tuple[Effect, Effect]:
    effects = entry.choices(act, Effect)
    if len(effects) != 2:
        raise entry.wrong(act, "must say what it does before the end and after it")
    return effects[0], effects[1]
