from datetime import UTC, timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger import time_zones
from ledger.dates import add_years
from ledger.fields import LinesInput
from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.law.contact import Medium
from ledger.models import Contact, Creditor, Debt
from ledger.models.debts import ROLES
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
    "reference",
    "promise",
    "quote",
)
# what only the rules about contact ask
ASKED_BY_RULES = (
    "medium",
    "opt_out",
    "number",
    "place",
    "whom",
    "purpose",
    "also_about",
    "may_call_again",
)
TOLD = (
    "told_medium",
    "told_place",
    "told_days",
    "told_from",
    "told_until",
    "employer_forbids",
    "has_lawyer",
)
LONGEST = 5000  # of what is typed into one field
TAPPED = ("direction", "outcome", "voice")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """What a clock on the wall showed; which wall, another field says."""

    def to_python(self, value):
        with timezone.override(UTC):  # where no hour is missing and none comes twice
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class CallFields(RowForm):
    """A call as it was. What another form leaves out keeps the value its row has.

    `reader` is who fills it in: it names no debt that they may not see.
    """

    also_about = forms.MultipleChoiceField(
        label=_("it was also about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CallLog
        fields = (*FIELDS, *ASKED_BY_RULES, *TOLD)
        field_classes = {"at": MomentField}
        widgets = {
            "direction": forms.RadioSelect,
            "outcome": forms.RadioSelect,
            "voice": forms.RadioSelect,
            "at": MomentInput,
            "time_zone": forms.Select,
            "said": LinesInput({"rows": 4}),
            "quote": LinesInput({"rows": 2}),
            "told_from": HourInput,
            "told_until": HourInput,
        }

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        parties = [party.pk for party in self.instance.debt.parties()]
        choices = {
            "creditor": Creditor.objects.filter(pk__in=parties),
            "contact": Contact.objects.filter(creditor__in=parties, archived_at=None),
        }
        for name in choices.keys() & self.fields.keys():
            self.fields[name].queryset = choices[name]
        for name in TAPPED:
            if name in self.fields:
                field = self.fields[name]
                field.choices = [choice for choice in field.choices if choice[0]]
        self.fields["time_zone"].widget.choices = self.time_zones()
        at_the_place = self.instance.at.astimezone(ZoneInfo(self.instance.time_zone))
        self.initial["at"] = at_the_place.replace(tzinfo=None)
        if "also_about" in self.fields:
            self._offer_other_debts(parties, reader)

    def _offer_other_debts(self, parties, reader):
        """The debts one of these parties stands behind, too, of those the reader may see; no
        question where there are none."""
        debt = self.instance.debt
        theirs = reduce(or_, (Q(**{f"{role}__in": parties}) for role in ROLES))
        mine = Debt.objects.for_user(reader).filter(workspace=debt.workspace_id)
        others = mine.filter(theirs).exclude(pk=debt.pk)
        known = {str(key): name for key, name in others.values_list("pk", "nickname")}
        if not known:
            del self.fields["also_about"]
            return
        self.fields["also_about"].choices = [*known.items()]
        self.initial["also_about"] = [key for key in self.instance.also_about if key in known]

    def clean_also_about(self):
        """What was not offered to this reader stays as it was."""
        offered, chosen = dict(self.fields["also_about"].choices), self.cleaned_data["also_about"]
        before = self.instance.also_about
        kept = [key for key in before if key in chosen or key not in offered]
        return kept + [key for key in chosen if key not in before]

    def time_zones(self):
        """The zones of the United States, and the one this call is in."""
        own = self.instance.time_zone
        return list(({own: own.replace("_", " ")} | time_zones.HERE).items())

    def clean(self):
        cleaned = super().clean()
        if at := cleaned.get("at"):
            zone = cleaned.get("time_zone") or self.instance.time_zone
            cleaned["at"] = self._on_the_clock(at, ZoneInfo(zone))
            if cleaned["at"] > timezone.now() + timedelta(minutes=5):
                self.add_error("at", ValidationError(_("This moment is still to come.")))
        self._fit_ending(cleaned)
        if any(cleaned.get(name) for name in ("told_from", "told_until")):
            cleaned["told_days"] = cleaned.get("told_days") or "every"
        return cleaned

    def _on_the_clock(self, at, zone):
        """That moment there; of an hour that a night has twice, the one kept, or the first."""
        kept = self.instance.at.astimezone(zone)
        if kept.replace(tzinfo=None, second=0, microsecond=0) == at:
            return kept
        moment = at.replace(tzinfo=zone)
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at:
            words = _("In this night the clocks went forward: this hour was left out.")
            self.add_error("at", ValidationError(words))
        return moment

    def _fit_ending(self, cleaned):
        """A message has one ending; a call has any other."""
        is_call = cleaned.get("medium", self.instance.medium) == Medium.CALL
        if not is_call:
            cleaned["outcome"] = CallLog.Outcome.CAME
        elif cleaned.get("outcome") == CallLog.Outcome.CAME:
            self.add_error("outcome", ValidationError(_("Say how the call ended.")))

    def clean_call_back_on(self):
        day = self.cleaned_data["call_back_on"]
        if day and day < self.on and "call_back_on" in self.changed_data:
            raise ValidationError(_("Choose today or a later day."))
        if day and day > add_years(self.on, YEARS_AHEAD):
            raise ValidationError(_("Check the year."))
        return day


class CallEditForm(CallFields, EditRowForm):
    """A call that was kept, put right."""

    def shown(self, row, name):
        if name != "also_about":
            return super().shown(row, name)
        offered = dict(self.fields[name].choices)
        names = [offered[key] for key in row.also_about if key in offered]
        return ", ".join(names) or _("empty")


class CallForm(CallFields, NewRowForm):
    """A call as it was, filled in while it is fresh: two taps are enough."""


class CompanionForm(CallForm):
    """What is typed while the call goes on; a tap on how it ended sends it."""

    also_about = None

    class Meta(CallFields.Meta):
        fields = (
            "outcome",
            "direction",
            "at",
            "time_zone",
            "contact",
            "spoke_with",
            "reference",
            "amount",
            "promise",
            "said",
            "quote",
            "call_back_on",
            "may_call_again",
            "seconds",
        )
        widgets = CallFields.Meta.widgets | {
            "said": LinesInput({"rows": 3}),
            "quote": LinesInput({"rows": 2}),
            "seconds": forms.HiddenInput,
        }

    def typed(self):
        """What was typed so far, as it was typed."""
        kept = {name: self[name].data for name in self.fields if name != "form_key"}
        return {name: str(value)[:LONGEST] for name, value in kept.items() if value}

    def resume(self, draft):
        """Go on where these notes left off."""
        self.initial |= draft.answers | {"form_key": draft.form_key}
