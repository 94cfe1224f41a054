"""./run drill NAME [sqlite|postgres] [--seed N] [--times N]: what should hold when things go wrong.

kill      kill -9 of server and worker under load       restart   PostgreSQL killed hard
load      60 people at once, then with PDF bombs        stop      SIGTERM during requests
full      a disk without room                           update    tables changed under load
replay    one person's requests by another
"""

import argparse
import os
import secrets
import signal
import sys
import time
from importlib import import_module

import django

from tests.drills import live, replay

NAMES = ("full", "kill", "load", "replay", "restart", "stop", "update")
DATABASES = ("sqlite", "postgres")


def main(typed):
    parser = argparse.ArgumentParser(prog="./run drill", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("database", nargs="?", choices=DATABASES)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--times", type=int)
    given = parser.parse_args(typed)
    options = {"seed": given.seed} | ({"times": given.times} if given.times else {})
    drill = f"tests.drills.{given.name}"
    if given.database:
        return one(drill, given.database, options)
    return max(each(given.name, database, options) for database in fit(given.name))


def fit(name):
    return {"restart": ("postgres",), "full": ("sqlite",)}.get(name, DATABASES)


def each(name, database, options):
    """Every database in a process of its own: Django knows one."""
    command = [sys.executable, "-m", "tests.drills", name, database]
    command += [f"--{option}={value}" for option, value in options.items()]
    return os.spawnv(os.P_WAIT, sys.executable, command)


def end(*_):
    """Asked to stop: as if by hand, so that the servers of the drill end with it."""
    raise KeyboardInterrupt


def one(drill, database, options):
    signal.signal(signal.SIGTERM, end)
    began = time.monotonic()
    print(f"== {drill.rpartition('.')[2]} on {database}", flush=True)
    if drill.endswith("replay"):  # the browser tests bring a site of their own
        return replay.run(database)
    try:
        with live.Live(database) as site:
            # the drill itself looks at everybody's rows
            os.environ.update(site.environ | {"DATABASE_ROLE": "login"})
            django.setup()
            for line in import_module(drill).run(site, **options):
                print(line, flush=True)
    except live.Failed as fault:
        print(f"== FAILED: {fault}")
        return 1
    print(f"== held ({time.monotonic() - began:.0f} s)", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
