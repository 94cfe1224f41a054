"""Letters as the press is asked for them: one engine, warmed before the hands are forked."""

from functools import cache
from pathlib import Path

from negotiation.letters.press.engine import Engine

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = SAMPLES / "every.html"  # every tag and class that letters have


@cache
def engine():
    return Engine()


def warm():
    engine().warm(SAMPLE.read_text("utf-8"))
    for letter in sorted(SAMPLES.iterdir()):  # those people write first, in both languages
        engine().draw(letter.read_text("utf-8"))


def draw(words, html):
    return {}, engine().draw(html.decode(), pages=words["pages"])
