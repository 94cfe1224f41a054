"""A letter's HTML to PDF: US Letter, tagged, fonts inside, the same bytes for the same letter.

The only module that imports WeasyPrint, and only when the first letter is made: its native
libraries may be missing. One renderer per process, behind a lock: fonts and styles are loaded once
and must never be used by two threads. It fetches nothing but the static files named here.

to_pdf(html) -> bytes           one letter, as it is mailed
to_pdfs(htmls) -> iterator      one PDF for each page of HTML, in the same order, as they get done;
                                several are drawn at a time, and no more than are asked for
merged(htmls) -> bytes          one document of many letters, 25 to 50 of them, for the printer:
                                each starts on a page of its own and counts its own pages
All raise PdfUnavailable where this machine cannot draw, FetchRefused and LetterTooHeavy where a
letter asks for what none needs. None belongs inside a database transaction.
"""

import atexit
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any

from debtsite import native
from negotiation.letters import tagging
from negotiation.letters.typeface import BOLD, REGULAR, file_of

ROOT = "file:///static/"  # no such folder: an address for the fetcher below, never opened
STYLESHEET = "css/letter.css"
SERVED = {ROOT + name: name for name in (BOLD, REGULAR)}

_rendering = Lock()


class PdfUnavailable(RuntimeError):
    """This machine lacks a native library; the text says how to add it."""


class LetterTooHeavy(RuntimeError):
    """The page took more time, memory or paper than any letter does; nothing was drawn."""


class FetchRefused(RuntimeError):
    """The page asked for something from outside it, which a letter never needs."""


@dataclass(frozen=True, slots=True)
class Engine:
    """WeasyPrint with our fonts, styles and fetcher, shared by all letters of this process."""

    html: Callable[..., Any]
    fonts: Any
    styles: Any
    fetcher: Any


def to_pdf(html):
    """The letter as it is mailed."""
    with _rendering:
        engine = _engine()
        with _refusals():
            document = engine.html(string=html, base_url=ROOT, url_fetcher=engine.fetcher)
            return document.write_pdf(
                stylesheets=[engine.styles],
                font_config=engine.fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=sha256(html.encode()).hexdigest()[:32].encode(),
                finisher=tagging.finish,
            )


def to_pdfs(htmls):
    """The letters one by one, in the order given."""
    return map(to_pdf, htmls)


def merged(htmls):
    """One document of all these letters."""
    first, *others = htmls
    sheets = "".join(page[page.index("<article") : page.index("</body>")] for page in others)
    return to_pdf(first.replace("</body>", f"{sheets}</body>"))


@cache
def _engine():
    if native.missing():
        raise PdfUnavailable(native.advice())
    import weasyprint  # noqa: PLC0415 - cannot even be imported without its native libraries
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts, fetcher = FontConfiguration(), _fetcher()
    with _refusals():
        styles = weasyprint.CSS(
            string=file_of(STYLESHEET).read_text("utf-8"),
            base_url=ROOT + STYLESHEET,
            font_config=fonts,
            url_fetcher=fetcher,
        )
    # while modules still stand: the fonts' folder is removed by code that needs them
    atexit.register(_engine.cache_clear)
    return Engine(weasyprint.HTML, fonts, styles, fetcher)


def _fetcher():
    """Serves the files in SERVED; any other address stops the letter instead of being skipped."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OnlyOurFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in SERVED:
                raise FetchRefused(f"not fetched for a letter: {url[:80]}")
            return URLFetcherResponse(url, file_of(SERVED[url]).read_bytes())

    return OnlyOurFiles(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


@contextmanager
def _refusals():
    """WeasyPrint stops with a BaseException, which no error page would ever catch."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    try:
        yield
    except FatalURLFetchingError as error:
        raise FetchRefused(str(error)[:200]) from error.__cause__
