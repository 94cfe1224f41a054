from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import DayInput, PlainForm
from negotiation.models import Mailing

STILL_TO_COME = _("This day is still to come.")


class MailForm(PlainForm, forms.Form):
    """When and how the letter left the house."""

    mailed_on = forms.DateField(label=_("Mailed on"), widget=DayInput)
    method = forms.ChoiceField(label=_("How"), choices=Mailing.Method.choices)
    number = forms.CharField(
        label=_("Tracking number"),
        required=False,
        max_length=40,
        help_text=_("On the green and white certified-mail receipt."),
    )
    delivered_on = forms.DateField(
        label=_("Delivered on"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty until you know."),
    )

    def __init__(self, *args, letter, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.letter, self.on = letter, on
        row = letter.mailing
        self.initial = {
            "mailed_on": row.mailed_on or on,
            "method": row.method or usual_method(letter),
            "number": row.number,
            "delivered_on": row.delivered_on,
        }

    def clean(self):
        cleaned = super().clean()
        mailed, delivered = cleaned.get("mailed_on"), cleaned.get("delivered_on")
        for name, day in (("mailed_on", mailed), ("delivered_on", delivered)):
            if day and day > self.on:
                self.add_error(name, STILL_TO_COME)
        if mailed and mailed < self.letter.issued_on:
            self.add_error("mailed_on", _("The letter was not written yet on that day."))
        if mailed and delivered and delivered < mailed:
            self.add_error("delivered_on", _("It cannot arrive before it was mailed."))
        return cleaned


def usual_method(letter):
    """As the letter itself says it goes; certified where it says nothing of it."""
    return "first_class" if letter.data.get("mail") == "first_class" else "certified"


class DeliveredForm(MailForm):
    """The day the letter arrived; how it was mailed is known and stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "delivered_on":
                field.widget = forms.HiddenInput()
        arrived = self.fields["delivered_on"]
        arrived.required, arrived.help_text = True, ""


class ReturnedForm(PlainForm, forms.Form):
    """The post brought it back."""

    returned_on = forms.DateField(label=_("Came back on"), widget=DayInput)
    why = forms.ChoiceField(label=_("What the post wrote on it"), choices=Mailing.Returned.choices)

    def __init__(self, *args, letter, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.letter, self.on = letter, on
        self.initial = {"returned_on": on, "why": Mailing.Returned.WRONG_ADDRESS}

    def clean_returned_on(self):
        day, mailed = self.cleaned_data["returned_on"], self.letter.mailing.mailed_on
        if day > self.on:
            raise forms.ValidationError(STILL_TO_COME)
        if mailed and day < mailed:
            raise forms.ValidationError(_("It cannot come back before it was mailed."))
        return day
