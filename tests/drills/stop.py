"""SIGTERM while letters are made and piles printed: who was let in is answered, work goes on."""

import random
import signal
import threading
import time

from django.db import connections

from tests.drills import acts
from tests.drills.browser import LOST, Fields
from tests.drills.crowd import account
from tests.drills.kill import finished
from tests.drills.live import Failed
from tests.drills.people import person

PEOPLE, MOMENT = 4, (0.05, 0.3)  # seconds after the last request was sent
GRACE = 20  # seconds for what is in hand


def run(site, *, seed, times=5):
    site.make()
    people = [person(f"stop{n}") for n in range(PEOPLE)]
    connections.close_all()
    chance, done = random.Random(seed), []
    for _ in range(times):
        site.start_web()
        site.start_worker()
        site.wait_until_ready()
        sent = [Sent(site, somebody) for somebody in people]
        done += [act for one in sent for act in (one.done, one.pile)]
        for one in sent:
            one.start()
        time.sleep(chance.uniform(*MOMENT))
        yield stopped(site)
        done += [one.answered() for one in sent]
    site.start_web()
    site.start_worker()
    site.wait_until_ready()
    yield f"{times} stops, each with {PEOPLE} letters being made and as many piles: all answered"
    yield from account(done)
    yield finished()


class Sent(threading.Thread):
    """A letter that somebody has made; the one before it is printed meanwhile."""

    def __init__(self, site, somebody):
        super().__init__()
        debt, self.browser = somebody.debts[0], somebody.browser(site)
        self.done = acts.issue_letter(self.browser, somebody, debt)
        letter = self.done.where.strip("/").split("/")[-1]
        self.path, self.answer = f"/debts/{debt}/letters/new/L5/", None
        _status, page, _where = self.browser.get(self.path)
        self.pairs = Fields(page, having="form_key").changed(issue="1")
        self.pile = acts.print_letter(self.browser, somebody, letter)

    def run(self):
        try:
            self.answer = self.browser.post(self.path, self.pairs)
        except LOST as error:
            self.answer = (0, repr(error), "")

    def answered(self):
        self.join()
        status, page, where = self.answer
        if status != 302:
            raise Failed(f"a request in hand was dropped: {status} {page[:200]}")
        return acts.Done("letter", dict(self.pairs)["form_key"], 1, where)


def stopped(site):
    """How long both took to end, after what they had in hand."""
    began = time.monotonic()
    both = (site.web, site.worker)
    for process in both:
        process.send_signal(signal.SIGTERM)
    for process in both:
        process.wait(GRACE)
    ends = {process.returncode for process in both}
    if ends != {0}:
        raise Failed(f"not a clean end: exit codes {ends}")
    return f"stopped in {time.monotonic() - began:.1f} s"
