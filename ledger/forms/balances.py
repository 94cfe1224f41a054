from crispy_forms.layout import Column, Row
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.facts import BalanceSource
from ledger.forms.layout import Fold, laid_out
from ledger.forms.papers import WithPaper
from ledger.models import BalanceEntry, Document

PARTS = ("principal", "interest", "fees")
PAPER_OF = {
    BalanceSource.CREDITOR_STATEMENT: Document.Kind.STATEMENT,
    BalanceSource.VALIDATION_NOTICE: Document.Kind.NOTICE,
    BalanceSource.JUDGMENT: Document.Kind.COURT,
}


class BalanceForm(WithPaper):
    """What was owed on a day. Also the form of a correction, whose entry `corrects` another."""

    not_after = ("as_of",)

    class Meta:
        model = BalanceEntry
        fields = ("as_of", "total", "source", *PARTS, "document")
        help_texts = {
            "as_of": gettext_lazy("The day on the statement or notice."),
            "total": gettext_lazy("Leave it empty if you enter all three parts."),
            "document": gettext_lazy("A paper you added before."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["total"].required = False
        papers = ("document", "upload") if "document" in self.fields else ("upload",)
        self.helper = laid_out(
            Row(Column("total"), Column("as_of")),
            "source",
            Fold(
                _("Principal, interest and fees, if they are listed"),
                Row(*(Column(part, css_class="col-sm-4") for part in PARTS)),
            ),
            *papers,
        )

    def clean(self):
        cleaned = super().clean()
        parts = [cleaned.get(name) for name in PARTS]
        known = sum(part for part in parts if part is not None)
        if "total" in self.errors or any(name in self.errors for name in PARTS):
            return cleaned
        if cleaned.get("total") is None and None not in parts:
            cleaned["total"] = known
        if cleaned.get("total") is None:
            self.add_error("total", _("Enter the total, or all three parts."))
        elif None in parts and known > cleaned["total"]:
            self.add_error("total", _("The parts come to more than the total. Check the figures."))
        return cleaned

    def keep(self, *, by):
        """The entry and its paper: (entry, made)."""
        return self.keep_with_paper(
            lambda entry: entry.enter(by=by, on=self.on),
            kind=PAPER_OF.get(self.cleaned_data["source"], Document.Kind.OTHER),
            title=_("{source}, {day}").format(
                source=self.instance.get_source_display(),
                day=date_format(self.cleaned_data["as_of"], "DATE_FORMAT"),
            ),
            by=by,
        )
