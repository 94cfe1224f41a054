"""A print file of 100 letters against 100 documented ones put into one: how much smaller it is."""

import io

import pikepdf

from negotiation.letters.pdf import IN_ONE, merged
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
    parts = [merged(pages[start : start + IN_ONE]) for start in range(0, LETTERS, IN_ONE)]
    return len(together(map(paper.naive, pages))) / len(together(parts))
