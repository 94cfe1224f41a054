"""One file of a face in place of many: each letter brings its own signs, under the same numbers.

At the press alone, and for faces of ours alone: it reads the files of fonts.
"""

from collections import defaultdict
from io import BytesIO

from fontTools.ttLib import TTFont

FILE = "/FontFile2"


def share_faces(pages, stream):
    """Give all these pages one file of each face; `stream` makes one in their document."""
    faces = defaultdict(list)
    for page in pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            for drawn in font.get("/DescendantFonts", ()):
                descriptor = drawn.FontDescriptor
                if FILE in descriptor:
                    faces[face_of(descriptor)].append(descriptor)
    for descriptors in faces.values():
        files = sorted({bytes(each[FILE].read_bytes()) for each in descriptors})
        if len(files) > 1 and (whole := united(files)):
            one = stream(whole)
            one.Length1 = len(whole)
            for descriptor in descriptors:
                descriptor[FILE] = one


def face_of(descriptor):
    """Its name without the six letters that say it is only a part."""
    return str(descriptor.FontName).rpartition("+")[2]


def united(files):
    """A font with every sign that one of these has; None where they do not go together."""
    fonts = [TTFont(BytesIO(file), recalcBBoxes=False, recalcTimestamp=False) for file in files]
    fonts.sort(key=lambda font: font["maxp"].numGlyphs)
    whole = fonts.pop()
    if any(font["head"].unitsPerEm != whole["head"].unitsPerEm for font in fonts):
        return None
    signs, widths = whole["glyf"].glyphs, whole["hmtx"].metrics
    for font in fonts:
        # names come from the letters a file has; numbers are the same in all
        for name, called in zip(font.getGlyphOrder(), whole.getGlyphOrder(), strict=False):
            sign = font["glyf"].glyphs[name]
            if not drawing(sign):
                continue
            if drawing(signs[called]) not in (b"", drawing(sign)):
                return None
            signs[called], widths[called] = sign, font["hmtx"].metrics[name]
    made = BytesIO()
    whole.save(made, reorderTables=False)
    return made.getvalue()


def drawing(sign):
    """How a sign is drawn, as the file says it; empty for one that is left out."""
    return getattr(sign, "data", b"")
