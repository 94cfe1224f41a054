"""What every form of a workspace's row does alike."""

import uuid

from django import forms
from django.db import transaction
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.fields import many_lines, one_line
from ledger.forms.both_versions import (
    KEEP,
    THEIRS,
    as_sent,
    changed_since,
    differences,
    is_other_than_shown,
    last_word,
    prints_of,
    shown,
    stored,
)

FIRST_YEAR = 1950  # before that, somebody typed 0206 for 2026
YEARS_AHEAD = 50


def fault_of(day, *, on, past=False):
    """What cannot be right about a day, in words; "" where it can. `past`: it has been already."""
    if not FIRST_YEAR <= day.year <= on.year + YEARS_AHEAD:
        return _("Check the year.")
    return _("This day is still to come.") if past and day > on else ""


def a_key(value):
    """The key a form came with; None where it is none, so that nobody is stopped by it."""
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class PlainForm:
    """For any form of ours: mistakes named in our words, texts kept as they are seen."""

    our_words = {
        "max_length": gettext_lazy("Please shorten this to %(limit_value)d characters."),
        "max_value": gettext_lazy("Enter %(limit_value)s or less."),
        "min_value": gettext_lazy("Enter %(limit_value)s or more."),
        "max_digits": gettext_lazy("This number is too long."),
        "max_whole_digits": gettext_lazy("This number is too long."),
        "max_decimal_places": gettext_lazy("Use at most %(max)d digits after the point."),
    }

    def full_clean(self):
        for field in self.fields.values():
            field.error_messages = self.our_words | field.error_messages
        super().full_clean()

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if type(field) is forms.CharField and cleaned.get(name):
                tidy = many_lines if isinstance(field.widget, forms.Textarea) else one_line
                cleaned[name] = tidy(cleaned[name])
                if field.required and not cleaned[name]:
                    self.add_error(name, field.error_messages["required"])
        return cleaned


class RowForm(PlainForm, forms.ModelForm):
    """A form whose choices come from the row's own workspace.

    `not_after` names the date fields that cannot lie in the future; `on` is today.
    """

    not_after = ()

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        if state := self.fields.get("state"):
            state.choices = [*(one for one in state.choices if not one[0]), *labels.states()]
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DayInput(field.widget.attrs)
            if type(field) is forms.TypedChoiceField and field.choices[0] == BLANK_CHOICE_DASH[0]:
                field.choices = [("", _("Choose one")), *field.choices[1:]]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.filter(workspace=self.instance.workspace)

    def is_touched(self, name, cleaned):
        """Whether the person changed this field, as against what the form was shown with."""
        return name in self.changed_data

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            is_day = isinstance(field, forms.DateField | forms.DateTimeField)
            if is_day and (day := cleaned.get(name)):
                fault = fault_of(day, on=self.on, past=name in self.not_after)
                if fault:
                    self.add_error(name, fault)
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


class EditRowForm(RowForm):
    """A form over a row that another window may change meanwhile: then both versions are shown.

    `seen` is the print of the values it was shown with; `beside` names other inputs that speak for
    a field, and are emptied where the stored value is kept. `also_printed` are values that stand
    in rows of their own: the row says them under that name.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    beside = {}
    also_printed = ()
    conflict = False
    both = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = prints_of(self.instance, self.printed)

    @property
    def printed(self):
        return (*self._meta.fields, *self.also_printed)

    def full_clean(self):
        if self.is_bound:
            self._take_theirs()
        super().full_clean()

    def is_touched(self, name, cleaned):
        if seen := cleaned.get("seen"):
            return is_other_than_shown(self, name, cleaned.get(name), seen)
        return super().is_touched(name, cleaned)

    @transaction.atomic
    def save_over(self, change):
        """Whether the row is as the form says now: `change(names)` keeps what is different.

        False, and `conflict`, when the row is no longer the one the form was shown with.
        """
        now = self.instance.fresh()
        self.settle()
        names = self._names_different_from(now)
        seen = self.cleaned_data["seen"]
        changed = changed_since(seen, now, self.printed) if seen else ()
        if names and changed:
            self._show_both(now, names, changed)
            transaction.set_rollback(True)
            return False
        if names:
            change(names)
        return True

    def settle(self):
        """Make what the row refers to; nothing unless a form has such parts."""

    def shown(self, row, name):
        """A value where both versions are told, as the reader knows it."""
        return shown(row, name)

    def carried(self):
        """All that was typed, to be sent again with the choices: pairs of name and value."""
        ours = (self.add_prefix("seen"), self.add_prefix(KEEP), "csrfmiddlewaretoken")
        return [
            (name, value)
            for name, values in self.data.lists()
            if not name.startswith(ours)
            for value in values
        ]

    def _names_different_from(self, other):
        asked = (name for name in self.printed if name in self.fields)
        return [name for name in asked if stored(self.instance, name) != stored(other, name)]

    def _show_both(self, now, names, changed):
        self.conflict = True
        self.both = differences(self, now, names, changed)
        self.last_word = last_word(now, names)
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = prints_of(now, self.printed)

    def _take_theirs(self):
        """Where the person chose what is stored, it stands in the form as if it were typed."""
        kept = {name: self.data.get(self.add_prefix(KEEP + name)) for name in self.printed}
        if THEIRS not in kept.values():
            return
        self.data = self.data.copy()
        for name in (name for name, choice in kept.items() if choice == THEIRS):
            for other in (name, *self.beside.get(name, ())):
                self.data.pop(self.add_prefix(other), None)
            if sent := as_sent(self, name):
                self.data.setlist(self.add_prefix(name), sent)
