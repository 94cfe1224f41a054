from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ledger import time_zones
from ledger.forms.base import EditRowForm
from ledger.forms.layout import Fold, laid_out
from ledger.models import Workspace
from ledger.models.workspaces import PERSONAL


class WorkspaceForm(EditRowForm):
    """Who writes the letters, by which clock, and how much money there is to settle with."""

    zip_code = forms.CharField(
        label=_("ZIP code"),
        max_length=10,
        required=False,
        validators=[RegexValidator(r"\A[0-9]{5}(-[0-9]{4})?\Z", _("Enter a ZIP code like 14604."))],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    class Meta:
        model = Workspace
        fields = (
            "full_name",
            "street",
            "city",
            "state",
            "zip_code",
            "cash",
            "monthly_saving",
            *PERSONAL,
            "time_zone",
            "language",
            "name",
        )
        labels = {"name": _("Name of this workspace")}
        help_texts = {
            "full_name": _("Signs your letters. Use the name on your bills."),
            "street": _("Printed on your letters, so that answers find you."),
            "state": _("Its law sets how long a debt can be sued for."),
            "cash": _(
                "What you could pay today to settle a debt. It is in no letter. Only people you"
                " share everything with see it."
            ),
            "monthly_saving": _("Shows when the next debt can be settled."),
            "hardship": _("Lost work, illness, a divorce. Many creditors have rules for this."),
            "income_exempt": _("Some income cannot be taken. It makes your hand stronger."),
            "attachable_assets": _("For example money in a bank, or a second car."),
            "facing_bankruptcy": _("It counts only if it is true. Never say it as a bluff."),
            "time_zone": _("So that a deadline means your day."),
            "language": _("For these pages. You choose the language of each letter."),
            "name": _("For yourself and those who manage this with you."),
        }
        widgets = {
            "full_name": forms.TextInput({"autocomplete": "name"}),
            "street": forms.TextInput({"autocomplete": "street-address"}),
            "city": forms.TextInput({"autocomplete": "address-level2"}),
            "state": forms.Select({"autocomplete": "address-level1"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = time_zones.choices(self.instance.time_zone)
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label,
            help_text=self.fields["time_zone"].help_text,
            choices=zones,
        )
        self.helper = laid_out(
            Fieldset(
                _("Name and address"),
                "full_name",
                "street",
                Row(Column("city"), Column("zip_code")),
                "state",
            ),
            Fieldset(_("Money to settle with"), Row(Column("cash"), Column("monthly_saving"))),
            Fold(_("What makes your hand stronger"), *PERSONAL),
            Fieldset(_("This site"), "time_zone", "language", "name"),
        )
