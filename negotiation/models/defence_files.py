from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models import Debt, Document, WorkspaceRecord
from ledger.models.frozen import FrozenQuerySet, FrozenRecord
from negotiation.models.agreements import Agreement


class DefenceFile(FrozenRecord, WorkspaceRecord):
    """One PDF that proves a settled debt is settled, as it was made; a newer one is a new row.

    `parts` names what is bound in it: title, file name, page, SHA-256, and which row it is.
    """

    class Scope(models.TextChoices):
        WHOLE = "whole", _("Everything, for you, a lawyer or a court")
        SEND = "send", _("What to send: the deal, the payments and the proof")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="defence_files")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="defence_files")
    document = models.OneToOneField(Document, models.CASCADE, related_name="defence_file")
    scope = models.CharField(max_length=5, choices=Scope)
    parts = models.JSONField(default=list)

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.scope} of {self.debt_id}"

    def get_absolute_url(self):
        return reverse("negotiation:defence_file", args=[self.pk])

    @transaction.atomic
    def keep(self, paper, *, title, by, on):
        """Store the file among the papers of its debt; raises NoRoom."""
        blank = Document(
            workspace=self.workspace, debt=self.debt, kind=Document.Kind.OTHER, title=title
        )
        self.document = blank.keep(paper, by=by, on=on)
        self.save(force_insert=True)
        return self
