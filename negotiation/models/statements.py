from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import BalanceEntry, Creditor, Debt, Document, Event, WorkspaceRecord
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord
from negotiation.models.letters import Letter

ANSWER = ("answer", "balance", "document")


class RequestClosed(Exception):
    """The request was answered or taken back already."""


class StatementRequestQuerySet(FrozenQuerySet):
    def open(self):
        return self.filter(answered_on=None, cancelled_on=None)

    def overdue(self, *, on):
        return self.open().filter(letter__mailing__due_on__lt=on)


class StatementRequest(FrozenRecord, WorkspaceRecord):
    """One question for a holder: exactly what is owed, and to whom?

    When its letter was mailed and arrived is written in the letter's mailing; the answer is here.
    """

    class AskedAs(models.TextChoices):
        STATEMENT = "statement", _("Statement request")
        VALIDATION = "validation", _("Validation request with dispute")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="statement_requests")
    creditor = models.ForeignKey(Creditor, models.PROTECT, related_name="statement_requests")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="statement_request")
    asked_as = models.CharField(max_length=10, choices=AskedAs)
    answered_on = models.DateField(_("their answer came on"), null=True, blank=True)
    answer = models.JSONField(default=dict, editable=False)
    balance = models.ForeignKey(BalanceEntry, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True, editable=False)

    frozen = Frozen(
        once=("answered_on", "cancelled_on"),
        until=dict.fromkeys(ANSWER, ("answered_on",)),
    )

    objects = StatementRequestQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["debt"],
                condition=Q(answered_on=None, cancelled_on=None),
                name="statement_request_one_open_per_debt",
                violation_error_message=_("There is an open request for this debt."),
            ),
        ]

    def __str__(self):
        return f"{self.get_asked_as_display()} to {self.creditor}"

    @property
    def mailed_on(self):
        return self.letter.mailing.mailed_on

    @property
    def delivered_on(self):
        return self.letter.mailing.delivered_on

    @property
    def due_on(self):
        """The day by which an answer is fair to expect."""
        return self.letter.mailing.due_on

    @property
    def is_open(self):
        return not (self.answered_on or self.cancelled_on)

    def is_overdue(self, *, on):
        return bool(self.is_open and self.due_on and self.due_on < on)

    def require_open(self):
        """Hold the row, so that two answers at once become one."""
        if not self.fresh().is_open:
            raise RequestClosed

    @transaction.atomic
    def answered(self, *, on, by, checklist, balance=None, document=None):
        """Their answer came: what was in it, and what they say is owed."""
        self.require_open()
        self.answered_on, self.answer = on, checklist
        self.balance, self.document = balance, document
        self.save(update_fields=["answered_on", *ANSWER])
        self.letter.mailing.close(on=on)
        if "chain_of_title" in self.asked_items:
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

    @property
    def asked_items(self):
        """The keys of what the letter asked for, one by one."""
        data = self.letter.data
        return data.get("said", data).get("items", ())

    @transaction.atomic
    def give_up(self, *, on, by):
        """No answer came in time: closed, so that they can be asked again."""
        self.require_open()
        if not self.is_overdue(on=on):
            raise RequestClosed
        self.letter.mailing.close(on=on)
        self.end(on=on)
        self.letter.tell("request_unanswered", on=on, by=by)

    def end(self, *, on):
        """Nothing more is expected of this request, inside the transaction of the act."""
        self.cancelled_on = on
        self.save(update_fields=["cancelled_on"])
