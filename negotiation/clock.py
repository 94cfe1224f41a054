"""One clock of a debt: what it is about, where it stands, what it rests on. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ledger.law.figures import Confidence
from ledger.law.rules import Rule
from ledger.law.time_barred import TimeBar
from ledger.words import Text, text


class ClockKind(StrEnum):
    LIMITATION = "limitation"
    VALIDATION = "validation"
    REPORT = "report"
    CHARGE_OFF = "charge_off"

    @property
    def text(self) -> Text:
        """How it is called on screen."""
        return NAMES[self]


class Phase(StrEnum):
    """Where a clock stands on the day it is looked at."""

    RUNNING = "running"
    UNSURE = "unsure"  # it may have ended: the days differ, or a fact is missing
    OVER = "over"
    UNKNOWN = "unknown"  # a day has to be entered first
    NONE = "none"  # it does not run for this debt

    @property
    def text(self) -> Text:
        return PHASES[self]


NAMES = {
    ClockKind.LIMITATION: text("Time to sue"),
    ClockKind.VALIDATION: text("Time to dispute"),
    ClockKind.REPORT: text("Credit report"),
    ClockKind.CHARGE_OFF: text("Charge-off"),
}
PHASES = {
    Phase.RUNNING: text("Running"),
    Phase.UNSURE: text("May be over"),
    Phase.OVER: text("Over"),
    Phase.UNKNOWN: text("A date is missing"),
    Phase.NONE: text("Not for this debt"),
}


class Law(NamedTuple):
    """What a clock rests on."""

    citation: str
    source: str
    checked_on: date | None
    confidence: Confidence | None

    @classmethod
    def of(cls, rule: "Rule | TimeBar") -> "Law":
        return cls(rule.citation, rule.source, rule.checked_on, rule.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`earliest` and `latest` bound the day it ends; they are equal where that is sure.

    `fields` are the DebtFacts that would tell more. `laws` are empty where we have none for it.
    """

    kind: ClockKind
    phase: Phase
    text: Text
    starts_on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    reasons: tuple[Text, ...] = ()
    fields: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()

    @property
    def ends(self) -> tuple[date, date] | None:
        """The earliest and the latest day it may end; None where no end is known."""
        if self.earliest is None or self.latest is None:
            return None
        return self.earliest, self.latest

    @property
    def confidence(self) -> Confidence | None:
        """How sure we are of its law; None where it rests on none."""
        known = [law.confidence for law in self.laws if law.confidence]
        return Confidence.lowest(known) if known else None
