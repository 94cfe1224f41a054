from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from ledger.models import Creditor, Debt, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.letters.catalogue import in_language


class LetterQuerySet(ScopedQuerySet):
    def light(self):
        """Without the frozen page and file: enough for lists."""
        return self.defer("html", "pdf", "data")


class Letter(WorkspaceRecord):
    """A letter as it was issued: its page, its data and its PDF, frozen together.

    Never edited: a correction is a new letter. `sha256` is the hash of `pdf`.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="letters")
    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=5)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(max_length=120)
    recipient = models.CharField(max_length=120)
    issued_on = models.DateField()
    template_version = models.PositiveSmallIntegerField()
    html = models.TextField()
    data = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = LetterQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-issued_on", "-made_at"]

    def __str__(self):
        return f"{self.title} of {self.issued_on}"

    @property
    def called(self):
        """Its title in the reader's language; `title` stands in the letter's own."""
        return in_language(self.title, get_language())
