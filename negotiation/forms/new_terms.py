from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.fields import LinesInput
from ledger.forms.layout import laid_out
from ledger.forms.papers import WithPaper
from ledger.models import Document
from negotiation.models import NewTerms

Kind = NewTerms.Kind
NEEDS = {Kind.LOWER: "monthly", Kind.PLAN: "monthly", Kind.RATE: "apr"}


class NewTermsForm(WithPaper):
    """More time as they granted it, with the paper that says so."""

    not_after = ("agreed_on",)

    class Meta:
        model = NewTerms
        fields = (
            "kind", "agreed_on", "starts_on", "until", "monthly", "apr", "note", "document",
        )  # fmt: skip
        widgets = {"kind": forms.RadioSelect, "note": LinesInput({"rows": 2})}
        labels = {"document": gettext_lazy("Their letter, if it is in the file")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"agreed_on": self.on, "starts_on": self.on}
        self.fields["kind"].choices = [one for one in self.fields["kind"].choices if one[0]]
        names = (
            "kind", "agreed_on", "starts_on", "until", "monthly", "apr", "note",
            "document", "upload", "form_key",
        )  # fmt: skip
        self.helper = laid_out(*(name for name in names if name in self.fields))

    def clean(self):
        cleaned = super().clean()
        needed = NEEDS.get(cleaned.get("kind"))
        if needed and cleaned.get(needed) is None and needed not in self.errors:
            self.add_error(needed, _("Say how much it is now."))
        return cleaned

    def keep(self, *, by):
        return self.keep_with_paper(
            lambda terms: terms.enter(by=by, on=self.on),
            kind=Document.Kind.AGREEMENT,
            title=_("Their letter about more time"),
            by=by,
        )
