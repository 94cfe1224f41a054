from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.law.contact import Medium, Purpose, Whom
from ledger.models import Contact, Creditor, Debt, Event, WorkspaceRecord, dollars
from ledger.models.workspaces import known_time_zone
from ledger.tenancy import ScopedQuerySet
from negotiation import contact_labels


class CallLogQuerySet(ScopedQuerySet):
    def to_call_back(self):
        return self.exclude(call_back_on=None).filter(called_back_on=None)


class CallLog(WorkspaceRecord):
    """One call, as soon after it as possible: when, with whom, what was said and promised.

    A text, an e-mail or a visit is kept here too: `medium` says so, and then there is no ending
    but that it came. What the rules about contact ask is known to `negotiation.conduct`.
    """

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
        BUSY = "busy", _("Busy, or it did not connect")
        DROPPED = "dropped", _("Cut off before anybody spoke")
        RINGLESS = "ringless", _("A voicemail without a ring")
        CAME = "came", _("A message or letter came")

    class Voice(models.TextChoices):
        PERSON = "person", _("A person")
        MACHINE = "machine", _("A machine or recording")

    TALKED = (Outcome.SPOKE, Outcome.PROMISED, Outcome.OFFERED, Outcome.REFUSED)
    # nobody talked, so nothing is to be made of it
    SILENT = (
        Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER, Outcome.BUSY, Outcome.DROPPED,
        Outcome.RINGLESS,
    )  # fmt: skip

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
    reference = models.CharField(_("their reference for this call"), max_length=60, blank=True)
    promise = models.CharField(_("what they promised"), max_length=300, blank=True)
    quote = models.TextField(
        _("their exact words"),
        max_length=1000,
        blank=True,
        help_text=_("Only what you remember word for word."),
    )
    seconds = models.PositiveIntegerField(null=True, blank=True)

    # ---- what the rules about contact ask ----
    medium = models.CharField(
        _("how they got in touch"), max_length=15, choices=contact_labels.MEDIA, default=Medium.CALL
    )
    number = models.CharField(
        _("number or address they used"),
        max_length=120,
        blank=True,
        help_text=_("Yours: the one that rang, or that the message went to."),
    )
    place = models.CharField(
        _("where it reached you"), max_length=5, blank=True, choices=contact_labels.PLACES
    )
    whom = models.CharField(
        _("whom they reached"), max_length=15, choices=contact_labels.REACHED, default=Whom.YOU
    )
    purpose = models.CharField(
        _("why they got in touch"),
        max_length=20,
        choices=contact_labels.PURPOSES,
        default=Purpose.COLLECTING,
    )
    also_about = models.JSONField(default=list, blank=True)  # ids of other debts it was about
    may_call_again = models.BooleanField(_("I said yes to another call from them"), default=False)
    opt_out = models.BooleanField(
        _("does the message say how to stop more of them?"),
        null=True,
        blank=True,
        choices=labels.YES_NO,
    )
    told_medium = models.CharField(
        _("you asked them not to use"), max_length=15, blank=True, choices=contact_labels.MEDIA
    )
    told_place = models.CharField(
        _("you said not to reach you at"), max_length=5, blank=True, choices=contact_labels.PLACES
    )
    told_days = models.CharField(
        _("you named a bad time: on"), max_length=8, blank=True, choices=contact_labels.BAD_DAYS
    )
    told_from = models.TimeField(_("from"), null=True, blank=True)
    told_until = models.TimeField(_("until"), null=True, blank=True)
    employer_forbids = models.BooleanField(
        _("you said that your employer does not allow this"), default=False
    )
    has_lawyer = models.BooleanField(
        _("you told them who your lawyer for this debt is"), default=False
    )

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
            models.CheckConstraint(
                condition=Q(medium="call") & ~Q(outcome="came")
                | ~Q(medium="call") & Q(outcome="came"),
                name="call_ends_as_a_call_does",
                violation_error_message=_("Say how a call ended, and of a message that it came."),
            ),
        ]

    def __str__(self):
        return f"{self.get_direction_display()}: {self.get_outcome_display()}"

    @property
    def is_call(self):
        return self.medium == Medium.CALL

    @property
    def talked(self):
        """Whether somebody talked: then there may be something to make of it."""
        return self.outcome in self.TALKED

    @property
    def debt_ids(self):
        """The debts it was about, as strings."""
        return frozenset({str(self.debt_id), *self.also_about})

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
        kind = "call_logged" if self.is_call else "message_logged"
        self._tell(kind, on=self.day, by=by)

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
    def call_back(self, day, *, on, by):
        """Promise oneself to call again on that day."""
        self.call_back_on, self.called_back_on = day, None
        self.save(update_fields=["call_back_on", "called_back_on"])
        Event.objects.record(
            self.debt, "call_back_set", on=on, by=by, subject=self, call_back_on=day
        )
        self.debt.touch()

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
            promise=self.promise,
            **values,
        )
        self.debt.touch()
