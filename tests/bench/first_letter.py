"""The first letter after the press says it is ready against a warm one, by the clock."""

from statistics import median
from time import perf_counter

from negotiation.letters.press.room import Room
from tests.bench import paper

GOAL = 1.5  # at most
PRESSES = 7
LETTERS = 15


def seconds(room, html):
    start = perf_counter()
    room.draw(html.encode())
    return perf_counter() - start


def ratio():
    room = Room()
    room.start()
    room.await_start()
    first = seconds(room, paper.page(0, "L2"))
    warm = median(seconds(room, paper.page(number, "L2")) for number in range(1, LETTERS))
    room.close()
    return first / warm


def measure():
    return median(ratio() for _ in range(PRESSES))
