"""Draws somebody's picture anew, at the press: nothing is kept but what is seen on it.

No place, no camera, no hidden part; upright, in a form every browser shows, and of a size that
prints sharp. Never loaded by the site itself: ledger/papers.py has it done.
"""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageFile, ImageOps
from pillow_heif import options, register_heif_opener

from debtsite.press.wire import Refused

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
options.DECODE_THREADS = 1  # each more would take memory that the limit counts

OPENED_PIXELS = 50_000_000  # the largest picture a phone takes; more could be a bomb
KEPT_PIXELS = 12_000_000  # a full page stays sharp when printed
Image.MAX_IMAGE_PIXELS = None  # ours is the lower bound, and has an answer of its own
# what Pillow and its codecs say of a picture that is broken or was made to break them
BROKEN = (
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def redraw(words, content):
    """The picture of this kind: what type it is now, and its bytes."""
    try:
        return redrawn(content, words["kind"])
    except Refused:
        raise
    except BROKEN as error:
        raise Refused("broken") from error


def redrawn(content, kind):
    """The picture alone, upright; HEIC becomes JPEG, which every browser shows."""
    with whole(content, kind) as picture:
        if picture.width * picture.height > OPENED_PIXELS:
            raise Refused("pixels")
        mode = "RGBA" if kind == "PNG" and picture.has_transparency_data else "RGB"
        plain = evened(picture, mode)
        plain.thumbnail(size_to_keep(plain))
        ImageOps.exif_transpose(plain, in_place=True)
        plain = plain if plain.mode == mode else plain.convert(mode)
        plain.info.clear()  # where comments, colour profiles and the camera's notes would hide
        made = BytesIO()
        if kind == "PNG":
            plain.save(made, "PNG")
            return {"type": "image/png"}, made.getvalue()
        plain.save(made, "JPEG", quality=88, exif=b"")
        return {"type": "image/jpeg"}, made.getvalue()


def whole(content, kind):
    """The picture, opened; drawing it fails where a part of it is missing."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process
    return Image.open(BytesIO(content), formats=[kind])


def evened(picture, mode):
    """The same picture in a form that can be made smaller without losing its shades."""
    if picture.mode.startswith("I"):  # a scanner's 65,536 shades of grey
        return picture.point(lambda shade: shade * (1 / 256)).convert("L")
    return picture.convert(mode) if picture.mode in ("1", "P") else picture


def size_to_keep(picture):
    """Its own size, or as much smaller in both directions as it has too many pixels."""
    shrink = min(1.0, (KEPT_PIXELS / (picture.width * picture.height)) ** 0.5)
    return max(1, int(picture.width * shrink)), max(1, int(picture.height * shrink))
