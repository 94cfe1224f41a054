"""Who stands behind a debt: chosen from the list, or typed new without leaving the form."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger import labels
from ledger.facts import CreditorKind
from ledger.forms.layout import Fold
from ledger.models import Creditor

# who may be in a role; the first is the likeliest
KINDS = {
    "original_creditor": (
        CreditorKind.ORIGINAL_CREDITOR,
        CreditorKind.MEDICAL_PROVIDER,
        CreditorKind.SERVICER,
        CreditorKind.GOVERNMENT,
        CreditorKind.PERSON,
    ),
    "owner": (
        CreditorKind.DEBT_BUYER,
        CreditorKind.ORIGINAL_CREDITOR,
        CreditorKind.GOVERNMENT,
        CreditorKind.PERSON,
    ),
    "collector": (
        CreditorKind.COLLECTION_AGENCY,
        CreditorKind.DEBT_BUYER,
        CreditorKind.SERVICER,
        CreditorKind.LAW_FIRM,
    ),
    "law_firm": (CreditorKind.LAW_FIRM,),
}


def offered(workspace, *chosen):
    """The creditors to choose from: those in use, and those chosen already."""
    in_use = Q(archived_at=None) | Q(pk__in=[pk for pk in chosen if pk])
    return workspace.creditors.filter(in_use)


class NewParty:
    """The two fields by which a form takes in a new creditor: `<prefix>_name`, `<prefix>_kind`."""

    def __init__(self, prefix, kinds):
        self.name, self.kind = f"{prefix}_name", f"{prefix}_kind"
        self.kinds = kinds

    def add_to(self, form):
        form.fields[self.name] = forms.CharField(
            label=_("Name of a new one"),
            required=False,
            max_length=Creditor._meta.get_field("name").max_length,
            widget=forms.TextInput({"autocomplete": "off"}),
        )
        if len(self.kinds) > 1:
            form.fields[self.kind] = forms.ChoiceField(
                label=_("Who they are"),
                required=False,
                choices=[(kind, labels.CREDITOR_KINDS[kind]) for kind in self.kinds],
                initial=self.kinds[0],
            )

    def is_typed(self, form):
        return bool(form.cleaned_data.get(self.name))

    def creditor(self, form):
        """The creditor that was typed, made now if it is not there yet."""
        kind = form.cleaned_data.get(self.kind) or self.kinds[0]
        return Creditor.named(form.instance.workspace, form.cleaned_data[self.name], kind)

    def row(self, form):
        if self.kind in form.fields:
            return Row(Column(self.name), Column(self.kind))
        return Row(Column(self.name))


class WithParties:
    """For a debt's form: the four roles, each chosen or typed new, each with its day."""

    def add_parties(self):
        workspace = self.instance.workspace
        self.new_parties = {role: NewParty(role, kinds) for role, kinds in KINDS.items()}
        for role, new in self.new_parties.items():
            new.add_to(self)
            choices = offered(workspace, getattr(self.instance, f"{role}_id"))
            self.fields[role].queryset = choices
            self.fields[role].empty_label = _("Nobody, or not known")
            if not self.instance.workspace.creditors.exists():
                self.fields[role].widget = forms.HiddenInput()

    def party_fields(self, role, question):
        """A role's part of the layout: the list, or a name to type, and since when."""
        new = self.new_parties[role].row(self)
        since = () if role == "original_creditor" else (f"{role}_since",)
        if self.fields[role].widget.is_hidden:
            return Fieldset(question, role, new, *since)
        typed = Fold(_("Not in the list? Type the name."), new, quiet=(f"{role}_kind",))
        return Fieldset(question, Row(*map(Column, (role, *since))), typed)

    def clean_parties(self, cleaned):
        typed = [role for role, new in self.new_parties.items() if new.is_typed(self)]
        for role in typed:
            if cleaned.get(role) and self.is_touched(role, cleaned):
                self.add_error(
                    f"{role}_name", _("Choose one from the list or type a new one, not both.")
                )
        if not typed and not any(cleaned.get(role) or role in self.errors for role in KINDS):
            role = "original_creditor"
            self.add_error(
                f"{role}_name" if self.fields[role].widget.is_hidden else role,
                _("Say who holds this debt. One name is enough."),
            )

    def settle(self):
        """Put the parties that were typed in their roles."""
        for role, new in self.new_parties.items():
            if new.is_typed(self):
                setattr(self.instance, role, new.creditor(self))
