from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Contact, Creditor, Debt, Event, WorkspaceRecord, dollars
from ledger.models.workspaces import known_time_zone
from ledger.tenancy import ScopedQuerySet


class CallLogQuerySet(ScopedQuerySet):
    def to_call_back(self):
        return self.exclude(call_back_on=None).filter(called_back_on=None)


class CallLog(WorkspaceRecord):
    """One call, as soon after it as possible: when, with whom, what was said and promised."""

    class Direction(models.TextChoices):
        INCOMING = "in", _("They called me")
        OUTGOING = "out", _("I called them")

    class Outcome(models.TextChoices):
        SPOKE = "spoke", _("We spoke")
        VOICEMAIL = "voicemail", _("Voicemail")
        NO_ANSWER = "no_answer", _("No answer")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        PROMISED = "promised", _("A promise was made")
        OFFERED = "offered", _("They made an offer")
        REFUSED = "refused", _("They refused")
        HUNG_UP = "hung_up", _("Hung up")

    class Voice(models.TextChoices):
        PERSON = "person", _("A person")
        MACHINE = "machine", _("A machine or recording")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="calls")
    creditor = models.ForeignKey(
        Creditor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("with"),
    )
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("contact"),
    )
    at = models.DateTimeField(_("when"))
    time_zone = models.CharField(_("time zone"), max_length=40, validators=[known_time_zone])
    direction = models.CharField(_("who called"), max_length=3, choices=Direction)
    spoke_with = models.CharField(_("name they gave"), max_length=120, blank=True)
    voice = models.CharField(_("person or machine"), max_length=7, choices=Voice, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=12, choices=Outcome)
    said = models.TextField(_("what was said"), max_length=5000, blank=True)
    amount = dollars(verbose_name=_("amount named"), null=True, blank=True)
    call_back_on = models.DateField(_("call back on"), null=True, blank=True)
    called_back_on = models.DateField(null=True, editable=False)

    objects = CallLogQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0),
                name="call_amount_more_than_zero",
                violation_error_message=_("Enter more than zero, or leave it empty."),
            ),
        ]

    def __str__(self):
        return f"{self.get_direction_display()}: {self.get_outcome_display()}"

    @property
    def day(self):
        """The day it was where the call was taken."""
        return self.at.astimezone(ZoneInfo(self.time_zone)).date()

    @transaction.atomic
    def log(self, *, by):
        """Keep the call and its line on the timeline; a new call answers earlier follow-ups."""
        self.save()
        self.debt.calls.to_call_back().exclude(pk=self.pk).filter(
            call_back_on__lte=self.day
        ).update(called_back_on=self.day)
        self._tell("call_logged", on=self.day, by=by)

    @transaction.atomic
    def correct(self, *, on, by):
        """Keep the call as it reads now, and say on the timeline what was different."""
        before = CallLog.objects.get(pk=self.pk)
        changed = [
            field.name
            for field in self._meta.concrete_fields
            if getattr(before, field.attname) != getattr(self, field.attname)
        ]
        if changed:
            self.save()
            self._tell("call_corrected", on=on, by=by, fields=changed)

    @transaction.atomic
    def called_back(self, *, on, by):
        """The follow-up this call asked for is done; saying so twice changes nothing."""
        open_still = CallLog.objects.filter(pk=self.pk, called_back_on=None)
        if open_still.update(called_back_on=on):
            Event.objects.record(self.debt, "call_back_done", on=on, by=by, subject=self)
            self.debt.touch()

    def _tell(self, kind, *, on, by, **values):
        Event.objects.record(
            self.debt,
            kind,
            on=on,
            by=by,
            subject=self,
            direction=self.direction,
            outcome=self.outcome,
            spoke_with=self.spoke_with,
            amount=self.amount,
            call_back_on=self.call_back_on,
            **values,
        )
        self.debt.touch()
