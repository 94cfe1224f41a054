from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger import time_zones
from ledger.dates import add_years
from ledger.fields import LinesInput
from ledger.forms.base import NewRowForm, RowForm
from ledger.models import Contact, Creditor
from negotiation.models import CallLog

YEARS_AHEAD = 10  # nobody promises to call later than that
FIELDS = (
    "direction",
    "outcome",
    "at",
    "time_zone",
    "creditor",
    "contact",
    "spoke_with",
    "voice",
    "said",
    "amount",
    "call_back_on",
)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class CallFields(RowForm):
    class Meta:
        model = CallLog
        fields = FIELDS
        widgets = {
            "direction": forms.RadioSelect,
            "outcome": forms.RadioSelect,
            "voice": forms.RadioSelect,
            "at": MomentInput,
            "time_zone": forms.Select,
            "said": LinesInput({"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        debt = self.instance.debt
        parties = [party.pk for party in debt.parties()]
        self.fields["creditor"].queryset = Creditor.objects.filter(pk__in=parties)
        self.fields["contact"].queryset = Contact.objects.filter(
            creditor__in=parties, archived_at=None
        )
        for name in ("direction", "outcome", "voice"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        self.fields["time_zone"].widget.choices = self.time_zones()
        at_the_place = self.instance.at.astimezone(ZoneInfo(self.instance.time_zone))
        self.initial["at"] = at_the_place.replace(tzinfo=None)

    def time_zones(self):
        """The zones of the United States, and the one this call is in."""
        own = self.instance.time_zone
        return list(({own: own.replace("_", " ")} | time_zones.HERE).items())

    def clean(self):
        cleaned = super().clean()
        if (at := cleaned.get("at")) and (zone := cleaned.get("time_zone")):
            cleaned["at"] = timezone.make_naive(at).replace(tzinfo=ZoneInfo(zone))
            if cleaned["at"] > timezone.now() + timedelta(minutes=5):
                self.add_error("at", ValidationError(_("This moment is still to come.")))
        return cleaned

    def clean_call_back_on(self):
        day = self.cleaned_data["call_back_on"]
        if day and day < self.on and "call_back_on" in self.changed_data:
            raise ValidationError(_("Choose today or a later day."))
        if day and day > add_years(self.on, YEARS_AHEAD):
            raise ValidationError(_("Check the year."))
        return day


class CallForm(CallFields, NewRowForm):
    """A call as it was, filled in while it is fresh: two taps are enough."""
