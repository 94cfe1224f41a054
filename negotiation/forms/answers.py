import uuid

from django import forms
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.facts import BalanceSource
from ledger.forms.base import DayInput, PlainForm, fault_of
from ledger.forms.papers import FitsInWorkspace, PaperField
from ledger.models import BalanceEntry, Document
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import chosen


class AnswerForm(FitsInWorkspace, PlainForm, forms.ModelForm):
    """What came back: the figures, and which of the papers asked for."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    answered_on = forms.DateField(label=_("Their answer came on"), widget=DayInput)
    came = forms.MultipleChoiceField(
        label=_("What did they send?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what came. Leave the rest: you may ask for it again."),
    )

    upload = PaperField(
        label=_("Their letter or statement"),
        required=False,
        help_text=_("PDF or photo, up to 10 MB. You can add it later, too."),
    )

    class Meta:
        model = BalanceEntry
        fields = ["total", "as_of", "principal", "interest", "fees"]
        widgets = {"as_of": DayInput}
        labels = {
            "total": _("Total they say is owed"),
            "as_of": _("As of which day"),
        }

    field_order = ["form_key", "answered_on", "upload", "came", "total", "as_of"]

    def __init__(self, *args, request_row, on, **kwargs):
        blank = BalanceEntry(
            workspace_id=request_row.workspace_id,
            debt=request_row.debt,
            source=BalanceSource.CREDITOR_STATEMENT,
        )
        super().__init__(*args, instance=blank, **kwargs)
        self.row, self.on = request_row, on
        self.initial["form_key"] = uuid.uuid4()
        self.initial["answered_on"] = on
        self.fields["total"].required = self.fields["as_of"].required = False
        self.fields["came"].choices = self.asked_for()

    def asked_for(self):
        items = KINDS[self.row.letter.kind].ask("items").choices
        asked = chosen(items, self.row.asked_items)
        return [(item.key, item.label.say(get_language())) for item in asked]

    def clean(self):
        cleaned = super().clean()
        self._check_days(cleaned)
        parts = [cleaned.get(name) for name in ("principal", "interest", "fees")]
        if cleaned.get("total") is None and None not in parts:
            cleaned["total"] = self.instance.total = sum(parts)
        if cleaned.get("total") is None and any(parts):
            self.add_error("total", _("Enter the total too, or all three parts."))
        if cleaned.get("total") is not None and not cleaned.get("as_of"):
            cleaned["as_of"] = cleaned.get("answered_on")
        return cleaned

    def _check_days(self, cleaned):
        for name in ("answered_on", "as_of"):
            if (day := cleaned.get(name)) and (fault := fault_of(day, on=self.on, past=True)):
                self.add_error(name, fault)
        mailed, answered = self.row.mailed_on, cleaned.get("answered_on")
        if mailed and answered and answered < mailed:
            self.add_error("answered_on", _("You mailed the letter after this day."))

    def _post_clean(self):
        if (
            self.cleaned_data.get("total") is not None
        ):  # without a figure there is no entry to check
            super()._post_clean()

    @transaction.atomic
    def keep(self, *, by):
        """The answer with its paper and its balance, in one act."""
        self.row.require_open()
        document, entry = self._keep_paper(by), None
        if self.cleaned_data.get("total") is not None:
            self.instance.form_key = self.cleaned_data["form_key"]
            self.instance.document = document
            entry = self.instance.enter(by=by, on=self.on)
        self.row.answered(
            on=self.cleaned_data["answered_on"],
            by=by,
            checklist={"came": self.cleaned_data["came"]},
            balance=entry,
            document=document,
        )

    def _keep_paper(self, by):
        if not (paper := self.cleaned_data["upload"]):
            return None
        letter = Document(
            workspace_id=self.row.workspace_id,
            debt=self.row.debt,
            kind=Document.Kind.STATEMENT,
            title=_("Answer from {name}").format(name=self.row.letter.recipient)[:120],
        )
        return letter.keep(paper, by=by, on=self.on)
