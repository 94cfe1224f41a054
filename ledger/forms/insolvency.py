from collections import defaultdict
from dataclasses import dataclass

from crispy_forms.layout import Column, Fieldset, Row
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.forms.calculators import CalculatorForm, day, laws_on_forgiven_debt, money
from ledger.forms.layout import Fold
from ledger.household import KINDS, Section
from ledger.law.cancelled_debt import CancelledDebt, cancelled_debt
from ledger.law.insolvency import Asset, Insolvency, Liability, Owed, Owned, insolvency, law
from ledger.money import ZERO

FIRST_SHOWN = {
    Section.ASSET: (Asset.CASH, Asset.VEHICLE, Asset.REAL_ESTATE, Asset.RETIREMENT),
    Section.LIABILITY: (Liability.CREDIT_CARD, Liability.MORTGAGE, Liability.VEHICLE_LOAN),
}
TITLES = {Section.ASSET: _("What you own"), Section.LIABILITY: _("What you owe")}
MORE = {
    Section.ASSET: _("Other things you own"),
    Section.LIABILITY: _("Other things you owe"),
}


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The worksheet, and what becomes of the forgiven debt; None where no amount was named."""

    worth: Insolvency
    cancelled: CancelledDebt | None


def field_of(section, kind):
    return f"{section}_{kind}"


class InsolvencyForm(CalculatorForm):
    """One amount for each kind, filled in with what the household's rows and debts come to.

    What is changed here counts for this calculation alone.
    """

    sent_with = field_of(Section.ASSET, Asset.CASH)

    forgiven = money(
        _("How much debt is forgiven?"),
        required=False,
        help_text=_("If you know it: what was owed, less what you paid."),
    )
    as_of = day(_("The day before it was forgiven"))

    def __init__(self, query, *, finances=None, **options):
        self.lines = lines_of(finances)
        super().__init__(query, **options)
        for section in MORE:
            for kind in KINDS[section]:
                self._add(section, kind)

    def layout(self):
        return (
            *(self._part(section) for section in MORE),
            Fieldset(_("The debt that is forgiven"), Row(Column("forgiven"), Column("as_of"))),
        )

    def _add(self, section, kind):
        known, label = self.lines[section, kind], labels.KINDS_OF[section][kind]
        names = [line.name for line in known]
        self.fields[field_of(section, kind)] = money(
            label,
            required=False,
            initial=sum_of(known) if known else None,
            help_text=", ".join(names) if names != [str(label)] else "",
        )

    def _part(self, section):
        """The kinds that most people need or have, and the others behind a line to open."""
        first = [
            kind
            for kind in KINDS[section]
            if kind in FIRST_SHOWN[section] or self.lines[section, kind]
        ]
        rest = [kind for kind in KINDS[section] if kind not in first]
        return Fieldset(
            TITLES[section],
            *(field_of(section, kind) for kind in first),
            Fold(MORE[section], *(field_of(section, kind) for kind in rest)),
        )

    def worth(self):
        """The worksheet as it was typed."""
        return insolvency(
            [line for kind in KINDS[Section.ASSET] for line in self._said(Section.ASSET, kind)],
            [line for k in KINDS[Section.LIABILITY] for line in self._said(Section.LIABILITY, k)],
            as_of=self.cleaned_data["as_of"],
        )

    def answer(self):
        worth, forgiven = self.worth(), self.cleaned_data["forgiven"]
        return Worksheet(worth, forgiven and cancelled_debt(forgiven, insolvency=worth))

    def laws(self, answer):
        return laws_on_forgiven_debt() if answer.cancelled else [answer.worth.rule, law()["assets"]]

    def _said(self, section, kind):
        """The household's own lines where nothing was changed, else one line as typed."""
        typed, known = self.cleaned_data[field_of(section, kind)], self.lines[section, kind]
        if known and typed == sum_of(known):
            return known
        if not typed:
            return []
        name = str(labels.KINDS_OF[section][kind])
        if section is Section.ASSET:
            return [Owned(kind=kind, value=typed, name=name)]
        return [Owed(kind=kind, amount=typed, name=name)]


def lines_of(finances):
    """What is known of a household, by section and kind; nothing where there is none."""
    lines = defaultdict(list)
    if finances:
        for thing in finances.owned:
            lines[Section.ASSET, thing.kind].append(thing)
        for debt in finances.owed:
            lines[Section.LIABILITY, debt.kind].append(debt)
    return lines


def sum_of(lines):
    """What lines of one kind come to, in dollars."""
    return sum((line.value if isinstance(line, Owned) else line.amount for line in lines), ZERO)
