from datetime import date

from django.db import models

from ledger.models import Creditor, Debt, Record, Workspace, dollars
from ledger.tenancy import ScopedQuerySet
from negotiation.models.letters import Letter


class OrLast(models.Func):
    """A column whose empty rows sort last: the stand-in is written out so that an index serves."""

    template = "COALESCE(%(expressions)s, %(last)s)"


BY_SCORE = OrLast("score", last="-1")
# only compared, never shown: as a float SQLite can use the index as it stands
BY_AMOUNT = OrLast("amount", last="-1", output_field=models.FloatField())


def board_index(name, *keys):
    """One that the board can walk page by page in this order."""
    in_use = models.Q(archived=False)
    return models.Index(models.F("workspace"), *keys, models.F("id"), condition=in_use, name=name)


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
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")  # of the step
    why = models.JSONField(default=list)  # a Text, in strings
    due_on = models.DateField(null=True)
    presses_on = models.DateField(default=date.max)  # due_on to sort by, never empty
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
            board_index("standing_by_score", BY_SCORE.desc()),
            board_index("standing_by_amount", BY_AMOUNT.desc()),
            board_index("standing_by_pressure", models.F("presses_on"), BY_SCORE.desc()),
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
