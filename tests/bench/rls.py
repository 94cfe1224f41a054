"""The board on PostgreSQL behind row-level security, against the same board without it.

Timed by the clock on the wall, for most of what the policies cost is the server's work. Without it
means the login that owns everything: no transaction, no settings, no policy.
"""

import os
import subprocess
import sys
from time import perf_counter
from unittest.mock import patch

from ledger.walls import inside
from tests import dbserver, make
from tests.bench import board, site
from tests.bench.sides import ratio

GOAL = 1.2  # at most
TURNS = 60
THERE = (
    "from tests.bench import site; site.ready(); from tests.bench import rls; print(rls.measured())"
)


def measure():
    """In a process of its own: this one may have another database."""
    server = dbserver.Server(dbserver.binaries())
    environ = os.environ | {
        "DATABASE_URL": server.url,
        "DATABASE_ROLE": "login",
        "TEST_DATABASE_READY": "postgres",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-c", THERE],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    finally:
        server.stop()
    return float(done.stdout)


def measured():
    site.start()
    person = make.user("bench-rls")
    for other in range(20):  # rows of others, which the policies keep away
        board.debts(make.workspace(make.user(f"bench-rls-{other}")), board.DEBTS)
    board.debts(make.workspace(person), board.DEBTS)
    client = site.browser(person)

    def walled():
        site.opened(client, "/")

    def open_to_all():
        with patch.object(inside, "is_walled", lambda: False):
            site.opened(client, "/")

    return ratio(walled, open_to_all, turns=TURNS, clock=perf_counter)
