import uuid

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ledger.facts import CreditorKind
from ledger.fields import LinesInput, MoneyField, many_lines
from ledger.forms.base import PlainForm
from ledger.models import Creditor, Debt, Workspace

SENDER = ("full_name", "street", "city", "state", "zip_code")
WHO = [
    (CreditorKind.ORIGINAL_CREDITOR, _("The bank, store or lender itself")),
    (CreditorKind.MEDICAL_PROVIDER, _("A doctor, hospital or clinic")),
    (CreditorKind.COLLECTION_AGENCY, _("A collection agency")),
    (CreditorKind.DEBT_BUYER, _("A company that bought the debt")),
    (CreditorKind.LAW_FIRM, _("A law firm")),
    (CreditorKind.SERVICER, _("A company that takes the payments for the lender")),
    (CreditorKind.GOVERNMENT, _("A government office")),
    (CreditorKind.PERSON, _("A person")),
]


class SenderForm(PlainForm, forms.ModelForm):
    """Who writes the letters. Asked once; an answer comes back to this address."""

    zip_code = forms.CharField(
        label=_("ZIP code"),
        max_length=10,
        validators=[RegexValidator(r"\A\d{5}(-\d{4})?\Z", _("Enter a ZIP code like 14604."))],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    class Meta:
        model = Workspace
        fields = SENDER
        widgets = {
            "full_name": forms.TextInput({"autocomplete": "name"}),
            "street": forms.TextInput({"autocomplete": "street-address"}),
            "city": forms.TextInput({"autocomplete": "address-level2"}),
            "state": forms.Select({"autocomplete": "address-level1"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class FirstDebtForm(PlainForm, forms.Form):
    """Who asks for money, and where a letter reaches them."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    creditor_name = forms.CharField(
        label=_("Who asks you for money?"),
        max_length=Creditor._meta.get_field("name").max_length,
        help_text=_("The name at the top of their letter or bill."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    creditor_kind = forms.ChoiceField(
        label=_("Who are they?"), choices=WHO, widget=forms.RadioSelect
    )
    creditor_address = forms.CharField(
        label=_("Their mailing address"),
        max_length=400,
        help_text=_(
            "Line by line, as on their letter. If it gives an address for disputes or "
            "questions, use that one."
        ),
        widget=LinesInput({"rows": 3, "autocomplete": "off"}),
    )
    account_last4 = forms.CharField(
        label=_("Last four of the account number"),
        required=False,
        max_length=4,
        validators=Debt._meta.get_field("account_last4").validators,
        help_text=_("Leave it empty if you do not know it. We never ask for the full number."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    amount = MoneyField(
        label=_("About how much is it, as far as you know?"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_(
            "A rough figure will do. We keep it as your own record; the letter asks for theirs."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["form_key"] = uuid.uuid4()

    def clean_creditor_address(self):
        lines = many_lines(self.cleaned_data["creditor_address"]).splitlines()
        lines = [line.strip() for line in lines]
        lines = [line for line in lines if line]
        if not 2 <= len(lines) <= 5:
            raise forms.ValidationError(_("Enter two to five lines, as on an envelope."))
        return "\n".join(lines)

    def party(self):
        """What the creditor's row is made of."""
        return {
            "name": self.cleaned_data["creditor_name"],
            "kind": self.cleaned_data["creditor_kind"],
            "address": self.cleaned_data["creditor_address"],
        }
