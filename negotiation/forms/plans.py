"""What the comparison of ways asks; sent by GET, nothing is saved."""

from django import forms
from django.utils.translation import gettext_lazy

from ledger.fields import RateField
from ledger.forms.base import PlainForm
from ledger.forms.calculators import amount_of, money
from ledger.forms.layout import Fold, laid_out
from negotiation.alternatives import Counselor

LONGEST = 120  # months of a counselor's plan


class WaysForm(PlainForm, forms.Form):
    """A counselor's offer, and what could be lost in court; all of it may be left open."""

    apr = RateField(
        label=gettext_lazy("The rate they would get you, in percent"),
        min_value=0,
        max_value=100,
        max_digits=6,
        decimal_places=3,
        required=False,
    )
    fee = money(gettext_lazy("Their fee a month"), required=False)
    months = forms.IntegerField(
        label=gettext_lazy("Months it would take"), min_value=1, max_value=LONGEST, required=False
    )
    at_risk = money(
        gettext_lazy("What you own beyond what the law protects"),
        required=False,
        help_text=gettext_lazy("A lawyer can tell you. If you leave it open, we count nothing."),
    )

    def __init__(self, query):
        super().__init__(query)
        self.helper = laid_out(
            Fold(gettext_lazy("Has a credit counselor made you an offer?"), "apr", "fee", "months"),
            Fold(gettext_lazy("Do you own things a court could sell?"), "at_risk"),
        )

    def counselor(self):
        """The offer; None unless rate and time are known."""
        asked = self.cleaned_data
        if asked.get("apr") is None or not asked.get("months"):
            return None
        return Counselor(asked["apr"], amount_of(asked.get("fee")), asked["months"])

    def at_risk_amount(self):
        return amount_of(self.cleaned_data.get("at_risk"))
