"""A warm letter against the documented call, in turns, by the processor's time."""

from functools import partial
from statistics import median

from negotiation.letters.press.engine import Engine
from negotiation.letters.press.pages import SAMPLE
from tests.bench import paper
from tests.bench.sides import cost

GOAL = 2.5  # at least
LETTERS = 36


def warm():
    """An engine as a hand at the press has it, after letters of these kinds."""
    engine = Engine()
    engine.warm(SAMPLE.read_text("utf-8"))
    for number in range(1000, 1018):
        engine.draw(paper.page(number))
    return engine


def measure():
    paper.tell()
    engine = warm()
    paper.naive(paper.page(0))
    ratios = []
    for html in paper.pages(LETTERS):
        theirs = cost(partial(paper.naive, html))
        ratios.append(theirs / cost(partial(engine.draw, html)))
    return median(ratios)
