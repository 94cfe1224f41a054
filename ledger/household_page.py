"""What the household's page shows: four lists, each with its reason, and what they come to."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.finances import Finances, KnownDebt
from ledger.household import Section
from ledger.models import HouseholdItem

TITLES = {
    Section.INCOME: _("Money that comes in"),
    Section.EXPENSE: _("Money that goes out"),
    Section.ASSET: _("What you own"),
    Section.LIABILITY: _("What you owe"),
}
WHY = {
    Section.INCOME: _(
        "Why we ask: it shows what you can set aside and how much of your pay is safe. "
        "It stays here."
    ),
    Section.EXPENSE: _(
        "Why we ask: a deal you can keep is one you can pay from what is left. It stays here."
    ),
    Section.ASSET: _(
        "Why we ask: if you owe more than you own, less tax is due on debt that is forgiven. "
        "It stays here."
    ),
    Section.LIABILITY: _(
        "Why we ask: the tax worksheet counts all you owe. Your list of debts is counted already. "
        "Add only the rest, such as back taxes or money from family. It stays here."
    ),
}
NOTHING_YET = {
    Section.INCOME: _("Nothing yet. Pay, benefits and support all count."),
    Section.EXPENSE: _("Nothing yet. Begin with rent, food and power."),
    Section.ASSET: _("Nothing yet. Begin with a bank account or a car."),
    Section.LIABILITY: _("Nothing else. That is fine."),
}
ADD = {
    Section.INCOME: _("Add money that comes in"),
    Section.EXPENSE: _("Add money that goes out"),
    Section.ASSET: _("Add something you own"),
    Section.LIABILITY: _("Add something else you owe"),
}


@dataclass(frozen=True, slots=True)
class List:
    """One section. `total` is a month's for what comes and goes, else the sum, in dollars."""

    section: Section
    rows: list[HouseholdItem]
    total: Decimal
    add_url: str
    cash: Decimal | None = None
    debts: tuple[KnownDebt, ...] = ()

    @property
    def title(self):
        return TITLES[self.section]

    @property
    def why(self):
        return WHY[self.section]

    @property
    def nothing_yet(self):
        return NOTHING_YET[self.section]

    @property
    def add(self):
        return ADD[self.section]

    @property
    def is_empty(self):
        return not (self.rows or self.debts or self.cash is not None)


@dataclass(frozen=True, slots=True)
class Page:
    """`left` and `net` are None where a list they need is still empty."""

    finances: Finances
    lists: list[List]
    left: Decimal | None
    net: Decimal | None
    saving: Decimal | None
    contradicts: bool  # the settings say that all income is protected, a row says it is not

    @property
    def is_empty(self):
        return not any(self.finances.rows.values())

    @property
    def saves_too_much(self):
        return None not in (self.left, self.saving) and self.saving > self.left


def of(workspace, finances) -> Page:
    rows, month, worth = finances.rows, finances.month, finances.worth
    by_month = rows[Section.INCOME] and rows[Section.EXPENSE]
    totals = {
        Section.INCOME: month.income,
        Section.EXPENSE: month.expense,
        Section.ASSET: worth.assets,
        Section.LIABILITY: worth.liabilities,
    }
    return Page(
        finances,
        [a_list(workspace, finances, section, total) for section, total in totals.items()],
        month.left if by_month else None,
        worth.assets - worth.liabilities if rows[Section.ASSET] else None,
        workspace.monthly_saving,
        workspace.income_exempt is True and workspace.income_protected is False,
    )


def a_list(workspace, finances, section, total) -> List:
    own = {}
    if section is Section.ASSET:
        own = {"cash": finances.cash}
    if section is Section.LIABILITY:
        own = {"debts": tuple(finances.debts)}
    add_url = reverse(f"ledger:{section}_create", args=[workspace.pk])
    return List(section, finances.rows[section], total, add_url, **own)
