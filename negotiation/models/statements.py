from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import BalanceEntry, Creditor, Debt, Document, Event, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.letters.catalogue import KINDS
from negotiation.models.letters import Letter


class RequestClosed(Exception):
    """The request was answered or taken back already."""


class StatementRequestQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(answered_on=None, cancelled_on=None)

    def overdue(self, *, on):
        return self.open().filter(due_on__lt=on)


class StatementRequest(WorkspaceRecord):
    """One question for a holder: exactly what is owed, and to whom?

    The answer's clock starts on the day the letter was mailed, or delivered where that is known.
    """

    class AskedAs(models.TextChoices):
        STATEMENT = "statement", _("Statement request")
        VALIDATION = "validation", _("Validation request with dispute")

    class MailMethod(models.TextChoices):
        CERTIFIED = "certified", _("Certified mail with return receipt")
        TRACKED = "tracked", _("Tracked mail")
        FIRST_CLASS = "first_class", _("First-class mail")
        FAX = "fax", _("Fax")
        PORTAL = "portal", _("Their website or e-mail")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="statement_requests")
    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="statement_requests")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="statement_request")
    asked_as = models.CharField(max_length=10, choices=AskedAs)
    mailed_on = models.DateField(_("mailed on"), null=True, blank=True)
    mail_method = models.CharField(_("how"), max_length=12, choices=MailMethod, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=40, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    due_on = models.DateField(null=True, editable=False)
    answered_on = models.DateField(_("their answer came on"), null=True, blank=True)
    answer = models.JSONField(default=dict, editable=False)
    balance = models.ForeignKey(BalanceEntry, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True, editable=False)

    objects = StatementRequestQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["debt"],
                condition=Q(answered_on=None, cancelled_on=None),
                name="statement_request_one_open_per_debt",
                violation_error_message=_("There is an open request for this debt."),
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("mailed_on")),
                name="statement_request_mailed_before_delivered",
                violation_error_message=_("It cannot arrive before it was mailed."),
            ),
        ]

    def __str__(self):
        return f"{self.get_asked_as_display()} to {self.creditor}"

    @property
    def days_to_answer(self):
        return KINDS[self.letter.kind].follow_up_days[0]

    @property
    def is_open(self):
        return not (self.answered_on or self.cancelled_on)

    def is_overdue(self, *, on):
        return bool(self.is_open and self.due_on and self.due_on < on)

    def require_open(self):
        """Hold the row, so that two answers at once become one."""
        fresh = StatementRequest.objects.select_for_update().get(pk=self.pk)
        if not fresh.is_open:
            raise RequestClosed

    @transaction.atomic
    def mail(self, *, by, mailed_on, mail_method, tracking_number="", delivered_on=None):
        """It left the house; deadlines count from here, or from delivery once that is known.

        Said again it adds the day of delivery, or corrects what was said before.
        """
        self.require_open()
        told = self._what_is_new(mailed_on, delivered_on)
        self.mailed_on, self.mail_method = mailed_on, mail_method
        self.tracking_number, self.delivered_on = tracking_number, delivered_on
        self.due_on = (delivered_on or mailed_on) + timedelta(days=self.days_to_answer)
        self.save()
        self._tell(*told, by=by, tracking=tracking_number, due_on=self.due_on)

    def _what_is_new(self, mailed_on, delivered_on):
        if self.mailed_on is None:
            return "letter_mailed", mailed_on
        if delivered_on and not self.delivered_on:
            return "letter_delivered", delivered_on
        return "mailing_corrected", mailed_on

    def _tell(self, kind, on, *, by, **values):
        """One line on the timeline about the letter of this request."""
        letter = {"title": self.letter.title, "recipient": self.letter.recipient}
        Event.objects.record(self.debt, kind, on=on, by=by, subject=self.letter, **letter, **values)
        self.debt.touch()

    @transaction.atomic
    def answered(self, *, on, by, checklist, balance=None, document=None):
        """Their answer came: what was in it, and what they say is owed."""
        self.require_open()
        self.answered_on, self.answer = on, checklist
        self.balance, self.document = balance, document
        self.save()
        if "chain_of_title" in self.letter.data["items"]:
            self.debt.title_shown = "chain_of_title" in checklist["came"]
            self.debt.save(update_fields=["title_shown"])
        Event.objects.record(
            self.debt,
            "statement_answered",
            on=on,
            by=by,
            subject=self,
            recipient=self.letter.recipient,
            **({"total": balance.total} if balance else {}),
        )
        self.debt.touch()

    @transaction.atomic
    def cancel(self, *, on, by):
        """Taken back before it was mailed; the letter stays in the file."""
        self.require_open()
        if self.mailed_on:
            raise RequestClosed
        self._close(on)
        self._tell("request_cancelled", on, by=by)

    @transaction.atomic
    def give_up(self, *, on, by):
        """No answer came in time: closed, so that they can be asked again."""
        self.require_open()
        if not self.is_overdue(on=on):
            raise RequestClosed
        self._close(on)
        self._tell("request_unanswered", on, by=by)

    def _close(self, on):
        self.cancelled_on = on
        self.save(update_fields=["cancelled_on"])
