from uuid import uuid4

from django import forms

from ledger.forms.base import PlainForm
from negotiation.models import DefenceFile


class DefenceForm(PlainForm, forms.Form):
    """Which of the two files to make; a second click finds the first one's."""

    scope = forms.ChoiceField(choices=DefenceFile.Scope.choices, required=False)
    form_key = forms.UUIDField(required=False)

    def clean_scope(self):
        return self.cleaned_data["scope"] or DefenceFile.Scope.WHOLE

    def clean_form_key(self):
        return self.cleaned_data["form_key"] or uuid4()
