import hashlib
import json

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import get_language

from ledger.models import Creditor, Debt, Document, Event, WorkspaceRecord
from ledger.models.frozen import FrozenQuerySet, FrozenRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.letters.kinds import in_language


class DraftChanged(Exception):
    """Another window wrote something else into this draft; `args` holds the draft."""


class LetterMade(Exception):
    """What is to be kept as a draft is a letter already; `args` holds it."""


class LetterQuerySet(FrozenQuerySet):
    def light(self):
        """Without the frozen page and file: enough for lists."""
        return self.defer("html", "pdf", "data")

    def ready(self):
        """Made, and waiting to be printed and mailed; one that was replaced is taken back."""
        return self.filter(
            mailing__isnull=False, mailing__mailed_on=None, mailing__taken_back_at=None
        )

    def moved_on(self):
        """All that are not waiting to be mailed."""
        gone = Q(mailing__mailed_on__isnull=False) | Q(mailing__taken_back_at__isnull=False)
        return self.filter(gone)


class Letter(FrozenRecord, WorkspaceRecord):
    """A letter as it was issued: its page, its data and its PDF, frozen together.

    Never edited: a correction is a new letter. `sha256` is the hash of `pdf`. A credit bureau or a
    bank is no party to the debt: then `creditor` is empty, and the address is kept here alone.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="letters")
    creditor = models.ForeignKey(Creditor, models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(max_length=5)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(max_length=120)
    recipient = models.CharField(max_length=120)
    recipient_kind = models.CharField(max_length=20)
    address = models.TextField(max_length=400, blank=True)
    issued_on = models.DateField()
    template_version = models.PositiveSmallIntegerField()
    html = models.TextField()
    data = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = LetterQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-issued_on", "-made_at"]

    def __str__(self):
        return f"{self.title} of {self.issued_on}"

    @property
    def called(self):
        """Its title in the reader's language; `title` stands in the letter's own."""
        return in_language(self.title, get_language())

    @property
    def request(self):
        """The statement request this letter opened, if it is one that does."""
        return getattr(self, "statement_request", None)

    @property
    def replacement(self):
        """The letter that corrects this one, if there is one."""
        return getattr(self, "replaced_by", None)

    def tell(self, kind, *, on, by, **values):
        """One line on the debt's timeline about this letter, inside the transaction of the act."""
        named = {"title": self.title, "recipient": self.recipient}
        Event.objects.record(self.debt, kind, on=on, by=by, subject=self, **named, **values)
        self.debt.touch()


class Enclosure(FrozenRecord, WorkspaceRecord):
    """A paper of the debt that goes into the envelope, in the order the letter lists it."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["position"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(fields=["letter", "document"], name="enclosure_once_a_letter"),
        ]

    def __str__(self):
        return f"{self.document} with {self.letter_id}"


def print_of(answers):
    """The same for the same answers, whichever window they came from."""
    said = {name: values for name, values in answers.items() if name not in ("window", "kept")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class LetterDraftQuerySet(ScopedQuerySet):
    def kept(self):
        return self.filter(discarded_at=None)


class LetterDraft(WorkspaceRecord):
    """What somebody typed for a letter that is not made yet, just as they typed it.

    `recipient` is the id of a creditor, or "credit_bureau" or "bank". A draft is deleted in the
    same transaction that makes its letter.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="letter_drafts")
    kind = models.CharField(max_length=5)
    recipient = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    replaces = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="+")
    kept_at = models.DateTimeField(auto_now=True)
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = LetterDraftQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-kept_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["debt", "kind", "recipient"],
                condition=Q(discarded_at=None),
                name="letter_draft_one_of_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.kind} for {self.debt_id}"

    @classmethod
    def kept_in(cls, workspace):
        return cls.objects.kept().filter(workspace=workspace)

    @property
    def print(self):
        return print_of(self.answers)

    def is_news_to(self, answers):
        """Whether another window wrote it since the one with these answers was shown."""
        window, kept = (answers.get(name, [""])[0] for name in ("window", "kept"))
        theirs = self.answers.get("window", [""])[0]
        return bool(window) and window != theirs and self.print not in (kept, print_of(answers))

    @classmethod
    @transaction.atomic
    def keep(cls, debt, kind, recipient, answers, *, form_key=None):
        """The draft with these answers, made now if there is none: (draft, made).

        Raises DraftChanged where another window wrote it meanwhile, and LetterMade where this very
        form became a letter.
        """
        debt.fresh()  # windows take turns
        if made := Letter.objects.light().filter(debt=debt, form_key=form_key).first():
            raise LetterMade(made)
        known = cls.objects.kept().filter(debt=debt, kind=kind, recipient=recipient).first()
        if known and known.is_news_to(answers):
            raise DraftChanged(known)
        return cls.objects.kept().update_or_create(
            debt=debt,
            kind=kind,
            recipient=recipient,
            discarded_at=None,
            defaults={"answers": answers, "workspace_id": debt.workspace_id},
        )

    def discard(self, *, now):
        self.discarded_at = now
        self.save(update_fields=["discarded_at"])

    def restore(self):
        """Whether it is back; a newer draft of the same letter stays in its place."""
        newer = LetterDraft.objects.kept().filter(
            debt=self.debt_id, kind=self.kind, recipient=self.recipient
        )
        if newer.exists():
            return False
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
        return True

    @classmethod
    @transaction.atomic
    def correct(cls, letter, recipient, answers, *, now):
        """A draft that will put this letter right; an older one of the kind makes room."""
        same = cls.objects.kept().filter(debt=letter.debt, kind=letter.kind, recipient=recipient)
        if begun := same.filter(replaces=letter).first():
            return begun
        for other in same:
            other.discard(now=now)
        return cls.objects.create(
            workspace_id=letter.workspace_id,
            debt=letter.debt,
            kind=letter.kind,
            recipient=recipient,
            answers=answers,
            replaces=letter,
        )
