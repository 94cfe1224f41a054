"""What every form of a workspace's row does alike."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class RowForm(forms.ModelForm):
    """A form whose choices come from the row's own workspace.

    `not_after` names the date fields that cannot lie in the future; `on` is today.
    """

    not_after = ()

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DayInput(field.widget.attrs)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.filter(workspace=self.instance.workspace)

    def clean(self):
        cleaned = super().clean()
        for name in self.not_after:
            if (day := cleaned.get(name)) and day > self.on:
                self.add_error(name, ValidationError(_("This day is still to come.")))
        return cleaned


class NewRowForm(RowForm):
    """A form that makes one row however often it is sent: the key it was shown with tells."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["form_key"] = uuid.uuid4()

    def save_once(self, make=None):
        """The row of this form: (row, made). `make(row)` saves it together with what belongs
        to it; without it the row alone is saved."""
        row = self.instance
        row.form_key = self.cleaned_data["form_key"] or row.form_key
        return type(row).once(row.workspace, row.form_key, lambda: self._save(make))

    def _save(self, make):
        if make:
            make(self.instance)
        else:
            self.save()
        return self.instance
