"""A letter's HTML to PDF: US Letter, tagged, fonts inside, the same bytes for the same letter.

The only module that imports WeasyPrint, and only when the first letter is made: its native
libraries may be missing. One renderer per process, behind a lock: fonts and styles are loaded once
and must not be used by two threads. It fetches nothing but the static files named here.
"""

from functools import cache
from hashlib import sha256
from threading import Lock
from types import SimpleNamespace

from debtsite import native
from negotiation.letters import tagging
from negotiation.letters.typeface import BOLD, REGULAR, file_of

ROOT = "file:///static/"  # no such folder: an address for the fetcher below, never opened
STYLESHEET = "css/letter.css"
SERVED = {ROOT + name: name for name in (BOLD, REGULAR)}

_rendering = Lock()


class PdfUnavailable(RuntimeError):
    """This machine lacks a native library; the text says how to add it."""


class FetchRefused(RuntimeError):
    """The page asked for something from outside it, which a letter never needs."""


def to_pdf(html):
    """The letter as it is mailed."""
    with _rendering:
        engine = _engine()
        try:
            page = engine.HTML(string=html, base_url=ROOT, url_fetcher=engine.fetcher)
            return page.write_pdf(
                stylesheets=[engine.styles],
                font_config=engine.fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=sha256(html.encode()).digest()[:16].hex().encode(),
                finisher=tagging.finish,
            )
        except engine.Refused as refused:
            raise FetchRefused(str(refused)) from refused


@cache
def _engine():
    """WeasyPrint with our fonts and styles, loaded once and shared by all letters."""
    if native.missing():
        raise PdfUnavailable(native.advice())
    import weasyprint  # noqa: PLC0415 - fails without its native libraries
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    fonts, fetcher = FontConfiguration(), _fetcher()
    styles = weasyprint.CSS(
        string=file_of(STYLESHEET).read_text("utf-8"),
        base_url=ROOT + STYLESHEET,
        font_config=fonts,
        url_fetcher=fetcher,
    )
    return SimpleNamespace(
        HTML=weasyprint.HTML,
        Refused=FatalURLFetchingError,
        fetcher=fetcher,
        fonts=fonts,
        styles=styles,
    )


def _fetcher():
    """Serves the files in SERVED and stops the letter at any other address."""
    from weasyprint.urls import (  # noqa: PLC0415
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class OnlyOurFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in SERVED:
                raise FatalURLFetchingError(f"not fetched for a letter: {url[:80]}")
            return URLFetcherResponse(url, file_of(SERVED[url]).read_bytes())

    return OnlyOurFiles(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
