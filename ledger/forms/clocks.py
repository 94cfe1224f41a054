from dataclasses import dataclass
from datetime import date

from crispy_forms.layout import Column, Fieldset, Row
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.facts import DebtFacts, DebtKind
from ledger.forms.calculators import CalculatorForm, a_state, day, one_of
from ledger.forms.layout import Fold
from ledger.law.billing_error import BillingClock, WritingTime, billing_clock, writing_time
from ledger.law.credit_report import AgeOff, ReportItem, age_off
from ledger.law.revival import Act, Revival, revival
from ledger.law.rules import Rule
from ledger.law.time_barred import Status, TimeBar, time_bar
from ledger.law.validation import Notice, Period, period

OF_THE_DEBT = ("first_missed_on", "last_paid_on")
OF_THE_NOTICE = ("notice_received_on", "notice_sent_on", "notice_end_on")
OF_THE_ERROR = ("statement_sent_on", "letter_came_on")
EXPIRED = {Status.OPEN: False, Status.PROBABLY_BARRED: True}
WITH_A_LIMIT = (Status.OPEN, Status.MAY_BE_BARRED, Status.PROBABLY_BARRED, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Each clock that could be worked out, seen from `on`; None where its day was not given."""

    on: date
    time_bar: TimeBar | None
    revivals: tuple[Revival, ...]
    age_off: AgeOff | None
    validation: Period | None
    writing: WritingTime | None
    billing: BillingClock | None

    @property
    def gone(self) -> bool | None:
        """Whether it must be off the report by now; None: a day more or less."""
        return self.age_off and self.age_off.must_be_gone(on=self.on)

    @property
    def validation_open(self) -> bool:
        return bool(self.validation and self.validation.open(on=self.on))

    @property
    def validation_mail_in_time(self) -> bool:
        return bool(self.validation and self.on <= self.validation.mail_by)

    @property
    def writing_open(self) -> bool:
        return bool(self.writing and self.on <= self.writing.there_by)

    @property
    def writing_mail_in_time(self) -> bool:
        return bool(self.writing and self.on <= self.writing.mail_by)

    @property
    def suing_laws(self) -> list[TimeBar | Revival]:
        """What the time to sue rests on, and what starts it again."""
        return [self.time_bar, *self.revivals] if self.time_bar else []

    @property
    def error_laws(self) -> list[Rule]:
        """What the clocks of an error on a statement rest on."""
        return [clock.rule for clock in (self.writing, self.billing) if clock]


class DatesForm(CalculatorForm):
    sent_with = "first_missed_on"
    not_after = (
        "opened_on",
        *OF_THE_DEBT,
        "notice_sent_on",
        "notice_received_on",
        *OF_THE_ERROR,
    )

    state = a_state(gettext_lazy("State whose law applies"))
    kind = one_of(
        gettext_lazy("What kind of debt?"), labels.DEBT_KINDS, initial=DebtKind.CREDIT_CARD
    )
    first_missed_on = day(
        gettext_lazy("First payment you missed"),
        help_text=gettext_lazy("And never caught up with."),
    )
    last_paid_on = day(gettext_lazy("Your last payment"))
    opened_on = day(
        gettext_lazy("Opened on"), help_text=gettext_lazy("Matters where a law was changed.")
    )
    notice_received_on = day(gettext_lazy("The day it reached you"))
    notice_sent_on = day(gettext_lazy("The day it was sent"))
    notice_end_on = day(gettext_lazy("The last day it names"))
    statement_sent_on = day(gettext_lazy("First statement with the error, sent on"))
    letter_came_on = day(gettext_lazy("Your letter reached them on"))
    cycle_ends_on = day(gettext_lazy("Closing day of any statement"))

    def layout(self):
        return (
            Fieldset(
                _("The debt"),
                Row(Column("state"), Column("kind")),
                Row(Column("first_missed_on"), Column("last_paid_on")),
                "opened_on",
            ),
            Fold(_("A collector’s first notice"), *OF_THE_NOTICE),
            Fold(_("An error on a card statement"), *OF_THE_ERROR, "cycle_ends_on"),
        )

    def clean(self):
        cleaned = super().clean()
        days = (*OF_THE_DEBT, *OF_THE_NOTICE, *OF_THE_ERROR)
        if not self.errors and not any(cleaned[name] for name in days):
            self.add_error("first_missed_on", _("Enter at least one day."))
        sent, came = cleaned.get("notice_sent_on"), cleaned.get("notice_received_on")
        if sent and came and came < sent:
            self.add_error("notice_received_on", _("It cannot arrive before it was sent."))
        return cleaned

    def answer(self):
        asked = self.cleaned_data
        missed, error = asked["first_missed_on"], asked["statement_sent_on"]
        came = asked["letter_came_on"]
        bar = self._time_bar()
        return Clocks(
            on=self.on,
            time_bar=bar,
            revivals=self._revivals(bar) if bar and bar.status in WITH_A_LIMIT else (),
            age_off=age_off(ReportItem.CHARGE_OFF, missed) if missed else None,
            validation=self._validation(),
            writing=writing_time(error) if error else None,
            billing=billing_clock(came, cycle_ends_on=asked["cycle_ends_on"]) if came else None,
        )

    def laws(self, answer):
        """Each clock names its own."""
        return []

    def _time_bar(self):
        asked = self.cleaned_data
        if not any(asked[name] for name in OF_THE_DEBT):
            return None
        facts = DebtFacts(
            kind=DebtKind(asked["kind"]),
            state=asked["state"],
            first_delinquent_on=asked["first_missed_on"],
            last_paid_on=asked["last_paid_on"],
            opened_on=asked["opened_on"],
        )
        return time_bar(facts, on=self.on)

    def _revivals(self, bar):
        state, expired = self.cleaned_data["state"], EXPIRED.get(bar.status)
        return tuple(revival(state, act, expired=expired) for act in Act)

    def _validation(self):
        came, sent, end = (self.cleaned_data[name] for name in OF_THE_NOTICE)
        return period([Notice(sent_on=sent, received_on=came, printed_end_on=end)])
