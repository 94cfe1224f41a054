"""Before you record a call: must the others agree? By your state and theirs. Pure.

The stricter of the two states counts. What is not known, or not clear, counts as strict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.law.figures import Confidence, Entry, read
from ledger.law.limitation import figures
from ledger.law.rules import Rule, rule
from ledger.words import Text, text

LISTS = 7


class Agreement(StrEnum):
    """Who on a call must agree to its recording."""

    ONE = "one"  # you alone
    ASK_ANYWAY = "ask_anyway"  # the law is unclear or makes a difference
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class StateRecording:
    """One state's rule. `lists`: how many of the seven compared say that everyone must agree."""

    state: str
    agreement: Agreement
    lists: int
    confidence: Confidence
    citation: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Recording:
    """What to do before recording. `states` are those we have a rule of, yours first."""

    ask_first: bool
    states: tuple[StateRecording, ...]
    reasons: tuple[Text, ...]
    federal: Rule


SCRIPT = text("I am recording this call. Do you agree?")
ASK_FIRST = text(
    "Ask before you record: “I am recording this call. Do you agree?” Write down the answer. "
    "If they say no, do not record."
)
SAY_IT_ANYWAY = text("In both states you alone may decide. It is still best to say it.")
EVERYONE = text("In {state}, everyone on the call must agree.")
UNCLEAR = text("In {state}, the law is not clear on this, so ask.")
UNKNOWN_STATE = text("We do not know both states, so ask.")
THEIR_NOTICE = text("If they say that they may record, that is not clearly a yes to you.")
NO_BAD_USE = text("Never record to do somebody harm. Federal law does not allow that.")
NOTES = {
    "CT": text("In Connecticut a recording without a yes can cost you damages."),
    "DE": text("Delaware has two laws that do not agree, so we take the stricter one."),
    "MI": text("Michigan courts let a person on the call record it. We still take the safer way."),
    "MT": text("In Montana it is enough to tell them."),
    "NV": text("In Nevada courts ask everyone's yes for phone calls."),
    "OR": text("In Oregon you alone may record a phone call, but not a talk in person."),
    "VT": text("Vermont has no law on this."),
}


def recording(yours: str, theirs: str) -> Recording:
    """Whether to ask before recording a call between these states, as USPS codes; "": not known.

    18 USC 2511(2)(d) asks one person's consent; the states' own rules may ask more.
    """
    known = [states()[code] for code in dict.fromkeys((yours, theirs)) if code in states()]
    unknown = not {yours, theirs} <= set(states())
    strict = [one for one in known if one.agreement is not Agreement.ONE]
    reasons = [_reason(one) for one in strict]
    reasons += [NOTES[one.state] for one in known if one.state in NOTES]
    if unknown:
        reasons.append(UNKNOWN_STATE)
    ask_first = unknown or bool(strict)
    reasons.append(ASK_FIRST if ask_first else SAY_IT_ANYWAY)
    return Recording(ask_first, tuple(known), (*reasons, THEIR_NOTICE, NO_BAD_USE), federal_rule())


def _reason(one: StateRecording) -> Text:
    words = EVERYONE if one.agreement is Agreement.EVERYONE else UNCLEAR
    return words.filled(state=figures().states[one.state].name)


@cache
def states() -> Mapping[str, StateRecording]:
    """Every state's rule and that of D.C., read once."""
    return states_from(read("recording.toml"))


def states_from(file: Entry) -> Mapping[str, StateRecording]:
    """The rules of a file; LawError names the line of what is missing or contradicts itself."""
    file.only("checked_on", "federal", "lists", "states")
    table = file.table("states")
    return {code: _state(code, table.table(code), file) for code in table.values}


def _state(code: str, entry: Entry, file: Entry) -> StateRecording:
    entry.only("consent", "lists", "confidence", "citation")
    lists = file.table("lists")
    agreement, votes = entry.choice("consent", Agreement), entry.take("lists", int)
    if not 0 <= votes <= LISTS or (agreement is Agreement.ONE and votes):
        raise entry.wrong("lists", "a list that asks everyone's consent makes the rule stricter")
    return StateRecording(
        code,
        agreement,
        votes,
        entry.choice("confidence", Confidence),
        entry.may("citation", str, lists.take("citation", str)),
        lists.urls("sources")[0],
        file.take("checked_on", date),
    )


@cache
def federal_rule() -> Rule:
    """The federal rule, which asks one person's consent."""
    return rule(read("recording.toml"), "federal")
