"""Taking everything along, and leaving for good."""

import shutil
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.activity import Activity
from ledger.models.base import Record, WorkspaceRecord
from ledger.models.people import User
from ledger.models.workspaces import Workspace
from ledger.tenancy import ScopedQuerySet, fetched

DELETION_DAYS = 7  # to think again


# ---- leaving ----------------------------------------------------------------------------------


class AlreadyLeaving(Exception):
    """Something of this person is to be deleted already: one wish at a time."""


class TooLate(Exception):
    """The deletion has begun: nothing of it can be taken back."""


class DepartureQuerySet(models.QuerySet):
    def due(self, *, now):
        """Their day has come, or they were begun and did not end."""
        return self.filter(done_at=None).filter(Q(due_at__lte=now) | ~Q(begun_at=None))

    def untold(self):
        """Done, and the last mail has not left yet."""
        return self.exclude(done_at=None).exclude(mail_to="")


class Departure(Record):
    """A wish to be forgotten, and afterwards the proof of it; its id is the number of the receipt.

    What is to go points here: workspaces, and an account if that goes too. The row itself names
    nobody. Only from the beginning of the deletion until its last mail has left does it hold an
    address. `before` and `after` count rows by table, files and bytes.
    """

    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    with_account = models.BooleanField()
    mail_to = models.EmailField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = DepartureQuerySet.as_manager()

    def __str__(self):
        return f"asked on {self.asked_at:%Y-%m-%d}"

    @property
    def may_stop(self):
        return self.begun_at is None

    @property
    def counts(self):
        """Each table with its rows before and after."""
        after = self.after.get("rows", {})
        return [(table, rows, after.get(table, 0)) for table, rows in self.before["rows"].items()]

    @classmethod
    def standing(cls, person, workspaces):
        """What is asked for this account or one of these workspaces, if anything is."""
        found = Q(people=person) | Q(workspaces__in=workspaces)
        return cls.objects.filter(found, done_at=None).distinct().first()

    @classmethod
    @transaction.atomic
    def ask(cls, person, workspaces, *, with_account, language, now):
        """These workspaces go after the days of thinking again; raises AlreadyLeaving.

        With an account goes all that it owns, also what was begun a moment ago.
        """
        person.fresh()  # one wish at a time
        if with_account:
            workspaces = [member.workspace for member in fetched(person) if member.is_owner]
        if cls.standing(person, workspaces):
            raise AlreadyLeaving
        due_at = now + timedelta(days=DELETION_DAYS)
        asked = cls.objects.create(due_at=due_at, with_account=with_account, language=language)
        due_on = timezone.localdate(due_at)
        for workspace in workspaces:
            mark(workspace, asked, "deletion_asked", person=person, due_on=due_on)
        if with_account:
            User.objects.filter(pk=person.pk).update(departure=asked)
            if not workspaces:
                Activity.record("deletion_asked", person=person, due_on=due_on)
        return asked

    @transaction.atomic
    def stop(self, *, by):
        """Nothing is deleted after all; raises TooLate."""
        hold_person(self.pk)
        asked = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if asked is None:
            return
        if not asked.may_stop:
            raise TooLate
        workspaces = list(asked.workspaces.all())
        for workspace in workspaces:
            mark(workspace, None, "deletion_stopped", person=by)
        if asked.with_account and not workspaces:
            Activity.record("deletion_stopped", person=by)
        asked.people.update(departure=None)
        asked.delete()


def hold_person(departure_id):
    """Whose account goes begins no workspace meanwhile; held before the departure itself."""
    return User.objects.select_for_update().filter(departure=departure_id).first()


def mark(workspace, departure, kind, **values):
    """Say on the workspace that it is to go, or that it stays after all."""
    Workspace.objects.filter(pk=workspace.pk).update(departure=departure)
    workspace.departure = departure
    Activity.record(kind, workspace=workspace, **values)
    workspace.touch()


class Erasure(Record):
    """A workspace that is being erased: while its row stands, what never changes may be deleted.

    The triggers that keep issued letters and payments as they are look here. The workspace is
    named by its id alone, for the row must outlive it. An account that is erased stands here too,
    by the id of its person.
    """

    workspace_id = models.UUIDField(unique=True)
    departure = models.ForeignKey(Departure, models.PROTECT, null=True, related_name="erasures")
    begun_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.workspace_id} since {self.begun_at:%Y-%m-%d}"


# ---- taking along -----------------------------------------------------------------------------


class AlreadyExporting(Exception):
    """A copy of this workspace is being made just now."""


class ExportClosed(Exception):
    """The copy was removed, or another worker took it over: whoever works on it must leave it."""


class ExportQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(state__in=Export.OPEN)

    def ready(self):
        return self.filter(state=Export.State.READY)

    def claim(self, export_id, *, task_id):
        """The export, for this task alone; None where it is closed or another task's."""
        with transaction.atomic():
            rows = self.select_for_update(of=["self"]).select_related("workspace", "asked_by")
            export = rows.filter(pk=export_id, task_id=task_id).first()
            if export is None or not export.is_open:
                return None
            export.state, export.claim, export.done = Export.State.WORKING, uuid.uuid4(), 0
            export.save(update_fields=["state", "claim", "done"])
        return export


class Export(WorkspaceRecord):
    """Everything of a workspace in one ZIP, made by the worker for its owner, kept for some days.

    `task_id` and `claim` say who works on it, as in a print run. `seen_at` is when its owner first
    saw that it is ready: until then the site says so.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")
        GONE = "gone", _("Removed")

    OPEN = (State.WAITING, State.WORKING)
    KEPT_DAYS = 7
    KEPT = 2  # how many lie on the disk; an older one makes room

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    task_id = models.UUIDField(null=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(state__in=["waiting", "working"]),
                name="export_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.state} of {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("negotiation:export_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def kept_until(self):
        return self.ended_at and self.ended_at + timedelta(days=self.KEPT_DAYS)

    @property
    def folder(self):
        """Where its files lie, outside the web root, by names that say nothing."""
        return Path(settings.MEDIA_ROOT, "exports", str(self.workspace_id), str(self.pk))

    @property
    def file(self):
        return self.folder / "everything.zip"

    @classmethod
    @transaction.atomic
    def ask(cls, workspace, *, by, form_key):
        """The copy this form asked for: (export, made); raises AlreadyExporting."""
        known = cls.objects.filter(workspace=workspace)
        if same := known.filter(form_key=form_key).first():
            return same, False
        try:
            with transaction.atomic():
                export = cls.objects.create(workspace=workspace, asked_by=by, form_key=form_key)
        except IntegrityError as error:
            raise AlreadyExporting from error
        Activity.record("export_asked", person=by, workspace=workspace)
        return export, True

    def hand_to(self, task_id):
        """From now on this task works on it, and no other."""
        self.task_id = task_id
        self.save(update_fields=["task_id"])

    def hold(self):
        """The row as it is, held, while this worker still has it; raises ExportClosed."""
        mine = Export.objects.select_for_update().filter(pk=self.pk, claim=self.claim)
        if (held := mine.first()) is None:
            raise ExportClosed
        return held

    def far(self, done, total):
        """Say how far it is; raises ExportClosed as soon as it is in other hands."""
        mine = Export.objects.filter(pk=self.pk, claim=self.claim)
        if not mine.update(done=done, total=total):
            raise ExportClosed

    @transaction.atomic
    def finish(self, size):
        self.hold_workspace()
        export = self.hold()
        export.size = size
        export.end(self.State.READY)
        Activity.record("export_ready", person=export.asked_by, workspace=export.workspace)
        Workspace.objects.filter(pk=export.workspace_id).update(export_ready=True)
        export.workspace.touch()

    @transaction.atomic
    def fail(self):
        """Nobody works on it any more, and nobody will: another one may be asked for."""
        export = self.fresh()
        if export.is_open:
            export.end(self.State.FAILED)

    def end(self, state):
        """Inside the transaction of the act: no more work on it."""
        self.state, self.ended_at, self.claim = state, timezone.now(), None
        self.save(update_fields=["state", "ended_at", "claim", "size"])

    def see(self):
        """Its owner knows now that it is ready; the site need not say so any more."""
        if self.state == self.State.READY and self.seen_at is None:
            self._seen()

    @transaction.atomic
    def _seen(self):
        self.hold_workspace()
        self.seen_at = timezone.now()
        self.save(update_fields=["seen_at"])
        unseen = Export.objects.ready().filter(workspace=self.workspace_id, seen_at=None)
        Workspace.objects.filter(pk=self.workspace_id).update(export_ready=unseen.exists())
        self.workspace.touch()

    def clear(self):
        """Its file goes; that there was one stays known."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with transaction.atomic():
            export = self.fresh()
            if export.state != self.State.GONE:
                export.see()
                ended_at = export.ended_at
                export.end(self.State.GONE)
                Export.objects.filter(pk=self.pk).update(ended_at=ended_at or export.ended_at)
