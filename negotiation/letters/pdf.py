"""A letter's HTML to PDF: tagged, fonts inside, the same bytes for the same letter.

to_pdf(html) -> bytes           one letter, as it is mailed

It raises PdfUnavailable where there can be none: on a machine that cannot draw, or LetterTooHeavy
for a page that takes more than any letter does; its text is for the reader. FetchRefused is for a
page that no letter of ours can be. The database rests meanwhile, unless an act is under way, where
it does not belong; threads may ask at once, and several letters are drawn at a time then.

Drawn at the site's press (debtsite.press), by processes that know nothing of the site: who gets the
better of one finds no settings, no database and no secret. There `pages` answers for letters;
`engine` draws by what WeasyPrint promises, `shortcuts` by what it does not.
"""

from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext as _

from debtsite.press.room import ROOM, PressStopped
from debtsite.press.wire import Refused, TooHeavy
from ledger.walls.inside import resting

SAMPLE = Path(__file__).parent / "press/samples/every.html"
PAGES = 60  # of one letter


class PdfUnavailable(RuntimeError):
    """There is no PDF; the text says to whoever asked for one what to do."""


class LetterTooHeavy(PdfUnavailable):
    """The page took more time, memory or paper than any letter does."""


class FetchRefused(RuntimeError):
    """The page asked for something from outside it, which a letter never needs."""


def await_press():
    """Wait until a first letter was drawn, or cannot be; who needs one is told why then."""
    if ROOM.is_open:
        with suppress(PdfUnavailable):
            to_pdf(SAMPLE.read_text("utf-8"))


def to_pdf(html):
    """The letter as it is mailed."""
    try:
        with resting():
            _words, pdf = ROOM.ask("letter", {"pages": PAGES}, html.encode())
    except TooHeavy as error:
        shorter = _("This letter is too long to print. Please shorten the text.")
        raise LetterTooHeavy(shorter) from error
    except Refused as error:
        raise FetchRefused(str(error)) from error
    except PressStopped as error:
        raise unavailable(error) from error
    return pdf


def unavailable(stopped):
    """What to say where the press cannot be asked: what this machine lacks, or to wait."""
    later = _("Letters cannot be printed now. Please try again in a few minutes.")
    return PdfUnavailable(str(stopped) or later)
