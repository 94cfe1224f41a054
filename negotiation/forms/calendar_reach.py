from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import NewRowForm, RowForm
from negotiation.models import CalendarFeed, Digest


class CalendarFeedForm(NewRowForm):
    class Meta:
        model = CalendarFeed
        fields = ("details",)
        help_texts = {
            "details": _(
                "Others who see your calendar can then read them. Without it, it says only what "
                "to do, such as “Mail the letter”."
            )
        }


class DigestForm(RowForm):
    class Meta:
        model = Digest
        fields = ("every", "weekday", "hour", "details")
        widgets = {"every": forms.RadioSelect}
        help_texts = {
            "weekday": _("Only for a mail once a week."),
            "details": _("Without it, the mail tells only how many things are due, and when."),
        }
