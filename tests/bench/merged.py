"""A print file of 100 letters against 100 documented ones put into one: how much smaller it is."""

import io

import pikepdf

from negotiation.letters.pdf import to_pdf
from negotiation.printing.binding import ToBind, joined
from tests.bench import paper

GOAL = 4.5  # at least
LETTERS = 100


def together(files):
    with pikepdf.new() as document:
        for file in files:
            with pikepdf.open(io.BytesIO(file)) as one:
                document.pages.extend(one.pages)
        kept = io.BytesIO()
        document.save(kept)
    return kept.getvalue()


def measure():
    pages = paper.pages(LETTERS)
    letters = [ToBind("Letter", (to_pdf(page),)) for page in pages]
    print_file, _pages = joined(letters, title="Letters to mail", language="en")
    return len(together(map(paper.naive, pages))) / len(print_file)
