from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.facts import BalanceSource
from ledger.models.base import dollars
from ledger.models.corrections import CorrectableRecord, standing
from ledger.models.debts import Debt
from ledger.models.documents import Document
from ledger.models.events import Event


class BalanceEntry(CorrectableRecord):
    """What was owed on one day, according to one source."""

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="balances")
    as_of = models.DateField(_("as of"))
    principal = dollars(verbose_name=_("principal"), null=True, blank=True)
    interest = dollars(verbose_name=_("interest"), null=True, blank=True)
    fees = dollars(verbose_name=_("fees"), null=True, blank=True)
    total = dollars(verbose_name=_("total owed"))
    source = models.CharField(
        _("where the figure comes from"), max_length=20, choices=labels.SOURCES
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    class Meta(CorrectableRecord.Meta):
        ordering = ["-as_of", "-made_at"]
        verbose_name_plural = "balance entries"
        constraints = [
            *CorrectableRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(total__gte=0),
                name="balance_not_negative",
                violation_error_message=_("The total cannot be below zero."),
            ),
            models.CheckConstraint(
                condition=Q(principal=None)
                | Q(interest=None)
                | Q(fees=None)
                # SQLite adds in binary: what is left below a cent is not the reader's mistake
                | Q(total=Round(F("principal") + F("interest") + F("fees"), 2)),
                name="balance_parts_make_the_total",
                violation_error_message=_(
                    "Principal, interest and fees do not add up to the total. Check the "
                    "figures, or leave a part you do not know empty."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.total} on {self.as_of}"

    @transaction.atomic
    def enter(self, *, by, on):
        """Write this entry into the debt's history; `on` is today."""
        self.write_down()
        if self.corrects_id:
            Event.objects.record(
                self.debt, "balance_corrected", on=on, by=by, subject=self, total=self.total
            )
        else:
            Event.objects.record(
                self.debt, "balance_added", on=self.as_of, by=by, subject=self,
                total=self.total, source=self.source,
            )  # fmt: skip
        self.debt.touch()
        return self

    @property
    def basis(self):
        return BalanceSource(self.source).basis

    @property
    def is_itemized(self):
        return None not in (self.principal, self.interest, self.fees)


class Payment(CorrectableRecord):
    """Money that went to a holder. A correction of no dollars says that it never did."""

    class Method(models.TextChoices):
        CASHIERS_CHECK = "cashiers_check", _("Cashier's check")
        MONEY_ORDER = "money_order", _("Money order")
        CARD = "card", _("Card, one time")
        CHECK = "check", _("Personal check")
        TRANSFER = "transfer", _("Bank transfer")
        DEBIT = "debit", _("Automatic debit")
        CASH = "cash", _("Cash")
        OTHER = "other", _("Other")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="payments")
    paid_on = models.DateField(_("paid on"))
    amount = dollars(verbose_name=_("amount"))
    method = models.CharField(_("how you paid"), max_length=20, choices=Method, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof")
    )
    # the debt's last payment as known before this row: what counts again if this one goes
    last_known_on = models.DateField(null=True, editable=False)

    class Meta(CorrectableRecord.Meta):
        ordering = ["-paid_on", "-made_at"]
        constraints = [
            *CorrectableRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount=0, corrects__isnull=False),
                name="payment_more_than_zero",
                violation_error_message=_("Enter more than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} on {self.paid_on}"

    @transaction.atomic
    def enter(self, *, by, on):
        """Write this payment into the debt's history, and see which is its last; `on` is today."""
        if self.never_made:
            self._undo_what_was_paid(by=by, on=on)
        self.last_known_on = last = self._last_before()
        if self._is_after(last):
            last = self.paid_on
        self.write_down()
        Debt.objects.filter(pk=self.debt_id).update(last_paid_on=last)
        self._tell(on=on, by=by)
        self.debt.touch()
        return self

    @property
    def never_made(self):
        return not self.amount

    def _undo_what_was_paid(self, *, by, on):
        """What a payment that was never made is said to have paid is to be paid again.

        It hangs on the first row of those that correct each other.
        """
        wrong = self.corrects
        while wrong is not None:
            if part := getattr(wrong, "instalment", None):
                part.take_back(by=by, on=on)
            wrong = wrong.corrects

    def _tell(self, *, on, by):
        kind, day = "payment_made", self.paid_on
        if self.corrects_id:
            kind, day = "payment_corrected", on
        Event.objects.record(self.debt, kind, on=day, by=by, subject=self, amount=self.amount)

    def _is_after(self, day):
        return not self.never_made and (day is None or day < self.paid_on)

    def _last_before(self):
        """The debt's last payment, as if the one that this corrects had not been written down."""
        last, wrong = self.debt.fresh().last_paid_on, self.corrects
        if not wrong or last != wrong.paid_on or not wrong._is_after(wrong.last_known_on):
            return last  # it is not from there
        rows = list(self.debt.payments.all())
        typed = {row.last_known_on for row in rows} - {row.paid_on for row in rows}
        others = {row.paid_on for row in standing(rows) if row != wrong and not row.never_made}
        return max((typed | others) - {None}, default=None)
