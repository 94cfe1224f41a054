"""How long a holder may sue, as the range a court might use: by state and contract. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.facts import DebtKind
from ledger.law.figures import Confidence, Entry, read

WHERE_FROM = ("citation", "source", "confidence")


class Contract(StrEnum):
    """What the law calls the agreement behind a debt. A credit card is an open account."""

    WRITTEN = "written"
    ORAL = "oral"
    NOTE = "note"
    OPEN = "open"


class Decides(StrEnum):
    """Which day decides whether an older law still holds."""

    SIGNED = "signed"  # the day the contract was made
    AROSE = "arose"  # the day the claim arose: mostly the first missed payment


@dataclass(frozen=True, slots=True)
class OlderLaw:
    """A longer period that still holds for what was signed, or arose, before a day."""

    contracts: tuple[Contract, ...]
    by: Decides
    before: date
    longest: int
    never_after: date | None  # even then the time ends on that day at the latest
    citation: str
    source: str
    confidence: Confidence

    def holds(self, *, signed_on: date, arose_on: date) -> bool:
        return (signed_on if self.by is Decides.SIGNED else arose_on) < self.before


@dataclass(frozen=True, slots=True)
class Shorter:
    """A period for some kinds of debt that may be shorter than that of their contract."""

    kinds: tuple[DebtKind, ...]
    shortest: int
    starts_later: bool  # the time may start after the missed payment, so its end is never sure
    citation: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Limitation:
    """The years within which a holder must sue; a court might use any from shortest to longest."""

    state: str
    state_name: str
    contract: Contract
    shortest: int
    longest: int
    confidence: Confidence
    citation: str
    source: str
    checked_on: date
    older_law: OlderLaw | None = None  # set where it made `longest` longer


@dataclass(frozen=True, slots=True)
class StateLaw:
    """All that limitation.toml says of one state."""

    name: str
    periods: Mapping[Contract, Limitation]
    older_laws: tuple[OlderLaw, ...]
    shorter: tuple[Shorter, ...]
    starts_after_days: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoLimit:
    kinds: tuple[DebtKind, ...]
    citation: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Figures:
    """limitation.toml, read and checked."""

    checked_on: date
    no_limit: NoLimit
    everywhere: tuple[Shorter, ...]
    states: Mapping[str, StateLaw]


def limitation(
    state: str,
    contract: Contract,
    *,
    on: date,
    signed_on: date | None = None,
    arose_on: date | None = None,
) -> Limitation | None:
    """The period for a suit over such a contract; None for a state we have no figures for.

    `signed_on` is the day the contract was made, `arose_on` the day the claim arose; both are
    taken to be `on` where they are left out, which asks for the law of that day.
    """
    law = figures().states.get(state)
    if law is None:
        return None
    period = law.periods[contract]
    for older in law.older_laws:
        if contract in older.contracts and older.holds(
            signed_on=signed_on or on, arose_on=arose_on or on
        ):
            longest = max(period.longest, older.longest)
            period = replace(period, longest=longest, older_law=older)
    return period


@cache
def figures() -> Figures:
    """All figures, read once."""
    return figures_from(read("limitation.toml"))


def figures_from(file: Entry) -> Figures:
    """The figures of a file; LawError names the line of what is missing or contradicts itself."""
    no_limit = file.table("no_limit")
    no_limit.only("kinds", "citation", "source", "confidence")
    checked_on = file.take("checked_on", date)
    everywhere = tuple(map(_shorter, file.tables("everywhere")))
    others = ("checked_on", "no_limit", "everywhere")
    return Figures(
        checked_on,
        NoLimit(
            no_limit.choices("kinds", DebtKind),
            no_limit.take("citation", str),
            no_limit.url("source"),
            no_limit.choice("confidence", Confidence),
        ),
        everywhere,
        {
            code: _state(code, file.table(code), checked_on, everywhere)
            for code in file.values
            if code not in others
        },
    )


def _state(code: str, entry: Entry, checked_on: date, everywhere: tuple[Shorter, ...]) -> StateLaw:
    entry.only("name", "sources", "checked_on", "changed", "kinds", "starts_after_days", *Contract)
    law = StateLaw(
        name=entry.take("name", str),
        periods={contract: _period(code, contract, entry, checked_on) for contract in Contract},
        older_laws=tuple(map(_older_law, entry.tables("changed"))),
        shorter=(*everywhere, *map(_shorter, entry.tables("kinds"))),
        starts_after_days=entry.may("starts_after_days", int, 0),
        sources=entry.urls("sources"),
    )
    for older in law.older_laws:
        if any(older.longest <= law.periods[contract].longest for contract in older.contracts):
            raise entry.wrong("changed", "an older law is kept only where it gave a longer time")
    return law


def _period(code: str, contract: Contract, state: Entry, checked_on: date) -> Limitation:
    entry = state.table(contract)
    entry.only("years", "confidence", "citation", "source")
    shortest, longest = entry.years("years")
    return Limitation(
        state=code,
        state_name=state.take("name", str),
        contract=contract,
        shortest=shortest,
        longest=longest,
        confidence=entry.choice("confidence", Confidence),
        citation=entry.take("citation", str),
        source=entry.url("source") if "source" in entry.values else state.urls("sources")[0],
        checked_on=state.may("checked_on", date, checked_on),
    )


def _older_law(entry: Entry) -> OlderLaw:
    entry.only("contracts", "by", "before", "longest", "never_after", *WHERE_FROM)
    return OlderLaw(
        contracts=entry.choices("contracts", Contract),
        by=entry.choice("by", Decides),
        before=entry.take("before", date),
        longest=entry.take("longest", int),
        never_after=entry.take("never_after", date) if "never_after" in entry.values else None,
        citation=entry.take("citation", str),
        source=entry.url("source"),
        confidence=entry.choice("confidence", Confidence),
    )


def _shorter(entry: Entry) -> Shorter:
    entry.only("kinds", "shortest", "starts_later", *WHERE_FROM)
    return Shorter(
        kinds=entry.choices("kinds", DebtKind),
        shortest=entry.take("shortest", int),
        starts_later=entry.may("starts_later", bool, False),
        citation=entry.take("citation", str),
        source=entry.url("source"),
        confidence=entry.choice("confidence", Confidence),
    )
