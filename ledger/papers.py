"""Checks a paper that somebody hands in: told by its content, never by its name, and made inert.

Pictures are drawn anew at the press (ledger/pictures.py), so that nothing but the picture is kept.
A PDF is known by its first and last bytes and is never opened here.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from debtsite.press.room import ROOM, PressStopped
from debtsite.press.wire import Refused, TooHeavy
from ledger.walls.inside import resting

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}


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
    return redrawn(content, kind)


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
    """The picture alone, as the press draws it; raises NotAPaper."""
    try:
        with resting():
            words, picture = ROOM.ask("picture", {"kind": kind}, content)
    except Refused as error:
        if str(error) == "pixels":
            many = _("This picture has too many pixels. Take it again, or smaller.")
            raise NotAPaper(many) from error
        raise NotAPaper(_("We could not read this picture. Try to take it again.")) from error
    except TooHeavy as error:
        heavy = _("This picture takes too much work to open. Take it again, or smaller.")
        raise NotAPaper(heavy) from error
    except PressStopped as error:
        later = _("We cannot take in pictures now. Please try again in a few minutes.")
        raise NotAPaper(later) from error
    return Paper(picture, words["type"])
