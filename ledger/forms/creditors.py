from django import forms
from django.db.models import URLField
from django.utils.translation import gettext_lazy as _

from ledger.fields import LinesInput, many_lines
from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.models import Contact, Creditor

ON_AN_ENVELOPE = 6  # lines of an address


class AddressField(forms.CharField):
    """Line by line, as on an envelope; blank lines are left out."""

    widget = LinesInput({"rows": 4, "autocomplete": "off"})

    def clean(self, value):
        lines = many_lines(super().clean(value)).splitlines()
        lines = [line.strip() for line in lines if line.strip()]
        if len(lines) > ON_AN_ENVELOPE:
            raise forms.ValidationError(_("An envelope has room for six lines."))
        return "\n".join(lines)


def with_https(column, **options):
    """A website typed without its beginning has the safe one."""
    extra = {"assume_scheme": "https"} if isinstance(column, URLField) else {}
    return column.formfield(**options, **extra)


class CreditorFields(RowForm):
    class Meta:
        formfield_callback = with_https
        model = Creditor
        fields = ("name", "kind", "address", "phone", "email", "website", "notes")
        field_classes = {"address": AddressField}
        widgets = {
            "address": AddressField.widget,
            "phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
            "notes": LinesInput({"rows": 3}),
        }


class NewCreditorForm(CreditorFields, NewRowForm):
    pass


class CreditorForm(CreditorFields, EditRowForm):
    pass


class ContactFields(RowForm):
    class Meta:
        model = Contact
        fields = ("name", "department", "phone", "email", "address", "hours", "may_settle")
        field_classes = {"address": AddressField}
        help_texts = {
            "name": _("A person, or the desk: Disputes, Hardship team."),
            "hours": _("When you reach them, for example: weekdays 9 to 5 Eastern."),
            "may_settle": _("Ask it early in a call. It saves you from telling your story twice."),
        }
        widgets = {
            "address": AddressField.widget,
            "phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["may_settle"].required = False

    def clean_may_settle(self):
        return self.cleaned_data["may_settle"] or Contact.MaySettle.UNKNOWN


class NewContactForm(ContactFields, NewRowForm):
    pass


class ContactForm(ContactFields, EditRowForm):
    pass


class CreditorSearch(forms.Form):
    """What the list of creditors is narrowed by; nothing typed means all."""

    q = forms.CharField(
        label=_("Find a creditor"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "class": "form-control"}),
    )
    away = forms.BooleanField(required=False)

    def words(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def wants_away(self):
        return self.is_valid() and self.cleaned_data["away"]
