"""Checks a paper that somebody hands in: told by its content, never by its name, and made inert.

Images are drawn anew, so that nothing but the picture is kept: no place, no camera, no hidden
part. A PDF is known by its first and last bytes and is never opened here.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

ONE_AT_A_TIME = Lock()  # a large picture takes half a gigabyte while it is drawn
OPENED_PIXELS = 50_000_000  # the largest picture a phone takes; more could be a bomb
KEPT_PIXELS = 12_000_000  # a full page stays sharp when printed
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
# what Pillow and its codecs say of a picture that is broken or was made to break them
BROKEN = (
    EOFError,
    Image.DecompressionBombError,
    IndexError,
    KeyError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class NotAPaper(Exception):
    """What was handed in cannot be kept; the message says why, to the person."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A checked paper: the bytes to keep and what they are."""

    content: bytes
    content_type: str


def read_paper(file):
    """The paper in this uploaded file; raises NotAPaper."""
    most = settings.DOCUMENT_MAX_BYTES
    if file.size > most:
        raise NotAPaper(
            _("This file is too large. One paper may have up to {size}.").format(
                size=filesizeformat(most)
            )
        )
    content = file.read()
    kind = kind_of(content)
    if kind == "PDF":
        return Paper(content, "application/pdf")
    if kind is None:
        raise NotAPaper(_("We can keep PDF files and pictures: PNG, JPEG or HEIC."))
    try:
        return redrawn(content, kind)
    except BROKEN as error:
        raise NotAPaper(_("We could not read this picture. Try to take it again.")) from error


def kind_of(content):
    """PDF, PNG, JPEG or HEIF by the bytes each of them begins with; None for anything else."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "PDF"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return "HEIF"
    return None


def redrawn(content, kind):
    """The picture alone, upright; HEIC becomes JPEG, which every browser shows."""
    with ONE_AT_A_TIME, whole(content, kind) as picture:
        if picture.width * picture.height > OPENED_PIXELS:
            raise NotAPaper(_("This picture has too many pixels. Take it again, or smaller."))
        mode = "RGBA" if kind == "PNG" and picture.has_transparency_data else "RGB"
        plain = evened(picture, mode)
        plain.thumbnail(size_to_keep(plain))
        ImageOps.exif_transpose(plain, in_place=True)
        plain = plain if plain.mode == mode else plain.convert(mode)
        plain.info.clear()  # where comments, colour profiles and the camera's notes would hide
        made = BytesIO()
        if kind == "PNG":
            plain.save(made, "PNG")
            return Paper(made.getvalue(), "image/png")
        plain.save(made, "JPEG", quality=88, exif=b"")
        return Paper(made.getvalue(), "image/jpeg")


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
