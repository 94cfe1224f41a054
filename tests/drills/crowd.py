"""People at work: each in a thread, act after act, each acknowledged act written down."""

import random
import threading
from collections import Counter

from django.db import connections

from ledger.models import Event, Payment
from negotiation.models import CallLog, Letter, PrintRun
from tests.drills import acts
from tests.drills.live import Failed

MODELS = {"call": CallLog, "payment": Payment, "letter": Letter, "print run": PrintRun}
TOLD = {"call": "call_logged", "payment": "payment_made", "letter": "letter_issued"}


class Crowd:
    def __init__(self, site, people, *, seed):
        self.site, self.people, self.seed = site, people, seed
        self.done, self.faults = [], []
        self.over = threading.Event()
        self.threads = [
            threading.Thread(target=self.work, args=(person, number), daemon=True)
            for number, person in enumerate(people)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        """Everybody finishes what they have in hand: the site is up again by now."""
        self.over.set()
        if error[0]:
            return
        for thread in self.threads:
            thread.join()
        if self.faults:
            raise Failed("; ".join(self.faults[:3]))

    def work(self, person, number):
        chance = random.Random(f"{self.seed}-{number}")
        browser = person.browser(self.site)
        try:
            while not self.over.is_set() and not self.faults:
                self.act(browser, person, chance)
        except (Failed, LookupError) as fault:
            self.faults.append(f"{person.name}: {fault}")

    def act(self, browser, person, chance):
        debt = chance.choice(person.debts)
        what = chance.choice([acts.log_call, acts.record_payment, acts.issue_letter])
        done = what(browser, person, debt)
        self.done.append(done)
        if done.kind == "letter" and chance.random() < 0.3:
            letter = done.where.strip("/").split("/")[-1]
            self.done.append(acts.print_letter(browser, person, letter))


def account(done):
    """Every acknowledged act against the rows there are; lines to print, or Failed."""
    connections.close_all()
    yield f"acknowledged: {len(done)} acts ({counted(Counter(act.kind for act in done))})"
    again = sum(act.tries > 1 for act in done)
    yield f"{again} of them were sent more than once, {sum(act.tries for act in done)} times in all"
    for kind, model in MODELS.items():
        said = [act.key for act in done if act.kind == kind]
        rows = Counter(str(key) for key in model._base_manager.values_list("form_key", flat=True))
        if lost := set(said) - rows.keys():
            raise Failed(f"{len(lost)} acknowledged {kind}s are lost")
        if sum(rows.values()) != len(set(said)):
            raise Failed(f"{sum(rows.values())} {kind}s for {len(set(said))} acts")
        told(kind, len(said))
    yield "none lost, none twice, each told once in its debt's history"


def told(kind, acts_done):
    if kind in TOLD:
        lines = Counter(Event.objects.filter(kind=TOLD[kind]).values_list("subject_id", flat=True))
        if len(lines) != acts_done or set(lines.values()) - {1}:
            raise Failed(f"{sum(lines.values())} lines of history for {acts_done} {kind}s")


def counted(counter):
    return ", ".join(f"{number} {name}s" for name, number in sorted(counter.items()))
