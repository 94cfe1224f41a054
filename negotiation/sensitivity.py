"""What would tell more about a score, and what would raise it. Pure.

    from negotiation.sensitivity import what_would_tell_more
    what_would_tell_more(score(facts, on=day))[0].text

An answer may also turn out against the user: telling more is no promise of points. Only what the
user can do, or what time alone does, counts as raising.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ledger.dates import add_months
from ledger.facts import DebtFacts, Hardship
from ledger.money import ZERO, cents
from ledger.words import Text, text
from negotiation.factors import Unknown
from negotiation.rules.person import HALF
from negotiation.scoring import Score, score, special_route

A_YEAR = 12  # months


class Act(StrEnum):
    """What the user does to find out."""

    ASK_FOR_STATEMENT = "ask_for_statement"
    NAME_HOLDER = "name_holder"
    ENTER_CASH = "enter_cash"
    ENTER_DATES = "enter_dates"
    ANSWER_DEBT = "answer_debt"
    ANSWER_SETTINGS = "answer_settings"


# the act that answers for each of the DebtFacts fields
ANSWERED_BY = {
    "holder": Act.NAME_HOLDER,
    "owner": Act.ASK_FOR_STATEMENT,
    "resold": Act.ASK_FOR_STATEMENT,
    "charged_off_on": Act.ASK_FOR_STATEMENT,
    "balance": Act.ASK_FOR_STATEMENT,
    "balance_itemized": Act.ASK_FOR_STATEMENT,
    "title_shown": Act.ASK_FOR_STATEMENT,
    "cash": Act.ENTER_CASH,
    "state": Act.ENTER_DATES,
    "first_delinquent_on": Act.ENTER_DATES,
    "last_paid_on": Act.ENTER_DATES,
    "sued_on": Act.ENTER_DATES,
    "security": Act.ANSWER_DEBT,
    "sued": Act.ANSWER_DEBT,
    "hardship": Act.ANSWER_SETTINGS,
    "income_exempt": Act.ANSWER_SETTINGS,
    "attachable_assets": Act.ANSWER_SETTINGS,
    "facing_bankruptcy": Act.ANSWER_SETTINGS,
}
SETTLES = {
    Act.ASK_FOR_STATEMENT: text(
        "Asking for a statement would settle {points} of the unknown points."
    ),
    Act.NAME_HOLDER: text(
        "Saying who asks you to pay would settle {points} of the unknown points."
    ),
    Act.ENTER_CASH: text("Entering your cash would settle {points} of the unknown points."),
    Act.ENTER_DATES: text("Entering the dates would settle {points} of the unknown points."),
    Act.ANSWER_DEBT: text(
        "A few answers about this debt would settle {points} of the unknown points."
    ),
    Act.ANSWER_SETTINGS: text(
        "A few answers about yourself would settle {points} of the unknown points."
    ),
}

MORE_CASH = text("With {cash} at hand its score would rise by {points}. You have {have}.")
PAPERS = text("With papers that show your hard time its score would rise by {points}.")
TIME = text(
    "In a year its score would rise by {points}. Meanwhile interest can grow, and they can sue."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One act and what it would settle: up to `points` hang on it, for better or worse."""

    act: Act
    points: int
    text: Text
    unknown: tuple[Unknown, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The DebtFacts fields it would fill, each once."""
        return tuple(dict.fromkeys(name for one in self.unknown for name in one.fields))


class Lever(StrEnum):
    """What raises a score."""

    CASH = "cash"
    PAPERS = "papers"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Raise:
    """How many points more one lever would bring, all else left as it is."""

    lever: Lever
    points: int
    text: Text


def what_would_tell_more(score: Score) -> tuple[Answer, ...]:
    """The unknown points by the act that would settle them, the most first."""
    groups = {
        act: tuple(one for one in score.unknown if ANSWERED_BY[one.fields[0]] is act) for act in Act
    }
    answers = [_answer(act, unknown) for act, unknown in groups.items() if unknown]
    return tuple(sorted(answers, key=lambda one: (-one.points, one.act)))


def _answer(act: Act, unknown: tuple[Unknown, ...]) -> Answer:
    points = sum(one.points for one in unknown)
    return Answer(act, points, SETTLES[act].filled(points=points), unknown)


def what_would_raise(debt: DebtFacts, *, on: date) -> tuple[Raise, ...]:
    """What would raise the score of a debt, most points first; nothing for a debt on a route.

    An unverified debt is looked at as if its statement had come.
    """
    if debt.in_deal or special_route(debt) is not None:
        return ()
    found = (*_cash(debt, on), *_papers(debt, on), *_time(debt, on))
    return tuple(sorted(found, key=lambda one: (-one.points, one.lever)))


def _points(debt: DebtFacts, on: date) -> int:
    return sum(reason.points for reason in score(debt, on=on).reasons)


def _cash(debt: DebtFacts, on: date) -> Iterator[Raise]:
    """Up to half of the balance; asked for elsewhere where it is not known at all."""
    if debt.cash is None or debt.balance is None or debt.balance <= ZERO:
        return
    enough = cents(debt.balance * HALF / 100)
    more = _points(replace(debt, cash=max(enough, debt.cash)), on) - _points(debt, on)
    if more > 0:
        told = MORE_CASH.filled(cash=enough, points=more, have=debt.cash)
        yield Raise(Lever.CASH, more, told)


def _papers(debt: DebtFacts, on: date) -> Iterator[Raise]:
    if debt.hardship is Hardship.STATED:
        shown = replace(debt, hardship=Hardship.DOCUMENTED)
        more = _points(shown, on) - _points(debt, on)
        yield Raise(Lever.PAPERS, more, PAPERS.filled(points=more))


def _time(debt: DebtFacts, on: date) -> Iterator[Raise]:
    """What a year alone would do; a debt paid on time is not to be let slip."""
    if debt.current or debt.sued or debt.judgment:
        return
    more = _points(debt, add_months(on, A_YEAR)) - _points(debt, on)
    if more > 0:
        yield Raise(Lever.TIME, more, TIME.filled(points=more))
