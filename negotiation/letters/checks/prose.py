"""Reads typed text the way rules can: one spelling, sentence by sentence. Pure.

Rules look at a folded text (lower case, no accents, straight quotes, single spaces, nothing
invisible); every place in it leads back to the text as it was written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
UNSEEN = {"Cf", "Mn"}  # nothing to read: accents that stand alone, joiners, soft hyphens
ABBREVIATIONS = frozenset(
    (
        "inc co corp ltd llc bros dept attn ref acct apt st ave blvd rd mr mrs ms dr jr sr vs etc"
        " approx art para par pp pag cfr usc sra srta dra lic ud uds av avda num nro ee uu cia"
        " jan feb apr jun jul aug sept sep oct nov dec ene abr ago dic"
    ).split()
)
NUMBERED = frozenset("no nos mar sec secs".split())  # words of their own, unless a number follows
OPENERS = frozenset(
    (
        "i i'm i've i'll we you your they the this that these it my please if when as yo el la los"
        " las usted ustedes le les mi mis no si este esta esto eso por favor pido para cuando"
    ).split()
)
END = re.compile(r"(?<![.!?])[.!?]+[\"')\]]*(?= |$)|\n")
LAST_WORD = re.compile(r"(?<![a-z.])[a-z.]*$")


@dataclass(frozen=True, slots=True)
class Folded:
    """`at[n]` is the place in the text as written of the folded text's sign n."""

    text: str
    at: tuple[int, ...]
    written: str

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as written."""
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a folded text: `text` is text[start:end]."""

    text: str
    start: int
    end: int


def fold(written: str) -> Folded:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(written):
        for plain in _plain(sign):
            if plain.isspace():
                _space(signs, places, place, plain)
            else:
                signs.append(plain)
                places.append(place)
    return Folded("".join(signs), tuple(places), written)


def _plain(sign: str) -> str:
    """The letters a sign stands for: "ﬁ" for two, "é" for one, a joiner for none."""
    if sign.isascii() and sign != "`":
        return sign.lower()
    apart = unicodedata.normalize("NFKD", sign.translate(SAME))
    return "".join(s for s in apart if unicodedata.category(s) not in UNSEEN).lower()


def _space(signs: list[str], places: list[int], place: int, sign: str) -> None:
    """One space for many; a second line end in a row parts paragraphs."""
    if not signs or signs[-1] not in " \n":
        signs.append(" ")
        places.append(place)
    elif sign == "\n" and signs[-1] == " ":
        signs[-1] = "\n"


def sentences(folded: Folded) -> Iterator[Sentence]:
    """Its sentences, none empty; an abbreviation's period does not end one."""
    start = 0
    for found in END.finditer(folded.text):
        if found.group() == "\n" or not _abbreviates(folded, start, found):
            yield from _sentence(folded.text, start, found.end())
            start = found.end()
    yield from _sentence(folded.text, start, len(folded.text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield Sentence(text[start:end], start, end)


def _abbreviates(folded: Folded, start: int, found: re.Match[str]) -> bool:
    if found.group() != ".":
        return False
    before = folded.text[max(start, found.start() - 20) : found.start()]
    word = (LAST_WORD.search(before) or found).group().strip(".")
    rest = folded.text[found.end() + 1 : found.end() + 30]
    following = rest.split(" ", 1)[0].rstrip(",.")
    if word in NUMBERED:
        return following[:1].isdigit()
    short = word in ABBREVIATIONS or "." in word or (len(word) == 1 and word.isalpha())
    numbered = folded.text[start : found.start()].strip().isdigit()  # "1." before an item
    return numbered or (short and not _opens(folded, found.end() + 1, following))


def _opens(folded: Folded, place: int, word: str) -> bool:
    """Whether the next word looks like the first of a sentence."""
    capital = place < len(folded.at) and folded.written[folded.at[place]].isupper()
    return capital and word in OPENERS
