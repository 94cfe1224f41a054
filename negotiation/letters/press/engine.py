"""Draws letters with WeasyPrint: fonts and styles read once, nothing fetched, the same bytes.

For one thread alone, and never in the site's own process: see `debtsite.press`.
"""

from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from debtsite.press.wire import Refused, TooHeavy
from negotiation.letters import tagging
from negotiation.letters.press import packing, shortcuts
from negotiation.letters.press.tree import plain_tree

HERE = Path(__file__).parent
STATIC = HERE.parent.parent.parent / "static"
ROOT = "file:///static/"  # no such folder: an address for the fetcher below, never opened
VARIANT = "pdf/ua-1"
MOST_PAGES = 60
STYLESHEET = "css/letter.css"
FACES = "vendor/expo-google-fonts-source-serif-4/SourceSerif4_"
WHOLE = {
    f"{ROOT}{FACES}400Regular.ttf": STATIC / f"{FACES}400Regular.ttf",
    f"{ROOT}{FACES}700Bold.ttf": STATIC / f"{FACES}700Bold.ttf",
}
SMALL = {
    f"{ROOT}{FACES}400Regular.ttf": HERE / "faces/LetterSerif-Regular.ttf",
    f"{ROOT}{FACES}700Bold.ttf": HERE / "faces/LetterSerif-Bold.ttf",
}
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028)])) + (
    "\n\u2030\u2039\u203a\u20ac\u2122\u2212"
)
TO_NOTHING = str.maketrans("", "", LATIN)


class FetchRefused(Refused):
    """The page asked for something from outside it, which a letter never needs."""


class TooManyPages(TooHeavy):
    """More paper than any letter takes."""


class OnlyFaces(URLFetcher):
    """Serves the two faces of a letter; any other address stops the letter instead of being left
    out.
    """

    def __init__(self, files):
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url, headers=None):
        if url not in self.files:
            raise FetchRefused(f"not fetched for a letter: {url[:80]}")
        return URLFetcherResponse(url, self.files[url].read_bytes())


class Type:
    """Fonts and styles of letters in these faces, made once."""

    def __init__(self, files):
        self.fonts = FontConfiguration()
        self.fetcher = OnlyFaces(files)
        self.letter, self.a4 = map(self.sheet, (STATIC / STYLESHEET, HERE / "a4.css"))
        self.plain = [self.sheet(HERE / "plain.css")]
        self.kept = shortcuts.Kept(self.fonts)

    def sheets(self, html):
        """The styles this page asks for by its paper."""
        yield self.letter
        if 'class="letter letter-a4"' in html:
            yield self.a4

    def sheet(self, file):
        with refusals():
            return weasyprint.CSS(
                string=file.read_text("utf-8"),
                base_url=ROOT + STYLESHEET,
                font_config=self.fonts,
                url_fetcher=self.fetcher,
            )


class Page(weasyprint.HTML):
    """A letter's page: from its tree where that is known, else by WeasyPrint's own parser."""

    def __init__(self, html, kind, tree):
        if tree is None:
            super().__init__(string=html, base_url=ROOT, url_fetcher=kind.fetcher)
            self.styles = super()._ua_stylesheets()
            return
        self.base_url, self.url_fetcher, self.media_type = ROOT, kind.fetcher, "print"
        self.wrapper_element = shortcuts.wrapped(tree)
        self.etree_element = tree
        self.styles = kind.plain

    def _ua_stylesheets(self, forms=False):
        return self.styles


class Engine:
    """All that is kept between letters. Without `quick` it draws the same bytes, half as fast."""

    def __init__(self, *, quick=True):
        self.quick = quick and shortcuts.fit()
        self.small = Type(SMALL)
        self._whole = None

    @property
    def whole(self):
        """Only for whoever writes beyond Latin."""
        if self._whole is None:
            self._whole = Type(WHOLE)
        return self._whole

    def warm(self, html):
        """Draw a letter both ways: shortcuts that do not lead to the same place are not taken."""
        if self.quick and self.draw(html) != self.plainly(html):
            self.quick = False
        self.draw(html)

    def draw(self, html, *, pages=MOST_PAGES):
        """The PDF of a page of HTML, no longer than so many pages."""
        tree = plain_tree(html) if self.quick else None
        if tree is None:
            return self.plainly(html, pages=pages)
        kind = self.kind(html)
        with shortcuts.taken(kind.kept):
            return made(Page(html, kind, tree), kind, html, pages)

    def plainly(self, html, *, pages=MOST_PAGES):
        """The same by nothing but what WeasyPrint promises."""
        kind = self.kind(html)
        with refusals():
            return made(Page(html, kind, None), kind, html, pages)

    def kind(self, html):
        return self.whole if html.translate(TO_NOTHING) else self.small


def made(page, kind, html, pages):
    document = page.render(
        stylesheets=list(kind.sheets(html)), font_config=kind.fonts, pdf_variant=VARIANT
    )
    if len(document.pages) > pages:
        raise TooManyPages
    return document.write_pdf(
        pdf_variant=VARIANT,
        pdf_identifier=sha256(html.encode()).hexdigest()[:32].encode(),
        finisher=finish,
    )


def finish(document, pdf):
    tagging.finish(document, pdf)
    packing.pack(pdf, level=6)


@contextmanager
def refusals():
    """WeasyPrint stops with a BaseException, which no error page would ever catch."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise FetchRefused(str(error)[:200]) from error.__cause__
