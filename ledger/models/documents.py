import hashlib
import unicodedata

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from ledger.models.base import WorkspaceRecord
from ledger.models.debts import Debt
from ledger.models.events import Event
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def place_outside_the_web_root(document, filename):
    """A name that says nothing of the content, in a folder of its workspace."""
    return f"documents/{document.workspace_id}/{document.pk}"


class NoRoom(Exception):
    """The workspace is full: this file does not fit any more."""


def has_room(workspace, size):
    """Whether this many bytes more still fit into what a workspace may keep."""
    kept = Document.objects.filter(workspace=workspace).bytes_kept()
    return kept + size <= settings.WORKSPACE_MAX_BYTES


class DocumentQuerySet(FrozenQuerySet):
    def in_use(self):
        return self.filter(archived_at=None)

    def bytes_kept(self):
        return self.aggregate(kept=Sum("size"))["kept"] or 0


class Document(FrozenRecord, WorkspaceRecord):
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

    frozen = Frozen(may=("kind", "title", "archived_at"))

    objects = DocumentQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_at"]

    def __str__(self):
        return self.title

    @property
    def is_image(self):
        return self.content_type.startswith("image/")

    @property
    def download_name(self):
        """The title as a file name: letters of any script, but nothing that hides or breaks."""
        safe = (
            " " if letter in '/\\:*?"<>|' or unicodedata.category(letter)[0] == "C" else letter
            for letter in self.title
        )
        stem = " ".join("".join(safe).split()).strip(". ")[:100]
        return (stem or "document") + ENDINGS.get(self.content_type, "")

    @transaction.atomic
    def keep(self, paper, *, by, on):
        """Store a checked paper (ledger.papers) and its row, in one act; raises NoRoom."""
        self.content_type, self.size = paper.content_type, len(paper.content)
        self.sha256 = hashlib.sha256(paper.content).hexdigest()
        self.uploaded_by = by
        self.file = place_outside_the_web_root(self, "")
        self.save(force_insert=True)
        Event.objects.record(
            self.debt, "document_added", on=on, by=by, subject=self, title=self.title
        )
        self._stay_within_room()
        # the file comes last: a row that is refused leaves none behind
        self.file.storage.save(self.file.name, ContentFile(paper.content))
        return self

    def _stay_within_room(self):
        """Papers that come at the same moment are counted one after the other."""
        self.hold_workspace()
        if not has_room(self.workspace_id, 0):
            raise NoRoom

    @transaction.atomic
    def archive(self, *, by, on):
        if self.set_archived(True):
            self._tell("document_archived", by=by, on=on)

    @transaction.atomic
    def restore(self, *, by, on):
        if self.set_archived(False):
            self._tell("document_restored", by=by, on=on)

    def _tell(self, kind, *, by, on):
        Event.objects.record(self.debt, kind, on=on, by=by, subject=self, title=self.title)
