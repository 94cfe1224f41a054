"""How legal figures are kept: a TOML file per question, each entry checked when read. Pure.

A figure without its source, or one that contradicts itself, stops the reading and names its line.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Confidence(StrEnum):
    """How sure we are of a figure, best first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @classmethod
    def lowest(cls, several: Iterable["Confidence"]) -> "Confidence":
        return max(several, key=list(cls).index)


class LawError(ValueError):
    """An entry of a law file is missing, of the wrong type, or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a law file. `place` is the way to it: ("KY", "written")."""

    file: str
    lines: tuple[str, ...]
    place: tuple[str, ...]
    values: Mapping[str, object]

    def wrong(self, name: str, what: str) -> LawError:
        place = (*self.place, name)
        return LawError(f"{self.file} line {self.line_of(place)}, {'.'.join(place)}: {what}.")

    def line_of(self, place: tuple[str, ...]) -> int:
        """The line that comes nearest to that place."""
        line = 0
        for name in place:
            head = re.compile(rf"\[?\[?{re.escape(name)}(\]\]?$| =)")
            found = (n for n, text in enumerate(self.lines[line:], line) if head.match(text))
            line = next(found, line)
        return line + 1

    def take(self, name: str, kind: type[T]) -> T:
        """The value of that name, which must be there and of that very type."""
        value = self.values.get(name)
        if type(value) is not kind or value == "":
            raise self.wrong(name, f"must be a {kind.__name__}, not {value!r}")
        return value

    def may(self, name: str, kind: type[T], default: T) -> T:
        return self.take(name, kind) if name in self.values else default

    def choice(self, name: str, kind: type[E]) -> E:
        return self._one_of(name, self.take(name, str), kind)

    def choices(self, name: str, kind: type[E]) -> tuple[E, ...]:
        several = self.take(name, list)
        if not several:
            raise self.wrong(name, "must name at least one")
        return tuple(self._one_of(name, value, kind) for value in several)

    def _one_of(self, name: str, value: object, kind: type[E]) -> E:
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        raise self.wrong(name, f"must be one of {', '.join(kind)}, not {value!r}")

    def url(self, name: str) -> str:
        return self._url(name, self.take(name, str))

    def urls(self, name: str) -> tuple[str, ...]:
        several = self.take(name, list)
        if not several:
            raise self.wrong(name, "must name at least one source")
        return tuple(self._url(name, value) for value in several)

    def _url(self, name: str, value: object) -> str:
        if isinstance(value, str) and re.fullmatch(r"https?://\S+", value):
            return value
        raise self.wrong(name, f"must be a web address, not {value!r}")

    def years(self, name: str) -> tuple[int, int]:
        """[shortest, longest], both from 1 to 20, and in that order."""
        value = self.take(name, list)
        if [type(year) for year in value] == [int, int] and 1 <= value[0] <= value[1] <= 20:
            return value[0], value[1]
        raise self.wrong(name, f"must be [shortest, longest] in years from 1 to 20, not {value}")

    def table(self, name: str) -> "Entry":
        return self._at(name, self.take(name, dict))

    def tables(self, name: str) -> tuple["Entry", ...]:
        return tuple(self._at(name, value) for value in self.may(name, list, []))

    def _at(self, name: str, value: Mapping[str, object]) -> "Entry":
        return Entry(self.file, self.lines, (*self.place, name), value)

    def only(self, *names: str) -> None:
        """Refuse a name nobody asks for: most likely it is misspelt."""
        for name in self.values:
            if name not in names:
                raise self.wrong(name, f"is not one of {', '.join(names)}")


def read(name: str) -> Entry:
    """The whole of a law file in this folder."""
    return parse(name, (Path(__file__).parent / name).read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Entry:
    """A law file from its text; it must say on which day its figures were checked."""
    entry = Entry(name, tuple(text.splitlines()), (), tomllib.loads(text))
    entry.take("checked_on", date)
    return entry
