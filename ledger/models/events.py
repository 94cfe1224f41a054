from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models

from ledger.models.frozen import FrozenQuerySet, FrozenRecord

MONEY = frozenset({"amount", "of_amount", "total", "promised"})


def written(value):
    return str(value) if isinstance(value, date | Decimal) else value


class EventQuerySet(FrozenQuerySet):
    def record(self, debt, kind, *, on, by=None, subject=None, **values):
        """Write one line of a debt's history, in the same transaction as the act itself."""
        return self.create(
            workspace_id=debt.workspace_id,
            debt=debt,
            kind=kind,
            happened_on=on,
            by=by,
            subject_id=subject and subject.pk,
            data={name: written(value) for name, value in values.items()},
        )


class Event(FrozenRecord):
    """One line of a debt's history: what happened, when, and who wrote it down. Never changed.

    `data` holds the values of the sentence; amounts and days keep their type by their name.
    """

    workspace = models.ForeignKey("ledger.Workspace", models.CASCADE, related_name="+")
    debt = models.ForeignKey("ledger.Debt", models.CASCADE, related_name="events")
    kind = models.SlugField(max_length=40)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta(FrozenRecord.Meta):
        ordering = ["-happened_on", "-recorded_at", "-id"]
        indexes = [
            models.Index(
                fields=["debt", "-happened_on", "-recorded_at", "-id"], name="event_newest"
            )
        ]

    def __str__(self):
        return f"{self.kind} on {self.happened_on}"

    @property
    def values(self):
        """The data with amounts as Decimal and days as date again."""
        return {name: read(name, value) for name, value in self.data.items()}


def read(name, value):
    if value and name in MONEY:
        return Decimal(value)
    return date.fromisoformat(value) if value and name.endswith("_on") else value
