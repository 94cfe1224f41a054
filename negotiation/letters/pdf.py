"""A letter's HTML to PDF: tagged, fonts inside, the same bytes for the same letter.

to_pdf(html) -> bytes           one letter, as it is mailed

It raises PdfUnavailable where there can be none: on a machine that cannot draw, or LetterTooHeavy
for a page that takes more than any letter does; its text is for the reader. FetchRefused is for a
page that no letter of ours can be. It does not belong inside a database transaction; threads may
ask at once, and several letters are drawn at a time then.

Drawn at the press, by processes that know nothing of the site: who gets the better of one finds no
settings, no database and no secret. `press.room` keeps the press from inside the site and hands it
work, and nothing else of it is imported here; `press.__main__` is the press, which forks a `hand`
for a stretch of work; `engine` draws by what WeasyPrint promises, `shortcuts` by what it does not.
"""

from django.utils.translation import gettext as _

from negotiation.letters.press.room import ROOM, SECONDS, Fetches, PressStopped, TooHeavy

PAGES = 60  # of one letter


class PdfUnavailable(RuntimeError):
    """There is no PDF; the text says to whoever asked for one what to do."""


class LetterTooHeavy(PdfUnavailable):
    """The page took more time, memory or paper than any letter does."""


class FetchRefused(RuntimeError):
    """The page asked for something from outside it, which a letter never needs."""


def to_pdf(html):
    """The letter as it is mailed."""
    try:
        return ROOM.draw(html.encode(), seconds=SECONDS, pages=PAGES)
    except TooHeavy as error:
        shorter = _("This letter is too long to print. Please shorten the text.")
        raise LetterTooHeavy(shorter) from error
    except Fetches as error:
        raise FetchRefused(str(error)) from error
    except PressStopped as error:
        later = _("Letters cannot be printed now. Please try again in a few minutes.")
        raise PdfUnavailable(str(error) or later) from error
