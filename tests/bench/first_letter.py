"""The first letter after the press says it is ready against a warm one, by the clock."""

from statistics import median
from time import perf_counter

from debtsite.press.room import Room
from negotiation.letters.press.pages import SAMPLE
from tests.bench import paper

GOAL = 1.5  # at most
PRESSES = 7
LETTERS = 15


def seconds(room, html):
    start = perf_counter()
    room.ask("letter", {"pages": 60}, html.encode())
    return perf_counter() - start


def ratio():
    room = Room()
    room.start()
    seconds(room, SAMPLE.read_text("utf-8"))  # as the site waits for it
    first = seconds(room, paper.page(0, "L2"))
    warm = median(seconds(room, paper.page(number, "L2")) for number in range(1, LETTERS))
    room.close()
    return first / warm


def measure():
    return median(ratio() for _ in range(PRESSES))
