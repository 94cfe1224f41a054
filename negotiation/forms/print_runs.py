from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import NewRowForm
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        workspace = self.instance.workspace
        self.held = PrintedLetter.objects.filter(workspace=workspace, held=True)
        ready = Letter.objects.filter(workspace=workspace).ready().light()
        ready = ready.defer("html", "pdf").exclude(pk__in=self.held.values("letter"))
        self.fields["letters"].queryset = ready
        self.fields["first_label"].required = False
        self.ready = self._in_order(ready)

    def _in_order(self, ready):
        """The letters as they would lie in the pile."""
        letters = {str(letter.pk): letter for letter in ready.select_related("debt")}
        seen = PrintedLetter.objects.filter(
            letter__in=[*letters], left_out="", run__state=PrintRun.State.DONE
        )
        printed = dict(seen.values_list("letter").annotate(Max("done_at")))
        asked = self.data.getlist("letters") if self.is_bound else None
        return [
            ReadyLetter(
                letter := letters[each.id],
                each,
                at := printed.get(letter.pk),
                each.id in asked if asked is not None else at is None,
            )
            for each in in_mailing_order(map(addressed, letters.values()))
        ][:AT_ONCE]

    def clean_first_label(self):
        return self.cleaned_data["first_label"] or 1

    def clean_letters(self):
        chosen = self.cleaned_data["letters"]
        if len(chosen) > AT_ONCE:
            raise forms.ValidationError(
                _("Choose %(most)d letters or fewer."), params={"most": AT_ONCE}
            )
        return chosen

    def begin(self, *, by):
        """The run of this form, handed to the worker: (run, made); raises AlreadyPrinting."""
        chosen = {letter.pk for letter in self.cleaned_data["letters"]}
        letters = [each.letter for each in self.ready if each.letter.pk in chosen]

        def make(run):
            run.begin(letters, by=by)
            hand_over(run)

        return self.save_once(make)
