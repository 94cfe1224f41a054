from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.payments import PaymentForm


class PaymentMadeForm(PaymentForm):
    """A payment of a debt. `deal` is one that is not in writing: paying before takes a tick."""

    unwritten = forms.BooleanField(
        label=gettext_lazy("I want to pay before it is in writing"), required=False
    )

    def __init__(self, *args, deal, **kwargs):
        super().__init__(*args, **kwargs)
        self.deal = deal
        if deal is None:
            del self.fields["unwritten"]
        else:
            self.helper.layout.append("unwritten")

    def clean(self):
        cleaned = super().clean()
        if self._is_early(cleaned) and not cleaned.get("unwritten"):
            self.add_error(
                "unwritten", _("No letter, no deal. Wait for their letter, or tick this.")
            )
        return cleaned

    def _is_early(self, cleaned):
        """What was paid before there was a deal has nothing to wait for."""
        day = cleaned.get("paid_on")
        return self.deal is not None and (day is None or day >= self.deal.agreed_on)

    def enter(self, payment, *, by):
        with transaction.atomic():
            payment.enter(by=by, on=self.on)
            if self._is_early(self.cleaned_data):
                self.deal.tell("paid_without_paper", on=payment.paid_on, by=by)
        return payment
