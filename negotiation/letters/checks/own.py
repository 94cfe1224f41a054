"""Which words of a letter are the writer's, and which are ours. Pure.

Our sentences were weighed when they were written; what a rule about tone or truth looks for is what
the writer typed: the free text, an edited paragraph, an answer of words inside a sentence of ours.
"""

import re
from collections.abc import Iterator
from functools import cache

from negotiation.letters.body import WORDS
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import Ask, AskType, LetterKind, Paragraph, Wording

Places = tuple[tuple[int, int], ...]
PLACEHOLDER = re.compile(r"\{([a-z_0-9]*)\}")
TYPED = (AskType.LINE, AskType.TEXT)


def typed(written: str, kind: str, language: str) -> Places:
    """Where the writer's own words stand in one piece of the letter: start and end, in order.

    Of several sentences of ours that it could be, the one with the most words of ours counts.
    """
    places: Places = ((0, len(written)),)
    most = 0
    for template in templates(kind, language):
        fitted, ours = _fit(written, template), sum(map(len, template[0]))
        if fitted is not None and ours > most:
            places, most = fitted, ours
    return places


Template = tuple[
    tuple[str, ...], tuple[bool, ...]
]  # our words, and whether what parts them is typed


@cache
def templates(kind: str, language: str) -> tuple[Template, ...]:
    """Every sentence that we may print in a letter of this kind."""
    if kind not in KINDS:
        return ()
    made = KINDS[kind]
    said = (wording.say(language) for wording in _wordings(made))
    return tuple(_template(each, made) for each in dict.fromkeys(said))


def _wordings(kind: LetterKind) -> Iterator[Wording]:
    yield from WORDS.values()
    yield kind.subject
    for part in (*kind.paragraphs, *kind.closing):
        yield from _of_paragraph(part)
    for ask in kind.asks:
        yield from (choice.printed for choice in ask.choices)
        yield from (column.label for column in ask.columns)


def _of_paragraph(part: Paragraph) -> Iterator[Wording]:
    yield part.text
    if part.lead:
        yield part.lead


def _template(said: str, kind: LetterKind) -> Template:
    ours = PLACEHOLDER.split(said)
    asks = {ask.key: ask for ask in kind.asks}
    return tuple(ours[::2]), tuple(_is_typed(asks.get(name)) for name in ours[1::2])


def _is_typed(ask: Ask | None) -> bool:
    if ask is None:
        return False
    holds = any("{" in choice.printed.en for choice in ask.choices)
    return ask.type in TYPED or holds


def _fit(written: str, template: Template) -> Places | None:
    """Where the typed words stand if the text is this sentence of ours; None if it is not."""
    ours, typed_here = template
    if not written.startswith(ours[0]):
        return None
    places, place = [], len(ours[0])
    for number, (piece, is_typed) in enumerate(zip(ours[1:], typed_here, strict=True), 2):
        last = number == len(ours)
        at = len(written) - len(piece) if last else written.find(piece or " ", place)
        if at < place or (last and not written.endswith(piece)):
            return None
        if is_typed:
            places.append((place, at))
        place = at + len(piece)
    return tuple(places) if place == len(written) else None
