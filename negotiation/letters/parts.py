"""What a kind of letter is made of. Pure.

A letter speaks the language chosen for it, whatever language the screen is in. What is printed is
therefore a Wording, kept in both languages; what a form shows is a Text like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.facts import CreditorKind
from ledger.words import Text

LANGUAGES = ("en", "es")
COLLECTORS = frozenset(kind for kind in CreditorKind if kind.collects_for_others)
OTHERS = frozenset(CreditorKind) - COLLECTORS


@dataclass(frozen=True, slots=True)
class Wording:
    """One printed sentence in every language a letter can be written in."""

    en: str
    es: str

    def say(self, language: str) -> str:
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the writer may leave in or take out: ticked on the form, printed in the letter."""

    key: str
    label: Text
    printed: Wording
    to: frozenset[CreditorKind] = frozenset(CreditorKind)
    usual: bool = True


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter. `version` goes up whenever its wording changes."""

    id: str
    slug: str
    title: Text
    why: Text
    subject: Wording
    to: frozenset[CreditorKind]
    items: tuple[Choice, ...]
    enclosures: tuple[Choice, ...]
    follow_up_days: tuple[int, ...]  # counted from the day it was delivered, or else mailed
    legal_clock: str = ""
    grounds: tuple[Choice, ...] = ()
    pauses_collection: bool = False
    asked_as: str = "statement"
    version: int = 1

    def items_for(self, recipient: CreditorKind) -> tuple[Choice, ...]:
        """What makes sense to ask this party, in the order it is printed."""
        return tuple(item for item in self.items if recipient in item.to)


def printed(choices: Iterable[Choice], keys: Iterable[str], language: str) -> tuple[str, ...]:
    """The sentences of the chosen keys in the catalogue's order; a key of no choice is an error."""
    known = {choice.key: choice.printed for choice in choices}
    wanted = set(keys)
    if unknown := wanted - set(known):
        raise UnknownChoice(*sorted(unknown))
    return tuple(wording.say(language) for key, wording in known.items() if key in wanted)


class UnknownChoice(ValueError):
    """The letter has no such item, ground or enclosure; `args` names them."""
