from django.db import models

from ledger.models import Creditor, Debt, Record, Workspace, dollars
from ledger.tenancy import ScopedQuerySet


class Standing(Record):
    """The engine's answer about one debt, kept so that a board of thousands stays quick.

    `revision`, `on` and `version` say which facts, which day and which rules it was worked out
    for; a standing that is behind is worked out anew before it is shown.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    debt = models.OneToOneField(Debt, models.CASCADE, related_name="standing")
    holder = models.ForeignKey(Creditor, models.SET_NULL, null=True, related_name="+")
    stage = models.CharField(max_length=20)
    route = models.CharField(max_length=20, blank=True)
    score = models.SmallIntegerField(null=True)
    step = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=12)
    amount = dollars(null=True)
    estimate = dollars(null=True)
    archived = models.BooleanField(default=False)
    revision = models.PositiveIntegerField()
    on = models.DateField()
    version = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "archived", "-score", "id"], name="standing_score"),
            models.Index(fields=["workspace", "archived", "due_on", "id"], name="standing_due"),
            models.Index(fields=["workspace", "archived", "-amount", "id"], name="standing_amount"),
        ]

    def __str__(self):
        return f"{self.debt_id}: {self.stage}"


class Sheet(Record):
    """Up to which facts, day and rules all standings of a workspace are worked out."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="sheet")
    revision = models.PositiveIntegerField()
    on = models.DateField()
    version = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()

    def __str__(self):
        return f"{self.workspace_id} at {self.revision}"
