from crispy_forms.layout import Column, Row
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.layout import laid_out
from ledger.forms.papers import WithPaper
from ledger.models import Document, Payment
from ledger.money import ZERO


class PaymentForm(WithPaper):
    not_after = ("paid_on",)

    class Meta:
        model = Payment
        fields = ("amount", "paid_on", "method", "note", "document")
        help_texts = {
            "note": gettext_lazy("For example the check number or the confirmation number."),
            "document": gettext_lazy("A paper you added before."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = _("Add proof of it now")
        papers = ("document", "upload") if "document" in self.fields else ("upload",)
        self.helper = laid_out(Row(Column("amount"), Column("paid_on")), "method", "note", *papers)

    def keep(self, *, by):
        """The payment and its proof: (payment, made)."""
        day = date_format(self.cleaned_data["paid_on"], "DATE_FORMAT")
        return self.keep_with_paper(
            lambda payment: self.enter(payment, by=by),
            kind=Document.Kind.RECEIPT,
            title=_("Proof of payment, {day}").format(day=day),
            by=by,
        )

    def enter(self, payment, *, by):
        return payment.enter(by=by, on=self.on)


class PaymentCorrectionForm(PaymentForm):
    """The form of a payment that corrects another, or that says there was none."""

    never_made = forms.BooleanField(
        label=gettext_lazy("This payment was never made"),
        required=False,
        help_text=gettext_lazy("Tick this if no money went out. Then leave the rest as it is."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["amount"] = self.initial.get("amount") or None  # not the 0.00 of none made
        self.helper.layout.insert(0, "never_made")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("never_made"):
            self._take_back(cleaned)
        elif cleaned.get("amount") == ZERO:
            self.add_error(
                "amount", _("Enter more than zero, or say that this payment was never made.")
            )
        return cleaned

    def _take_back(self, cleaned):
        """Whatever was typed as amount and day: it is no dollars, and still named by its day."""
        for name in ("amount", "paid_on"):
            self.errors.pop(name, None)
        cleaned |= {"amount": ZERO, "paid_on": self.instance.corrects.paid_on}
