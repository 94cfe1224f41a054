from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Debt, Event, Workspace, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.models.calls import CallLog
from negotiation.models.letters import Letter
from negotiation.models.offers import Offer

TOPICS = ("letter", "call", "offer")


class ReminderDone(Exception):
    """It was ticked off already, in another window."""


class ReminderQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(done_on=None)


class Reminder(WorkspaceRecord):
    """ "Remind me on that day, whatever happens": of a debt, something on it, or the whole.

    `put_off_from` is the day it stood at before it was last put off, so that this can be undone.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="reminders")
    debt = models.ForeignKey(Debt, models.CASCADE, null=True, related_name="reminders")
    letter = models.ForeignKey(
        Letter, models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    call = models.ForeignKey(
        CallLog, models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    remind_on = models.DateField(_("remind me on"))
    words = models.CharField(_("what to think of"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    put_off_from = models.DateField(null=True, editable=False)
    done_on = models.DateField(null=True, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["remind_on", "made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(debt__isnull=False)
                | Q(letter__isnull=True, call__isnull=True, offer__isnull=True),
                name="reminder_of_a_debt",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "remind_on"], condition=Q(done_on=None), name="reminder_open"
            )
        ]

    def __str__(self):
        return self.words or f"reminder on {self.remind_on}"

    @property
    def is_open(self):
        return self.done_on is None

    @property
    def topic(self):
        """The letter, call or offer it is about; None where it is about the debt or the whole."""
        return next((getattr(self, name) for name in TOPICS if getattr(self, f"{name}_id")), None)

    @transaction.atomic
    def make(self, *, by, on):
        self.made_by = by
        self.save(force_insert=True)
        self._tell("reminder_made", on=on, by=by, remind_on=self.remind_on)

    @transaction.atomic
    def done(self, *, by, on):
        """Whether it was open until now; ticking it off twice changes nothing."""
        if not self._open().update(done_on=on):
            return False
        self._tell("reminder_done", on=on, by=by)
        return True

    @transaction.atomic
    def not_done(self, *, by, on):
        """Ticked off by mistake: it stands again on its day."""
        rows = Reminder.objects.filter(pk=self.pk).exclude(done_on=None)
        if rows.update(done_on=None):
            self._tell("reminder_back", on=on, by=by, remind_on=self.remind_on)

    @transaction.atomic
    def put_off(self, remind_on, *, by, on):
        """Later, on that day; raises ReminderDone where it is ticked off."""
        before = self.fresh().remind_on
        if before == remind_on:
            return
        if not self._open().update(remind_on=remind_on, put_off_from=before):
            raise ReminderDone
        self._tell("reminder_put_off", on=on, by=by, remind_on=remind_on)

    @transaction.atomic
    def change(self, names, *, by, on):
        """Keep what was typed over an open reminder."""
        if not self._open().update(**{name: getattr(self, name) for name in names}):
            raise ReminderDone
        self._tell("reminder_put_off", on=on, by=by, remind_on=self.remind_on)

    @transaction.atomic
    def back_from_later(self, *, by, on):
        """Undo the last putting off, while it stands."""
        rows = self._open().exclude(put_off_from=None)
        before = self.fresh().put_off_from
        if rows.update(remind_on=models.F("put_off_from"), put_off_from=None):
            self._tell("reminder_put_off", on=on, by=by, remind_on=before)

    def _open(self):
        return Reminder.objects.filter(pk=self.pk, done_on=None)

    def _tell(self, kind, *, on, by, **values):
        """A line on the timeline of its debt; one of the whole only makes old pages new."""
        if self.debt_id is None:
            self.workspace.touch()
            return
        Event.objects.record(
            self.debt, kind, on=on, by=by, subject=self, words=self.words, **values
        )
        self.debt.touch()
