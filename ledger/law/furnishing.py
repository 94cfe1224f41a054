"""Whether a collector told a credit bureau of a debt too soon: 12 CFR 1006.30(a). Pure.

It must talk to the person first, or write and wait a reasonable time for the letter to come back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ledger.law.contact import Presumption
from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.words import Text, text

TALKED_FIRST = text("They talked with you about the debt on {day}, before they reported it.")
SAME_DAY = text("They talked with you on the day they reported the debt. It may have been later.")
WAITED = text("They wrote on {day} and waited {days} days, in which the letter did not come back.")
SHORT_WAIT = text("They wrote on {day}, but reported the debt before {days} days had passed.")
CAME_BACK = text("Their letter of {day} came back, and they did nothing else before they reported.")
NEITHER = text("They reported the debt without having talked with you or written to you before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter or message about the debt, and the day they learned that it did not arrive."""

    sent_on: date
    came_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Furnishing:
    presumption: Presumption
    text: Text
    rule: Rule


def reported(
    reported_on: date, *, talked_on: date | None = None, letters: Iterable[SentLetter] = ()
) -> Furnishing:
    """What telling a bureau on that day looks like.

    Fourteen days are surely long enough to wait; fewer may be, so a shorter wait is open. What
    comes back after that time does not matter any more.
    """
    sent = sorted(
        (one for one in letters if one.sent_on <= reported_on), key=lambda one: one.sent_on
    )
    if talked_on and talked_on < reported_on:
        return _as(Presumption.COMPLIANCE, TALKED_FIRST.filled(day=talked_on))
    whole = [one for one in sent if _waited(one, reported_on)]
    if whole:
        return _as(Presumption.COMPLIANCE, _with_days(WAITED, whole[0]))
    if talked_on == reported_on:
        return _as(Presumption.OPEN, SAME_DAY)
    waiting = [one for one in sent if not _came_back(one, reported_on)]
    if waiting:
        return _as(Presumption.OPEN, _with_days(SHORT_WAIT, waiting[0]))
    if sent:
        return _as(Presumption.VIOLATION, CAME_BACK.filled(day=sent[-1].sent_on))
    return _as(Presumption.VIOLATION, NEITHER)


def may_report_from(sent_on: date) -> date:
    """The first day on which the wait after a letter is surely long enough."""
    return sent_on + timedelta(days=furnishing_rule().days)


def _came_back(letter: SentLetter, reported_on: date) -> bool:
    """In the days of waiting, and before they reported."""
    back = letter.came_back_on
    return back is not None and back <= reported_on and back < may_report_from(letter.sent_on)


def _waited(letter: SentLetter, reported_on: date) -> bool:
    waited = reported_on >= may_report_from(letter.sent_on)
    return waited and not _came_back(letter, reported_on)


def _with_days(words: Text, letter: SentLetter) -> Text:
    return words.filled(day=letter.sent_on, days=furnishing_rule().days)


def _as(presumption: Presumption, words: Text) -> Furnishing:
    return Furnishing(presumption, words, furnishing_rule())


@cache
def furnishing_rule() -> Rule:
    """The wait after a letter, in days, read once."""
    return rules(read("furnishing.toml"), {"wait": ("days",)})["wait"]
