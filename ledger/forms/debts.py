from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.facts import BalanceSource
from ledger.fields import MoneyField, RateField, WholeField
from ledger.forms.account_numbers import AccountNumberField, WithAccountNumber
from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.forms.layout import Fold, laid_out
from ledger.forms.parties import WithParties
from ledger.models import BalanceEntry, Debt
from ledger.models.debts import COURT_DAYS, ROLES

SINCE = tuple(f"{role}_since" for role in ROLES)
PAST = (
    "opened_on",
    "first_delinquent_on",
    "charged_off_on",
    "last_paid_on",
    "notice_received_on",
    "sued_on",
    "served_on",
    "answered_on",
    "judgment_on",
)
TO_COME = ("answer_due_on", "hearing_on")
AFTER_OPENING = ("first_delinquent_on", "charged_off_on", "last_paid_on")
A_DAY = gettext_lazy("A day of the month is 1 to 31.")

# what a form that leaves them out means
DEFAULTS = {"minimum_rule": Debt.MinimumRule.UNKNOWN}


class DebtFields(WithParties, WithAccountNumber, RowForm):
    """All facts of a debt; only its name, its kind and one party are required."""

    not_after = PAST + SINCE

    class Meta:
        model = Debt
        fields = (
            "nickname",
            "kind",
            *ROLES,
            *SINCE,
            "resold",
            "title_shown",
            "reference",
            "account_last4",
            "account_number",
            "state",
            "security",
            "joint",
            "deficiency",
            "current",
            "original_amount",
            "apr",
            "due_day",
            "minimum_rule",
            "minimum_amount",
            "minimum_percent",
            *PAST,
            "in_collections",
            "sued",
            "court",
            *TO_COME,
            "judgment",
        )
        field_classes = {
            "apr": RateField,
            "minimum_percent": RateField,
            "due_day": WholeField,
            "account_number": AccountNumberField,
        }
        error_messages = {"due_day": dict.fromkeys(("min_value", "max_value"), A_DAY)}
        labels = {"original_creditor_since": gettext_lazy("With the original creditor since")}
        widgets = {"nickname": forms.TextInput({"autocomplete": "off"})}
        help_texts = {
            "nickname": gettext_lazy("For example: Gas card, or hospital bill of May."),
            "joint": gettext_lazy("Somebody else owes it with you."),
            "first_delinquent_on": gettext_lazy(
                "The first payment missed and never made up. It is on your credit report."
            ),
            "charged_off_on": gettext_lazy("When the lender wrote it off as a loss."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_day"].validators += Debt._meta.get_field("due_day").validators
        for name in DEFAULTS:
            self.fields[name].required = False
        self.add_parties()
        self.add_account_number()
        self.helper = laid_out(*self.sections())

    def sections(self):
        return (
            Fieldset(_("The debt"), Row(Column("nickname"), Column("kind"))),
            *self.amount_section(),
            self._who(),
            self._terms(),
            self._dates(),
            self._security(),
            self._court(),
        )

    def amount_section(self):
        return ()

    def _who(self):
        return Fieldset(
            _("Who holds it"),
            self.party_fields("original_creditor", _("Who lent the money or sent the bill?")),
            self.party_fields("collector", _("Does a collector ask for it now?")),
            Fold(
                _("It was sold, or a law firm has it"),
                self.party_fields("owner", _("Who bought it?")),
                Row(Column("resold"), Column("title_shown")),
                self.party_fields("law_firm", _("Which law firm?")),
                quiet=("owner_kind",),
            ),
            Row(Column("account_last4"), Column("reference")),
            Fold(_("Do you want the full number in your letters?"), *self.number_fields()),
        )

    def _terms(self):
        return Fold(
            _("Terms: interest, due day, minimum payment"),
            "original_amount",
            Row(Column("apr"), Column("due_day")),
            "minimum_rule",
            Row(Column("minimum_amount"), Column("minimum_percent")),
        )

    def _dates(self):
        return Fold(
            _("Dates: opened, missed, charged off"),
            "current",
            Row(Column("opened_on"), Column("original_creditor_since")),
            "last_paid_on",
            Row(Column("first_delinquent_on"), Column("charged_off_on")),
            "notice_received_on",
        )

    def _security(self):
        return Fold(
            _("Security, state and co-signers"),
            "state",
            "security",
            "deficiency",
            "joint",
            quiet=("state",),
        )

    def _court(self):
        return Fold(
            _("Collections and court"),
            "in_collections",
            "sued",
            Row(Column("sued_on"), Column("served_on")),
            "court",
            Row(Column("answer_due_on"), Column("answered_on")),
            "hearing_on",
            "judgment",
            "judgment_on",
        )

    def clean(self):
        cleaned = super().clean()
        self.clean_parties(cleaned)
        self.clean_account_number_parts(cleaned)
        for name, default in DEFAULTS.items():
            cleaned[name] = cleaned.get(name) or default
        self._clean_court(cleaned)
        opened = cleaned.get("opened_on")
        for name in AFTER_OPENING:
            if opened and cleaned.get(name) and cleaned[name] < opened:
                self.add_error(name, _("This is before the account was opened."))
        return cleaned

    def _clean_court(self, cleaned):
        """A day says it happened, and a judgment comes from a lawsuit."""
        cleaned["judgment"] = bool(cleaned.get("judgment") or cleaned.get("judgment_on"))
        if not any(cleaned.get(name) for name in ("judgment", "court", *COURT_DAYS)):
            return
        if cleaned.get("sued") is False and self.is_touched("sued", cleaned):
            self.add_error("sued", _("Say yes, or take out the days and the judgment."))
        cleaned["sued"] = True
        served, answer_due = cleaned.get("served_on"), cleaned.get("answer_due_on")
        if served and answer_due and answer_due < served:
            self.add_error("answer_due_on", _("This is before the court papers came."))


class NewDebtForm(DebtFields, NewRowForm):
    """A debt, and its first balance if a figure is known."""

    balance_total = MoneyField(
        label=gettext_lazy("About how much is it, as far as you know?"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=gettext_lazy("A rough figure will do for now."),
    )
    balance_as_of = forms.DateField(label=gettext_lazy("As of which day?"), required=False)
    balance_source = forms.ChoiceField(
        label=gettext_lazy("Where is the figure from?"),
        required=False,
        choices=list(labels.SOURCES.items()),
        initial=BalanceSource.OWN_RECORD,
    )
    not_after = (*DebtFields.not_after, "balance_as_of")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["kind"] = ""
        self.fields["kind"].choices = [("", _("Choose one")), *labels.DEBT_KINDS.items()]
        self.initial["state"] = self.instance.workspace.state
        self.initial["balance_as_of"] = self.on

    def amount_section(self):
        day_and_source = ("balance_as_of", "balance_source")
        return (
            "balance_total",
            Fold(
                _("Of which day, and where is it from?"),
                Row(*map(Column, day_and_source)),
                quiet=day_and_source,
            ),
        )

    def keep(self, *, by):
        """The debt, its new parties and its first balance, in one act: (debt, made)."""

        def make(debt):
            self.settle()
            debt.add(by=by, on=self.on)
            if entry := self.first_balance(debt):
                entry.enter(by=by, on=self.on)

        return self.save_once(make)

    def first_balance(self, debt):
        total = self.cleaned_data["balance_total"]
        if total is None:
            return None
        return BalanceEntry(
            workspace=debt.workspace,
            debt=debt,
            total=total,
            as_of=self.cleaned_data["balance_as_of"] or self.on,
            source=self.cleaned_data["balance_source"] or BalanceSource.OWN_RECORD,
        )


class DebtForm(DebtFields, EditRowForm):
    beside = {role: (f"{role}_name", f"{role}_kind") for role in ROLES} | {
        "account_number": ("forget_number",)
    }

    class Meta(DebtFields.Meta):
        fields = (*DebtFields.Meta.fields, "paused_until")
        help_texts = DebtFields.Meta.help_texts | {
            "paused_until": gettext_lazy("Until then we leave this debt in peace."),
        }

    def sections(self):
        return (*super().sections(), Fold(_("Pause"), "paused_until"))

    def keep(self, *, by):
        """Whether the debt is as the form says now; `conflict` tells when it is not."""
        return self.save_over(lambda names: self.instance.change(names, by=by, on=self.on))
