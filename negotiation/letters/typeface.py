"""The face letters are set in: what it can print, and how wide a line comes out."""

from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

REGULAR = "vendor/expo-google-fonts-source-serif-4/SourceSerif4_400Regular.ttf"
BOLD = "vendor/expo-google-fonts-source-serif-4/SourceSerif4_700Bold.ttf"


def file_of(name):
    """Where a static file lies in the source tree, whatever serves it to browsers."""
    return Path(settings.BASE_DIR, "static", name)


@cache
def _advances():
    """The width of each character the face has, in thousandths of its size."""
    with TTFont(file_of(REGULAR), lazy=True) as font:
        widths = font["hmtx"].metrics
        unit = 1000 / font["head"].unitsPerEm
        return {code: widths[glyph][0] * unit for code, glyph in font.getBestCmap().items()}


def missing_glyphs(text):
    """The characters of this text that would print as boxes, each once; "" when all is well."""
    known = _advances()
    return "".join(
        dict.fromkeys(sign for sign in text if not sign.isspace() and ord(sign) not in known)
    )


def width(text, size):
    """How wide the text is at this size, both in points; kerning left out."""
    known = _advances()
    return sum(known.get(ord(sign), 1000) for sign in text) * size / 1000
