from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.fields import LinesInput
from ledger.forms.base import DayInput, RowForm
from ledger.forms.layout import laid_out
from ledger.forms.papers import FitsInWorkspace, PaperField, WithPaper
from ledger.models import Document, Payment
from ledger.wording import say
from negotiation.models import Agreement
from negotiation.terms import required

SAFE = (
    Payment.Method.CASHIERS_CHECK, Payment.Method.MONEY_ORDER, Payment.Method.CARD,
)  # fmt: skip
RISKY = gettext_lazy(
    "A personal check or an open debit shows them your bank account. A cashier's check, a money "
    "order or a card used once is safer."
)


class AgreementForm(FitsInWorkspace, RowForm):
    """Their letter, held against the checklist of what it must say."""

    upload = PaperField(
        label=gettext_lazy("Their letter"),
        required=False,
        help_text=gettext_lazy("PDF or photo, up to 10 MB."),
    )
    said = forms.MultipleChoiceField(
        label=gettext_lazy("Tick what their letter says"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    not_after = ("written_on",)

    class Meta:
        model = Agreement
        fields = (
            "written_on", "document", "signed_by", "payee", "pay_to", "method", "grace_days",
        )  # fmt: skip
        widgets = {"pay_to": LinesInput({"rows": 3})}
        labels = {"document": gettext_lazy("A paper that is in the file already")}
        help_texts = {"method": RISKY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        deal = self.instance
        self.kept_paper = deal.document  # an empty choice must not lose it
        self.needed = required(deal.needs)
        self.fields["said"].choices = [(str(term), say(term.text)) for term in self.needed]
        self.fields["written_on"].required = True
        self.initial |= {"said": deal.said, "written_on": deal.written_on or self.on}
        papers = deal.debt.documents.in_use()
        self.fields["document"].queryset = papers
        self.fields["document"].required = False
        if not papers.exists():
            del self.fields["document"]
        names = [
            name for name in ("written_on", "upload", "document", "said") if name in self.fields
        ]
        self.helper = laid_out(*names, "signed_by", "payee", "pay_to", "method", "grace_days")

    def clean_written_on(self):
        day = self.cleaned_data["written_on"]
        if day and day < self.instance.offer.made_on:
            raise forms.ValidationError(_("This day comes before the offer."))
        return day

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("upload") or cleaned.get("document") or self.kept_paper):
            self.add_error("upload", _("Add their letter. Without it nothing is in writing."))
        return cleaned

    def keep(self, *, by):
        """Write the deal down with its paper; what is told of an older paper is replaced."""
        deal, told = self.instance, self.cleaned_data
        paper = told.get("document") or self.kept_paper
        if told.get("upload"):
            paper = Document(
                workspace=deal.workspace, debt=deal.debt,
                kind=Document.Kind.AGREEMENT, title=_("Their letter with the agreement"),
            ).keep(told["upload"], by=by, on=self.on)  # fmt: skip
        names = ("signed_by", "payee", "pay_to", "method", "grace_days")
        deal.write_down(
            by=by, on=told["written_on"], document=paper, said=told["said"],
            **{name: told[name] for name in names},
        )  # fmt: skip


class DealPaymentForm(WithPaper):
    """A payment of a deal: the amount is that of the deal, unless they say why it was not."""

    reason = forms.CharField(
        label=gettext_lazy("Why pay all the same?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Kept in this debt's history, for you alone."),
    )
    not_after = ("paid_on",)

    class Meta:
        model = Payment
        fields = ("amount", "paid_on", "method", "note", "document")
        help_texts = {
            "method": RISKY,
            "note": gettext_lazy("For example the check number or the confirmation number."),
        }

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.deal = part, part.agreement
        safe_first = sorted(Payment.Method.choices, key=lambda choice: choice[0] not in SAFE)
        self.fields["method"].choices = [("", _("Choose one")), *safe_first]
        self.fields["upload"].label = _("Add proof of it now")
        self.initial |= {"amount": part.amount, "paid_on": self.on, "method": self.deal.method}
        if self.deal.is_in_writing:
            del self.fields["reason"]
        names = ("reason", "amount", "paid_on", "method", "note", "document", "upload")
        self.helper = laid_out(*(name for name in names if name in self.fields))

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount < self.part.amount:
            raise forms.ValidationError(
                _("The deal says more than that. A part that is short can undo the deal.")
            )
        return amount

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError(
                _("No letter, no deal. Wait for their letter, or say why you pay without it.")
            )
        return reason

    def keep(self, *, by):
        """The payment, its proof and what it ends: (payment, made)."""
        reason = self.cleaned_data.get("reason", "")
        return self.keep_with_paper(
            lambda payment: self.part.pay(payment, by=by, on=self.on, reason=reason),
            kind=Document.Kind.RECEIPT,
            title=_("Proof of payment {number}").format(number=self.part.number),
            by=by,
        )


class ConfirmationForm(FitsInWorkspace, RowForm):
    """Their letter that nothing is owed any more."""

    confirmed_on = forms.DateField(label=gettext_lazy("Their letter came on"), widget=DayInput)
    upload = PaperField(
        label=gettext_lazy("Their letter"), help_text=gettext_lazy("PDF or photo, up to 10 MB.")
    )
    not_after = ("confirmed_on",)

    class Meta:
        model = Agreement
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["confirmed_on"] = self.on
        self.helper = laid_out("confirmed_on", "upload")

    def clean_confirmed_on(self):
        day = self.cleaned_data["confirmed_on"]
        if day and self.instance.settled_on and day < self.instance.settled_on:
            raise forms.ValidationError(_("This day comes before the last payment."))
        return day

    def keep(self, *, by):
        deal = self.instance
        paper = Document(
            workspace=deal.workspace, debt=deal.debt,
            kind=Document.Kind.LETTER, title=_("Zero-balance letter"),
        ).keep(self.cleaned_data["upload"], by=by, on=self.on)  # fmt: skip
        deal.confirm(by=by, on=self.cleaned_data["confirmed_on"], document=paper)
