"""What a collector was told about contact: in letters it received, and on the phone. Pure.

It reads rows of the log and of the letters as they come, whatever they are rows of.
"""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any, TypeVar

from ledger.law.contact import Medium, Place
from ledger.law.contact_told import (
    Cease,
    Consent,
    Disputed,
    EmployerForbids,
    Lawyer,
    MediumBan,
    NamedPlace,
    NamedTime,
    Wishes,
)
from ledger.law.validation import Notice, disputed_in_time, period

Kind = TypeVar("Kind")

RULES, STOP, ATTORNEY = "L12", "L13", "L14"
LETTERS = (RULES, STOP, ATTORNEY)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = {"every": range(7), "weekdays": range(5), "weekend": (5, 6)}
# the hours that letter offers, where they begin and end
HOURS = {
    "morning": (time(9), time(12)),
    "midday": (time(12), time(14)),
    "afternoon": (time(14), time(17)),
    "evening": (time(17), time(20)),
    "day": (time(9), time(17)),
}
NOT_BY = {
    "texts": Medium.TEXT,
    "email": Medium.EMAIL,
    "social": Medium.PRIVATE_MESSAGE,
}


def wishes(calls: Iterable[Any], letters: Iterable[Any], requests: Iterable[Any]) -> Wishes:
    """All that was told, of every kind. A letter counts from the day it was received."""
    told: list[Any] = [each for letter in letters for each in by_letter(letter)]
    told += [each for call in calls for each in by_call(call)]
    told += [by_dispute(request) for request in requests if request.letter.mailing.delivered_on]
    return Wishes(
        times=of(NamedTime, told),
        places=of(NamedPlace, told),
        employer=of(EmployerForbids, told),
        media=of(MediumBan, told),
        ceases=of(Cease, told),
        lawyers=of(Lawyer, told),
        disputes=of(Disputed, told),
        consents=of(Consent, told),
    )


def of(kind: type[Kind], told: list[Any]) -> tuple[Kind, ...]:
    return tuple(each for each in told if isinstance(each, kind))


# ---- by letter --------------------------------------------------------------------------------


def by_letter(letter: Any) -> list[Any]:
    """What one of these letters tells; nothing unless it is known when it arrived."""
    if letter.kind not in LETTERS or not letter.mailing.delivered_on or letter.mailing.returned_on:
        return []
    said = letter.data.get("said", {})
    told = {"since": letter.mailing.delivered_on, "collector": str(letter.creditor_id)}
    debts: frozenset[str] = (
        frozenset() if said.get("scope") == "all" else frozenset({str(letter.debt_id)})
    )
    if letter.kind == STOP:
        return [Cease(debts=debts, **told)]
    if letter.kind == ATTORNEY:
        return [Lawyer(debts=debts, **told)]
    return [*phone_rules(said, told), *other_rules(said, told)]


def phone_rules(said: dict[str, Any], told: dict[str, Any]) -> Iterator[MediumBan | NamedTime]:
    """No calls at all, or none outside the days and hours that were named."""
    if said.get("phone") == "no":
        yield MediumBan(medium=Medium.CALL, **told)
    if said.get("phone") != "times":
        return
    chosen = {WEEK.index(day) for day in said.get("days", ()) if day in WEEK}
    if others := frozenset(range(7)) - chosen:
        yield NamedTime(weekdays=others, **told)
    if chosen and said.get("hours") in HOURS:
        begins, ends = HOURS[said["hours"]]
        yield NamedTime(weekdays=frozenset(chosen), start=time(0), end=begins, **told)
        yield NamedTime(weekdays=frozenset(chosen), start=ends, **told)


def other_rules(said: dict[str, Any], told: dict[str, Any]) -> Iterator[Any]:
    for key in said.get("not_by") or ():
        if key in NOT_BY:
            yield MediumBan(medium=NOT_BY[key], **told)
    if said.get("work") == "inconvenient":
        yield NamedPlace(place=Place.WORK, **told)
    if said.get("work") == "forbidden":
        yield EmployerForbids(**told)


def by_dispute(request: Any) -> Disputed:
    """A written dispute, and whether it came in time to stop them."""
    mailing, received_on = request.letter.mailing, request.debt.notice_received_on
    validation = period([Notice(received_on=received_on)]) if received_on else None
    in_time = None
    if validation is not None:
        in_time = disputed_in_time(
            validation, mailed_on=mailing.mailed_on, received_on=mailing.delivered_on
        )
    return Disputed(
        since=mailing.delivered_on,
        until=request.answered_on,
        collector=str(request.creditor_id),
        debts=frozenset({str(request.debt_id)}),
        in_time=in_time,
    )


# ---- on the phone -----------------------------------------------------------------------------


def by_call(call: Any) -> Iterator[Any]:
    """What the user told them in this call."""
    told: dict[str, Any] = {"since": call.at, "collector": str(call.creditor_id)}
    if call.told_medium:
        yield MediumBan(medium=Medium(call.told_medium), **told)
    if call.told_place:
        yield NamedPlace(place=Place(call.told_place), **told)
    if call.told_days:
        days, start = frozenset(DAYS[call.told_days]), call.told_from or time(0)
        yield NamedTime(weekdays=days, start=start, end=call.told_until, **told)
    if call.employer_forbids:
        yield EmployerForbids(**told)
    if call.has_lawyer:
        yield Lawyer(debts=call.debt_ids, **told)
    if call.may_call_again:
        yield Consent(given_at=call.at, collector=told["collector"], debts=call.debt_ids)
