"""What the worker is handed: print this run; and, each minute, put lost and old runs right."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from negotiation.models import PrintRun
from negotiation.printing import binding, job

KEPT_DAYS = 7  # how long files to print are kept; the letters themselves stay


@task(takes_context=True)
def print_letters(context, run_id):
    job.work(run_id, context.task_result.id)


def hand_over(run):
    """Let the worker print it: inside the transaction that begins or resumes the run."""
    run.hand_to(print_letters.enqueue(str(run.pk)).id)


@transaction.atomic
def resume(run):
    """Go on where it was stopped; raises RunClosed, AlreadyPrinting."""
    run.resume()
    hand_over(run)


@task()
def put_right():
    fail_what_nobody_will_do()
    clear_old_files()
    binding.clear_desks()


def fail_what_nobody_will_do():
    """Open runs whose task was tried too often, or is not known any more."""
    alive = DBTaskResult.objects.exclude(
        status__in=(TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL)
    ).values_list("id", flat=True)
    for run in PrintRun.objects.open().exclude(task_id__in=list(alive)):
        run.fail()


def clear_old_files():
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    for run in PrintRun.objects.with_old_files(before=before):
        run.clear()
