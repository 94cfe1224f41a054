"""Makes a letter's PDF small: what its streams need not say is left out, and each packed once."""

import zlib

import pydyf

STAY, STAY_LAST = b">0<", b">0] TJ"  # "move on by nothing", written after most of the glyphs


def pack(pdf, *, level):
    """Compress each stream: the file's identifier reads them once more, packed."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            content = b"\n".join(map(raw, thing.stream))
            if "Length1" not in thing.extra:  # a font, which says how long it is
                content = content.replace(STAY, b"").replace(STAY_LAST, b">] TJ")
            thing.stream = [zlib.compress(content, level)]
            thing.extra["Filter"] = "/FlateDecode"
            thing.compress = False


def raw(part):
    """A part of a stream as it is written."""
    if isinstance(part, bytes):
        return part
    return part.data if isinstance(part, pydyf.Object) else str(part).encode("ascii")
