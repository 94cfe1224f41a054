"""What to say in a call about one debt, as its case stands today. Pure.

    from negotiation.companion import Call, script
    script(Call(debt=facts, stage=stage, band=band, rung=rung), on=day).opening

The sentences are true for whoever follows the case: nothing is bluffed, and bankruptcy is named
only by somebody who has said that it is so. Words to be read out are marked as such by where they
stand: `opening`, `close`, an answer's `you`, and `bankruptcy`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.facts import DebtFacts
from ledger.law.recording import Recording, recording
from ledger.law.time_barred import time_bar
from ledger.words import Text
from negotiation import companion_words as words
from negotiation.companion_words import Answer, Never
from negotiation.ladder import Rung
from negotiation.letters.situation import time_bar_risk
from negotiation.settlement import Part
from negotiation.shares import is_decided
from negotiation.stage import Stage
from negotiation.strategy import OVER, Band

BEFORE_FIGURES = (Stage.UNVERIFIED, Stage.STATEMENT_REQUESTED, Stage.DISPUTED)
OFFERING = (Stage.VERIFIED, Stage.SAVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the script is made from. `band` and `rung` are strategy's and ladder's own answers.

    `theirs` is their open offer in dollars, `accepted` whether both said yes but nothing is on
    paper yet, `attested_on` the day the user said that bankruptcy is truly next; None: never, or
    no more. `their_state` is where they sit, "" if not known.
    """

    debt: DebtFacts
    stage: Stage
    band: Band
    rung: Rung | None = None
    theirs: Part | None = None
    accepted: bool = False
    answered_court: bool = False
    attested_on: date | None = None
    their_state: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of my three figures; `part` says percent and base."""

    name: Text
    part: Part


@dataclass(frozen=True, slots=True)
class Script:
    """A call, in the order it goes. `figures` are empty where no money is to be named today."""

    goal: Text
    first: tuple[Text, ...]  # what to think of before dialing
    ask_for: tuple[Text, ...]
    opening: tuple[Text, ...]
    figures: tuple[Figure, ...]
    next: Rung | None
    theirs: Part | None
    never: tuple[Never, ...]
    answers: tuple[Answer, ...]
    bankruptcy: Text | None
    bankruptcy_note: Text | None
    close: tuple[Text, ...]
    recording: Recording


def script(call: Call, *, on: date) -> Script:
    """The whole script of a call on that day.

    Sources: what is never said rests on facts cited in companion_words; recording on the two
    states' rules (ledger.law.recording).
    """
    way = _way(call)
    talks = bool(way in words.TALKING and call.band.limits)
    risk = _risk(call, on)
    return Script(
        goal=words.GOALS[way],
        first=tuple(_first(call, on, risk=risk)),
        ask_for=words.ASK_FOR[way],
        opening=words.OPENINGS[way],
        figures=tuple(_figures(call)) if talks else (),
        next=call.rung if talks else None,
        theirs=call.theirs if talks else None,
        never=tuple(_never(call, talks=talks, risk=risk)),
        answers=tuple(_answers(call, way, risk=risk)),
        bankruptcy=words.BANKRUPTCY if _may_name_bankruptcy(call) else None,
        bankruptcy_note=_note(call),
        close=words.CLOSES[way],
        recording=recording(call.debt.state, call.their_state),
    )


def _way(call: Call) -> words.Way:
    """What this call is for."""
    if call.stage in OVER:
        return words.Way.SETTLED if call.stage is Stage.SETTLED else words.Way.OVER
    if call.stage is Stage.IN_COURT and not call.answered_court and not is_decided(call.debt):
        return words.Way.COURT
    if call.accepted:
        return words.Way.PAPER
    if call.stage in (Stage.AGREED, Stage.PAYING):
        return words.Way.DEAL
    if call.stage in BEFORE_FIGURES:
        return words.Way.VERIFY
    if call.stage is Stage.OFFER_OUT:
        return words.Way.WAITING
    if call.stage is Stage.COUNTER_OFFER:
        return words.Way.COUNTER
    return words.Way.OFFER if call.band.limits else words.Way.TIME


def _risk(call: Call, on: date) -> bool:
    """Whether words in this call could give them more time to sue."""
    return time_bar_risk(call.debt, on=on, bar=time_bar(call.debt, on=on))


def _figures(call: Call) -> Iterator[Figure]:
    limits = call.band.limits
    if limits is not None:
        yield Figure(words.OPEN, limits.open)
        yield Figure(words.AIM, limits.aim)
        yield Figure(words.LIMIT, limits.walk_away)


def _first(call: Call, on: date, *, risk: bool) -> Iterator[Text]:
    if call.stage is Stage.IN_COURT and not call.answered_court:
        yield words.COURT_FIRST
    if call.stage is Stage.DISPUTED:
        yield words.DISPUTE_RUNS
    if risk:
        yield words.OLD_DEBT_FIRST
    if call.stage is Stage.SAVING:
        yield words.SAVING_FIRST
    if call.stage is Stage.PAUSED:
        yield words.PAUSED_FIRST
    yield words.PAPER_READY


def _never(call: Call, *, talks: bool, risk: bool) -> Iterator[Never]:
    if risk:
        yield words.NEVER_OWN_UP
        yield words.NEVER_GOOD_FAITH
    if call.stage in BEFORE_FIGURES and not risk:
        yield words.NEVER_AGREE_FIGURE
    if talks:
        yield words.NEVER_LIMIT
    yield words.NEVER_BANK
    yield words.NEVER_PROMISE
    yield words.NEVER_WORK
    if not _may_name_bankruptcy(call):
        yield words.NEVER_BLUFF


def _answers(call: Call, way: words.Way, *, risk: bool) -> Iterator[Answer]:
    for answer in words.ANSWERS:
        if way in answer.ways and not (risk and answer.owns_up):
            yield answer
    if way in words.TALKING:
        yield words.SUE if not call.debt.sued else words.SUED


def _may_name_bankruptcy(call: Call) -> bool:
    """Attested once in writing, and not taken back since."""
    useful = call.stage not in OVER and call.stage not in BEFORE_FIGURES
    return useful and call.attested_on is not None and call.debt.facing_bankruptcy is not False


def _note(call: Call) -> Text | None:
    if not _may_name_bankruptcy(call) or call.attested_on is None:
        return None
    return words.SAID_ON.filled(day=call.attested_on)
