import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.models.letters import Letter
from negotiation.printing.labels import A_SHEET


class AlreadyPrinting(Exception):
    """Some of these letters are being printed by another run that has not ended."""


class RunClosed(Exception):
    """The run was stopped, or taken over by another worker: whoever works on it must leave it."""


class PrintRunQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(state__in=PrintRun.OPEN)

    def claim(self, run_id, *, task_id):
        """The run, for this task alone; None where it is closed or another task's."""
        with transaction.atomic():
            run = self.select_for_update().filter(pk=run_id, task_id=task_id).first()
            if run is None or not run.is_open:
                return None
            run.state, run.claim = PrintRun.State.WORKING, uuid.uuid4()
            run.save(update_fields=["state", "claim"])
        return run

    def with_old_files(self, *, before):
        """Ended before this moment, with files that are still kept."""
        return self.exclude(state__in=PrintRun.OPEN).filter(ended_at__lt=before, cleared_at=None)


class PrintRun(WorkspaceRecord):
    """Letters printed together, in mailing order, by the worker: begun once, ended once.

    `task_id` is the one task that may work on it; `claim` is drawn anew whenever a worker begins,
    so that one thought dead finds out, and gone when the run ends. A letter is `held` by at most
    one open run.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being made")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Not made")

    class Made(models.TextChoices):
        ONE_FILE = "one_file", _("One file to print")
        ZIP = "zip", _("A ZIP folder with each letter by itself")

    OPEN = (State.WAITING, State.WORKING)

    made_as = models.CharField(
        _("how do you want them?"), max_length=10, choices=Made, default=Made.ONE_FILE
    )
    labels = models.BooleanField(_("address labels"), default=False)
    first_label = models.PositiveSmallIntegerField(
        _("first free label"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(A_SHEET)],
    )
    covers = models.BooleanField(_("a cover sheet for each letter"), default=False)
    proofs = models.BooleanField(_("a proof-of-mailing page for each letter"), default=False)
    both_sides = models.BooleanField(_("I print on both sides of the paper"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    task_id = models.UUIDField(null=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    cleared_at = models.DateTimeField(null=True, editable=False)

    objects = PrintRunQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.total} letters, {self.state}"

    def get_absolute_url(self):
        return reverse("negotiation:print_run_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def may_resume(self):
        stopped = self.state in (self.State.STOPPED, self.State.FAILED)
        return stopped and self.cleared_at is None

    def unmailed(self):
        """Its letters that are printed and not marked as mailed yet."""
        mine = {"printed__run": self, "printed__left_out": "", "printed__run__state": "done"}
        return Letter.objects.ready().filter(**mine)

    @property
    def folder(self):
        """Where its files lie, outside the web root, by names that say nothing."""
        return f"prints/{self.workspace_id}/{self.pk}"

    @transaction.atomic
    def begin(self, letters, *, by):
        """Take these letters, in this order; raises AlreadyPrinting."""
        self.made_by, self.total = by, len(letters)
        self.save(force_insert=True)
        taken = (
            PrintedLetter(workspace_id=self.workspace_id, run=self, letter=letter, position=place)
            for place, letter in enumerate(letters, 1)
        )
        with_one_holder(lambda: PrintedLetter.objects.bulk_create(taken))

    def hand_to(self, task_id):
        """From now on this task works on it, and no other."""
        self.task_id = task_id
        self.save(update_fields=["task_id"])

    def hold(self):
        """The row as it is, held, while this worker still has it; raises RunClosed."""
        held = PrintRun.objects.select_for_update().filter(pk=self.pk, claim=self.claim).first()
        if held is None:
            raise RunClosed
        return held

    def check_held(self):
        """Before a long step: raises RunClosed as soon as the run is in other hands."""
        if not PrintRun.objects.filter(pk=self.pk, claim=self.claim).exists():
            raise RunClosed

    @transaction.atomic
    def tick_off(self, printed, **found):
        """One letter more is done; whoever lost the run meanwhile changes nothing."""
        run = self.hold()
        run.letters.filter(pk=printed.pk).update(done_at=timezone.now(), **found)
        run.done = run.letters.exclude(done_at=None).count()
        run.save(update_fields=["done"])
        self.done = run.done

    @transaction.atomic
    def finish(self, files, pages):
        """All is made: `files` are PrintFiles to keep, `pages` those of each letter by row."""
        run = self.hold()
        for printed, count in pages.items():
            run.letters.filter(pk=printed).update(pages=count)
        PrintFile.objects.bulk_create(files)
        run.end(self.State.DONE)

    @transaction.atomic
    def stop(self):
        """Whether there was anything to stop; the worker finds out with its next letter."""
        run = self.fresh()
        if run.is_open:
            run.end(self.State.STOPPED)
        return run.state == self.State.STOPPED

    @transaction.atomic
    def resume(self):
        """Wait for a worker again; raises RunClosed, AlreadyPrinting.

        What was done before a stop is kept; after a failure all is made anew.
        """
        run = self.fresh()
        if not run.may_resume:
            raise RunClosed
        with_one_holder(lambda: run.letters.update(held=True))
        if run.state == self.State.FAILED:
            run.letters.update(done_at=None, left_out="", by_hand=[])
            run.done = 0
        run.state, run.ended_at = self.State.WAITING, None
        run.save(update_fields=["state", "ended_at", "done"])

    @transaction.atomic
    def fail(self):
        """Nobody works on it any more, and nobody will unless it is begun again."""
        run = self.fresh()
        if run.is_open:
            run.end(self.State.FAILED)

    def end(self, state):
        """Inside the transaction of the act: no more work, and its letters are free."""
        self.state, self.ended_at, self.claim = state, timezone.now(), None
        self.save(update_fields=["state", "ended_at", "claim"])
        self.letters.update(held=False)

    def put(self, name, content):
        """Keep these bytes under a name in its folder, in place of what was there."""
        path = f"{self.folder}/{name}"
        default_storage.delete(path)
        return default_storage.save(path, ContentFile(content))

    def get(self, name):
        with default_storage.open(f"{self.folder}/{name}") as file:
            return file.read()

    def sweep(self, *, keep=()):
        """Delete what lies in its folder, but for these."""
        try:
            _folders, names = default_storage.listdir(self.folder)
        except FileNotFoundError:
            return
        for path in (f"{self.folder}/{name}" for name in names):
            if path not in keep:
                default_storage.delete(path)

    def clear(self):
        """Its files were kept long enough; which letters it printed stays known."""
        self.sweep()
        with transaction.atomic():
            self.files.all().delete()
            self.cleared_at = timezone.now()
            self.save(update_fields=["cleared_at"])


def with_one_holder(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        raise AlreadyPrinting from error


class PrintedLetter(WorkspaceRecord):
    """One letter of a run. `left_out` says why it is not in the files after all."""

    class LeftOut(models.TextChoices):
        NOT_READY = "not_ready", _("It was mailed, taken back or replaced meanwhile.")
        CHANGED = "changed", _("Its file is not the one that was made. Please tell your host.")

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="letters")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="printed")
    position = models.PositiveIntegerField()
    held = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True)
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    by_hand = models.JSONField(default=list)  # not printed: [title, why, place]
    pages = models.PositiveIntegerField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["position"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(fields=["run", "letter"], name="printed_letter_once_a_run"),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(held=True), name="printed_letter_one_open_run"
            ),
        ]

    def __str__(self):
        return f"{self.position} of {self.run_id}"


class PrintFile(WorkspaceRecord):
    """A file that a run made, kept for some days."""

    class Kind(models.TextChoices):
        LETTERS = "letters", _("Letters")
        LIST = "list", _("Mailing list")
        LABELS = "labels", _("Address labels")

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind)
    path = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["made_at", "kind"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(fields=["run", "kind"], name="print_file_one_of_a_kind"),
        ]

    def __str__(self):
        return f"{self.kind} of {self.run_id}"

    @property
    def name(self):
        """What the file is called on the reader's machine."""
        ending = {"application/zip": "zip"}.get(self.content_type, "pdf")
        return f"{self.run.made_at:%Y-%m-%d}-{self.kind}.{ending}"

    def open(self):
        return default_storage.open(self.path)
