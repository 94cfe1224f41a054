from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import DayInput, NewRowForm, PlainForm, fault_of
from negotiation.forms.mailings import usual_method
from negotiation.models import Letter, PrintRun
from negotiation.models.print_runs import PrintedLetter
from negotiation.printing.addressed import Addressed, in_mailing_order
from negotiation.printing.papers import addressed
from negotiation.printing.tasks import hand_over

AT_ONCE = 300  # letters in one run: a pile that a person can still fold
OPTIONS = ("made_as", "both_sides", "covers", "proofs", "labels", "first_label")


@dataclass(frozen=True)
class ReadyLetter:
    """A letter that can be chosen, where it would lie in the pile, and when it was printed last."""

    letter: Letter
    addressed: Addressed
    printed_at: datetime | None
    chosen: bool


class PrintRunForm(NewRowForm):
    letters = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        error_messages={"required": _("Choose at least one letter.")},
    )

    class Meta:
        model = PrintRun
        fields = OPTIONS
        widgets = {"made_as": forms.RadioSelect}
        help_texts = {
            "covers": _("What to do before you mail it. It stays with you."),
            "proofs": _("A page to sign and to keep with the post office's receipt."),
            "labels": _("For plain envelopes: 30 labels a sheet, 1 by 2 5/8 inches."),
            "first_label": _(
                "Is the first sheet partly used? Count from the left, row by row: 1 to 30."
            ),
            "both_sides": _("Each letter then starts on a new sheet."),
        }

    def __init__(self, *args, only=None, **kwargs):
        """`only`: the id of the one letter to suggest, instead of all not printed yet."""
        super().__init__(*args, **kwargs)
        self.only = only
        workspace = self.instance.workspace
        self.held = PrintedLetter.objects.filter(workspace=workspace, held=True)
        ready = Letter.objects.filter(workspace=workspace).ready().light()
        ready = ready.defer("html", "pdf")
        # those in another pile count as a choice: this very form may have put them there
        self.fields["letters"].queryset = ready
        self.fields["first_label"].required = False
        self.ready = self._in_order(ready.exclude(pk__in=self.held.values("letter")))

    def _in_order(self, ready):
        """The letters as they would lie in the pile."""
        letters = {str(letter.pk): letter for letter in ready.select_related("debt")}
        seen = PrintedLetter.objects.filter(
            letter__in=[*letters], left_out="", run__state=PrintRun.State.DONE
        )
        printed = dict(seen.values_list("letter").annotate(Max("done_at")))
        return [
            ReadyLetter(
                letter := letters[each.id],
                each,
                at := printed.get(letter.pk),
                self._is_chosen(each.id, printed=at),
            )
            for each in in_mailing_order(map(addressed, letters.values()))
        ][:AT_ONCE]

    def _is_chosen(self, letter_id, *, printed):
        if self.is_bound:
            return letter_id in self.data.getlist("letters")
        return letter_id == self.only if self.only else printed is None

    def clean_first_label(self):
        first = self.cleaned_data["first_label"]
        return 1 if first is None else first

    def clean_letters(self):
        chosen = self.cleaned_data["letters"]
        if len(chosen) > AT_ONCE:
            raise forms.ValidationError(
                _("Choose %(most)d letters or fewer."), params={"most": AT_ONCE}
            )
        return chosen

    def begin(self, *, by):
        """The run of this form, handed to the worker: (run, made); raises AlreadyPrinting."""
        chosen = {str(letter.pk): letter for letter in self.cleaned_data["letters"]}
        letters = [chosen[each.id] for each in in_mailing_order(map(addressed, chosen.values()))]

        def make(run):
            run.begin(letters, by=by)
            hand_over(run)

        return self.save_once(make)


class PileMailedForm(PlainForm, forms.Form):
    """One day for all letters of a pile that are not marked as mailed yet."""

    mailed_on = forms.DateField(label=_("Mailed on"), widget=DayInput)

    def __init__(self, *args, letters, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.letters, self.on = letters, on
        self.initial = {"mailed_on": on}

    def clean_mailed_on(self):
        day = self.cleaned_data["mailed_on"]
        if fault := fault_of(day, on=self.on, past=True):
            raise forms.ValidationError(fault)
        if any(day < letter.issued_on for letter in self.letters):
            raise forms.ValidationError(_("One of the letters was not written yet on that day."))
        return day

    @transaction.atomic
    def mail(self, *, by):
        """Each by the way its own text names."""
        for letter in self.letters:
            letter.mailing.mail(
                by=by,
                mailed_on=self.cleaned_data["mailed_on"],
                method=usual_method(letter),
                number=letter.data.get("mail_number", ""),
            )
