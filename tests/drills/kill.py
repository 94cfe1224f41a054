"""kill -9 of the server and the worker at random moments, under load: nothing is lost or twice."""

import random
import shutil
import time
from collections import Counter

from django.db import connections

from negotiation.models import PrintRun
from tests.drills.crowd import Crowd, account
from tests.drills.live import Failed
from tests.drills.people import person

PEOPLE, MOMENT = 8, (0.05, 5.0)  # seconds of work between two kills
PRINTED = 120  # seconds for the worker to finish what is left
VICTIMS = ("web", "worker", "both")


def run(site, *, seed, times=50):
    site.make()
    crowd = Crowd(site, [person(f"kill{n}") for n in range(PEOPLE)], seed=seed)
    connections.close_all()
    site.start_web()
    site.start_worker()
    site.wait_until_ready()
    with crowd:
        killed = strike(site, random.Random(seed), times)
        site.wait_until_ready()
    yield f"seed {seed}: killed {times} times ({killed}), {PEOPLE} people at work"
    yield from account(crowd.done)
    yield finished()
    site.manage("verify")
    yield "manage.py verify: all as issued"
    yield restored(site)


def strike(site, chance, times):
    """Kill one or both, start them again, and let them work until the next moment."""
    count = Counter()
    for _ in range(times):
        time.sleep(chance.uniform(*MOMENT))
        victim = chance.choice(VICTIMS)
        count[victim] += 1
        if victim != "worker":
            site.kill_web()
        if victim != "web":
            site.kill_worker()
        if victim != "worker":
            site.start_web()
        if victim != "web":
            site.start_worker()
        site.wait_until_ready()
    return ", ".join(f"{name} {number}" for name, number in sorted(count.items()))


def finished():
    """Every pile is printed in the end, each letter in it once."""
    until = time.monotonic() + PRINTED
    while PrintRun.objects.open().exists():
        if time.monotonic() > until:
            raise Failed(f"{PrintRun.objects.open().count()} piles are still not printed")
        time.sleep(0.2)
    if bad := PrintRun.objects.exclude(state=PrintRun.State.DONE).count():
        raise Failed(f"{bad} piles failed")
    runs = PrintRun.objects.all()
    if short := [run for run in runs if run.letters.filter(done_at=None).exists()]:
        raise Failed(f"{len(short)} piles lack letters")
    connections.close_all()
    return f"{len(runs)} piles printed, all done"


def restored(site):
    """A backup of all that, put back beside it: `restore` compares every row itself."""
    connections.close_all()
    folder = site.home / "backups"
    site.manage("backup", folder)
    (backup,) = folder.glob("debtsite-*")
    site.kill_web()
    site.kill_worker()
    elsewhere = site.home / "elsewhere"
    address = {"DATABASE_URL": f"sqlite:///{elsewhere}/drill.sqlite3"}
    if site.postgres:
        address = {"DATABASE_URL": site.postgres.another("elsewhere")}
    told = site.manage("restore", backup, DATA_DIR=str(elsewhere), **address)
    site.manage("verify", DATA_DIR=str(elsewhere), **address)
    shutil.rmtree(elsewhere)
    return f"backup restored elsewhere and verified: {told.splitlines()[1]}"
