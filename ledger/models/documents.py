from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from ledger.models.base import WorkspaceRecord
from ledger.models.debts import Debt
from ledger.tenancy import ScopedQuerySet


def place_outside_the_web_root(document, filename):
    """A name that says nothing of the content, in a folder of its workspace."""
    return f"documents/{document.workspace_id}/{document.pk}"


class DocumentQuerySet(ScopedQuerySet):
    def bytes_kept(self):
        return self.aggregate(kept=Sum("size"))["kept"] or 0


class Document(WorkspaceRecord):
    """A paper of the case: checked when it came, kept as it was, shown only to members."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Statement")
        NOTICE = "notice", _("Validation notice")
        AGREEMENT = "agreement", _("Agreement")
        RECEIPT = "receipt", _("Receipt or proof of payment")
        COURT = "court", _("Court paper")
        LETTER = "letter", _("Letter")
        OTHER = "other", _("Something else")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind of paper"), max_length=10, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(_("file"), upload_to=place_outside_the_web_root)
    content_type = models.CharField(max_length=40, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-made_at"]

    def __str__(self):
        return self.title
