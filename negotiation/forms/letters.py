from dataclasses import replace

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger import kept_numbers
from ledger.fields import LinesInput, one_line
from ledger.forms.base import PlainForm
from ledger.models import Contact, Document
from ledger.wording import dollars, say
from negotiation.forms.asks import LINE, TEXT, answer, field_for, options, said_here
from negotiation.forms.full_number import FullNumberField
from negotiation.forms.letter_data import EDIT, WAS
from negotiation.letters.body import body, instalments, own_words
from negotiation.letters.bounds import CHARACTERS, plain_text
from negotiation.letters.compose import AddressTooLong, TextTooLong, in_full, to_sheet
from negotiation.letters.content import content_for, names_in, reading_copy
from negotiation.letters.envelope import zip_code
from negotiation.letters.numbers import private_numbers
from negotiation.letters.parts import OUTSIDERS
from negotiation.letters.possible import impossible
from negotiation.letters.talked import offer_behind
from negotiation.letters.typeface import missing_glyphs

MAILED = [
    ("certified", _("Certified mail with return receipt (safest)")),
    ("first_class", _("First-class mail")),
    ("", _("Say nothing about it")),
]
OWN_ENCLOSURES = 6
KEPT = 6000  # characters of one answer in a draft
CANNOT_PRINT = _("The letter's type cannot print: %(signs)s")
NAMES_CANNOT_PRINT = _(
    "The letter's type cannot print this: %(signs)s. It is in your name, your address or theirs. "
    "Change it in your settings or with the creditor."
)
OF_THE_PAGE = ("window", "kept")  # drawn by us, never part of a letter
NEVER_SHOWN = _("Take out %(number)s. Type no full card, account or social security number here.")
TOO_LONG = {
    "address": _("This does not fit the envelope's window. Please shorten it."),
    None: _("Your own name and address do not fit the envelope's window. Shorten them first."),
}
NEEDED = _("The letter needs this.")
SAME_AMOUNT = _("Your offer on the table says {amount}. Write the same, or change the offer first.")
ENVELOPE = _("Enter two to five lines, as on an envelope.")
NO_ZIP = _("Add the ZIP code at the end, as in Columbus, OH 43201.")


class LetterForm(PlainForm, forms.Form):
    """A letter being written. It is always bound: to what was typed, kept, or begun with.

    Nothing is required until `is_ready` is asked, so that a draft can be looked at half done.
    """

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    window = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Their name"),
        max_length=LINE,
        required=False,
        help_text=_("As it stands on their letters or on your report."),
    )
    address = forms.CharField(
        label=_("Their mailing address"),
        max_length=400,
        required=False,
        help_text=_("Line by line, as on an envelope."),
        widget=LinesInput({"rows": 3, "autocomplete": "off"}),
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        label=_("To the attention of"),
        required=False,
        empty_label=_("Nobody by name"),
    )
    attest = forms.BooleanField(
        label=_("I am truly facing bankruptcy"),
        required=False,
        help_text=_(
            "Tick this only if it is true: it is what you will do next if nothing else works. The "
            "day you say so is kept in this debt's file. Without it no letter speaks of bankruptcy."
        ),
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
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label=_("Papers from this debt's file"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are printed behind the letter."),
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
    read = forms.BooleanField(label=_("I have read this"), required=False)

    def __init__(self, data, *, debt, kind, to, on, warnings=()):
        self.debt, self.kind, self.to, self.on = debt, kind, to, on
        self.warnings = warnings
        super().__init__(data.copy())
        self.fields["enclosures"].choices = options(kind.enclosures_for(to.party))
        self.fields["documents"].queryset = debt.documents.filter(archived_at=None)
        if to.creditor:
            contacts = to.creditor.contacts.filter(archived_at=None)
            self.fields["contact"].queryset = contacts
        if to.party not in OUTSIDERS and kept_numbers.is_kept(debt):
            self.fields["full_number"] = FullNumberField(debt)
        for ask in kind.asks:
            self.fields[ask.key] = field_for(ask, to.party, on=on)
        for part in kind.paragraphs:
            if part.editable:
                self._add_editable(part)
        for field in [*self.not_asked()]:
            del self.fields[field]
        self._settle()

    def _add_editable(self, part):
        key, label = part.key, said_here(part.lead) or _("Paragraph")
        self.fields[EDIT + key] = forms.CharField(
            label=label, required=False, max_length=TEXT, widget=LinesInput({"rows": 4})
        )
        self.fields[WAS + key] = forms.CharField(
            required=False, widget=forms.HiddenInput, strip=False
        )

    def not_asked(self):
        """The questions that this letter, or this recipient, has no use for."""
        if self.to.creditor:
            yield "name"
        if not self.fields["contact"].queryset:
            yield "contact"
        if not self.kind.enclosures_for(self.to.party):
            yield "enclosures"
        if not self.fields["documents"].queryset:
            yield "documents"
        if not (self.kind.warn or self.warnings):
            yield "read"
        if not any("bankruptcy_attested" in names_of(part) for part in self.kind.paragraphs):
            yield "attest"

    # ---- what a draft keeps -------------------------------------------------------------

    def typed(self):
        """All that stands in the form, for the draft: strings, as they were typed."""
        own = tuple(f"{name}-" for name in self.fields)
        return {
            name: [value.replace("\0", "")[:KEPT] for value in map(str, values)]
            for name, values in self.data.lists()
            if name in self.fields or name.startswith(own)
        }

    # ---- the letter as it stands --------------------------------------------------------

    def _settle(self):
        """Read what was typed, and show what follows from it: the questions and own words."""
        self.full_clean()
        self.plain = content = self._content()
        self.asks = content.asks()
        self.data["asked"] = ",".join(ask.key for ask in self.asks)
        self.edited, shown = {}, self._editable(content)
        self.words_shown = [name for name in self.data if name.startswith(EDIT)]
        self.new_words = False
        for key in shown:
            self._settle_words(key, own_words(content, key))
        self.edits = [EDIT + key for key in shown]

    def _settle_words(self, key, own):
        """A paragraph nobody has changed follows the answers; one that was changed stays."""
        typed, was = (self.cleaned_data.get(part + key) for part in (EDIT, WAS))
        self.new_words |= same(was) != same(own)
        if EDIT + key in self.data and same(typed) not in (same(was), same(own)):
            self.edited[key] = typed or ""
        else:
            self.data[EDIT + key] = own
        self.data[WAS + key] = own

    def _editable(self, content):
        try:
            return [block.key for block in body(content) if block.editable]
        except ValueError:  # what is too long is named beside its field
            return []

    def value(self, name):
        return self.cleaned_data.get(name)

    def said(self):
        """The answers to the letter's own questions, as far as there are any."""
        answers = ((ask.key, answer(self.value(ask.key))) for ask in self.kind.asks)
        return {key: value for key, value in answers if value is not None}

    def content(self):
        """The letter as the form stands, for the preview as for the real thing."""
        return replace(self.plain, edited=self.edited)

    def _content(self):
        own = (self.value("own_enclosures") or "").splitlines()
        papers = [paper.title for paper in self.value("documents") or ()]
        content = content_for(
            self.debt,
            self.to.called(self.value("name") or ""),
            kind=self.kind,
            on=self.on,
            language=self.value("language") or "en",
            address=self.value("address") or "",
            contact=self.value("contact"),
            said=self.said(),
            attested=bool(self.value("attest")),
            free_text=self.value("free_text") or "",
            enclosures=tuple(self.value("enclosures") or ()),
            own_enclosures=tuple(filter(None, map(one_line, [*papers, *own]))),
            mail=self.value("mail") or "",
        )
        if self.value("full_number"):
            table = in_full(content.references, content.language, self.debt.account_number)
            content = replace(content, references=table)
        return without_what_is_not_asked(content)

    def sheet(self, language=None):
        """The paper as it will be printed; "" while something on it does not fit."""
        content = self.content()
        try:
            return to_sheet(content if language is None else reading_copy(content, language))
        except ValueError:
            return ""

    def keep_what_it_learned(self):
        """The address and the day of the notice serve again: they go into the ledger."""
        creditor, address = self.to.creditor, self.value("address")
        if creditor and creditor.address != address:
            creditor.address = address
            creditor.save(update_fields=["address"])
        day = self.said().get("notice_on")
        if day and day != self.debt.notice_received_on:
            self.debt.notice_received_on = day
            self.debt.save(update_fields=["notice_received_on"])
            self.debt.touch()

    # ---- what is wrong with it ----------------------------------------------------------

    def clean_address(self):
        return "\n".join(
            filter(None, (line.strip() for line in self.cleaned_data["address"].splitlines()))
        )

    def clean_own_enclosures(self):
        lines = self.cleaned_data["own_enclosures"].splitlines()
        if len([line for line in lines if line.strip()]) > OWN_ENCLOSURES:
            raise ValidationError(_("A letter has room for six. Put the rest on a list."))
        return self.cleaned_data["own_enclosures"]

    def clean(self):
        cleaned = super().clean()
        for name in self.fields:
            if not name.startswith(WAS) and name not in OF_THE_PAGE:
                for words in words_of(cleaned.get(name)):
                    self._refuse_what_no_letter_shows(name, words)
        return cleaned

    def _refuse_what_no_letter_shows(self, name, typed):
        if boxes := missing_glyphs(plain_text(typed)):
            self.add_error(name, CANNOT_PRINT % {"signs": boxes})
        if numbers := private_numbers(typed):
            self.add_error(name, NEVER_SHOWN % {"number": numbers[0]})

    def is_ready(self):
        """Whether the letter can be made; what is missing is named beside its field."""
        asked = {ask.key for ask in self.asks}
        for name in [name for name in self.errors if self._is_hidden(name, asked)]:
            del self.errors[name]
        self._hold_to_the_offer()
        self._hold_together()
        for name in self._missing():
            if name not in self.errors:
                self.add_error(name, NEEDED)
        self._hold_to_the_envelope()
        if not self.errors:
            self._try_to_compose()
        return not self.errors

    @property
    def has_zip(self):
        """Whether the address seems complete to its last part."""
        return bool(zip_code((self.value("address") or "").splitlines()))

    def _hold_to_the_envelope(self):
        lines = (self.value("address") or "").splitlines()
        if "address" in self.errors:
            return
        if not 2 <= len(lines) <= 5:
            self.add_error("address", ENVELOPE)
        elif not self.has_zip:
            self.add_error("address", NO_ZIP)

    def _hold_to_the_offer(self):
        offer, amount = offer_behind(self.debt, self.kind.id), self.said().get("amount")
        if offer and amount and amount != offer.amount:
            same = dollars(offer.amount)
            self.add_error("amount", SAME_AMOUNT.format(amount=same))

        self._hold_to_a_cent()

    def _hold_to_a_cent(self):
        """A schedule that cannot be, because its payments would be less than a cent."""
        said = self.said()
        if {"amount", "count", "first_on"} <= said.keys() and not instalments(self.content()):
            self.add_error("count", _("Each payment must be at least a cent."))

    def _hold_together(self):
        """Answers that cannot be true together: a last day before the first, payment 7 of 3."""
        for name, why in impossible(self.content()):
            if name not in self.errors:
                self.add_error(name, say(why))

    def _is_hidden(self, name, asked):
        """A fault in a question that is not asked any more."""
        return any(ask.key == name for ask in self.kind.asks) and name not in asked

    def _missing(self):
        yield from self.content().missing()
        for name in ("name", "read"):
            if name in self.fields and not self.value(name):
                yield name

    def _try_to_compose(self):
        content = self.content()
        if boxes := missing_glyphs(plain_text("".join(names_in(content)))):
            self.add_error(None, NAMES_CANNOT_PRINT % {"signs": boxes})
        try:
            to_sheet(content)
        except AddressTooLong as error:
            whose = None if "sender" in error.args else "address"
            self.add_error(whose, TOO_LONG[whose])
        except TextTooLong as error:
            known = {"enclosures": "own_enclosures"}.get(error.field, error.field)
            known = next((name for name in (known, EDIT + known) if name in self.fields), None)
            self.add_error(known, say(error.advice))
        except ValueError:
            self.add_error("count", _("Each payment must be at least a cent."))


def words_of(value):
    """Every text in a cleaned value: the value itself, or the cells of its rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words_of(part)


def was(name):
    """The field that remembers how an editable paragraph was shown."""
    return WAS + name.removeprefix(EDIT)


def names_of(part):
    return {condition.name for condition in part.when}


def same(typed):
    """A text without what a browser may change in it."""
    return " ".join((typed or "").split())


def without_what_is_not_asked(content):
    """The letter without answers to questions that other answers made pointless."""
    asked = {ask.key for ask in content.asks()}
    said = {key: value for key, value in content.said.items() if key in asked}
    return replace(content, said=said)
