"""Sentences the engine says: an English original and its values, translated only when shown. Pure.

A Text is data: the engine never asks which language is on. `str(text)` is the English
sentence, so a notebook needs nothing else; pages and letters call `render` with the
translation in force and the way that language writes dates and dollars.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.money import dollars

Value = str | int | Decimal | date
READ: dict[str, Callable[[str], Value]] = {
    "str": str,
    "int": int,
    "Decimal": Decimal,
    "date": date.fromisoformat,
}


def plain(value: Value) -> str:
    """How English writes it: $1,234.56 for a Decimal, March 5, 2026 for a date."""
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, date):
        return f"{value:%B} {value.day}, {value.year}"
    return str(value)


@dataclass(frozen=True, slots=True)
class Text:
    """`original` is English with {names}; `values` fills them. Amounts are Decimals, in dollars."""

    original: str
    values: tuple[tuple[str, Value], ...] = ()

    def render(
        self,
        translate: Callable[[str], str] = str,
        show: Callable[[Value], str] = plain,
    ) -> str:
        """The sentence in the language of `translate`, its values written by `show`."""
        sentence = translate(self.original)
        for name, value in self.values:
            sentence = sentence.replace(f"{{{name}}}", show(value))
        return sentence

    def filled(self, **values: Value) -> "Text":
        """The same sentence with these values in it."""
        return text(self.original, **values)

    def __str__(self) -> str:
        return self.render()

    def to_data(self) -> list[list[str]]:
        """The sentence in strings alone, to be kept; `from_data` makes it again."""
        values = ([name, type(value).__name__, str(value)] for name, value in self.values)
        return [[self.original], *values]

    @classmethod
    def from_data(cls, data: list[list[str]]) -> "Text":
        [original], *values = data
        return cls(original, tuple((name, READ[kind](value)) for name, kind, value in values))


def text(original: str, **values: Value) -> Text:
    """Mark a sentence for translation and give it its values."""
    return Text(original, tuple(sorted(values.items())))
