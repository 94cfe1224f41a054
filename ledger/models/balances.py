from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.facts import BalanceSource
from ledger.models.base import WorkspaceRecord, dollars
from ledger.models.debts import Debt
from ledger.models.documents import Document
from ledger.models.events import Event


class AlreadyCorrected(Exception):
    """Another entry corrects this one already."""


class BalanceEntry(WorkspaceRecord):
    """What was owed on one day, according to one source. Never edited: a correction is a new
    entry that names the one it corrects."""

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
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", editable=False
    )

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-as_of", "-made_at"]
        verbose_name_plural = "balance entries"
        constraints = [
            *WorkspaceRecord.Meta.constraints,
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
        if self.corrects_id:
            self.debt.fresh()  # two corrections of one entry take turns
            if BalanceEntry.objects.filter(corrects=self.corrects_id).exists():
                raise AlreadyCorrected
        self.save(force_insert=True)
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
    def is_corrected(self):
        return hasattr(self, "corrected_by")

    @property
    def basis(self):
        return BalanceSource(self.source).basis

    @property
    def is_itemized(self):
        return None not in (self.principal, self.interest, self.fees)


class Payment(WorkspaceRecord):
    """Money that went to a holder. Never edited: a correction is a new row."""

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

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-paid_on", "-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_more_than_zero",
                violation_error_message=_("Enter more than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} on {self.paid_on}"

    @transaction.atomic
    def enter(self, *, by):
        """Write this payment into the debt's history, and move its last payment forward."""
        self.save(force_insert=True)
        Debt.objects.filter(Q(last_paid_on=None) | Q(last_paid_on__lt=self.paid_on)).filter(
            pk=self.debt_id
        ).update(last_paid_on=self.paid_on)
        Event.objects.record(
            self.debt, "payment_made", on=self.paid_on, by=by, subject=self, amount=self.amount
        )
        self.debt.touch()
        return self
