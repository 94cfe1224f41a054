from crispy_forms.layout import Column, Row
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import labels
from ledger.facts import DebtKind
from ledger.fields import RateField, WholeField
from ledger.forms.calculators import (
    CalculatorForm,
    a_state,
    amount_of,
    money,
    one_of,
    yes_no,
)
from ledger.forms.layout import Fold
from ledger.law.garnishment import (
    Pay,
    PayPeriod,
    Support,
    Worker,
    disposable_pay,
    garnishment,
)
from ledger.law.pay import figures

DAYS = "days"
PERIODS = {period: labels.EVERY[period] for period in PayPeriod} | {
    DAYS: gettext_lazy("Another number of days")
}
# what a state's law may ask of the person, by the names the engine has for it
WORKER = (
    "state",
    "state_wage",
    "head_of_family",
    "agreed_in_writing",
    "needed_for_family",
    "gets_aid",
    "poverty_percent",
)

BEFORE = ("support", "supports_others", "behind", "earlier")
OF_THE_STATE = (
    "head_of_family",
    "state_wage",
    "health_insurance",
    "needed_for_family",
    "agreed_in_writing",
    "gets_aid",
    "poverty_percent",
)


class GarnishmentForm(CalculatorForm):
    sent_with = "gross"

    gross = money(
        gettext_lazy("Your pay before deductions"),
        help_text=gettext_lazy("For one paycheck. It says “gross” on the stub."),
    )
    period = one_of(gettext_lazy("How often are you paid?"), PERIODS)
    days = WholeField(
        label=gettext_lazy("Days in a pay period"), min_value=1, max_value=366, required=False
    )
    deductions = money(
        gettext_lazy("Deductions the law requires"),
        required=False,
        help_text=gettext_lazy(
            "Taxes, Social Security and Medicare. Not health insurance, union dues or savings."
        ),
    )
    kind = one_of(
        gettext_lazy("What is the debt?"), labels.DEBT_KINDS, initial=DebtKind.CREDIT_CARD
    )
    state = a_state(gettext_lazy("Where do you live?"))
    support = money(
        gettext_lazy("Support taken from this paycheck"),
        required=False,
        help_text=gettext_lazy("Child or spousal support that a court ordered. It comes first."),
    )
    supports_others = yes_no(gettext_lazy("Do you support another child or spouse?"))
    behind = yes_no(gettext_lazy("Is some of it more than 12 weeks late?"))
    earlier = money(gettext_lazy("Taken already for other debts"), required=False)
    state_wage = money(
        gettext_lazy("Minimum wage where you work, an hour"),
        required=False,
        help_text=gettext_lazy("The state’s, or the city’s if it is higher."),
    )
    head_of_family = yes_no(gettext_lazy("Does your family live mostly on your pay?"))
    needed_for_family = yes_no(gettext_lazy("Does your family need this pay to live?"))
    agreed_in_writing = yes_no(gettext_lazy("Did you agree in writing that pay may be taken?"))
    gets_aid = yes_no(gettext_lazy("Can you get help with this hospital bill?"))
    poverty_percent = RateField(
        label=gettext_lazy("Household income, in percent of the poverty line"),
        required=False,
        min_value=0,
        max_value=999,
        max_digits=6,
        decimal_places=3,
    )
    health_insurance = money(
        gettext_lazy("Health insurance taken from this paycheck"), required=False
    )

    def layout(self):
        return (
            "gross",
            "period",
            "days",
            "deductions",
            Row(Column("kind"), Column("state")),
            Fold(_("Support, or other debts already taken from your pay"), *BEFORE),
            Fold(_("What your state may also ask"), *OF_THE_STATE),
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("period") == DAYS and "days" not in self.errors and not cleaned["days"]:
            self.add_error("days", _("Enter the number of days from one payday to the next."))
        gross, taken = cleaned.get("gross"), amount_of(cleaned.get("deductions"))
        if gross is not None and taken > gross:
            self.add_error("deductions", _("This is more than your pay. Check both figures."))
        if cleaned.get("state_wage") == 0:
            self.add_error("state_wage", _("Enter more than zero, or leave it empty."))
        return cleaned

    def answer(self):
        asked = self.cleaned_data
        return garnishment(
            self._pay(),
            on=self.on,
            kind=DebtKind(asked["kind"]),
            support=Support(
                ordered=amount_of(asked["support"]),
                supports_others=asked["supports_others"],
                behind=asked["behind"],
            ),
            earlier=amount_of(asked["earlier"]),
            worker=Worker(**{name: asked[name] for name in WORKER}),
        )

    def laws(self, answer):
        federal = figures()
        others = [federal.rules[name] for name in ("pay_period", "job", "state_law")]
        return [*(limit.rule for limit in answer.limits), federal.wage, *others]

    def _pay(self):
        asked = self.cleaned_data
        period = asked["days"] if asked["period"] == DAYS else PayPeriod(asked["period"])
        return Pay(
            disposable=disposable_pay(asked["gross"], amount_of(asked["deductions"])),
            gross=asked["gross"],
            period=period,
            health_insurance=amount_of(asked["health_insurance"]),
        )
