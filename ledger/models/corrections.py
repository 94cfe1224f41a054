"""What is written down about a debt is never edited: a correction is a new row beside it."""

from django.db import models

from ledger.models.base import WorkspaceRecord
from ledger.models.frozen import FrozenQuerySet, FrozenRecord


class AlreadyCorrected(Exception):
    """Another row corrects this one already."""


def standing(rows):
    """Those of a debt's rows that no other one corrects."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected]


class CorrectableRecord(FrozenRecord, WorkspaceRecord):
    """A row of a debt that may name the one it puts right; each is put right once at most."""

    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", editable=False
    )

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        abstract = True

    def write_down(self):
        """Save this new row, inside the transaction of the act."""
        if self.corrects_id:
            self.debt.fresh()  # two corrections of one row take turns
            if type(self).objects.filter(corrects=self.corrects_id).exists():
                raise AlreadyCorrected
        self.save(force_insert=True)

    @property
    def is_corrected(self):
        return hasattr(self, "corrected_by")
