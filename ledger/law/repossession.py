"""The taxes when a holder takes back a car or a house: IRS Publication 4681, chapter 2. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledger.law.insolvency import law
from ledger.law.rules import Rule
from ledger.money import ZERO, cents
from ledger.words import Text, text

LIKE_A_SALE = text("For taxes, this counts as if you had sold it for {realized}.")
INCOME = text("{income} of the debt is forgiven. The tax office may see that as income.")
NO_INCOME = text("Only the property answers for this debt. So nothing counts as forgiven.")
STILL_OWED = text("You may still owe {amount}. If that is forgiven later, it may be income then.")
GAIN = text("That is {gain} more than it cost you. A gain may be taxed.")
LOSS = text(
    "That is {loss} less than it cost you. For your own car or home, a loss does not count."
)
BUSINESS_LOSS = text(
    "That is {loss} less than it cost you. For business property, a loss may count."
)
INSOLVENCY = text("If you owe more than you own, less of the income is taxed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repossession:
    """What taking property back means for taxes, in dollars.

    `realized` is what it counts as sold for, `income` what counts as forgiven on that day, `gain`
    is below zero for a loss, `still_owed` what the user remains liable for.
    """

    realized: Decimal
    income: Decimal
    gain: Decimal
    still_owed: Decimal
    recourse: bool
    loss_counts: bool

    @property
    def loss(self) -> Decimal:
        return max(ZERO, -self.gain)

    @property
    def reasons(self) -> tuple[Text, ...]:
        return tuple(_reasons(self))

    @property
    def rule(self) -> Rule:
        return law()["repossession"]


def repossession(
    *,
    debt: Decimal,
    value: Decimal,
    basis: Decimal,
    recourse: bool = True,
    still_owed: Decimal = ZERO,
    proceeds: Decimal = ZERO,
    business: bool = False,
) -> Repossession:
    """The tax side of a car or house taken back, in dollars.

    `debt` is what was owed just before, `value` what the property was worth, `basis` what it cost,
    with later changes. `recourse`: the user answers for the debt with all they own; `still_owed`
    is then what they remain liable for. `proceeds` is what they got out of a sale. `business`: no
    property of their own use. ValueError for an amount below zero, or more owed after than before.
    Source: 26 CFR 1.1001-2(a), Publication 4681, worksheet for foreclosures and repossessions.
    """
    if min(debt, value, basis, still_owed, proceeds) < 0 or still_owed > debt:
        raise ValueError("No amount may be below zero, nor more be owed after than before.")
    released = debt - still_owed if recourse else debt
    realized = cents((min(released, value) if recourse else released) + proceeds)
    income = cents(max(ZERO, released - value)) if recourse else ZERO
    return Repossession(
        realized=realized,
        income=income,
        gain=cents(realized - basis),
        still_owed=cents(still_owed) if recourse else ZERO,
        recourse=recourse,
        loss_counts=business,
    )


def _reasons(found: Repossession) -> Iterator[Text]:
    yield LIKE_A_SALE.filled(realized=found.realized)
    if not found.recourse:
        yield NO_INCOME
    if found.income:
        yield INCOME.filled(income=found.income)
        yield INSOLVENCY
    if found.still_owed:
        yield STILL_OWED.filled(amount=found.still_owed)
    if found.gain > 0:
        yield GAIN.filled(gain=found.gain)
    if found.loss:
        told = BUSINESS_LOSS if found.loss_counts else LOSS
        yield told.filled(loss=found.loss)
