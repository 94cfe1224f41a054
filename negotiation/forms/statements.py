import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.fields import LinesInput
from ledger.forms.base import DayInput, PlainForm, fault_of
from ledger.models import Contact
from ledger.wording import say
from negotiation.letters.bounds import CHARACTERS, plain_text
from negotiation.letters.compose import (
    AddressTooLong,
    NothingAsked,
    TextTooLong,
    to_sheet,
)
from negotiation.letters.content import content_for, names_in
from negotiation.letters.kinds import kind_for
from negotiation.letters.numbers import private_numbers
from negotiation.letters.parts import Recipient
from negotiation.letters.typeface import missing_glyphs

MAILED = [
    ("certified", _("Certified mail with return receipt (safest)")),
    ("first_class", _("First-class mail")),
    ("", _("Say nothing about it")),
]
OWN_ENCLOSURES = 6
TYPED = ("address", "free_text", "own_enclosures")
CANNOT_PRINT = _("The letter's type cannot print: %(signs)s")
NAMES_CANNOT_PRINT = _(
    "The letter's type cannot print this: %(signs)s. It is in your name, your address or theirs. "
    "Change it in your settings or with the creditor."
)
NEVER_SHOWN = _(
    "Take out %(number)s. A letter never shows a full card, account or social security number."
)
TOO_LONG = {
    "address": _("This does not fit the envelope's window. Please shorten it."),
    None: _("Your own name and address do not fit the envelope's window. Shorten them first."),
}


def ticked(choices):
    return [choice.key for choice in choices if choice.usual]


def options(choices):
    return [(choice.key, choice.label.say(get_language())) for choice in choices]


class StatementRequestForm(PlainForm, forms.Form):
    """What the writer may decide about a statement request; all of it has a good default."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    address = forms.CharField(
        label=_("Their mailing address"),
        max_length=400,
        help_text=_("Line by line, as on an envelope."),
        widget=LinesInput({"rows": 3, "autocomplete": "off"}),
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        label=_("To the attention of"),
        required=False,
        empty_label=_("Nobody by name"),
    )
    notice_on = forms.DateField(
        label=_("When did their first letter with the details reach you?"),
        required=False,
        widget=DayInput,
        help_text=_("This starts the 30 days in which a dispute stops the collecting."),
    )
    no_notice = forms.BooleanField(label=_("No such letter ever came"), required=False)
    grounds = forms.ChoiceField(label=_("What do you dispute?"), widget=forms.RadioSelect)
    items = forms.MultipleChoiceField(
        label=_("What the letter asks for"), widget=forms.CheckboxSelectMultiple
    )
    free_text = forms.CharField(
        label=_("Anything to add?"),
        required=False,
        max_length=CHARACTERS,
        widget=LinesInput({"rows": 4}),
        help_text=_(
            "Optional. Do not write that you owe it, promise to pay it, or say why you did not pay."
        ),
    )
    enclosures = forms.MultipleChoiceField(
        label=_("Enclosed papers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_enclosures = forms.CharField(
        label=_("Other papers, one a line"),
        required=False,
        max_length=600,
        widget=LinesInput({"rows": 2}),
        help_text=_("Send copies, never originals."),
    )
    mail = forms.ChoiceField(label=_("How will you mail it?"), choices=MAILED, required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args, debt, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.debt, self.on, self.creditor = debt, on, debt.holder
        self.kind = kind_for(self.creditor.party)
        items = self.choices_of("items")
        grounds = self.choices_of("grounds")
        self.fields["items"].choices = options(items)
        self.fields["enclosures"].choices = options(self.kind.enclosures)
        self.fields["grounds"].choices = options(grounds)
        self.fields["contact"].queryset = self.creditor.contacts.filter(archived_at=None)
        self.initial = {
            "form_key": uuid.uuid4(),
            "address": self.creditor.address,
            "notice_on": debt.notice_received_on,
            "items": ticked(items),
            "grounds": next(iter(ticked(grounds)), ""),
            "enclosures": ticked(self.kind.enclosures),
            "mail": "certified",
            "language": "en",
        } | self.initial
        for name in self.not_asked():
            del self.fields[name]

    def choices_of(self, key):
        """What this recipient can be asked under that question; none where nobody asks it."""
        to = Recipient(self.creditor.party)
        return [c for ask in self.kind.asks if ask.key == key for c in ask.choices_for(to)]

    def not_asked(self):
        """The questions that this letter, or this recipient, has no use for."""
        if not self.choices_of("grounds"):
            yield from ("grounds", "notice_on", "no_notice")
        if not self.fields["contact"].queryset:
            yield "contact"

    def clean_address(self):
        lines = [line.strip() for line in self.cleaned_data["address"].splitlines()]
        lines = [line for line in lines if line]
        if not 2 <= len(lines) <= 5:
            raise ValidationError(_("Enter two to five lines, as on an envelope."))
        return "\n".join(lines)

    def clean_notice_on(self):
        day = self.cleaned_data["notice_on"]
        if day and (fault := fault_of(day, on=self.on, past=True)):
            raise ValidationError(fault)
        return day

    def clean_own_enclosures(self):
        lines = self.cleaned_data["own_enclosures"].splitlines()
        if len([line for line in lines if line.strip()]) > OWN_ENCLOSURES:
            raise ValidationError(_("A letter has room for six. Put the rest on a list."))
        return self.cleaned_data["own_enclosures"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("notice_on") and cleaned.get("no_notice"):
            self.add_error("no_notice", _("You gave the day it came. Choose one of the two."))
        for name in TYPED:
            self._refuse_what_no_letter_shows(name, cleaned.get(name) or "")
        if not self.errors:
            self._try_to_compose()
        return cleaned

    def _refuse_what_no_letter_shows(self, name, typed):
        if boxes := missing_glyphs(plain_text(typed)):
            self.add_error(name, CANNOT_PRINT % {"signs": boxes})
        if numbers := private_numbers(typed):
            self.add_error(name, NEVER_SHOWN % {"number": numbers[0]})

    def _try_to_compose(self):
        try:
            content = self.content()
            if boxes := missing_glyphs(plain_text("".join(names_in(content)))):
                self.add_error(None, NAMES_CANNOT_PRINT % {"signs": boxes})
            content.require_answers()
            to_sheet(content)
        except AddressTooLong as error:
            whose = None if "sender" in error.args else "address"
            self.add_error(whose, TOO_LONG[whose])
        except NothingAsked:
            self.add_error("items", _("Tick at least one thing to ask for."))
        except TextTooLong as error:
            known = {"enclosures": "own_enclosures"}.get(error.field, error.field)
            self.add_error(known if known in self.fields else None, say(error.advice))

    def value(self, name):
        """What was typed where it holds, else what the form began with."""
        held = getattr(self, "cleaned_data", {})
        return held[name] if name in held else self.initial.get(name)

    def keep_what_it_learned(self):
        """The address and the day of the notice serve again: they go into the ledger."""
        if self.creditor.address != self.cleaned_data["address"]:
            self.creditor.address = self.cleaned_data["address"]
            self.creditor.save(update_fields=["address"])
        day = self.cleaned_data.get("notice_on")
        if day and day != self.debt.notice_received_on:
            self.debt.notice_received_on = day
            self.debt.save(update_fields=["notice_received_on"])
            self.debt.touch()

    def preview(self):
        """The letter as far as it goes: what does not fit yet is shown as it was before."""
        try:
            content = self.content()
            content.require_answers()
            to_sheet(content)
        except (AddressTooLong, NothingAsked, TextTooLong):
            return StatementRequestForm(debt=self.debt, on=self.on).content()
        return content

    def said(self):
        """The answers to the letter's own questions, as far as there are any."""
        answers = {ask.key: self.value(ask.key) for ask in self.kind.asks}
        return {
            key: tuple(answer) if isinstance(answer, list) else answer
            for key, answer in answers.items()
            if answer
        }

    def content(self):
        """The letter as the form stands, for the preview as for the real thing."""
        own = (self.value("own_enclosures") or "").splitlines()
        return content_for(
            self.debt,
            self.creditor,
            kind=self.kind,
            on=self.on,
            language=self.value("language"),
            address=self.value("address"),
            contact=self.value("contact"),
            said=self.said(),
            free_text=self.value("free_text") or "",
            enclosures=tuple(self.value("enclosures")),
            own_enclosures=tuple(line.strip() for line in own if line.strip()),
            mail=self.value("mail") or "",
        )


class MailForm(PlainForm, forms.Form):
    """When and how the letter left the house."""

    mailed_on = forms.DateField(label=_("Mailed on"), widget=DayInput)
    mail_method = forms.ChoiceField(label=_("How"))
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        required=False,
        max_length=40,
        help_text=_("On the green and white certified-mail receipt."),
    )
    delivered_on = forms.DateField(
        label=_("Delivered on"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty until you know."),
    )

    def __init__(self, *args, request_row, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.row, self.on = request_row, on
        self.fields["mail_method"].choices = request_row.MailMethod.choices
        self.initial = {
            "mailed_on": request_row.mailed_on or on,
            "mail_method": request_row.mail_method or "certified",
            "tracking_number": request_row.tracking_number,
            "delivered_on": request_row.delivered_on,
        }

    def clean(self):
        cleaned = super().clean()
        mailed, delivered = cleaned.get("mailed_on"), cleaned.get("delivered_on")
        for name, day in (("mailed_on", mailed), ("delivered_on", delivered)):
            if day and day > self.on:
                self.add_error(name, _("This day is still to come."))
        if mailed and mailed < self.row.letter.issued_on:
            self.add_error("mailed_on", _("The letter was not written yet on that day."))
        if mailed and delivered and delivered < mailed:
            self.add_error("delivered_on", _("It cannot arrive before it was mailed."))
        return cleaned


class DeliveredForm(MailForm):
    """The day the letter arrived; how it was mailed is known and stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "delivered_on":
                field.widget = forms.HiddenInput()
        self.fields["delivered_on"].help_text = ""
