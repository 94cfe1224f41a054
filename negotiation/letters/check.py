"""The letter check: names each sentence that could harm its writer, and proposes a safe one. Pure.

    from negotiation.letters.check import CheckFacts, check
    check(body(content), CheckFacts.of(content))

What is looked for, how grave it is and what to say instead stands in checks.toml. No finding is no
promise that a letter is harmless.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.letters.body import BLANK, FREE_TEXT, Block
from negotiation.letters.checks import own
from negotiation.letters.checks.facts import CheckFacts
from negotiation.letters.checks.faults import Place, by_code, by_words
from negotiation.letters.checks.prose import Folded, Sentence, fold, sentences
from negotiation.letters.checks.rules import Level, Rule, rules
from negotiation.letters.parts import Wording

__all__ = ["CheckFacts", "Finding", "Level", "blocking", "check"]

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence that should change.

    `part` says where in the block: "text", "lead", "items.0", "rows.2.1"; `start` and `end` are
    the sentence's places there, `words` what the rule found in it. `why` is for the reader's
    language, `safe` for the letter's; an empty one means there is nothing to put instead. Of a
    paragraph that is missing, `sentence` is empty.
    """

    rule: str
    level: Level
    key: str
    part: str
    sentence: str
    start: int
    end: int
    words: str
    why: Wording
    safe: Wording


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that keep a letter from being issued."""
    return tuple(finding for finding in findings if finding.level is Level.BLOCK)


def check(blocks: Sequence[Block], facts: CheckFacts) -> tuple[Finding, ...]:
    """Everything found, in the order of the letter; what is missing comes last."""
    found = (
        each for block in blocks for piece in _pieces(block, facts) for each in _in(piece, facts)
    )
    return (*found, *_elements(blocks, facts))


# ---- a block's pieces, a piece's sentences ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of text of a block, with the places the writer typed."""

    key: str
    part: str
    folded: Folded
    typed: tuple[Place, ...]

    def is_typed(self, start: int, end: int) -> bool:
        first, last = self.folded.back(start, end)
        return any(begin < last and first < stop for begin, stop in self.typed)


def _pieces(block: Block, facts: CheckFacts) -> Iterator[Piece]:
    for part, written in _parts(block):
        if block.key == FREE_TEXT or (block.edited and part == "text"):
            typed: tuple[Place, ...] = ((0, len(written)),)
        else:
            typed = own.typed(written, facts.kind, facts.language)
        yield Piece(block.key, part, fold(written), typed)


def _parts(block: Block) -> Iterator[tuple[str, str]]:
    yield "lead", block.lead
    yield "text", block.text
    yield from ((f"items.{n}", item) for n, item in enumerate(block.items))
    yield from ((f"head.{n}", cell) for n, cell in enumerate(block.head))
    for n, row in enumerate(block.rows):
        yield from ((f"rows.{n}.{m}", cell) for m, cell in enumerate(row))


def _in(piece: Piece, facts: CheckFacts) -> Iterator[Finding]:
    """At most one finding of a rule for a sentence."""
    held = [(rule, level) for rule in rules().values() if (level := _level(rule, facts))]
    for sentence in sentences(piece.folded):
        for rule, level in held:
            place = next(_faults(rule, sentence, piece, facts), None)
            if place is not None:
                yield _finding(rule, level, piece, sentence, place)


def _level(rule: Rule, facts: CheckFacts) -> Level | None:
    if rule.needs and getattr(facts, rule.needs):
        return None
    level = rule.level_for(facts.kind, risk=facts.time_bar_risk)
    return None if level is Level.OFF else level


def _faults(rule: Rule, sentence: Sentence, piece: Piece, facts: CheckFacts) -> Iterator[Place]:
    yield from by_code(rule, sentence.text, facts)
    ours_too = rule.own_at_risk and facts.time_bar_risk
    for start, end in by_words(rule, sentence.text):
        if ours_too or piece.is_typed(sentence.start + start, sentence.start + end):
            yield start, end


def _finding(rule: Rule, level: Level, piece: Piece, sentence: Sentence, place: Place) -> Finding:
    written, back = piece.folded.written, piece.folded.back
    start, end = back(sentence.start, sentence.end)
    first, last = back(sentence.start + place[0], sentence.start + place[1])
    return Finding(
        rule=rule.id,
        level=level,
        key=piece.key,
        part=piece.part,
        sentence=written[start:end],
        start=start,
        end=end,
        words=written[first:last],
        why=rule.why,
        safe=rule.safe,
    )


# ---- what the letter cannot do without ----------------------------------------------------


def _elements(blocks: Sequence[Block], facts: CheckFacts) -> Iterator[Finding]:
    there = {block.key: block for block in blocks}
    for key, ours in facts.required.items():
        block = there.get(key)
        if block is None or not any(sign.isalnum() for sign in block.text):
            yield _gap("missing", key, "")
        elif block.edited and (lost := _numbers(ours) - _numbers(block.text)):
            yield _gap("lost", key, ", ".join(sorted(lost)), block.text)


def _numbers(text: str) -> set[str]:
    """Amounts, days and citations by their figures: $1,500 is $1,500.00."""
    plain = (found.replace(",", "") for found in NUMBER.findall(text.replace(BLANK, "")))
    return {each.removesuffix(".00") for each in plain}


def _gap(rule: str, key: str, words: str, text: str = "") -> Finding:
    held = rules()[rule]
    return Finding(
        rule=rule,
        level=held.level,
        key=key,
        part="text",
        sentence=text,
        start=0,
        end=len(text),
        words=words,
        why=held.why,
        safe=held.safe,
    )
