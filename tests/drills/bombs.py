"""Paper made to burst, without a pause, through all that stands between it and the others.

One is at the worker: a letter whose enclosure is a PDF of 0.4 MB that becomes 400 MB, printed again
and again. One is at the press: boxes in boxes that would be drawn for hours, as if a form had let
them through; a hand is stopped at them after its seconds, and the next begins.
"""

import threading
import time
from contextlib import suppress
from io import BytesIO

import pikepdf
from django.db import connections

from debtsite.press.room import Room
from debtsite.press.wire import TooHeavy
from ledger.models import Debt
from negotiation.letters.pdf import SAMPLE
from negotiation.models import PrintRun
from tests import make
from tests.drills import acts
from tests.drills.browser import LOST
from tests.drills.live import Failed

LEFT = 120  # seconds for the worker to finish what was thrown
BOXES = b'<div style="display: flex">' * 14 + b"a b"


def bursting():
    """A PDF whose one page is 400 MB of drawing."""
    made, content = pikepdf.new(), BytesIO()
    made.add_blank_page(page_size=(612, 792)).Contents = made.make_stream(bytes(400 * 2**20))
    made.save(content)
    return content.getvalue()


class Bombs:
    """Thrown for as long as this is open; `printed` and `drawn` count them."""

    def __init__(self, site, somebody):
        self.site, self.somebody = site, somebody
        self.over, self.fault = threading.Event(), None
        self.printed = self.drawn = 0
        self.threads = [threading.Thread(target=each) for each in (self.print, self.draw)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        for thread in self.threads:
            thread.join()
        if self.fault:
            raise self.fault

    def print(self):
        browser, debt = self.somebody.browser(self.site), self.somebody.debts[0]
        path = f"/debts/{debt}/letters/new/L5/"
        more = {"documents": self.somebody.paper, "issue": "1"}
        try:
            while not self.over.is_set():
                with suppress(*LOST):  # a line that was left open since the last turn
                    made = acts.act("bomb", browser, path, patience=60, **more)
                    letter = made.where.strip("/").split("/")[-1]
                    acts.print_letter(browser, self.somebody, letter)
                    self.settle()
                    self.printed += 1
        except Failed as fault:
            self.fault = fault
        finally:
            connections.close_all()

    def settle(self):
        """Until the worker is through with it."""
        until = time.monotonic() + LEFT
        while PrintRun.objects.open().exists():
            if time.monotonic() > until:
                raise Failed("the worker does not get through a bomb")
            time.sleep(0.2)

    def draw(self):
        press, html = Room(), SAMPLE.read_bytes().replace(b"</article>", BOXES + b"</article>")
        while not self.over.is_set():
            with suppress(TooHeavy):
                press.ask("letter", {"pages": 60}, html)
                self.fault = Failed("the press draws what should be too heavy")
            self.drawn += 1
        press.close()


def armed(somebody):
    """This person with the bursting PDF among the papers of their first debt."""
    debt = Debt.objects.get(pk=somebody.debts[0])
    somebody.paper = str(make.document(debt, content=bursting()).pk)
    return somebody
