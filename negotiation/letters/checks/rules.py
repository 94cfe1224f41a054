"""The rules of checks.toml, read once and made ready to use. Pure.

A rule that nobody knows, lacks a language or names no such kind of word stops the reading and says
where.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ledger.law.figures import Entry
from negotiation.letters.parts import LANGUAGES, Recipient, Wording

FILE = Path(__file__).parent.parent / "checks.toml"
MACRO = re.compile(r"<([a-z]+)>")
FIELDS = "id level at_risk only_in not_in needs own_at_risk why safe en es".split()
NEVER = re.compile(r"(?!)")


class Level(StrEnum):
    """What a finding does to the letter."""

    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Patterns:
    """`says` heeds denials and reports, `firm` reports alone; `unless` excuses what it encloses."""

    says: re.Pattern[str]
    firm: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`at_risk` is its level where the debt may be too old to sue on."""

    id: str
    level: Level
    at_risk: Level
    why: Wording
    safe: Wording
    only_in: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    needs: str = ""
    own_at_risk: bool = False
    patterns: tuple[Patterns, ...] = ()

    def level_for(self, kind: str, *, risk: bool) -> Level:
        if kind in self.not_in or (self.only_in and kind not in self.only_in):
            return Level.OFF
        return self.at_risk if risk else self.level


@dataclass(frozen=True, slots=True)
class Act:
    """A law by its names and by how its citations begin; no `to`: it binds any recipient."""

    id: str
    laws: tuple[str, ...]
    says: re.Pattern[str]
    to: frozenset[Recipient]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the file's order."""
    entry = _file()
    words = entry.table("words").values
    return {made.id: made for made in (_rule(each, words) for each in entry.tables("rule"))}


@cache
def acts() -> tuple[Act, ...]:
    return tuple(_act(each) for each in _file().tables("act"))


def _file() -> Entry:
    text = FILE.read_text(encoding="utf-8")
    return Entry(FILE.name, tuple(text.splitlines()), (), tomllib.loads(text))


def _rule(entry: Entry, words: Mapping[str, object]) -> Rule:
    entry.only(*FIELDS)
    level = entry.choice("level", Level)
    return Rule(
        id=entry.take("id", str),
        level=level,
        at_risk=entry.choice("at_risk", Level) if "at_risk" in entry.values else level,
        why=_wording(entry.table("why")),
        safe=_wording(entry.table("safe")),
        only_in=frozenset(map(str, entry.may("only_in", list, []))),
        not_in=frozenset(map(str, entry.may("not_in", list, []))),
        needs=entry.may("needs", str, ""),
        own_at_risk=entry.may("own_at_risk", bool, False),
        patterns=tuple(
            _patterns(entry.table(language), words)
            for language in LANGUAGES
            if language in entry.values
        ),
    )


def _wording(entry: Entry) -> Wording:
    entry.only(*LANGUAGES)
    return Wording(*(str(entry.values[language]) for language in LANGUAGES))


def _patterns(entry: Entry, words: Mapping[str, object]) -> Patterns:
    entry.only("says", "firm", "unless")
    lists = (entry.take(name, list) for name in ("says", "firm", "unless"))
    return Patterns(*(_one_of([_spelled(each, words) for each in several]) for several in lists))


def _spelled(pattern: str, words: Mapping[str, object]) -> str:
    """With its <words> written out, as the folded text would spell them."""
    for _ in range(2):  # a word may hold another
        pattern = MACRO.sub(lambda found: str(words[found[1]]), pattern)
    apart = unicodedata.normalize("NFKD", pattern)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _one_of(several: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in several)) if several else NEVER


def _act(entry: Entry) -> Act:
    entry.only("id", "laws", "says", "to")
    names = [rf"\b(?:{each})(?!\w)" for each in map(str, entry.may("says", list, []))]
    to = frozenset(entry.choices("to", Recipient)) if "to" in entry.values else frozenset(Recipient)
    laws = tuple(map(str, entry.may("laws", list, [])))
    return Act(entry.take("id", str), laws, _one_of(names), to)
