"""Taking everything along, and leaving for good."""

from django.db import models

from ledger.models.base import Record


class Erasure(Record):
    """A workspace that is being erased: while its row stands, what never changes may be deleted.

    The triggers that keep issued letters and payments as they are look here. The workspace is
    named by its id alone, for the row must outlive it.
    """

    workspace_id = models.UUIDField(unique=True)
    begun_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.workspace_id} since {self.begun_at:%Y-%m-%d}"
