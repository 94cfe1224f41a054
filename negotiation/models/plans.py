from decimal import Decimal

from django.db import models
from django.urls import reverse

from ledger.models import WorkspaceRecord
from ledger.models.frozen import FrozenQuerySet, FrozenRecord
from negotiation.plan.what_if import WhatIf
from negotiation.progress import Snapshot


class SavedPlan(FrozenRecord, WorkspaceRecord):
    """A plan as it was on the day it was kept; never changed, so that life can be laid beside it.

    `data` is the snapshot, `asked` the figures chosen for it, `owed` what was owed on that day.
    """

    workspace = models.ForeignKey(
        "ledger.Workspace", models.CASCADE, related_name="saved_plans", editable=False
    )
    made_on = models.DateField(editable=False)
    owed = models.DecimalField(max_digits=12, decimal_places=2, editable=False)
    data = models.JSONField(editable=False)
    asked = models.JSONField(default=dict, editable=False)

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_on", "-made_at"]

    def __str__(self):
        return f"plan of {self.made_on}"

    def get_absolute_url(self):
        return reverse("negotiation:saved_plan", args=[self.pk])

    @classmethod
    def keep(cls, workspace, snapshot: Snapshot, *, owed: Decimal, asked: WhatIf, form_key):
        """This plan, kept once for one form: (plan, made)."""

        def make():
            return cls.objects.create(
                workspace=workspace,
                made_on=snapshot.made_on,
                owed=owed,
                data=snapshot.to_data(),
                asked=asked.changes,
                form_key=form_key,
            )

        return cls.once(workspace, form_key, make)

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.from_data(self.data)

    @property
    def what_if(self) -> WhatIf:
        return WhatIf.read(self.asked)
