"""A household as its rows and its debts make it, read in a fixed number of queries.

The debts of the list count as owed by their known balance until they are settled, and the cash of
the settings as owned: neither is typed a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ledger.facts import BalanceSource, DebtKind
from ledger.household import LIABILITY_OF, Every, Month, Section, month, said_by
from ledger.law.insolvency import Asset, Insolvency, Liability, Owed, Owned, SaidBy, insolvency
from ledger.models import Debt, HouseholdItem


@dataclass(frozen=True, slots=True)
class KnownDebt:
    """A debt of the list as a line of what is owed; `owed` is None where no figure is known."""

    debt: Debt
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class Finances:
    """What a household has said of its money. Every amount in dollars."""

    rows: Mapping[Section, list[HouseholdItem]]
    removed: list[HouseholdItem]
    cash: Decimal | None  # of the settings, to settle with
    debts: list[KnownDebt]

    @property
    def month(self) -> Month:
        flows = (
            [(row.amount, Every(row.every)) for row in self.rows[section]]
            for section in (Section.INCOME, Section.EXPENSE)
        )
        return month(*flows)

    @property
    def owned(self) -> list[Owned]:
        things = [owned(row) for row in self.rows[Section.ASSET]]
        if self.cash is None:
            return things
        cash = Owned(kind=Asset.CASH, value=self.cash, name=_("Cash to settle with"))
        return [cash, *things]

    @property
    def owed(self) -> list[Owed]:
        known = [debt.owed for debt in self.debts if debt.owed]
        return [*known, *(owed(row) for row in self.rows[Section.LIABILITY])]

    @property
    def worth(self) -> Insolvency:
        """Everything owned against everything owed, as far as it is known."""
        return insolvency(self.owned, self.owed)

    @property
    def without_figure(self) -> list[Debt]:
        """The debts that are owed but do not count, for nobody has said how much."""
        return [known.debt for known in self.debts if known.owed is None]


def of(workspace) -> Finances:
    rows = {section: [] for section in Section}
    removed = []
    for row in workspace.household_items.all():
        (removed if row.archived_at else rows[Section(row.section)]).append(row)
    debts = workspace.debts.owed().prefetch_related("balances")
    return Finances(rows, removed, workspace.cash, [known_debt(debt) for debt in debts])


def known_debt(debt) -> KnownDebt:
    latest = debt.latest_balance()
    if latest is None:
        return KnownDebt(debt, None)
    return KnownDebt(
        debt,
        Owed(
            kind=LIABILITY_OF.get(DebtKind(debt.kind), Liability.OTHER),
            amount=latest.total,
            name=debt.nickname,
            said_by=said_by(BalanceSource(latest.source)),
            said_on=latest.as_of,
        ),
    )


def owned(row) -> Owned:
    return Owned(
        kind=Asset(row.kind),
        value=row.amount,
        name=str(row),
        said_by=SaidBy(row.said_by),
        said_on=row.as_of,
    )


def owed(row) -> Owed:
    return Owed(
        kind=Liability(row.kind),
        amount=row.amount,
        name=str(row),
        said_by=SaidBy(row.said_by),
        said_on=row.as_of,
    )
