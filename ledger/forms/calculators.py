"""Forms that are sent by GET: their answer is a page with an address, and nothing is saved."""

from decimal import Decimal

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.facts import CreditorKind
from ledger.fields import MoneyField, RateField
from ledger.forms.base import FIRST_YEAR, YEARS_AHEAD, DayInput, PlainForm
from ledger.forms.layout import Fold, laid_out
from ledger.household import Section
from ledger.law.cancelled_debt import cancelled_debt, true_cost
from ledger.law.insolvency import law, totals
from ledger.law.recording import recording
from ledger.money import ZERO

NOT_KNOWN = gettext_lazy("Not known")
DIGITS = 11  # with the cents: more than any household has


def money(label, **options):
    return MoneyField(label=label, max_digits=DIGITS, decimal_places=2, min_value=0, **options)


def yes_no(label, **options):
    """None for what is not known."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", NOT_KNOWN), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        **options,
    )


def one_of(label, choices, *, blank=None, **options):
    """A choice; with `blank` it may be left open."""
    first = [] if blank is None else [("", blank)]
    return forms.ChoiceField(
        label=label, choices=[*first, *choices.items()], required=blank is None, **options
    )


def a_state(label, **options):
    """The choices are a function: their order is the reader's language's."""
    return forms.ChoiceField(
        label=label,
        choices=lambda: [("", NOT_KNOWN), *labels.states()],
        required=False,
        **options,
    )


def day(label, **options):
    return forms.DateField(label=label, widget=DayInput, required=False, **options)


class CalculatorForm(PlainForm, forms.Form):
    """What one calculator asks.

    `sent_with` names a field that is in the address whenever the form was sent; without it the
    address only fills the form in. `not_after` names days that cannot lie in the future.
    """

    sent_with = ""
    not_after = ()

    def __init__(self, query, *, on, workspace):
        sent = self.sent_with in query
        given = {name: query[name] for name in query if name in self.base_fields}
        super().__init__(query if sent else None, initial=given)
        self.on = on
        self.helper = laid_out(*self.layout())
        if workspace and "state" in self.fields:
            self.initial.setdefault("state", workspace.state)

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField) and (typed := cleaned.get(name)):
                self._check_day(name, typed)
        return cleaned

    def _check_day(self, name, typed):
        if not FIRST_YEAR <= typed.year <= self.on.year + YEARS_AHEAD:
            self.add_error(name, ValidationError(_("Check the year.")))
        elif name in self.not_after and typed > self.on:
            self.add_error(name, ValidationError(_("This day is still to come.")))

    def layout(self):
        """The parts of the form, in the order they are asked."""
        return list(self.fields)

    def answer(self):
        """What the engine says to a form that is valid."""
        raise NotImplementedError

    def laws(self, answer):
        """What the answer rests on, the most important first."""
        raise NotImplementedError


class RecordingForm(CalculatorForm):
    sent_with = "theirs"

    state = a_state(gettext_lazy("Where are you?"))
    theirs = a_state(
        gettext_lazy("Where are they?"),
        help_text=gettext_lazy("The state they call from. If you cannot tell, leave it open."),
    )

    def answer(self):
        return recording(self.cleaned_data["state"], self.cleaned_data["theirs"])

    def laws(self, answer):
        return (*answer.states, answer.federal)


class TrueCostForm(CalculatorForm):
    sent_with = "offer"

    balance = money(gettext_lazy("How much is owed today?"))
    offer = money(gettext_lazy("How much would you pay?"))
    rate = RateField(
        label=gettext_lazy("Your tax rate, in percent"),
        min_value=0,
        max_value=100,
        max_digits=6,
        decimal_places=3,
        help_text=gettext_lazy(
            "The rate on your last dollar of income. If you do not know it, a free tax clinic "
            "can tell you."
        ),
    )
    insolvent_by = money(
        gettext_lazy("How much more do you owe than you own?"),
        required=False,
        help_text=gettext_lazy("Less tax is due then. Leave it open if you do not know."),
    )
    holder = one_of(
        gettext_lazy("Who forgives the rest?"),
        labels.CREDITOR_KINDS,
        blank=NOT_KNOWN,
    )
    settled_on = day(gettext_lazy("Day of the last payment"))

    def __init__(self, query, *, finances=None, **options):
        super().__init__(query, **options)
        if not self.is_bound and finances and finances.rows[Section.ASSET]:
            self._fill_in(finances.worth.insolvent_by)

    def _fill_in(self, short):
        if "insolvent_by" not in self.initial:
            self.initial["insolvent_by"] = short
            self.fields["insolvent_by"].help_text = _("Filled in from your household.")

    def layout(self):
        return (
            Row(Column("balance"), Column("offer")),
            "rate",
            "insolvent_by",
            Fold(_("Will a tax form come, and when?"), "holder", "settled_on"),
        )

    def clean(self):
        cleaned = super().clean()
        offer, balance = cleaned.get("offer"), cleaned.get("balance")
        if None not in (offer, balance) and offer > balance:
            self.add_error("offer", _("This is more than what is owed. Check both figures."))
        return cleaned

    def answer(self):
        asked = self.cleaned_data
        short = asked["insolvent_by"]
        left = cancelled_debt(
            asked["balance"] - asked["offer"],
            insolvency=None if short is None else totals(ZERO, short),
            holder=CreditorKind(asked["holder"]) if asked["holder"] else None,
            settled_on=asked["settled_on"],
        )
        return true_cost(
            paid=asked["offer"], rate=asked["rate"], balance=asked["balance"], cancelled=left
        )

    def laws(self, answer):
        return laws_on_forgiven_debt()


def laws_on_forgiven_debt():
    return [law()[name] for name in ("income", "insolvency", "assets", "form_1099c", "form_982")]


def amount_of(value):
    """Nothing typed is nothing."""
    return Decimal(0) if value is None else value
