"""What every row has: an id that says nothing, and a workspace it belongs to."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.fields import Dollars
from ledger.sealed_field import kept_shut
from ledger.tenancy import ScopedQuerySet


def dollars(**options):
    """A money column: dollars and cents, never below zero unless the caller says otherwise."""
    options.setdefault("validators", [MinValueValidator(0)])
    return Dollars(**options)


def yearly_rate():
    """A column for what holders ask a year, in percent; empty where nobody knows."""
    return models.DecimalField(
        _("interest rate (APR %)"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
    )


class Record(models.Model):
    """Base of every model: all its constraints are checked, whichever fields a form shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        with kept_shut(self):
            super().full_clean(*args, **kwargs)

    def validate_constraints(self, exclude=None):
        with kept_shut(self):
            super().validate_constraints()

    def fresh(self):
        """This row as it is stored now, held until the transaction ends."""
        return type(self)._base_manager.select_for_update().get(pk=self.pk)

    def set_archived(self, archived):
        """Whether this changed anything: a second click finds the work done."""
        self.archived_at = timezone.now() if archived else None
        rows = type(self)._base_manager.filter(pk=self.pk, archived_at__isnull=archived)
        return bool(rows.update(archived_at=self.archived_at))


class WorkspaceRecord(Record):
    """A row of a workspace.

    `form_key` is drawn once when a form is shown and comes back with it: the same form sent
    twice finds the row it made the first time.
    """

    workspace = models.ForeignKey("ledger.Workspace", models.CASCADE, related_name="+")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "form_key"], name="%(app_label)s_%(class)s_once"
            )
        ]

    def hold_workspace(self):
        """Nobody else acts in the row's workspace until the transaction ends.

        Acts begin here: whoever holds the workspace before any other row waits for nobody who
        waits for them.
        """
        workspaces = self._meta.get_field("workspace").related_model._base_manager
        return workspaces.select_for_update(no_key=True).get(pk=self.workspace_id)

    def fresh(self):
        self.hold_workspace()
        return super().fresh()

    @classmethod
    def once(cls, workspace, form_key, make):
        """The row that this form made already, else what `make()` makes now: (row, made)."""
        known = cls._base_manager.filter(workspace=workspace, form_key=form_key)
        if row := known.first():
            return row, False
        try:
            with transaction.atomic():
                return make(), True
        except IntegrityError:
            if row := known.first():
                return row, False
            raise
