from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models import Creditor, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet


class Complaint(WorkspaceRecord):
    """The user's own words for a complaint about one company; all else comes from the log."""

    creditor = models.OneToOneField(Creditor, models.CASCADE, related_name="complaint")
    story = models.TextField(
        _("what happened, in your words"),
        max_length=4000,
        blank=True,
        help_text=_("Short and in order. The list of calls is added for you."),
    )
    wanted = models.TextField(
        _("what you want them to do"),
        max_length=1000,
        blank=True,
        help_text=_("Such as: stop calling my work, or correct the figure."),
    )

    objects = ScopedQuerySet.as_manager()

    def __str__(self):
        return f"complaint about {self.creditor_id}"

    @classmethod
    def about(cls, creditor):
        """The one there is, else a new one that is not kept yet."""
        known = cls.objects.filter(creditor=creditor).first()
        return known or cls(workspace=creditor.workspace, creditor=creditor)

    def fresh(self):
        """The complaint about this company as it is stored now, made empty where there is none."""
        stored, _made = Complaint.objects.select_for_update().get_or_create(
            creditor=self.creditor, defaults={"pk": self.pk, "workspace": self.workspace}
        )
        self.pk, self._state.adding = stored.pk, False
        return stored
