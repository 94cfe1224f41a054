"""What an update does to the tables while people are at work: walls down, columns, walls up."""

import random
import time

from django.db import connections

from tests.drills.crowd import Crowd, account
from tests.drills.live import Failed
from tests.drills.people import person

PEOPLE, MOMENT = 6, (0.2, 2.0)
COLUMN = "added_by_an_update"
# an additive migration, as `migrate` goes about it; and afterwards the way back
STEPS = f"""
from django.db import connection
from ledger.walls import lay
lay.open_for_migrations(connection)
with connection.cursor() as cursor:
    for table in ("ledger_debt", "negotiation_letter", "negotiation_calllog"):
        cursor.execute(f"ALTER TABLE {{table}} {{change}} COLUMN {COLUMN} {{kind}}")
lay.lay(connection)
"""


def run(site, *, seed, times=5):
    site.make()
    crowd = Crowd(site, [person(f"update{n}") for n in range(PEOPLE)], seed=seed)
    connections.close_all()
    site.start_web()
    site.start_worker()
    site.wait_until_ready()
    chance, again = random.Random(seed), 0
    with crowd:
        for _ in range(times):
            for change, kind in (("ADD", "integer NULL"), ("DROP", "")):
                time.sleep(chance.uniform(*MOMENT))
                again += updated(site, change, kind)
    yield f"{times} updates and as many ways back, {PEOPLE} people at work; {again} tried again"
    yield from account(crowd.done)
    site.manage("verify")
    yield "manage.py verify: all as issued"


def updated(site, change, kind):
    """How often it had to be run again: it may lose to people at work, and then changes nothing."""
    for tries in range(5):
        try:
            steps = f"change, kind = {change!r}, {kind!r}\n{STEPS}"
            site.manage("shell", "-c", steps, DATABASE_ROLE="login")
        except Failed as fault:
            if not any(word in str(fault) for word in ("deadlock", "locked")):
                raise
        else:
            return tries
    raise Failed(f"{change}: did not come through in 5 tries")
