from datetime import timedelta
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.base import DayInput, PlainForm, fault_of
from ledger.forms.calculators import money
from ledger.forms.layout import laid_out
from ledger.money import ZERO
from ledger.wording import dollars
from negotiation.models import Round
from negotiation.round_page import free_cash, plan

OPEN_FOR = timedelta(days=21)  # practice, no law: 14 to 30 days


class RoundForm(PlainForm, forms.Form):
    """Which debts, how, and with how much of the cash. Sent by GET it shows the plan alone."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=Round.Kind.choices,
        widget=forms.RadioSelect,
        initial=Round.Kind.FIRST,
    )
    cash = money(gettext_lazy("Cash for this round"))
    expires_on = forms.DateField(label=gettext_lazy("Open until"), widget=DayInput)
    debts = forms.MultipleChoiceField(
        label=gettext_lazy("To whom?"), widget=forms.CheckboxSelectMultiple
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, guests, workspace, on):
        super().__init__(data)
        self.on, self.workspace, self.free = on, workspace, free_cash(workspace)
        self.guests = {str(one.debt.pk): one for one in guests if one.why is None}
        self.fields["debts"].choices = [
            (key, one.debt.nickname) for key, one in self.guests.items()
        ]
        self.initial |= {
            "cash": self.free,
            "expires_on": on + OPEN_FOR,
            "debts": list(self.guests),
            "form_key": uuid4(),
        }
        self.helper = laid_out("kind", "debts", "cash", "expires_on", "form_key")

    def clean_form_key(self):
        return self.cleaned_data["form_key"] or uuid4()

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if fault := fault_of(day, on=self.on):
            raise ValidationError(fault)
        if day < self.on:
            raise ValidationError(_("This day is over."))
        return day

    def clean_cash(self):
        cash = self.cleaned_data["cash"]
        if not cash:
            raise ValidationError(_("Enter more than zero."))
        if cash > (self.free or ZERO):
            raise ValidationError(
                _("Only {free} is free. The rest stands in other offers and deals.").format(
                    free=dollars(self.free or ZERO)
                )
            )
        return cash

    def rows(self):
        """What each of the chosen would be offered; nothing while the form is not right."""
        if not self.is_bound or not self.is_valid():
            return []
        chosen = [self.guests[key] for key in self.cleaned_data["debts"]]
        return plan(chosen, Round.Kind(self.cleaned_data["kind"]), self.cleaned_data["cash"])
