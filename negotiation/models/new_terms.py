from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Creditor, Debt, Document, Event, WorkspaceRecord, dollars, yearly_rate
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord


class NewTermsQuerySet(FrozenQuerySet):
    def standing(self, *, on):
        """Those that hold on that day."""
        return self.filter(ended_on=None).filter(Q(until=None) | Q(until__gte=on))


class NewTerms(FrozenRecord, WorkspaceRecord):
    """More time, as they granted it: the debt stays, and is paid in another way for a while."""

    class Kind(models.TextChoices):
        PAUSE = "pause", _("No payments for a while")
        LOWER = "lower", _("Smaller payments")
        PLAN = "plan", _("A payment plan until it is paid")
        RATE = "rate", _("A lower interest rate")
        FEES = "fees", _("No more late fees")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="new_terms")
    creditor = models.ForeignKey(Creditor, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("what changes"), max_length=5, choices=Kind)
    agreed_on = models.DateField(_("agreed on"))
    starts_on = models.DateField(_("it begins on"))
    until = models.DateField(
        _("it ends on"), null=True, blank=True, help_text=_("Leave empty if it has no end.")
    )
    monthly = dollars(verbose_name=_("to pay each month"), null=True, blank=True)
    apr = yearly_rate()
    note = models.TextField(_("what else was agreed"), max_length=1000, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )
    ended_on = models.DateField(null=True, editable=False)

    frozen = Frozen(once=("ended_on",))

    objects = NewTermsQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-agreed_on", "-made_at"]
        verbose_name_plural = "new terms"
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on")),
                name="new_terms_end_after_they_begin",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} since {self.starts_on}"

    def get_absolute_url(self):
        return f"{self.debt.get_absolute_url()}#talks"

    @transaction.atomic
    def enter(self, *, by, on):
        """They agreed: the change is kept, and the debt's history says so."""
        self.creditor = self.debt.holder
        self.save(force_insert=True)
        self._tell("terms_changed", on=self.agreed_on, by=by)
        return self

    @transaction.atomic
    def end(self, *, by, on):
        """Whether it ended now; a second click finds it over."""
        ended = NewTerms.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on)
        if ended:
            self._tell("terms_ended", on=on, by=by)
        return bool(ended)

    def _tell(self, kind, *, on, by):
        Event.objects.record(
            self.debt, kind, on=on, by=by, subject=self,
            terms=self.kind, amount=self.monthly, until_on=self.until,
        )  # fmt: skip
        self.debt.touch()
