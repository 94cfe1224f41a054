"""Somebody who has the heaviest papers made that the site takes, one after the other.

Each letter has as many lines and signs as a letter may have, and with it goes a PDF of 0.4 MB that
becomes 400 MB when it is opened; then it is printed.
"""

import threading
import time
from contextlib import suppress
from io import BytesIO

import pikepdf
from django.db import connections

from ledger.models import Debt
from negotiation.models import PrintRun
from tests import make
from tests.drills import acts
from tests.drills.browser import LOST
from tests.drills.live import Failed

LEFT = 300  # seconds for the worker after a turn
HEAVY = "\n".join("WЖΩẞ QæŒÑ éfi ffl Щю" for _ in range(200))  # 200 lines, 4,199 characters


def bursting():
    """A PDF whose one page is 400 MB of drawing."""
    made, content = pikepdf.new(), BytesIO()
    made.add_blank_page(page_size=(612, 792)).Contents = made.make_stream(bytes(400 * 2**20))
    made.save(content)
    return content.getvalue()


class Bombs:
    """Thrown as fast as the site takes them, for as long as this is open."""

    def __init__(self, site, somebody):
        self.site, self.somebody = site, somebody
        self.over, self.thrown, self.fault = threading.Event(), 0, None
        self.thread = threading.Thread(target=self.throw)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()
        if self.fault:
            raise self.fault
        self.settle()

    def throw(self):
        browser, debt = self.somebody.browser(self.site), self.somebody.debts[0]
        while not self.over.is_set() and not self.fault:
            with suppress(*LOST):  # a line that was left open since the last turn
                try:
                    self.throw_one(browser, debt)
                except Failed as fault:
                    self.fault = fault

    def throw_one(self, browser, debt):
        path = f"/debts/{debt}/letters/new/L5/"
        more = {"free_text": HEAVY, "documents": self.somebody.paper, "issue": "1"}
        made = acts.act("bomb", browser, path, patience=60, **more)
        letter = made.where.strip("/").split("/")[-1]
        acts.print_letter(browser, self.somebody, letter)
        self.thrown += 1

    def settle(self):
        """Until the worker, too, is through with them."""
        until = time.monotonic() + LEFT
        while PrintRun.objects.open().exists():
            if time.monotonic() > until:
                raise Failed("the worker does not get through the bombs")
            time.sleep(0.5)
        connections.close_all()


def armed(somebody):
    """This person with the bursting PDF among the papers of their first debt."""
    debt = Debt.objects.get(pk=somebody.debts[0])
    somebody.paper = str(make.document(debt, content=bursting()).pk)
    return somebody
