from uuid import uuid4

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledger.forms.calculators import day
from ledger.forms.insolvency import MORE, InsolvencyForm
from negotiation.models import InsolvencySnapshot


class WorksheetForm(InsolvencyForm):
    """A kept worksheet put right: the new one takes its place, and the old one stays in the file.

    A kind of thing whose sum is left as it is keeps its lines, with who said each of them.
    """

    forgiven = None
    as_of = day(_("The day before it was forgiven"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    not_after = ("as_of",)

    def __init__(self, query, *, snapshot, on):
        self.snapshot = snapshot
        super().__init__(query, on=on, workspace=None, finances=snapshot.worth)
        self.fields["as_of"].required = True
        self.initial |= {"as_of": snapshot.as_of, "form_key": uuid4()}

    def layout(self):
        return (*(self._part(section) for section in MORE), Fieldset("", "as_of"), "form_key")

    def clean_as_of(self):
        typed, deal = self.cleaned_data["as_of"], self.snapshot.agreement
        if typed and deal.settled_on and typed >= deal.settled_on:
            raise ValidationError(_("It is the day before the last payment, or earlier."))
        return typed

    def keep(self, *, by):
        """The new worksheet: (row, made)."""
        deal, key = self.snapshot.agreement, self.cleaned_data["form_key"] or uuid4()
        return InsolvencySnapshot.once(
            deal.workspace,
            key,
            lambda: InsolvencySnapshot.of_worth(
                deal, self.worth(), by=by, on=self.on, replaces=self.snapshot, form_key=key
            ),
        )
