from crispy_forms.layout import Column, Row
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.forms.layout import laid_out
from ledger.household import PROTECTED, Every, Section
from ledger.law.insolvency import SaidBy
from ledger.models import HouseholdItem

FLOW, STAND = Row(Column("amount"), Column("every")), Row(Column("said_by"), Column("as_of"))
# what each section asks, and nothing that no worksheet needs
ASKED = {
    Section.INCOME: ("kind", FLOW, "protected", "label"),
    Section.EXPENSE: ("kind", FLOW, "label"),
    Section.ASSET: ("kind", "amount", STAND, "label"),
    Section.LIABILITY: ("kind", "amount", STAND, "label"),
}
AMOUNTS = {
    Section.INCOME: (_("How much arrives?"), _("What you get in hand, after taxes.")),
    Section.EXPENSE: (_("How much goes out?"), _("A good guess will do.")),
    Section.ASSET: (
        _("What would it sell for?"),
        _("Today, with no loan taken off. Of what you share, your part."),
    ),
    Section.LIABILITY: (
        _("How much do you owe?"),
        _("Only what is not on your list of debts."),
    ),
}


class ItemFields(RowForm):
    not_after = ("as_of",)

    class Meta:
        model = HouseholdItem
        fields = ("kind", "label", "amount", "every", "protected", "said_by", "as_of")
        labels = {"label": _("A name for it"), "said_by": _("Who says so?")}
        help_texts = {
            "label": _("Only to tell it apart, if you have more than one."),
            "protected": _(
                "Holders of most debts cannot take Social Security or SSI. If you are not sure, "
                "leave it open and ask legal aid."
            ),
            "as_of": _("The day this figure is from."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        section = Section(self.instance.section)
        self.helper = laid_out(*ASKED[section])
        asked = {pointer.name for pointer in self.helper.layout.get_field_names()}
        for name in set(self.fields) - asked - {"form_key", "seen"}:
            del self.fields[name]
        self.fields["amount"].label, self.fields["amount"].help_text = AMOUNTS[section]
        kinds = labels.KINDS_OF[section].items()
        self.fields["kind"] = forms.TypedChoiceField(
            label=_("What kind?"), choices=[("", _("Choose one")), *kinds]
        )
        for name in {"every", "said_by"} & asked:
            self._must_choose(self.fields[name])

    def _must_choose(self, field):
        field.required = True
        field.choices = [choice for choice in field.choices if choice[0] != BLANK_CHOICE_DASH[0][0]]

    def clean(self):
        cleaned = super().clean()
        if "protected" in cleaned and cleaned["protected"] is None:
            cleaned["protected"] = PROTECTED.get(cleaned.get("kind"))
        return cleaned


class NewItemForm(ItemFields, NewRowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["kind"] = ""  # to be chosen, whatever the blank row has


class ItemForm(ItemFields, EditRowForm):
    pass


def blank(workspace, section, *, on):
    """A row to be filled in, with the answers most people give."""
    answers = {"every": Every.MONTHLY} if section.is_flow else {"said_by": SaidBy.YOU, "as_of": on}
    return HouseholdItem(workspace=workspace, section=section, kind="other", **answers)
