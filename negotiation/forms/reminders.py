from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import EditRowForm, NewRowForm
from negotiation.models import Reminder
from negotiation.models.reminders import TOPICS

# after how many days; what two taps can choose from
SOON = {
    "1": _("Tomorrow"),
    "7": _("In 1 week"),
    "21": _("In 3 weeks"),
    "90": _("In 3 months"),
}


def day_after(soon, *, on):
    return on + timedelta(days=int(soon))


class SoonForm(forms.Form):
    """How much later a reminder is to come."""

    soon = forms.ChoiceField(choices=[*SOON.items()])


class Ahead:
    """The day of a reminder is today or still to come."""

    def clean_remind_on(self):
        day = self.cleaned_data["remind_on"]
        if day and day < self.on and "remind_on" in self.changed_data:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return day


class ReminderForm(Ahead, NewRowForm):
    """A day and what to think of; of a button, only how soon."""

    soon = forms.ChoiceField(choices=[*SOON.items()], required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reminder
        fields = ("remind_on", "words", *TOPICS)
        widgets = dict.fromkeys(TOPICS, forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remind_on"].required = not self.data.get("soon")
        self.fields["words"].help_text = _("If you leave it empty, we show what it is about.")
        for name in set(TOPICS) & set(self.fields):
            field = self.fields[name]
            field.queryset = field.queryset.filter(debt=self.instance.debt)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("soon"):
            cleaned["remind_on"] = day_after(cleaned["soon"], on=self.on)
        return cleaned


class GeneralReminderForm(ReminderForm):
    """A reminder of the whole, such as "ask for the tax papers"."""

    class Meta(ReminderForm.Meta):
        fields = ("remind_on", "words")


class ReminderFields(Ahead, EditRowForm):
    class Meta:
        model = Reminder
        fields = ("remind_on", "words")
