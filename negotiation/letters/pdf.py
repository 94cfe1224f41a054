"""A letter's HTML to PDF: tagged, fonts inside, the same bytes for the same letter.

to_pdf(html) -> bytes           one letter, as it is mailed
to_pdfs(htmls) -> iterator      one PDF for each page of HTML, in the same order, as they get done;
                                several are drawn at a time, and few more than are asked for
merged(htmls) -> bytes          one document of many letters, 25 to 50 of them, for the printer:
                                each starts on a page of its own and counts its own pages
All raise PdfUnavailable where there can be none: on a machine that cannot draw, or LetterTooHeavy
for a page that takes more than any letter does; its text is for the reader. FetchRefused is for a
page that no letter of ours can be. None belongs inside a database transaction.

Drawn at the press, by processes that know nothing of the site: who gets the better of one finds no
settings, no database and no secret. `press.room` keeps the press from inside the site and hands it
work, and nothing else of it is imported here; `press.__main__` is the press, which forks a `hand`
for a stretch of work; `engine` draws by what WeasyPrint promises, `shortcuts` by what it does not.
"""

import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.utils.translation import gettext as _

from negotiation.letters.press.room import HANDS, ROOM, SECONDS, Fetches, PressStopped, TooHeavy

SHEET = re.compile(r"<article\b.*</article>", re.DOTALL)
PAGES = 60  # of one letter
IN_ONE = 50  # letters in a document: more of them together only take more memory


class PdfUnavailable(RuntimeError):
    """There is no PDF; the text says to whoever asked for one what to do."""


class LetterTooHeavy(PdfUnavailable):
    """The page took more time, memory or paper than any letter does."""


class FetchRefused(RuntimeError):
    """The page asked for something from outside it, which a letter never needs."""


def to_pdf(html):
    """The letter as it is mailed."""
    return _drawn(html, seconds=SECONDS, pages=PAGES)


def to_pdfs(htmls):
    """The letters one by one, in the order given."""
    htmls = iter(htmls)
    with ThreadPoolExecutor(HANDS) as threads:
        waiting = deque(threads.submit(to_pdf, html) for html in islice(htmls, HANDS + 1))
        while waiting:
            pdf = waiting.popleft().result()
            waiting.extend(threads.submit(to_pdf, html) for html in islice(htmls, 1))
            yield pdf


def merged(htmls):
    """One document of all these letters; title and author are those of the first."""
    htmls = list(htmls)
    if not 0 < len(htmls) <= IN_ONE:
        raise ValueError(f"1 to {IN_ONE} letters make a document, not {len(htmls)}")
    sheets = "".join(SHEET.search(html)[0] for html in htmls)
    together = SHEET.sub(lambda found: sheets, htmls[0], count=1)
    return _drawn(together, seconds=SECONDS * 4, pages=PAGES * len(htmls))


def _drawn(html, *, seconds, pages):
    try:
        return ROOM.draw(html.encode(), seconds=seconds, pages=pages)
    except TooHeavy as error:
        shorter = _("This letter is too long to print. Please shorten the text.")
        raise LetterTooHeavy(shorter) from error
    except Fetches as error:
        raise FetchRefused(str(error)) from error
    except PressStopped as error:
        later = _("Letters cannot be printed now. Please try again in a few minutes.")
        raise PdfUnavailable(str(error) or later) from error
