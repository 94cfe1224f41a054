"""The states' limits on garnishment, read from garnishment_states.toml and checked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ledger.facts import CreditorKind, DebtKind
from ledger.law.figures import Confidence, Entry, read
from ledger.law.rules import WHERE_FROM, Rule

ANSWERS = ("head_of_family", "agreed_in_writing", "needed_for_family", "gets_aid")
BOUNDS = ("week_up_to", "gross_week_up_to", "poverty_below")
CONDITIONS = ("kinds", "not_kinds", "holder", "from", "until", *ANSWERS, *BOUNDS)
Parts = tuple[tuple[int, int], ...]


class Take(StrEnum):
    """How a limit is worked out; the head of the file says it in words."""

    PERCENT = "percent"
    PERCENT_OF_GROSS = "percent_of_gross"
    OVER_WAGES = "over_wages"
    GROSS_OVER_WAGES = "gross_over_wages"
    OVER_DOLLARS = "over_dollars"
    BANDS = "bands"
    STEPS = "steps"
    NOTHING = "nothing"


class Wage(StrEnum):
    """Whose minimum wage a limit counts in."""

    FEDERAL = "federal"
    STATE = "state"
    HIGHER = "higher"  # of the two


class Insurance(StrEnum):
    """What health insurance does: nothing, leave disposable pay, or come off what is left."""

    COUNTED = "counted"
    BEFORE = "before"
    AFTER = "after"


# the numbers each kind of limit must have, and those it may have besides
NUMBERS = {
    Take.PERCENT: ("percent",),
    Take.PERCENT_OF_GROSS: ("percent",),
    Take.OVER_WAGES: ("hours",),
    Take.GROSS_OVER_WAGES: ("hours",),
    Take.OVER_DOLLARS: ("weekly", "biweekly", "semimonthly"),
}
MORE_NUMBERS = {Take.OVER_WAGES: ("percent",), Take.OVER_DOLLARS: ("monthly",)}
IN_WAGES = (Take.OVER_WAGES, Take.GROSS_OVER_WAGES, Take.STEPS)
IN_PARTS = (Take.BANDS, Take.STEPS)


@dataclass(frozen=True, slots=True)
class StateLimit:
    """One limit of a state and when it applies: from `from_on` to the day before `until`."""

    take: Take
    numbers: Mapping[str, int]
    parts: Parts
    wage: Wage
    kinds: tuple[DebtKind, ...]
    not_kinds: tuple[DebtKind, ...]
    holder: CreditorKind | None
    from_on: date
    until: date
    answers: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class StateLaw:
    """All that garnishment_states.toml says of one state."""

    code: str
    name: str
    limits: tuple[StateLimit, ...]
    insurance: Insurance
    less_support: bool
    yearly: Parts
    yearly_percent: int
    rule: Rule


@cache
def states() -> Mapping[str, StateLaw]:
    """Every state's law by its USPS code, read once."""
    return states_from(read("garnishment_states.toml"))


def states_from(file: Entry) -> Mapping[str, StateLaw]:
    """The laws of a file; LawError names the line of what is missing or contradicts itself."""
    codes = (code for code in file.values if code != "checked_on")
    return {code: _state(code, file.table(code), file) for code in codes}


def _state(code: str, entry: Entry, file: Entry) -> StateLaw:
    entry.only(
        "name", "limits", "insurance", "less_support", "yearly", "yearly_percent", *WHERE_FROM
    )
    if not entry.may("limits", list, []):
        raise entry.wrong("limits", "must hold at least one limit")
    has_insurance = "insurance" in entry.values
    return StateLaw(
        code=code,
        name=entry.take("name", str),
        limits=tuple(map(_limit, entry.tables("limits"))),
        insurance=entry.choice("insurance", Insurance) if has_insurance else Insurance.COUNTED,
        less_support=entry.may("less_support", bool, False),
        yearly=_parts(entry, "yearly"),
        yearly_percent=entry.may("yearly_percent", int, 0),
        rule=Rule(
            {},
            entry.take("citation", str),
            entry.url("source"),
            entry.may("checked_on", date, file.take("checked_on", date)),
            entry.choice("confidence", Confidence),
        ),
    )


def _limit(entry: Entry) -> StateLimit:
    take = entry.choice("take", Take)
    needed, more = NUMBERS.get(take, ()), (*MORE_NUMBERS.get(take, ()), *BOUNDS)
    parts = (take.value,) if take in IN_PARTS else ()
    wage = ("wage",) if take in IN_WAGES else ()
    entry.only("take", *needed, *more, *parts, *wage, *CONDITIONS)
    numbers = [*needed, *(name for name in more if name in entry.values)]
    limit = StateLimit(
        take=take,
        numbers={name: _above_zero(entry, name) for name in numbers},
        parts=_parts(entry, take) if parts else (),
        wage=entry.choice("wage", Wage) if wage else Wage.FEDERAL,
        kinds=_kinds(entry, "kinds"),
        not_kinds=_kinds(entry, "not_kinds"),
        holder=entry.choice("holder", CreditorKind) if "holder" in entry.values else None,
        from_on=entry.may("from", date, date.min),
        until=entry.may("until", date, date.max),
        answers={name: entry.take(name, bool) for name in ANSWERS if name in entry.values},
    )
    if limit.from_on >= limit.until:
        raise entry.wrong("until", "must come after the day the limit applies from")
    return limit


def _kinds(entry: Entry, name: str) -> tuple[DebtKind, ...]:
    return entry.choices(name, DebtKind) if name in entry.values else ()


def _above_zero(entry: Entry, name: str) -> int:
    value = entry.take(name, int)
    if value < 1 or (name == "percent" and value > 100):
        raise entry.wrong(
            name, f"must be more than zero, and a percentage at most 100: not {value}"
        )
    return value


def _parts(entry: Entry, name: str) -> Parts:
    """Pairs of whole numbers; LawError for anything else."""
    found: list[tuple[int, int]] = []
    for pair in entry.may(name, list, []):
        if not isinstance(pair, list) or [type(number) for number in pair] != [int, int]:
            raise entry.wrong(name, f"must be pairs of whole numbers, not {pair!r}")
        found.append((pair[0], pair[1]))
    return tuple(found)
