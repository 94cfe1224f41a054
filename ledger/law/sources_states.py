"""The figures of the states, as rows for the page of sources. Pure."""

from collections.abc import Iterator
from datetime import date

from ledger.law import garnishment_law, garnishment_words, limitation, recording, revival
from ledger.law.figures import Confidence
from ledger.law.garnishment_words import ONLY_FOR, SOME_KINDS
from ledger.law.limitation import Contract, Decides, Limitation, OlderLaw, Shorter, StateLaw
from ledger.law.recording import Agreement
from ledger.law.revival import Act, Ground
from ledger.law.sourced import Figure, Line, Question
from ledger.law.sources_federal import of_rule
from ledger.words import Text, text

CONTRACTS = {
    Contract.WRITTEN: text("A written contract."),
    Contract.ORAL: text("An agreement by mouth."),
    Contract.NOTE: text("A signed note, in which you promise to pay."),
    Contract.OPEN: text("A credit card or another open account."),
}
YEARS = text("{years} years")
FROM_TO = text("{shortest} to {longest} years")
UP_TO = text("up to {longest} years")
AS_SHORT_AS = text("as short as {shortest} years")
NEVER = text("no limit")
FEDERAL_STUDENT = text("A federal student loan can be sued over at any time.")
STARTS_AFTER = text("The time starts {days} days after the last charge or payment.")
SIGNED_BEFORE = text("An older law may still hold for what was signed before {day}.")
AROSE_BEFORE = text("An older law may still hold where the first missed payment was before {day}.")
NEVER_AFTER = text("Even then the time ends on {day}.")
SHORTER = text("Some debts may have a shorter time than their contract.")
MAY_START_LATER = text("This time may start later than the missed payment.")

WHAT_STARTS_IT = text(
    "What a payment, a signed letter or a spoken promise does to the time to sue."
)
BEFORE_THE_END = text("Before the time is over:")
AFTER_THE_END = text("After it is over:")
ALWAYS = text("Before and after the time is over:")
GROUNDS = {
    Ground.STATUTE_READ: Confidence.HIGH,
    Ground.CASE_LAW_READ: Confidence.HIGH,
    Ground.PARTLY_READ: Confidence.MEDIUM,
}

OF_PAY = text("What the state leaves of a paycheck for ordinary debts, beside the federal limit.")
WHO_AGREES = {
    Agreement.ONE: text("You alone may decide."),
    Agreement.ASK_ANYWAY: text("The law is not clear, so ask."),
    Agreement.EVERYONE: text("Everyone on the call must agree."),
}
VOTES = text("{lists} of {all} lists of state laws say that everyone must agree.")


def states() -> Iterator[Figure]:
    """Every figure of a state, file by file; those of limitation.toml for all states first."""
    yield from _everywhere()
    for code, law in limitation.figures().states.items():
        yield from _limitation(code, law)
    for code, rule in revival.rules().items():
        yield _revival(code, rule)
    for code, limits in garnishment_law.states().items():
        lines, file = garnishment_words.lines(limits), "garnishment_states.toml"
        place = (code,)
        yield of_rule(
            Question.GARNISHMENT, OF_PAY, lines, limits.rule, place, file=file, state=code
        )
    for code, one in recording.states().items():
        yield _recording(code, one)


# ---- how long they may sue ------------------------------------------------------------------


def _everywhere() -> Iterator[Figure]:
    figures = limitation.figures()
    no_limit = figures.no_limit
    yield Figure(
        question=Question.LIMITATION,
        about=FEDERAL_STUDENT,
        lines=((NEVER,),),
        citation=no_limit.citation,
        sources=(no_limit.source,),
        checked_on=figures.checked_on,
        confidence=no_limit.confidence,
        file="limitation.toml",
        place=("no_limit",),
    )
    for shorter in figures.everywhere:
        yield _shorter(shorter, figures.checked_on, ("everywhere",), "")


def _limitation(code: str, law: StateLaw) -> Iterator[Figure]:
    for contract, period in law.periods.items():
        yield _period(code, contract, period, law)
    checked_on = law.periods[Contract.OPEN].checked_on
    for older in law.older_laws:
        yield _older(older, checked_on, code)
    for shorter in law.shorter:
        if shorter not in limitation.figures().everywhere:
            yield _shorter(shorter, checked_on, (code, "kinds"), code)


def _period(code: str, contract: Contract, period: Limitation, law: StateLaw) -> Figure:
    years = (
        YEARS.filled(years=period.longest)
        if period.shortest == period.longest
        else FROM_TO.filled(shortest=period.shortest, longest=period.longest)
    )
    later = law.starts_after_days
    return Figure(
        question=Question.LIMITATION,
        about=CONTRACTS[contract],
        lines=((years,), *([(STARTS_AFTER.filled(days=later),)] if later else [])),
        citation=period.citation,
        sources=tuple(dict.fromkeys((period.source, *law.sources))),
        checked_on=period.checked_on,
        confidence=period.confidence,
        file="limitation.toml",
        place=(code, contract),
        state=code,
    )


def _older(older: OlderLaw, checked_on: date, code: str) -> Figure:
    told = SIGNED_BEFORE if older.by is Decides.SIGNED else AROSE_BEFORE
    end = older.never_after
    return Figure(
        question=Question.LIMITATION,
        about=told.filled(day=older.before),
        lines=(
            (UP_TO.filled(longest=older.longest),),
            *([(NEVER_AFTER.filled(day=end),)] if end else []),
        ),
        citation=older.citation,
        sources=(older.source,),
        checked_on=checked_on,
        confidence=older.confidence,
        file="limitation.toml",
        place=(code, "changed"),
        state=code,
    )


def _shorter(shorter: Shorter, checked_on: date, place: tuple[str, ...], code: str) -> Figure:
    only = ONLY_FOR.get(shorter.kinds, SOME_KINDS)
    later = [(MAY_START_LATER,)] if shorter.starts_later else []
    return Figure(
        question=Question.LIMITATION,
        about=SHORTER,
        lines=((AS_SHORT_AS.filled(shortest=shorter.shortest),), (only,), *later),
        citation=shorter.citation,
        sources=(shorter.source,),
        checked_on=checked_on,
        confidence=shorter.confidence,
        file="limitation.toml",
        place=place,
        state=code,
    )


# ---- what starts it again, and recording ------------------------------------------------------


def _revival(code: str, rule: revival.StateRule) -> Figure:
    """In the cautious words of the warning: what we only half know is not told as a fact."""
    before, after = (_told(code, expired=expired) for expired in (False, True))
    lines = ((ALWAYS, *before),) if before == after else _apart(before, after)
    return Figure(
        question=Question.REVIVAL,
        about=WHAT_STARTS_IT,
        lines=lines,
        citation=rule.citation,
        sources=(rule.source,),
        checked_on=rule.checked_on,
        confidence=GROUNDS.get(rule.ground, Confidence.LOW),
        file="revival.toml",
        place=(code,),
        state=code,
    )


def _told(code: str, *, expired: bool) -> tuple[Text, ...]:
    return tuple(revival.revival(code, act, expired=expired).text for act in Act)


def _apart(before: tuple[Text, ...], after: tuple[Text, ...]) -> tuple[Line, ...]:
    return (BEFORE_THE_END, *before), (AFTER_THE_END, *after)


def _recording(code: str, one: recording.StateRecording) -> Figure:
    votes = VOTES.filled(lists=one.lists, all=recording.LISTS)
    note = recording.NOTES.get(code)
    return Figure(
        question=Question.RECORDING,
        about=votes,
        lines=((WHO_AGREES[one.agreement],), *([(note,)] if note else [])),
        citation=one.citation,
        sources=(one.source,),
        checked_on=one.checked_on,
        confidence=one.confidence,
        file="recording.toml",
        place=("states", code),
        state=code,
    )
