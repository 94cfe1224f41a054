from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.facts import CreditorKind
from ledger.fields import one_line
from ledger.forms.base import RowForm
from ledger.forms.both_versions import prints_of
from ledger.forms.layout import Fold, laid_out
from ledger.forms.parties import NewParty, offered
from ledger.models import Creditor, Debt
from ledger.models.debts import ROLES

SOLD, PLACED, LAW_FIRM, ORIGINAL = "sold", "placed", "law_firm", "original"
COLLECTOR_GONE, LAW_FIRM_GONE = "collector_gone", "law_firm_gone"
ROLE_OF = {
    SOLD: "owner",
    PLACED: "collector",
    LAW_FIRM: "law_firm",
    ORIGINAL: "original_creditor",
    COLLECTOR_GONE: "collector",
    LAW_FIRM_GONE: "law_firm",
}
KIND_OF = {
    SOLD: CreditorKind.DEBT_BUYER,
    PLACED: CreditorKind.COLLECTION_AGENCY,
    LAW_FIRM: CreditorKind.LAW_FIRM,
    ORIGINAL: CreditorKind.ORIGINAL_CREDITOR,
}
# who has nothing to do with it any more after such a move
GONE_BY = {
    SOLD: ("collector", "law_firm"),
    PLACED: ("law_firm",),
    LAW_FIRM: ("collector",),
    ORIGINAL: ("owner", "collector", "law_firm"),
}


class HolderForm(RowForm):
    """The debt moved: what happened, to whom it went, and since when."""

    move = forms.ChoiceField(label=gettext_lazy("What happened?"), widget=forms.RadioSelect)
    creditor = forms.ModelChoiceField(
        Creditor.objects.none(),
        label=gettext_lazy("Who has it now?"),
        required=False,
        empty_label=gettext_lazy("Choose one"),
    )
    since = forms.DateField(
        label=gettext_lazy("Since when?"),
        required=False,
        help_text=gettext_lazy("The day on their letter. Leave it empty if you do not know."),
    )
    others_gone = forms.BooleanField(
        label=gettext_lazy("Nobody else works on it any more"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Untick it if the collector or law firm from before still does."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    not_after = ("since", "notice_received_on")
    conflict = False

    class Meta:
        model = Debt
        fields = ("reference", "notice_received_on")
        labels = {"reference": gettext_lazy("Their reference number")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = self._moves()
        self.initial |= {"reference": "", "notice_received_on": None}
        self.initial["seen"] = prints_of(self.instance, ROLES)
        self.fields["creditor"].queryset = offered(self.instance.workspace)
        self.new = NewParty("new", tuple(labels.CREDITOR_KINDS))
        self.new.add_to(self)
        self.fields["new_kind"].choices = [
            ("", _("As it follows from above")),
            *self.fields["new_kind"].choices,
        ]
        self.fields["new_kind"].initial = ""
        self.helper = laid_out(
            "move",
            Fieldset(
                _("The new one"),
                "creditor",
                Fold(_("Not in the list? Type the name."), self.new.row(self)),
                "since",
                Row(Column("reference"), Column("notice_received_on")),
                "others_gone",
            ),
        )

    def _moves(self):
        moves = [
            (SOLD, _("It was sold to somebody else")),
            (PLACED, _("A collector has it now")),
            (LAW_FIRM, _("A law firm has it now")),
            (ORIGINAL, _("The original creditor has it")),
        ]
        for move in (COLLECTOR_GONE, LAW_FIRM_GONE):
            if party := getattr(self.instance, ROLE_OF[move]):
                moves.append((move, _("{name} gave it back").format(name=party.name)))
        return moves

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("move") == ORIGINAL and not self.new.is_typed(self):
            cleaned["creditor"] = cleaned.get("creditor") or self.instance.original_creditor
        chosen, typed = cleaned.get("creditor"), self.new.is_typed(self)
        if chosen and typed:
            self.add_error("new_name", _("Choose one from the list or type a new one, not both."))
        elif not (chosen or typed or cleaned.get("move") not in KIND_OF or self._doubtful()):
            self.add_error("creditor", _("Say who has it now."))
        return cleaned

    def _doubtful(self):
        return "creditor" in self.errors or "new_name" in self.errors

    @transaction.atomic
    def keep(self, *, by):
        """Whether the debt moved, with a line of history; `conflict`: it just did elsewhere."""
        now = self.instance.fresh()  # two clicks take turns: the second finds the creditor typed
        if self._moved_meanwhile(now):
            self._ask_again(now)
            return False
        move, since = self.cleaned_data["move"], self.cleaned_data["since"]
        role = ROLE_OF[move]
        if move not in KIND_OF:
            self.instance.pass_to(role, None, by=by, on=since or self.on)
            return True
        self.instance.pass_to(
            role, self._new_holder(move), since=since, gone=self._gone(), by=by, on=self.on
        )
        return True

    def _gone(self):
        return GONE_BY[self.cleaned_data["move"]] if self.cleaned_data["others_gone"] else ()

    def _moved_meanwhile(self, now):
        """Whether another window moved it since the form was shown, and not to the same hands."""
        if self.cleaned_data["seen"] in ("", prints_of(now, ROLES)):
            return False
        move = self.cleaned_data["move"]
        there = getattr(now, ROLE_OF[move])
        if move not in KIND_OF:
            return there is not None
        chosen = self.cleaned_data["creditor"]
        meant = chosen.name if chosen else self.cleaned_data["new_name"]
        same = there is not None and one_line(there.name).casefold() == one_line(meant).casefold()
        return not same or any(getattr(now, gone) for gone in GONE_BY[move] if gone in self._gone())

    def _ask_again(self, now):
        self.conflict = True
        name = now.holder.name if now.holder else _("nobody")
        words = _(
            "Another window wrote down meanwhile that {name} has it now. Yours is still here. "
            "Save again if yours is right."
        )
        self.add_error("move", words.format(name=name))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = prints_of(now, ROLES)

    def _new_holder(self, move):
        if chosen := self.cleaned_data["creditor"]:
            return chosen
        kind = self.cleaned_data["new_kind"] or KIND_OF[move]
        return Creditor.named(self.instance.workspace, self.cleaned_data["new_name"], kind)
