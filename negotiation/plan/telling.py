"""A plan as data for other programs, and as a table for people at a terminal. Pure."""

from collections.abc import Iterator
from typing import Any

from ledger.money import ZERO, dollars
from negotiation.payoff.outcome import Outcome
from negotiation.payoff.telling import as_data as payoff_data
from negotiation.payoff.telling import headline, table, written
from negotiation.plan.outcome import Entry, Note, Plan, Step, Way

WAYS = {
    Way.SETTLE: "settle",
    Way.INSTALMENTS: "settle in parts",
    Way.KEEP_CURRENT: "keep current",
    Way.PAY_OFF: "pay off",
    Way.LEAVE: "leave",
}


def as_data(found: Plan) -> dict[str, Any]:
    """Amounts are text with two decimals; what the plan does not reach is null."""
    data: dict[str, Any] = {
        "outcome": found.outcome.value,
        "objective": found.objective.value,
        "zero_month": found.zero_month,
        "months": found.zero_month,
        "interest": written(found.interest),
        "paid": written(found.paid),
        "tax": written(found.tax),
        "total_after_tax": written(found.total_after_tax),
        "optimal": True if found.is_optimal else {"within": within(found)},
        "debts": [_step(step) for step in found.steps],
        "schedule": [_entry(entry) for entry in found.schedule],
        "reasons": [str(reason) for reason in found.reasons],
        "notes": [_note(note) for note in found.notes],
    }
    if found.rest is not None:
        rest = payoff_data(found.rest)
        data["months_detail"] = rest["months_detail"]
        data |= {name: rest[name] for name in ("month", "unmet", "short") if name in rest}
    return data


def within(found: Plan) -> str:
    """How far a better plan could be better, rounded up to a tenth of a percent."""
    tenths = -(-found.within * 1000 // 1)
    return f"{tenths / 10:.1f} %"


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "way": step.way.value,
        "begins": step.begins,
        "month": step.month,
        "cleared_month": step.month,
        "paid": written(step.paid),
        "interest": written(step.interest),
        "balance": written(step.balance),
        "cancelled": written(step.cancelled),
        "tax": written(step.tax),
        "reasons": [str(reason) for reason in step.reasons],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "month": entry.month,
        "came_in": written(entry.came_in),
        "deals": [{"name": name, "paid": written(paid)} for name, paid in entry.deals],
        "normal": written(entry.normal),
        "pot": written(entry.pot),
    }


def _note(note: Note) -> dict[str, Any]:
    return {"month": note.month or None, "text": str(note.text)}


def as_table(found: Plan) -> str:
    return "\n".join(_lines(found))


def _lines(found: Plan) -> Iterator[str]:
    yield _headline(found)
    if found.is_optimal:
        yield f"No plan is better: this is the {found.objective} one."
    else:
        yield f"No plan is better by more than {within(found)}."
    head = ("debt", "way", "month", "owed", "paid", "tax")
    rows = [
        (
            *(step.name, WAYS[step.way], str(step.month or "-"), dollars(step.balance)),
            *(dollars(step.paid), dollars(step.tax)),
        )
        for step in found.steps
    ]
    yield from ("", *table(head, rows), "")
    yield from (str(reason) for reason in found.reasons)
    if found.notes:
        yield ""
    for note in found.notes:
        yield f"Month {note.month}: {note.text}" if note.month else str(note.text)


def _headline(found: Plan) -> str:
    if found.outcome is Outcome.DONE:
        total = f"{dollars(found.total_after_tax)} in all"
        tax = f", {dollars(found.tax)} of it tax" if found.tax > ZERO else ""
        return f"Nothing is owed after month {found.zero_month}. That takes {total}{tax}."
    if found.rest is not None and found.rest.outcome is not Outcome.DONE:
        return headline(found.rest)
    return "This never ends: the savings do not reach what would settle the debts."
