"""Keeps what people type within what a letter can hold, and free of what no letter shows. Pure."""

import re
import unicodedata

from ledger.words import Text, text

CHARACTERS, LINES, WORD = 5000, 200, 200
SHORT = 200  # characters in anything that is one line
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}  # controls, direction overrides, halves of a pair
JOINERS = "\u200c\u200d"  # invisible too, but some names are misspelled without them


class TextTooLong(ValueError):
    """More text than the letter has room for; `field` names where, `advice` says what would fit."""

    def __init__(self, field: str, advice: Text) -> None:
        super().__init__(f"{field}: {advice}")
        self.field = field
        self.advice = advice


def plain_text(typed: str) -> str:
    """The same words in one spelling of Unicode, without anything invisible or unpaired."""
    joined = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        sign if sign == "\n" or sign in JOINERS or unicodedata.category(sign) not in UNSEEN
        else " " if sign.isspace()
        else ""
        for sign in joined
    ).strip()  # fmt: skip


def bounded(typed: str, field: str, *, characters: int = CHARACTERS, lines: int = LINES) -> str:
    """The text as the letter will hold it; raises TextTooLong beyond these bounds."""
    held = plain_text(typed)
    if len(held) > characters:
        raise TextTooLong(
            field, text("Please shorten this to {count} characters.", count=f"{characters:,}")
        )
    if held.count("\n") >= lines:
        raise TextTooLong(field, text("Please shorten this to {count} lines.", count=lines))
    return re.sub(rf"(\S{{{WORD}}})(?=\S)", r"\1 ", held)
