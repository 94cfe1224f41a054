"""The same board again, unchanged (a 304), against the empty signed-in page."""

from tests import make
from tests.bench import site
from tests.bench.board import DEBTS, debts
from tests.bench.sides import ratio

GOAL = 1.1  # at most


def measure():
    site.start()
    person = make.user("bench-unchanged")
    debts(make.workspace(person), DEBTS)
    client = site.browser(person)
    seen = site.opened(client, "/")["ETag"]

    def again():
        site.opened(client, "/", **{"If-None-Match": seen})

    return ratio(again, lambda: site.opened(client, "/empty/"), turns=30)
