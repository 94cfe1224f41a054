"""Rules of law as a file keeps them: figures in whole numbers, and where each one comes from. Pure.

In such a file every table is one rule. The names of its numbers are their units: `days = 30`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.law.figures import Confidence, Entry

WHERE_FROM = ("citation", "source", "checked_on", "confidence")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `checked_on` is the day of the text our figures were compared with."""

    figures: Mapping[str, int] = field(hash=False)
    citation: str
    source: str
    checked_on: date
    confidence: Confidence

    def __getitem__(self, unit: str) -> int:
        return self.figures[unit]

    @property
    def days(self) -> int:
        return self.figures["days"]


def rules(file: Entry, shape: Mapping[str, tuple[str, ...]]) -> Mapping[str, Rule]:
    """The rules of a file by name; `shape` says which figures each must have, and no others.

    LawError names the line of what is missing, mistyped or unknown.
    """
    file.only("checked_on", *shape)
    return {name: rule(file, name, *figures) for name, figures in shape.items()}


def rule(file: Entry, name: str, *figures: str) -> Rule:
    """One rule of a file; a figure must be a whole number above zero."""
    entry = file.table(name)
    entry.only(*WHERE_FROM, *figures)
    return Rule(
        {figure: _above_zero(entry, figure) for figure in figures},
        entry.take("citation", str),
        entry.url("source"),
        entry.may("checked_on", date, file.take("checked_on", date)),
        entry.choice("confidence", Confidence),
    )


def _above_zero(entry: Entry, figure: str) -> int:
    value = entry.take(figure, int)
    if value < 1:
        raise entry.wrong(figure, f"must be more than zero, not {value}")
    return value
