from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.fields import LinesInput
from ledger.forms.base import NewRowForm, PlainForm, a_key
from ledger.forms.layout import Fold, laid_out
from ledger.forms.papers import WithPaper
from ledger.models import Document
from ledger.money import CENT, share
from ledger.wording import dollars
from negotiation.gates import blocking
from negotiation.models import Offer

OPEN_FOR = timedelta(days=21)  # practice, no law: 14 to 30 days
PARTS = ("payments", "first_due_on")


class OfferFields:
    """What an offer of either side is made of, checked alike."""

    def clean(self):
        cleaned = super().clean()
        many, amount = cleaned.get("payments") or 1, cleaned.get("amount")
        if many > 1 and not cleaned.get("first_due_on"):
            self.add_error("first_due_on", _("Say by when the first payment is due."))
        if amount and share(amount, Decimal(100) / many) < CENT:
            self.add_error("payments", _("Each payment must be at least a cent."))
        first, made = cleaned.get("first_due_on"), cleaned.get("made_on") or self.on
        if first and first < made:
            self.add_error("first_due_on", _("This day comes before the offer."))
        return cleaned

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("An offer is more than zero."))
        return amount


class OurOfferForm(OfferFields, NewRowForm):
    """An offer of ours; what stands in its way can be passed with a reason, which is kept."""

    class Meta:
        model = Offer
        fields = (
            "amount", "how", "expires_on", *PARTS, "funding", "conditions", "reason",
        )  # fmt: skip
        widgets = {
            "how": forms.RadioSelect,
            "funding": forms.RadioSelect,
            "conditions": LinesInput({"rows": 2}),
        }
        labels = {
            "amount": gettext_lazy("What you offer"),
            "how": gettext_lazy("How you make it"),
        }
        help_texts = {
            "payments": gettext_lazy("1 means all at once. Most holders take less for that."),
            "funding": gettext_lazy("Cash you offer is set aside, so nobody is promised it twice."),
            "conditions": gettext_lazy("Optional: what you want besides the usual terms."),
            "reason": gettext_lazy("Kept in this debt's history, for you alone."),
        }

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.typed = table, None
        rung = table.rung
        self.initial |= {
            "amount": rung and rung.amount,
            "expires_on": self.on + OPEN_FOR,
            "how": Offer.How.LETTER,
        }
        for name in ("how", "funding"):
            self.fields[name].choices = [c for c in self.fields[name].choices if c[0]]

    @property
    def helper(self):
        """The reason is asked for only where something stands in the way."""
        more = _("More: in parts, where the money comes from, conditions")
        asked = self.blocking() or self["reason"].value() or "reason" in self.errors
        return laid_out(
            "amount",
            "how",
            "expires_on",
            Fold(more, *PARTS, "funding", "conditions", quiet=("payments", "funding")),
            *(["reason"] if asked else []),
        )

    def amount_now(self):
        """The figure that is being weighed: what was typed where it is one, else the next step."""
        return self.typed or self.initial.get("amount")

    def weighed(self):
        amount = self.amount_now()
        return self.table.weigh(amount) if amount else None

    def blocking(self):
        """What should be done first, and whether the figure is above the limit."""
        return blocking(self.table.gates())

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day and day < self.on:
            raise forms.ValidationError(_("This day is over."))
        return day

    def clean(self):
        cleaned = super().clean()
        if amount := cleaned.get("amount"):
            self.typed = amount  # an error beside it takes it out of the cleaned data
            self._check(amount, cleaned)
        return cleaned

    def _check(self, amount, cleaned):
        owed = self.table.facts.balance
        if owed is not None and amount > owed:
            self.add_error(
                "amount", _("That is more than the {owed} they claim.").format(owed=dollars(owed))
            )
        elif not cleaned.get("reason") and (asked := reason_asked(self.table, amount)):
            self.add_error("reason", asked)

    def keep(self, *, by):
        """The offer on the table: (offer, made). Raises what `Offer.make` raises."""
        self.instance.passed_gates = [str(gate.kind) for gate in self.blocking()]
        self.instance.made_on = self.on
        self.instance.answers = self.table.theirs
        return self.save_once(lambda offer: offer.make(by=by, on=self.on))


def reason_asked(table, amount):
    """Why a figure wants a reason, whoever named it; "" where nothing speaks against it."""
    if blocking(table.gates()):
        return _("Something comes first, see above. To go on all the same, say why.")
    if table.weigh(amount).above_limit:
        return _("That is above your limit. To go on all the same, say why.")
    return ""


class YesForm(PlainForm, forms.Form):
    """A yes: to a figure of theirs that we would not have offered, only with a reason."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why all the same?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Kept in this debt's history, for you alone."),
    )

    def __init__(self, data=None, *, offer, table):
        super().__init__(data, initial={"form_key": uuid4()})
        theirs = offer.is_open and offer.by == Offer.By.THEM
        self.asked = reason_asked(table, offer.amount) if theirs else ""
        if not self.asked:
            del self.fields["reason"]

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError(self.asked)
        return reason

    @property
    def key(self):
        return a_key(self.cleaned_data["form_key"]) or uuid4()


class TheirOfferForm(OfferFields, WithPaper):
    """An offer of theirs, as they made it."""

    not_after = ("made_on",)

    class Meta:
        model = Offer
        fields = ("amount", "made_on", "how", "expires_on", *PARTS, "conditions", "document")
        widgets = {"how": forms.RadioSelect, "conditions": LinesInput({"rows": 2})}
        labels = {
            "amount": gettext_lazy("What they want"),
            "how": gettext_lazy("How they made it"),
            "conditions": gettext_lazy("Their conditions"),
            "document": gettext_lazy("Their letter, if it is in the file"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"made_on": self.on, "how": Offer.How.CALL}
        self.fields["how"].choices = [c for c in self.fields["how"].choices if c[0]]
        papers = [name for name in ("document", "upload") if name in self.fields]
        for name in papers:
            self.fields[name].required = False
        self.helper = laid_out(
            "amount", "how", "made_on", "expires_on",
            Fold(_("More: in parts, conditions, their letter"), *PARTS, "conditions", *papers,
                 quiet=("payments",)),
        )  # fmt: skip

    def keep(self, *, by, answers):
        self.instance.answers = answers
        if self.instance.payments > 1:
            self.instance.funding = Offer.Funding.INCOME  # nobody needs all of it on the first day
        return self.keep_with_paper(
            lambda offer: offer.make(by=by, on=self.on),
            kind=Document.Kind.LETTER,
            title=_("Their offer"),
            by=by,
        )
