"""The background worker: nothing is lost with it, and nobody's work is taken from them."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from debtsite import beside, worker
from debtsite.background import somebody_works
from tests import chores

GONE = "elsewhere:77:abc"


@pytest.fixture(autouse=True)
def nothing_yet(transactional_db, settings):
    settings.EVERY_MINUTE = []
    cache.clear()
    chores.done.clear()


def work():
    call_command("worker", batch=True, interval=0, verbosity=0)


def running(worker_ids, task=chores.chore, args=("dishes",)):
    """A task that a worker began and never ended."""
    row = task.enqueue(*args).db_result
    row.claim(worker_ids[-1])
    DBTaskResult.objects.update(worker_ids=worker_ids)
    return row


def test_work_waits_for_a_worker_and_is_done_once():
    chores.chore.enqueue("dishes")
    assert (chores.done, somebody_works()) == ([], False)
    work()
    work()
    assert (chores.done, somebody_works()) == (["dishes"], True)


def test_what_a_killed_worker_had_in_hand_is_begun_again():
    running([GONE])
    work()
    assert chores.done == ["dishes"]


def test_a_worker_of_this_machine_that_was_killed_is_known_at_once():
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    killed = worker.new_id().replace(f":{os.getpid()}:", f":{dead.pid}:")
    worker.beat(killed)
    running([killed])
    work()
    assert chores.done == ["dishes"]


def test_nobody_takes_the_work_of_a_worker_that_lives():
    running([GONE])
    worker.beat(GONE)
    work()
    assert chores.done == []


def test_what_kills_every_worker_is_given_up():
    row = running([GONE] * worker.TRIES)
    work()
    row.refresh_from_db()
    assert (chores.done, row.status) == ([], TaskResultStatus.FAILED)


def test_what_fails_is_tried_again_later_and_not_for_ever():
    row = chores.fault.enqueue().db_result
    for tries in range(1, worker.TRIES + 1):
        work()
        row.refresh_from_db()
        assert len(row.worker_ids) == tries
        DBTaskResult.objects.update(run_after=timezone.now())
    work()
    row.refresh_from_db()
    assert (row.status, len(row.worker_ids)) == (TaskResultStatus.FAILED, worker.TRIES)


def test_what_is_to_go_on_later_has_not_failed():
    row = chores.postponed.enqueue().db_result
    call = worker.SteadyWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=worker.TRIES + 2,
        excluded_queue_names=[],
    )
    call.run()
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])


def test_every_minute_one_worker_puts_the_chores_into_the_queue(settings, time_machine):
    settings.EVERY_MINUTE = ["tests.chores.postponed"]
    time_machine.move_to("2026-03-02 12:00:10+00:00", tick=False)
    worker.tick()
    worker.tick()
    assert DBTaskResult.objects.count() == 1
    time_machine.move_to("2026-03-02 12:01:10+00:00", tick=False)
    worker.tick()  # the first still waits
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
    time_machine.move_to("2026-03-02 12:02:10+00:00", tick=False)
    worker.tick()
    assert DBTaskResult.objects.count() == 2


def test_how_tasks_went_is_forgotten_after_some_days():
    chores.chore.enqueue("dishes")
    work()
    long_ago = timezone.now() - timedelta(days=worker.KEPT_DAYS, minutes=1)
    DBTaskResult.objects.update(finished_at=long_ago)
    cache.clear()
    worker.tick()
    assert not DBTaskResult.objects.exists()


# ---- beside the server ----------------------------------------------------------------------

SERVER = """
import os, subprocess, sys, time
command = [sys.executable, "-c", "import os; print(os.getpid(), flush=True); os.pause()"]
sys.path.insert(0, os.getcwd())
keep = f"from debtsite import beside; beside.WAITS = (0,); beside.keep({os.getpid()}, {command!r})"
subprocess.Popen([sys.executable, "-c", keep])
time.sleep(60)
""".replace("os.pause()", "__import__('signal').pause()")


def test_the_worker_beside_a_server_comes_back_and_ends_with_it():
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        first = int(server.stdout.readline())
        os.kill(first, signal.SIGKILL)
        second = int(server.stdout.readline())
        assert second != first
    finally:
        server.kill()
        server.wait()
    assert server.stdout.read() == ""  # ends when the last process that could write has ended
    assert not worker.is_running(second)


def test_a_keeper_whose_server_is_gone_starts_nothing():
    assert beside.keep(parent=-1, command=["false"]) == 0


def test_a_worker_whose_parent_is_gone_ends_by_itself(tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/w"}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], env=environ, check=True, timeout=60
    )
    orphan = [sys.executable, "manage.py", "worker", "--parent", "1", "--verbosity", "0"]
    subprocess.run(orphan, env=environ, check=True, timeout=30)
