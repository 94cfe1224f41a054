"""What the worker is handed: make a copy; each minute, put copies right and carry out deletions."""

from contextlib import ExitStack
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ledger.models import Departure, Export
from negotiation.leaving import erase, export, mails, traces


@task(takes_context=True)
def make_export(context, export_id):
    export.work(export_id, context.task_result.id)


@task()
def say_asked(departure_id):
    mails.asked(departure_id)


@transaction.atomic
def ask_export(workspace, *, by, form_key):
    """The copy this form asked for, in the worker's hands; raises what Export.ask raises."""
    asked, made = Export.ask(workspace, by=by, form_key=form_key)
    if made:
        asked.hand_to(make_export.enqueue(str(asked.pk)).id)
    return asked


@transaction.atomic
def ask_departure(person, workspaces, **asked):
    """A deletion in some days, told by mail at once; raises AlreadyLeaving."""
    departure = Departure.ask(person, workspaces, **asked)
    say_asked.enqueue(str(departure.pk))
    return departure


@task()
def put_right():
    """One after the other, whatever becomes of those before; what failed is raised at the end."""
    with ExitStack() as chores:  # it begins with the last
        chores.callback(erase.sweep)
        chores.callback(tell_it_is_done)
        for departure in Departure.objects.due(now=timezone.now()).order_by("-due_at"):
            chores.callback(erase.carry_out, departure)
        chores.callback(clear_old)
        chores.callback(fail_what_nobody_will_do)


def tell_it_is_done():
    for departure in Departure.objects.untold():
        mails.done(departure)
        traces.settle()


def fail_what_nobody_will_do():
    """Open exports whose task was tried too often, or is not known any more."""
    alive = DBTaskResult.objects.exclude(
        status__in=(TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL)
    ).values_list("id", flat=True)
    for lost in Export.objects.open().exclude(task_id__in=list(alive)):
        lost.fail()


def clear_old():
    """What lay here long enough, and what is not here: no backup brings a copy back."""
    before = timezone.now() - timedelta(days=Export.KEPT_DAYS)
    for copy in Export.objects.ready():
        if copy.ended_at < before or not copy.file.exists():
            copy.clear()
    export.sweep()
