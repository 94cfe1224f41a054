from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Contact, Creditor, Debt, WorkspaceRecord, dollars
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
        Creditor, models.PROTECT, null=True, blank=True, related_name="calls",
        verbose_name=_("with"),
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="calls",
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
