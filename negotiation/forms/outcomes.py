from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from ledger.fields import RateField
from ledger.forms.base import PlainForm

NO_TAX = Decimal(0)


class OutcomesForm(PlainForm, forms.Form):
    """At which rate the forgiven part is taxed; sent by GET, nothing is saved."""

    rate = RateField(
        label=gettext_lazy("Your tax rate, in percent"),
        required=False,
        min_value=0,
        max_value=60,
        max_digits=5,
        decimal_places=2,
        help_text=gettext_lazy("The rate on your last dollar of income. Empty: we count no tax."),
    )

    def asked(self):
        """The rate in percent; none while it is not a number."""
        return (self.is_valid() and self.cleaned_data["rate"]) or NO_TAX
