"""A real worker, killed for good in the middle of a pile: the next one goes on."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django_tasks_db.models import DBTaskResult

from debtsite import native
from negotiation.models import PrintRun
from tests import make
from tests.negotiation.printing.test_job import bookmarks, letters, names_kept, pages_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(native.missing()), reason="Pango is missing"),
]


def database_url():
    """Where this very test keeps its rows."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    place = f"{known['HOST']}:{known['PORT']}" if known["PORT"] else known["HOST"]
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{place}/{known['NAME']}"


@pytest.fixture
def worker(settings, tmp_path):
    """Start a worker on these rows: worker() for one that stays, worker("--batch") for one run."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    environ = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "debtsite.settings",
    }
    started = []

    def start(*options):
        command = [sys.executable, "manage.py", "worker", "--verbosity", "0", *options]
        started.append(subprocess.Popen([*command, "--interval", "0.1"], env=environ))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(run, done):
    for _ in range(3000):  # a minute: a busy machine starts the worker slowly
        run.refresh_from_db()
        if run.done >= done:
            return
        time.sleep(0.02)
    pytest.fail(f"only {run.done} letters in time")


def test_kill_loses_nothing_and_doubles_nothing(debt, worker):
    run = make.print_run(*letters(debt, 16), covers=True)
    first = worker()
    wait_until(run, done=4)
    first.send_signal(signal.SIGKILL)
    first.wait()
    run.refresh_from_db()
    assert run.state == PrintRun.State.WORKING
    left = run.total - run.done
    assert 0 < left < run.total
    ticked = dict(run.letters.exclude(done_at=None).values_list("pk", "done_at"))

    assert worker("--batch").wait(timeout=60) == 0
    run.refresh_from_db()
    assert (run.state, run.done) == (PrintRun.State.DONE, 16)
    again = dict(run.letters.filter(pk__in=ticked).values_list("pk", "done_at"))
    assert again == ticked  # what was done is not done again
    pile = run.files.get(kind="letters")
    assert (pages_of(pile), len(names_kept(run))) == (32, 2)
    assert bookmarks(pile) == [
        f"{number}. Midtown Recovery: Letter {number}" for number in range(1, 17)
    ]
    row = DBTaskResult.objects.get(id=run.task_id)
    assert (row.status, len(row.worker_ids)) == ("SUCCESSFUL", 2)
