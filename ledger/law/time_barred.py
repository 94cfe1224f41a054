"""Is it too late to sue? A range of days, and never more sure than we are. Pure.

The time runs from the earliest to the latest day a court might count from, for the shortest to the
longest period it might use. What we do not know never shortens it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from ledger.dates import add_months, add_years
from ledger.facts import DebtFacts, DebtKind
from ledger.law.figures import Confidence
from ledger.law.limitation import Contract, Limitation, OlderLaw, Shorter, figures
from ledger.words import Text, text

# what a court might call the agreement behind a debt; no entry: other rules, not in our figures
_LOAN = (Contract.WRITTEN, Contract.NOTE)
_BILL = (Contract.WRITTEN, Contract.ORAL, Contract.OPEN)
CONTRACTS = {
    DebtKind.CREDIT_CARD: (Contract.OPEN,),
    DebtKind.STORE_CARD: (Contract.OPEN,),
    DebtKind.MEDICAL: _BILL,
    DebtKind.PERSONAL_LOAN: _LOAN,
    DebtKind.PAYDAY: _LOAN,
    DebtKind.AUTO: _LOAN,
    DebtKind.PRIVATE_STUDENT: _LOAN,
    DebtKind.UTILITY: _BILL,
    DebtKind.RENT: (Contract.WRITTEN, Contract.ORAL),
    DebtKind.OTHER: tuple(Contract),
}
# cards are charged off at 180 days past due, loans at 120: FFIEC policy of 12 June 2000
CHARGE_OFF = timedelta(days=180)
CAUTION = timedelta(days=180)  # so long before the earliest end, a slip of the pen matters already

NO_LIMIT = text("There is no time limit for suing on a federal student loan.")
LAST_PAYMENT_UNKNOWN = text(
    "We do not know your last payment. A payment can start the time again, so it may not be over."
)
OLDER_LAW = text("The law was changed. Older debts may keep the longer time, so we count that.")
SOURCES_DISAGREE = text("What we found for this state does not agree, so we use the widest range.")
PAUSES = text("Time out of the state, military service or a bankruptcy can pause the clock.")
STILL_ASK = text("Even when it is too late to sue, a holder may still ask you to pay.")
RAISE_IT = text("If you are sued, you must say so in your answer. A court may not do it for you.")


class Status(StrEnum):
    OPEN = "open"
    MAY_BE_BARRED = "may_be_barred"
    PROBABLY_BARRED = "probably_barred"
    NO_LIMIT = "no_limit"
    UNKNOWN = "unknown"


# Status, the last day of the shortest time a court might give, that of the longest, and the day the
# longest is counted from. A suit is in time on the last day itself and late from the day after.
Window = tuple[Status, date | None, date | None, date | None]


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The window, with what it rests on: nothing from `citation` on means that we have no law.

    `risky_to_admit`: the time may be over or is so within half a year, or nobody knows. A payment
    or a written "I owe this" could then start it again; see revival.py. After a judgment it cannot.
    """

    status: Status
    earliest: date | None
    latest: date | None
    trigger_on: date | None
    risky_to_admit: bool
    reasons: tuple[Text, ...]
    citation: str = ""
    source: str = ""
    checked_on: date | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The figures for one kind of debt in one state, whatever a court might call its contract."""

    shortest: int
    longest: int
    older_laws: tuple[OlderLaw, ...]
    shorter: tuple[Shorter, ...]
    starts_later: bool
    starts_after_days: int
    plain: bool  # neither an older law nor a later start to think of
    periods: tuple[Limitation, ...]


@cache
def bands() -> dict[tuple[str, DebtKind], Band]:
    """Every band there is, by state and kind of debt."""
    return {(state, kind): _band(state, kind) for state in figures().states for kind in CONTRACTS}


def _band(state: str, kind: DebtKind) -> Band:
    law, contracts = figures().states[state], CONTRACTS[kind]
    periods = tuple(law.periods[contract] for contract in contracts)
    shorter = tuple(rule for rule in law.shorter if kind in rule.kinds)
    older_laws = tuple(old for old in law.older_laws if set(old.contracts) & set(contracts))
    return Band(
        shortest=min([*(one.shortest for one in periods), *(one.shortest for one in shorter)]),
        longest=max(period.longest for period in periods),
        older_laws=older_laws,
        shorter=shorter,
        starts_later=any(rule.starts_later for rule in shorter),
        starts_after_days=law.starts_after_days,
        plain=not older_laws and not law.starts_after_days,
        periods=periods,
    )


# looking up a member of an enum costs more than comparing two days, so it is done once
OPEN, MAY_BE_BARRED, PROBABLY_BARRED, NO_END, NOT_KNOWN = Status


def window(debt: DebtFacts, on: date) -> Window:
    """Whether and until when a suit is in time, seen from `on`; of a suit filed, from its day."""
    band, days = bands().get((debt.state, debt.kind)), _triggers(debt)
    asked = debt.sued_on if debt.sued else on
    if band is None or days is None or asked is None or debt.judgment:
        limitless = debt.kind in figures().no_limit.kinds
        return NO_END if limitless else NOT_KNOWN, None, None, None
    first, last = days
    earliest = add_years(first, band.shortest)
    if band.plain:
        latest = add_years(last, band.longest)
    else:
        latest = _latest(band, first, last, debt.opened_on)
    if asked <= earliest:
        return OPEN, earliest, latest, last
    if asked <= latest or debt.last_paid_on is None or band.starts_later:
        return MAY_BE_BARRED, earliest, latest, last
    return PROBABLY_BARRED, earliest, latest, last


def _triggers(debt: DebtFacts) -> tuple[date, date] | None:
    """The first and the last day a court might count from; None where no such day is known.

    The missed payment and the last one; the charge-off, a mere booking, where neither is known.
    """
    missed, paid = debt.first_delinquent_on, debt.last_paid_on
    if missed and paid:
        return (paid, missed) if paid < missed else (missed, paid)
    if missed:
        return missed, missed
    if paid:
        return paid, add_months(paid, 1)  # the next one was due within a month
    charged = debt.charged_off_on
    return (charged - CHARGE_OFF, charged) if charged else None


def _latest(band: Band, first: date, last: date, signed_on: date | None) -> date:
    """The longest time, with older laws and a later start."""
    start = last + timedelta(days=band.starts_after_days)
    latest = add_years(start, band.longest)
    for older in _still_holding(band, first, signed_on):
        longer = add_years(start, older.longest)
        if older.never_after and longer > older.never_after:
            longer = older.never_after
        latest = max(latest, longer)
    return latest


def _still_holding(band: Band, first: date, signed_on: date | None) -> tuple[OlderLaw, ...]:
    """The older laws for such a debt; one whose day is not known is taken to hold."""
    signed = signed_on or date.min
    return tuple(law for law in band.older_laws if law.holds(signed_on=signed, arose_on=first))


def _law_of(debt: DebtFacts) -> tuple[Band, tuple[OlderLaw, ...]]:
    band = bands()[debt.state, debt.kind]
    first, _ = _triggers(debt) or (date.min, date.min)
    return band, _still_holding(band, first, debt.opened_on)


def time_bar(debt: DebtFacts, *, on: date) -> TimeBar:
    """The window with its reasons and sources: 12 CFR 1006.26(b) and the state's own figures."""
    seen = window(debt, on)
    status, earliest, _, last = seen
    late = earliest is not None and on > earliest - CAUTION
    risky = late or (status is NOT_KNOWN and not debt.judgment)
    if status is NO_END:
        law = figures().no_limit
        return TimeBar(*seen, risky, (NO_LIMIT,), law.citation, law.source, figures().checked_on)
    if last is None:
        return TimeBar(*seen, risky, (_why_unknown(debt),))
    band, older_laws = _law_of(debt)
    laws = [period.citation for period in band.periods]
    laws += [rule.citation for rule in band.shorter] + [law.citation for law in older_laws]
    return TimeBar(
        *seen,
        risky,
        tuple(_reasons(debt, band, older_laws, last, late=status is not OPEN)),
        citation="; ".join(dict.fromkeys(laws)),
        source=band.periods[0].source,
        checked_on=band.periods[0].checked_on,
        confidence=Confidence.lowest(period.confidence for period in band.periods),
    )


def is_too_young(debt: DebtFacts, *, on: date) -> bool:
    """Whether it was opened so lately that no court could call the time over yet."""
    limits = bands().get((debt.state, debt.kind))
    if limits is None or debt.opened_on is None:
        return False
    return on <= add_years(debt.opened_on, limits.shortest) - CAUTION


def _why_unknown(debt: DebtFacts) -> Text:
    if debt.judgment:
        return text("A court has decided already. A judgment has its own, longer time.")
    if debt.kind not in CONTRACTS:
        return text("This kind of debt has its own rules. We have no figures for it.")
    if debt.state not in figures().states:
        return text("Enter the state whose law applies. We have figures for 50 states and D.C.")
    if debt.sued and debt.sued_on is None:
        return text("A lawsuit stops the clock. Enter the day it was filed.")
    return text("Enter the day of your last payment and of the first payment you missed.")


def _reasons(
    debt: DebtFacts, band: Band, older_laws: tuple[OlderLaw, ...], last: date, *, late: bool
) -> Iterator[Text]:
    longest = max([band.longest, *(law.longest for law in older_laws)])
    yield _how_long(band.periods[0].state_name, band.shortest, longest)
    yield text("We count the longest time from {day}.", day=last)
    if debt.last_paid_on is None:
        yield LAST_PAYMENT_UNKNOWN
    if older_laws:
        yield OLDER_LAW
    if any(period.confidence is Confidence.LOW for period in band.periods):
        yield SOURCES_DISAGREE
    if late:
        yield PAUSES
        yield STILL_ASK
    if debt.sued:
        yield RAISE_IT


def _how_long(state: str, shortest: int, longest: int) -> Text:
    if shortest == longest:
        return text("In {state}, a holder has {years} years to sue.", state=state, years=longest)
    return text(
        "In {state}, a court could give a holder from {shortest} to {longest} years to sue.",
        state=state,
        shortest=shortest,
        longest=longest,
    )
