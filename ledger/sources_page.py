"""What the page "Where our figures come from" shows: rows in words, grouped by question."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ledger import labels
from ledger.law.sourced import Figure, Question, age, is_old
from ledger.law.sources import EVERYWHERE, answers
from ledger.wording import say_whole


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in the reader's words. `value` is short; `told` is for longer answers.

    Each part of `told` is (what comes before it, its sentences). `link` is empty where the source
    is no web address; then `source` is shown as it is.
    """

    about: str
    value: str
    told: tuple[tuple[str, list[str]], ...]
    citation: str
    source: str
    checked_on: date | None
    age: str
    is_old: bool
    confidence: str

    @property
    def link(self):
        return self.source if urlsplit(self.source).scheme in ("http", "https") else ""


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one place; `also` are the addresses of what else was read for them."""

    name: str
    rows: list[Row]
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One question. `mine` are the figures of the chosen state, None where there are none.

    `states` are those of all states, empty until they are asked for; there are `state_count`.
    """

    question: Question
    title: str
    count: int
    old: int
    federal: Block | None
    mine: Block | None
    states: list[Block]
    state_count: int
    lacks_state: bool


def sections(state: str, *, on: date, unfolded: Container[Question] = ()) -> list[Section]:
    """Every question with its federal figures and those of one state; `unfolded`: of all states."""
    ages = Ages(on)
    return [_section(question, state, ages, question in unfolded) for question in Question]


class Ages:
    """Age in words by the day of the check: few days for many figures."""

    def __init__(self, on):
        self.on = on
        self.known = {}

    def of(self, checked_on):
        if checked_on not in self.known:
            told = say_whole(age(checked_on, on=self.on))
            self.known[checked_on] = told, is_old(checked_on, on=self.on)
        return self.known[checked_on]


def _section(question, state, ages, is_unfolded):
    by_state = answers(question)
    every = [figure for figures in by_state.values() for figure in figures]
    codes = [code for code, _name in labels.states() if code in by_state]
    return Section(
        question=question,
        title=say_whole(question.text),
        count=len(every),
        old=sum(figure.is_old(on=ages.on) for figure in every),
        federal=_block(EVERYWHERE, by_state, ages),
        mine=_block(state, by_state, ages) if state else None,
        states=[_block(code, by_state, ages) for code in codes] if is_unfolded else [],
        state_count=len(codes),
        lacks_state=bool(state and codes and state not in codes),
    )


def _block(code, by_state, ages):
    figures = by_state.get(code)
    if figures is None:
        return None
    return Block(
        labels.STATES.get(code, ""), [_row(figure, ages) for figure in figures], also(figures)
    )


def also(figures: Iterable[Figure]) -> tuple[tuple[str, str], ...]:
    """The further sources of these figures, each once: (address, its host)."""
    every = [source for figure in figures for source in figure.sources[1:]]
    first = {figure.sources[0] for figure in figures}
    return tuple(
        (source, urlsplit(source).netloc.removeprefix("www."))
        for source in dict.fromkeys(every)
        if source not in first
    )


def _row(figure, ages):
    checked, old = ages.of(figure.checked_on)
    value, told = in_words(figure)
    return Row(
        about=say_whole(figure.about),
        value=value,
        told=told,
        citation=figure.citation,
        source=figure.sources[0],
        checked_on=figure.checked_on,
        age=checked,
        is_old=old,
        confidence=figure.confidence,
    )


def in_words(figure: Figure) -> tuple[str, tuple[tuple[str, list[str]], ...]]:
    """Its short value, and what else it says."""
    if figure.question is Question.REVIVAL:
        parts = [[say_whole(part) for part in line] for line in figure.lines]
        return "", tuple((first, sentences) for first, *sentences in parts)
    lines = [" ".join(map(say_whole, line)) for line in figure.lines]
    is_short = figure.state == EVERYWHERE or figure.question is not Question.GARNISHMENT
    value = lines.pop(0) if lines and is_short else ""
    return value, (("", lines),) if lines else ()
