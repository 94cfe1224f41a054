"""Answers of a letter that cannot be true together. Pure."""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ledger.words import Text, text
from negotiation.letters.letter import LetterContent
from negotiation.letters.parts import Ask

# by the names under which a question says what its answer must fit
FITS: dict[str, tuple[Callable[[Any, Any], bool], Text]] = {
    "after": (operator.gt, text("Choose a day after {limit}.")),
    "since": (operator.ge, text("Choose {limit} or a later day.")),
    "until": (operator.le, text("Choose {limit} or an earlier day.")),
    "up_to": (operator.le, text("This cannot be more than {limit}.")),
}


def impossible(content: LetterContent) -> Iterator[tuple[str, Text]]:
    """Each question whose answer does not fit another one's, and what would."""
    asked = content.asks()
    said = {ask.key: content.said[ask.key] for ask in asked if ask.key in content.said}
    for ask in asked:
        for name, (holds, words) in FITS.items():
            for limit in _others(ask, name, said):
                if not holds(said[ask.key], limit):
                    yield ask.key, words.filled(limit=limit)


def _others(ask: Ask, name: str, said: Mapping[str, Any]) -> Iterator[Any]:
    """The answers that this one must fit, as far as both are given."""
    if ask.key in said:
        yield from (said[other] for other in getattr(ask, name) if other in said)
