from crispy_forms.layout import Column, Row
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.layout import laid_out
from ledger.forms.papers import WithPaper
from ledger.models import Document, Payment


class PaymentForm(WithPaper):
    not_after = ("paid_on",)

    class Meta:
        model = Payment
        fields = ("amount", "paid_on", "method", "note", "document")
        help_texts = {
            "note": gettext_lazy("For example the check number or the confirmation number."),
            "document": gettext_lazy("A paper you added before."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = _("Add proof of it now")
        papers = ("document", "upload") if "document" in self.fields else ("upload",)
        self.helper = laid_out(Row(Column("amount"), Column("paid_on")), "method", "note", *papers)

    def keep(self, *, by):
        """The payment and its proof: (payment, made)."""
        day = date_format(self.cleaned_data["paid_on"], "DATE_FORMAT")
        return self.keep_with_paper(
            lambda payment: payment.enter(by=by),
            kind=Document.Kind.RECEIPT,
            title=_("Proof of payment, {day}").format(day=day),
            by=by,
        )
