import hashlib

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.fields import LinesInput
from ledger.forms.base import DayInput, RowForm
from ledger.forms.both_versions import prints_of, shown
from ledger.forms.layout import laid_out
from ledger.forms.papers import FitsInWorkspace, PaperField, WithPaper
from ledger.models import Document, Payment
from ledger.wording import say
from negotiation.models import Agreement
from negotiation.models.agreements import TOLD
from negotiation.models.offers import lock
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
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    not_after = ("written_on",)
    conflict = False

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
        self.initial["seen"] = prints_of(deal, TOLD)
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

    @transaction.atomic
    def keep(self, *, by):
        """Write the deal down with its paper; what is told of an older paper is replaced.

        False, and `conflict`, where another window wrote something else down meanwhile.
        """
        deal, upload = self.instance, self.cleaned_data.get("upload")
        lock(deal.debt)
        now, told = deal.fresh(), {name: self.cleaned_data.get(name) for name in TOLD}
        told["said"] = sorted(told["said"])
        told["document"] = known_paper(deal, upload) or (
            None if upload else told["document"] or self.kept_paper
        )
        if all(getattr(now, name) == value for name, value in told.items()):
            return True  # the same letter, sent twice
        if self.cleaned_data["seen"] not in ("", prints_of(now, TOLD)):
            self._ask_again(now)
            return False
        told["document"] = told["document"] or new_paper(
            deal, upload, kind=Document.Kind.AGREEMENT,
            title=_("Their letter with the agreement"), by=by, on=self.on,
        )  # fmt: skip
        deal.write_down(by=by, on=told.pop("written_on"), **told)
        return True

    def _ask_again(self, now):
        """A page cannot carry a file from window to window: what is stored is told in words."""
        self.conflict = True
        told = (name for name in TOLD if name in self.fields and name != "said")
        lines = "; ".join(f"{self.fields[name].label}: {shown(now, name)}" for name in told)
        words = _(
            "Another window saved this meanwhile: {saved}. Yours is still here. If you added a "
            "file, choose it again. Then save again to keep yours."
        )
        self.add_error(None, words.format(saved=lines))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = prints_of(now, TOLD)


def known_paper(deal, upload):
    """The very same paper, if it is in the debt's file already: a double click adds no second."""
    if not upload:
        return None
    digest = hashlib.sha256(upload.content).hexdigest()
    return deal.debt.documents.in_use().filter(sha256=digest).first()


def new_paper(deal, upload, *, kind, title, by, on):
    row = Document(workspace=deal.workspace, debt=deal.debt, kind=kind, title=title)
    return row.keep(upload, by=by, on=on)


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

    @transaction.atomic
    def keep(self, *, by):
        """Once: a second letter, or the same one sent twice, changes nothing."""
        deal, upload = self.instance, self.cleaned_data["upload"]
        lock(deal.debt)
        if deal.fresh().confirmed_on:
            return
        paper = known_paper(deal, upload) or new_paper(
            deal, upload, kind=Document.Kind.LETTER,
            title=_("Zero-balance letter"), by=by, on=self.on,
        )  # fmt: skip
        deal.confirm(by=by, on=self.cleaned_data["confirmed_on"], document=paper)
