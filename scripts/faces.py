"""Makes the small faces letters are drawn with: the Latin part of the whole ones.

    .venv/bin/python scripts/faces.py

A tenth of the size, so a letter takes less time and paper looks the same. The name changes with
the contents, as the licence asks. Whoever types a sign these lack gets the whole face instead.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ROOT / "static/vendor/expo-google-fonts-source-serif-4"
SMALL = ROOT / "negotiation/letters/press/faces"
FACES = {
    "SourceSerif4_400Regular.ttf": ("LetterSerif-Regular.ttf", "Regular"),
    "SourceSerif4_700Bold.ttf": ("LetterSerif-Bold.ttf", "Bold"),
}
# Latin as Western and Central Europe writes it, and the marks of a letter
FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig"]
SIGNS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2039, 0x203A,
         0x20AC, 0x2122, 0x2212]  # fmt: skip


def small(source, style):
    """The face with these signs alone, the same bytes whenever it is made."""
    font = TTFont(source, recalcBBoxes=False, recalcTimestamp=False)
    options = subset.Options(notdef_outline=True, name_IDs=[0, 13, 14], layout_features=FEATURES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)
    names = {1: "Letter Serif", 2: style, 4: f"Letter Serif {style}", 6: f"LetterSerif-{style}"}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    return font


if __name__ == "__main__":
    SMALL.mkdir(exist_ok=True)
    (SMALL / "OFL.txt").write_bytes((WHOLE / "LICENSE_FONT").read_bytes())
    for name, (file, style) in FACES.items():
        small(WHOLE / name, style).save(SMALL / file)
