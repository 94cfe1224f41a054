"""The background worker: django-tasks' own, and what it lacks.

It says every few seconds that it lives. Tasks of a worker that fell silent are begun again, by the
next worker or by another; so are tasks that fail, a few times, each time a little later. Once a
minute the tasks of settings.EVERY_MINUTE are put into the queue, by one worker for all.
"""

import os
import secrets
import signal
import socket
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from debtsite.background import BELIEVED, SEEN, Later, leaving

TRIES = 5
WAITS = (5, 30, 120, 600)  # seconds before a task that failed is tried again
LOOKS_EVERY, BEATS_EVERY, TICKS_EVERY = 1, 10, 20  # seconds
KEPT_DAYS = 2  # how long it stays known how a task went


class SteadyWorker(Worker):
    """One worker of this process; with a `parent`, it ends when that process does."""

    def __init__(self, *, parent=None, **options):
        super().__init__(worker_id=new_id(), **options)
        self.parent = parent

    def shutdown(self, signum, frame):
        leaving.set()
        super().shutdown(signum, frame)

    def run(self):
        leaving.clear()
        beat(self.worker_id)
        tick()
        with self.beating():
            super().run()

    @contextmanager
    def beating(self):
        """Beats and ticks beside the tasks, so that a long one holds nothing up."""
        over = Event()
        heart = Thread(target=self.live, args=(over,), name="heart", daemon=True)
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()
            cache.delete(key_of(self.worker_id))

    def live(self, over):
        seconds = 0
        while not over.wait(LOOKS_EVERY):
            seconds += LOOKS_EVERY
            if self.parent and os.getppid() != self.parent:
                os.kill(os.getpid(), signal.SIGTERM)
                self.parent = None
            try:
                if seconds % BEATS_EVERY == 0:
                    beat(self.worker_id)
                if seconds % TICKS_EVERY == 0:
                    tick()
            except (DatabaseError, OSError):
                continue  # the database is away for a moment: beat again when it is back
            finally:
                close_old_connections()

    def run_task(self, db_task_result):
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            try_again(db_task_result)


def new_id():
    """Which machine, which process, and that it is this very start of it."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(6)}"


def key_of(worker_id):
    return f"worker:{worker_id}"


def beat(worker_id):
    cache.set_many({SEEN: True, key_of(worker_id): True}, BELIEVED)


def tick():
    """What must happen now and then, whichever worker gets to it first."""
    begin_again_what_was_lost()
    minute = timezone.now().strftime("%Y%m%d%H%M")
    if cache.add(f"tick:{minute}", True, 300):
        put_in_queue(settings.EVERY_MINUTE)
        forget_old_results()


def put_in_queue(paths):
    """Each of these tasks once, unless it waits there already."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__in=paths)
    known = set(waiting.values_list("task_path", flat=True))
    for path in paths:
        if path not in known:
            import_string(path).enqueue()


def forget_old_results():
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=old).delete()


def begin_again_what_was_lost():
    for row in DBTaskResult.objects.running():
        if is_gone(row.worker_ids[-1]):
            try_again(row)


def is_gone(worker_id):
    """Whether this worker was killed: at once where its process can be looked for."""
    host, pid, _start = worker_id.rsplit(":", 2) if worker_id.count(":") >= 2 else ("", "0", "")
    if host == socket.gethostname()[:32] and not is_running(int(pid)):
        return True
    return cache.get(key_of(worker_id)) is None


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def try_again(row):
    """Back into the queue, unless it was tried often enough; what is `Later` is no failed try."""
    later = row.exception_class_path == f"{Later.__module__}.{Later.__qualname__}"
    workers = row.worker_ids[:-1] if later else row.worker_ids
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    if len(workers) >= TRIES:
        same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
        return
    failed = row.status == TaskResultStatus.FAILED and not later
    wait = WAITS[len(workers) - 1] if failed else 0
    same.update(
        status=TaskResultStatus.READY,
        worker_ids=workers,
        run_after=timezone.now() + timedelta(seconds=wait),
        exception_class_path="",
        finished_at=None,
    )
