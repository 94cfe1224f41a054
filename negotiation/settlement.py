"""What a figure means: a percentage and always of what, the true reduction, a firm's fee. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ledger.facts import Basis
from ledger.money import ZERO, cents, share
from ledger.words import Text, Value, text

ALL_OF_IT = 100  # percent
TENTH = Decimal("0.1")


class Base(StrEnum):
    """What a percentage is measured on."""

    VERIFIED_TODAY = "verified_today"  # the newest balance the holder or a court put in writing
    CLAIMED = "claimed"
    OWN_RECORD = "own_record"
    ORIGINAL = "original"  # what was owed at first
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, basis: Basis) -> "Base":
        return BASES[basis]


BASES = {
    Basis.VERIFIED: Base.VERIFIED_TODAY,
    Basis.CLAIMED: Base.CLAIMED,
    Basis.OWN_RECORD: Base.OWN_RECORD,
    Basis.UNKNOWN: Base.UNKNOWN,
}
PARTS = {
    Base.VERIFIED_TODAY: text("{amount} is {percent} percent of the {of} they verified."),
    Base.CLAIMED: text("{amount} is {percent} percent of the {of} they claim."),
    Base.OWN_RECORD: text("{amount} is {percent} percent of the {of} in your own record."),
    Base.ORIGINAL: text("{amount} is {percent} percent of the {of} it was at first."),
    Base.UNKNOWN: text("{amount} is {percent} percent of {of}."),
}
VERIFIED_ON = text("{amount} is {percent} percent of the {of} they verified on {day}.")

LESS_OF_BOTH = text(
    "{offer} takes {off_old} percent off the old figure of {old}. "
    "It takes {off_today} percent off the {today} they say you owe today."
)
MORE_THAN_OLD = text(
    "{offer} is no less than the old figure of {old}. "
    "It takes {off_today} percent off the {today} they say you owe today."
)
MORE_THAN_TODAY = text(
    "{offer} takes nothing off the {today} they say you owe today. The old figure was {old}."
)
ALONE = text("On your own you pay {paid}. With the firm you pay {cost}, its fee of {fee} included.")


@dataclass(frozen=True, slots=True)
class Part:
    """An amount in dollars with the base it is part of; `on` is the day of that base."""

    amount: Decimal
    of: Decimal
    base: Base
    on: date | None = None

    def __post_init__(self) -> None:
        if self.amount < 0 or self.of <= 0:
            raise ValueError("An amount is no less than zero, and a base is more than zero.")

    @property
    def percent(self) -> Decimal:
        """Rounded to a tenth; compare dollars, never this."""
        return tenth(self.amount * ALL_OF_IT / self.of)

    @property
    def text(self) -> Text:
        """The amount, the percentage and its base in one sentence."""
        values: dict[str, Value] = {"amount": self.amount, "of": self.of}
        values["percent"] = said(self.percent)
        if self.base is Base.VERIFIED_TODAY and self.on:
            return VERIFIED_ON.filled(**values, day=self.on)
        return PARTS[self.base].filled(**values)


@dataclass(frozen=True, slots=True)
class Reduction:
    """An offer seen against an old figure and today's, in dollars. `percent` is the true one.

    Below zero where the offer is more than the figure it is measured on.
    """

    offer: Decimal
    old: Decimal
    today: Decimal

    @property
    def percent(self) -> Decimal:
        """Percent off today's figure, to a tenth."""
        return self._off(self.today)

    @property
    def percent_of_old(self) -> Decimal:
        """Percent off the old figure, to a tenth."""
        return self._off(self.old)

    @property
    def saved(self) -> Decimal:
        """Dollars off today's figure."""
        return self.today - self.offer

    @property
    def text(self) -> Text:
        told = LESS_OF_BOTH if self.offer < self.old else MORE_THAN_OLD
        told = told if self.offer < self.today else MORE_THAN_TODAY
        return text(
            told.original,
            offer=self.offer,
            old=self.old,
            today=self.today,
            off_old=said(self.percent_of_old),
            off_today=said(self.percent),
        )

    def _off(self, figure: Decimal) -> Decimal:
        return tenth((figure - self.offer) * ALL_OF_IT / figure)


class FeeOf(StrEnum):
    """What a settlement firm takes its percentage of."""

    DEBT = "debt"  # the debt as it was when it was enrolled
    SAVING = "saving"  # that debt less what the holder got


@dataclass(frozen=True, slots=True)
class FirmCost:
    """What a debt costs with a settlement firm, in dollars: `paid` to the holder and `fee`."""

    paid: Decimal
    fee: Decimal

    @property
    def cost(self) -> Decimal:
        return self.paid + self.fee

    @property
    def text(self) -> Text:
        return ALONE.filled(paid=self.paid, fee=self.fee, cost=self.cost)


def reduction(offer: Decimal, *, old: Decimal, today: Decimal) -> Reduction:
    """What an offer takes off in truth: measured on `today`, whatever it was of an `old` figure.

    Amounts in dollars. ValueError for an offer below zero or a figure that is not above it.
    """
    if offer < 0 or min(old, today) <= 0:
        raise ValueError("An offer is no less than zero, and a figure is more than zero.")
    return Reduction(cents(offer), cents(old), cents(today))


def with_firm(
    enrolled: Decimal, *, paid: Decimal, percent: Decimal, of: FeeOf = FeeOf.DEBT
) -> FirmCost:
    """What a debt of `enrolled` dollars costs if a firm has it settled for `paid`.

    `percent` is its fee (25). A percentage of the saving is never less than nothing. No fee may be
    taken before the debt is settled and a payment made: 16 CFR 310.4(a)(5)(i). ValueError for an
    amount below zero or a percentage outside 0-100.
    """
    if min(enrolled, paid) < 0 or not 0 <= percent <= ALL_OF_IT:
        raise ValueError("Amounts are no less than zero; a fee lies between 0 and 100 percent.")
    feed = enrolled if of is FeeOf.DEBT else max(enrolled - paid, ZERO)
    return FirmCost(cents(paid), share(feed, percent))


def tenth(percent: Decimal) -> Decimal:
    """A percentage to one decimal place, rounded half up; never minus zero."""
    return percent.quantize(TENTH, ROUND_HALF_UP) + Decimal("0.0")


def said(percent: Decimal) -> str:
    """A percentage as it is written: 40, not 40.0, but 33.3."""
    return f"{percent:.1f}".removesuffix(".0")
