"""What to mind before bankruptcy: payments that may be taken back, charges that may stay. Pure.

A trustee may take back from a creditor what it got ahead of the others: 11 USC 547. New charges
may be presumed fraud: 11 USC 523(a)(2)(C). Both are warnings to talk to a lawyer first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ledger.dates import ONE_DAY, add_years
from ledger.facts import DebtKind
from ledger.law.bankruptcy import law
from ledger.law.rules import Rule
from ledger.money import ZERO, cents
from ledger.words import Text, text

TAKEN_BACK = text(
    "{creditor} got {amount} in the {days} days before. If you file, a trustee may take it back."
)
FROM_FAMILY = text(
    "{creditor} got {amount} in the year before. If you file, a trustee may take it back from them."
)
UNDER_THE_SUM = text("{creditor} got {amount}. That is too little to be taken back.")
CLEAR = text("In a case filed on {day} or later, these payments are too long ago.")
NOT_YOUR_FAULT = text("You may pay whom you like. But a deal can come undone this way.")
CHARGES = text("{amount} of recent charges may be seen as fraud. Ask a lawyer before you file.")
CHARGE_NO_MORE = text("If you may file soon, charge nothing more on your cards.")


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment on an old debt, made or planned, in dollars. `insider`: family or a partner."""

    creditor: str
    amount: Decimal
    on: date
    kind: DebtKind | None = None
    insider: bool = False

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("A payment cannot be less than zero.")


@dataclass(frozen=True, slots=True)
class Preference:
    """What one creditor got in the time that counts, in dollars.

    `at_risk`: a trustee may take it back. `clear_on` is the first day to file on which that
    would no longer be so; None where it is not so now.
    """

    creditor: str
    amount: Decimal
    at_risk: bool
    clear_on: date | None
    reasons: tuple[Text, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Charge:
    """A recent charge on credit, in dollars. `luxury` None: not known, so it counts as one."""

    creditor: str
    amount: Decimal
    on: date
    cash_advance: bool = False
    luxury: bool | None = None


@dataclass(frozen=True, slots=True)
class ChargeWarning:
    """Charges that may be presumed fraud, in dollars, with the laws that say so."""

    amount: Decimal
    reasons: tuple[Text, ...]
    rules: tuple[Rule, ...]


def preferences(payments: Iterable[Payment], *, filing_on: date) -> tuple[Preference, ...]:
    """What each creditor got shortly before a case filed that day, by name.

    90 days count, both ends included, and a year for insiders; from $600 in total on it may be
    taken back. Support never counts: 11 USC 547(b), (c)(7), (c)(8). A secured creditor's payments
    may be safe, which this does not look at.
    """
    by_creditor: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        if payment.kind is not DebtKind.SUPPORT:
            by_creditor[payment.creditor].append(payment)
    found = (_preference(by_creditor[name], filing_on) for name in sorted(by_creditor))
    return tuple(one for one in found if one.amount)


def _preference(payments: list[Payment], filing_on: date) -> Preference:
    amount = _counted(payments, filing_on)
    insider = any(payment.insider for payment in payments)
    main = law()["insider" if insider else "preference"]
    at_risk = amount >= law()["preference"]["dollars"]
    clear_on = _clear_on(payments, filing_on) if at_risk else None
    told = _told(main, insider=insider) if at_risk else UNDER_THE_SUM
    name = payments[0].creditor
    reasons = [text(told.original, **dict(told.values), creditor=name, amount=amount)]
    if clear_on:
        reasons += [CLEAR.filled(day=clear_on), NOT_YOUR_FAULT]
    return Preference(name, amount, at_risk, clear_on, tuple(reasons), main)


def _told(main: Rule, *, insider: bool) -> Text:
    return FROM_FAMILY if insider else TAKEN_BACK.filled(days=main.days)


def _counted(payments: Iterable[Payment], filing_on: date) -> Decimal:
    inside = (one for one in payments if _starts(one, filing_on) <= one.on <= filing_on)
    return cents(sum((payment.amount for payment in inside), ZERO))


def _starts(payment: Payment, filing_on: date) -> date:
    """The first day that counts; for insiders the earlier of 365 days and a year."""
    if not payment.insider:
        return filing_on - timedelta(law()["preference"].days)
    return min(filing_on - timedelta(law()["insider"].days), add_years(filing_on, -1))


def _clear_on(payments: list[Payment], filing_on: date) -> date:
    """The first day to file on which what counts is under the sum, if no more is paid."""
    until = [payment for payment in payments if payment.on <= filing_on]
    least = law()["preference"]["dollars"]
    days = sorted(day for payment in until for day in _out_on(payment) if day > filing_on)
    return next(day for day in days if _counted(until, day) < least)


def _out_on(payment: Payment) -> Iterator[date]:
    """The first day to file on which the payment no longer counts."""
    if payment.insider:
        later = timedelta(law()["insider"].days) + ONE_DAY
        yield max(payment.on + later, add_years(payment.on, 1) + ONE_DAY)
    else:
        yield payment.on + timedelta(law()["preference"].days) + ONE_DAY


def recent_charges(charges: Iterable[Charge], *, filing_on: date) -> ChargeWarning | None:
    """A warning where charges shortly before filing may be presumed fraud; None: no warning.

    Luxuries count by creditor, cash advances all together. The law's sums rise every three years;
    the oldest are used, so that the warning is never too narrow. Source: 11 USC 523(a)(2)(C).
    """
    every = tuple(charges)
    luxuries, advances = law()["luxuries"], law()["cash_advances"]
    cash = _sum(every, advances, filing_on, cash=True)
    bought = {name: [one for one in every if one.creditor == name] for name in _names(every)}
    sums = [_sum(some, luxuries, filing_on, cash=False) for some in bought.values()]
    found = [(one, luxuries) for one in sums if one > luxuries["dollars"]]
    found += [(cash, advances)] if cash > advances["dollars"] else []
    if not found:
        return None
    amount = sum((one for one, _ in found), ZERO)
    laws = tuple(rule for rule in (luxuries, advances) if any(rule is one for _, one in found))
    return ChargeWarning(amount, (CHARGES.filled(amount=amount), CHARGE_NO_MORE), laws)


def _names(charges: Iterable[Charge]) -> list[str]:
    return sorted({charge.creditor for charge in charges})


def _sum(charges: Iterable[Charge], window: Rule, filing_on: date, *, cash: bool) -> Decimal:
    """What was charged in the days that count; needs, which are no luxuries, left out."""
    start = filing_on - timedelta(window.days)
    inside = (one for one in charges if start <= one.on <= filing_on and one.cash_advance is cash)
    return cents(sum((one.amount for one in inside if cash or one.luxury is not False), ZERO))
