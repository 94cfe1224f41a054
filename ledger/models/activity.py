"""What was done with an account and a workspace; a debt's own history is in Event."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ledger.activity_words import SIGN_INS, kinds_of
from ledger.models.base import Record
from ledger.models.events import MONEY, read, written
from ledger.models.frozen import Frozen
from ledger.tenancy import ScopedQuerySet, managed_by

# who else helps, and what is taken along or deleted: as their own pages, for those who manage
CONFIDED = (*kinds_of("shares"), *kinds_of("files"))
KEPT = timedelta(days=90)  # what a sign-in says of a device and a place


class ActivityQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """What was done in the workspaces somebody is a member of, and with their own account."""
        told = ~Q(kind__in=CONFIDED) | Q(person=user) | Q(workspace__in=managed_by(user))
        return self.filter(Q(workspace=None, person=user) | self.seen_by(user) & told)

    def outdated(self):
        """Sign-ins that are no longer kept."""
        return self.filter(kind__in=SIGN_INS, at__lt=timezone.now() - KEPT)


class Activity(Record):
    """One act: what was done, by whom, and in which workspace if in one. Never changed.

    `data` holds the values of the sentence in ledger/activity_words.py, and never an amount. Only
    sign-ins name a device and a place (in words, and a network address cut short); they are
    forgotten after 90 days.
    """

    kind = models.SlugField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="activity"
    )
    workspace = models.ForeignKey(
        "ledger.Workspace", models.CASCADE, null=True, related_name="activity"
    )
    at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField(default=dict)

    frozen = Frozen()

    objects = ActivityQuerySet.as_manager()
    wall_person = "person"  # to the database's own wall: ledger/walls/rows.py

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="activity_of_person"),
            models.Index(fields=["workspace", "-at"], name="activity_of_workspace"),
            models.Index(fields=["kind", "at"], name="activity_of_kind"),
        ]

    def __str__(self):
        return f"{self.kind} at {self.at}"

    @classmethod
    def record(cls, kind, *, person, workspace=None, **values):
        """Write one line, in the same transaction as the act itself."""
        for name, value in values.items():
            if name in MONEY or isinstance(value, Decimal):
                raise TypeError(f"{name}: an amount has no place in the activity of an account.")
        data = {name: written(value) for name, value in values.items()}
        return cls.objects.create(kind=kind, person=person, workspace=workspace, data=data)

    @property
    def values(self):
        """The data with days as date again."""
        return {name: read(name, value) for name, value in self.data.items()}
