"""Forgetting: rows, files, keys, tasks, sessions, and the account where that goes too.

Each step finds out first what is left to do. A worker that is killed anywhere in between leaves
what the next one finishes; the proof is written only once a count finds nothing any more.
"""

import re
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from debtsite import mailbox
from debtsite.background import stop_if_leaving
from ledger import keys
from ledger.models import Activity, Allowance, Departure, Erasure, User, Workspace
from ledger.models.leaving import hold_person
from ledger.walls.pieces import models_of_a_workspace
from negotiation.leaving import counting, traces, whose

OF_LATE = timedelta(days=2)
SETTLED = timedelta(minutes=10)
AN_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


class NotGone(Exception):
    """After everything was deleted something is still there: the next try deletes it again."""


def carry_out(departure):
    """From beginning to proof; begun again at any point, it goes on from there."""
    if not begin(departure.pk):
        return
    for erasure in Erasure.objects.filter(departure=departure.pk):
        stop_if_leaving()
        erase_rows(erasure.workspace_id)
        erase_files(erasure.workspace_id)
    erase_account(departure.pk)
    finish(departure.pk)
    traces.settle()


@transaction.atomic
def begin(departure_id):
    """Whether there is anything to do; from now on nothing can be stopped.

    Whoever goes may have begun another workspace since: nobody else would ever delete it.
    """
    person = hold_person(departure_id)
    departure = Departure.objects.select_for_update().filter(pk=departure_id, done_at=None).first()
    if departure is None:
        return False
    if person:
        theirs = [workspace.pk for workspace in whose.own_workspaces(person)]
        Workspace.objects.filter(pk__in=theirs).update(departure=departure)
    ids = list(departure.workspaces.values_list("pk", flat=True))
    people = [person.pk] if person else []
    if departure.begun_at is None:
        asker = whose.asker(departure)
        departure.before = counting.of(ids, people)
        departure.mail_to = asker.email if asker else ""
        departure.begun_at = timezone.now()
        departure.save(update_fields=["before", "mail_to", "begun_at"])
    for pk in (*ids, *people):
        Erasure.objects.get_or_create(workspace_id=pk, defaults={"departure": departure})
    return True


# ---- a workspace ------------------------------------------------------------------------------


@transaction.atomic
def erase_rows(workspace_id):
    """Every row of it in one act; the links between them are looked at when that ends."""
    forget_tasks(workspace_id)
    traces.forget_cached(workspace_id)
    LogEntry.objects.filter(object_id__in=memberships(workspace_id)).delete()
    for model in models_of_a_workspace():
        rows = models.QuerySet(model).filter(workspace=workspace_id)
        rows._raw_delete(rows.db)  # no model's refusal, no collecting: the row and nothing else
    itself = models.QuerySet(Workspace).filter(pk=workspace_id)
    itself._raw_delete(itself.db)


def memberships(workspace_id):
    found = counting.rows_of("ledger.Membership", workspace_id).values_list("pk", flat=True)
    return [str(pk) for pk in (workspace_id, *found)]


def forget_tasks(workspace_id):
    """Whatever the worker was, is or shall be told about it."""
    named = named_in_tasks()
    theirs = {workspace_id.hex}
    for model in models_of_a_workspace():
        rows = models.QuerySet(model).filter(workspace=workspace_id, pk__in=[*named])
        theirs |= {pk.hex for pk in rows.values_list("pk", flat=True)}
    forget_naming(theirs, named)


def named_in_tasks():
    """Every id that a task was told, with the tasks that were."""
    named = {}
    for pk, arguments in DBTaskResult.objects.values_list("pk", "args_kwargs"):
        for found in AN_ID.findall(str(arguments)):
            named.setdefault(found.replace("-", ""), []).append(pk)
    return named


def forget_naming(ids, named):
    gone = [pk for each in ids for pk in named.get(each, ())]
    DBTaskResult.objects.filter(pk__in=gone).delete()


def erase_files(workspace_id):
    """Every folder `<kind>/<workspace>` and what opens its sealed words, in whatever backup."""
    for folder in counting.folders(workspace_id):
        with suppress(FileNotFoundError):  # a desk that was just cleared
            shutil.rmtree(folder)
    keys.forget(workspace_id)
    for part in Path(settings.KEYS_DIR).glob(f"{workspace_id}.*"):
        part.unlink(missing_ok=True)


def sweep():
    """What a worker wrote that did not know yet that the workspace was deleted.

    Nothing but what was written since a deletion of late: a database that is not the one of these
    files must not cost anybody a paper. Nor what is so new that its workspace may be on its way.
    """
    now = timezone.now()
    late = Departure.objects.filter(done_at__gt=now - OF_LATE)
    since = late.aggregate(first=Min("begun_at"))["first"]
    if since is None:
        return
    known = {str(pk) for pk in Workspace.objects.values_list("pk", flat=True)}
    for workspace_id, folder in counting.every_folder():
        if workspace_id not in known and is_between(folder, since, now - SETTLED):
            shutil.rmtree(folder, ignore_errors=True)


def is_between(folder, since, until):
    """Whether it was last written into between these moments."""
    try:
        return since.timestamp() < folder.stat().st_mtime < until.timestamp()
    except FileNotFoundError:
        return False


# ---- an account -------------------------------------------------------------------------------


def erase_account(departure_id):
    """The person, where they go too; else the mail that was kept here about what is gone."""
    departure = Departure.objects.get(pk=departure_id)
    if departure.mail_to and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        mailbox.forget(departure.mail_to)
    for person in departure.people.all():
        forget_person(person)


@transaction.atomic
def forget_person(person):
    """Signed out everywhere, member of nothing; what others keep of them loses its name."""
    if whose.own_workspaces(person.fresh()):
        raise NotGone  # begun just now: it goes with the next try
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    Activity.objects.filter(person=person, workspace=None).delete()
    LogEntry.objects.filter(object_id=str(person.pk)).delete()
    traces.forget_cached(person.pk, person.email)
    Allowance.objects.filter(key__contains=str(person.pk)).delete()
    person.delete()


# ---- the proof --------------------------------------------------------------------------------


@transaction.atomic
def finish(departure_id):
    """Count once more, and write down that nothing is left; raises NotGone."""
    departure = Departure.objects.select_for_update().get(pk=departure_id)
    if departure.done_at:
        return
    erasures = departure.erasures.all()
    ids = [erasure.workspace_id for erasure in erasures]  # a person's is among them
    departure.after = counting.of(ids, ids, tables=departure.before["rows"])
    left = sum(departure.after["rows"].values()) + departure.after["files"]
    if left or departure.people.exists():
        raise NotGone
    departure.done_at = timezone.now()
    departure.save(update_fields=["after", "done_at"])
    erasures.delete()
    forget_naming({departure_id.hex}, named_in_tasks())
    tell_those_who_stay(departure)


def tell_those_who_stay(departure):
    """On the activity page of whoever keeps the account."""
    person = (
        None if departure.with_account else User.objects.filter(email=departure.mail_to).first()
    )
    if person:
        Activity.record("deleted", person=person)
