"""The letters we write, and which one fits a recipient. Pure."""

from ledger.facts import CreditorKind
from negotiation.letters.parts import (
    LANGUAGES,
    Choice,
    LetterKind,
    UnknownChoice,
    Wording,
    printed,
)
from negotiation.letters.statement_request import STATEMENT_REQUEST
from negotiation.letters.validation_request import VALIDATION_REQUEST

__all__ = [
    "KINDS",
    "LANGUAGES",
    "Choice",
    "LetterKind",
    "UnknownChoice",
    "Wording",
    "in_language",
    "kind_for",
    "printed",
]

KINDS = {kind.id: kind for kind in (STATEMENT_REQUEST, VALIDATION_REQUEST)}


def kind_for(holder: CreditorKind) -> LetterKind:
    """How to ask this party for its figures: a collector by right, any other as a courtesy."""
    return next(kind for kind in KINDS.values() if holder in kind.to)


def in_language(title: str, language: str) -> str:
    """A letter's title for a reader of this language, whatever language it was printed in."""
    subjects = (kind.subject for kind in KINDS.values())
    same = (subject for subject in subjects if title in (subject.en, subject.es))
    return next((subject.say(language) for subject in same), title)
