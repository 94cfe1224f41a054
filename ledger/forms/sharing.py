from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from ledger import sharing_words
from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.forms.layout import laid_out
from ledger.models import Debt, Invitation, Membership
from ledger.models.memberships import in_order
from ledger.tenancy import Role, Scope


class SharedFields(RowForm):
    """What somebody may do, with which debts, until when."""

    role = forms.ChoiceField(
        label=_("What may they do?"), choices=sharing_words.ROLES.items(), widget=forms.RadioSelect
    )
    scope = forms.ChoiceField(
        label=_("What do they see?"),
        choices=sharing_words.SCOPES.items(),
        widget=forms.RadioSelect,
    )
    debts = forms.ModelMultipleChoiceField(
        label=_("Which debts?"),
        queryset=Debt.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only if you share some of them."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Debt.objects.filter(workspace=self.instance.workspace)
        self.fields["debts"].queryset = rows.order_by("nickname", "pk")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("scope") == Scope.PART:
            if not cleaned.get("debts") and "debts" not in self.errors:
                self.add_error("debts", _("Choose at least one debt."))
            if cleaned.get("role") == Role.MANAGE:
                self.add_error("role", _("Who manages sees everything. Choose another answer."))
        if (until := cleaned.get("until")) and until < self.on:
            self.add_error("until", _("This day is over."))
        return cleaned

    @property
    def chosen_debts(self):
        part = self.cleaned_data["scope"] == Scope.PART
        return self.cleaned_data["debts"] if part else Debt.objects.none()


class InvitationForm(SharedFields, NewRowForm):
    class Meta:
        model = Invitation
        fields = ("email", "role", "scope", "until", "words")
        labels = {"email": _("Their e-mail address"), "words": _("A line from you")}
        help_texts = {
            "email": _("Only an account with this address can accept."),
            "words": _("It stands in the mail. No web addresses, please."),
            "until": _("The last day they can see this. Leave it empty for no end."),
        }
        widgets = {"words": forms.Textarea({"rows": 2})}

    def __init__(self, *args, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = {email.casefold() for email in taken}
        self.helper = laid_out(
            Fieldset(_("Who?"), "email", "words"),
            Fieldset(_("What is shared?"), "role", "scope", "debts", "until"),
        )

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email.casefold() in self.taken:
            raise forms.ValidationError(_("This person can see it already."))
        return email

    def clean_words(self):
        words = self.cleaned_data["words"]
        if sharing_words.LINK.search(words):
            raise forms.ValidationError(_("Please leave out web addresses."))
        return words


class MembershipForm(SharedFields, EditRowForm):
    also_printed = ("debts",)

    class Meta:
        model = Membership
        fields = ("role", "scope", "until")
        help_texts = {
            "until": _("The last day they can see this. Leave it empty for no end."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["debts"] = [*self.instance.debt_ids]
        self.helper = laid_out("role", "scope", "debts", "until")

    def save_shared(self, *, by):
        """As `save_over`, with the debts that stand in rows of their own."""
        chosen = self.chosen_debts
        self.instance.debts = in_order(debt.pk for debt in chosen)
        return self.save_over(lambda names: self.instance.change(names, chosen, by=by))

    def shown(self, row, name):
        if name != "debts":
            return super().shown(row, name)
        theirs = self.fields["debts"].queryset.filter(pk__in=row.debts)
        return ", ".join(theirs.values_list("nickname", flat=True)) or _("empty")
