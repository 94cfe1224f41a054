"""PostgreSQL killed hard under load, again and again: nothing acknowledged is lost."""

import random
import time

from django.db import connections

from tests.drills.acts import AWAY
from tests.drills.crowd import Crowd, account
from tests.drills.live import Failed
from tests.drills.people import person

PEOPLE, MOMENT, AWAY_FOR = 6, (0.5, 3.0), (0.0, 2.0)
AFTER = 40  # requests right after the recovery, none of which may fail


def run(site, *, seed, times=10):
    site.make()
    crowd = Crowd(site, [person(f"restart{n}") for n in range(PEOPLE)], seed=seed)
    bystander = person("bystander").browser(site)
    connections.close_all()
    site.start_web()
    site.start_worker()
    site.wait_until_ready()
    with crowd:
        for status in strike(site, bystander, random.Random(seed), times):
            yield f"killed; a page meanwhile: {status}, /readyz 503; then {AFTER} pages: all 200"
    yield f"seed {seed}: PostgreSQL killed {times} times, {PEOPLE} people at work"
    yield from account(crowd.done)
    site.manage("verify")
    yield "manage.py verify: all as issued"


def strike(site, bystander, chance, times):
    for _ in range(times):
        time.sleep(chance.uniform(*MOMENT))
        site.postgres.kill()
        yield while_it_is_away(site, bystander)
        time.sleep(chance.uniform(*AWAY_FOR))
        site.postgres.start_again()
        site.wait_until_ready()
        calm(bystander)


def while_it_is_away(site, browser):
    """Not ready, and a page that says so."""
    if (ready := site.asked("/readyz")) != 503:
        raise Failed(f"/readyz says {ready} without a database")
    status, page, _where = browser.get("/")
    if status not in AWAY or "The site is busy just now" not in page:
        raise Failed(f"a page without a database answers {status}: {page[:200]}")
    return status


def calm(browser):
    """No request after the recovery fails."""
    for _ in range(AFTER):
        status, _page, _where = browser.get("/")
        if status != 200:
            raise Failed(f"a page after the recovery answers {status}")
