"""A payoff as data for other programs, and as a table for people at a terminal. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ledger.money import cents, dollars, from_cents
from negotiation.payoff.outcome import Line, Outcome, Payoff
from negotiation.payoff.simulate import LONGEST

UNDER = "The money does not cover the minimums in month {month}: {short} is missing for {names}."
NEVER = "This never ends: in month {month} the debts do not shrink any more."
TOO_LONG = f"This never ends: it takes more than {LONGEST} months."


def as_data(found: Payoff) -> dict[str, Any]:
    """Amounts are text with two decimals. `months` is null where the debts are not gone."""
    done = found.outcome is Outcome.DONE
    data: dict[str, Any] = {
        "outcome": found.outcome.value,
        "months": found.months if done else None,
        "interest": written(found.interest),
        "paid": written(found.paid),
        "debts": [
            {
                "name": each.name,
                "cleared_month": each.cleared_month,
                "interest": written(each.interest),
                "paid": written(each.paid),
            }
            for each in found.debts
        ],
        "months_detail": [
            {"month": n, "debts": [_line(line) for line in month]}
            for n, month in enumerate(found.lines, 1)
        ],
    }
    if found.unmet:
        data |= {"month": found.months + 1, "unmet": list(found.unmet)}
        data["short"] = written(found.short)
    return data


def _line(line: Line) -> dict[str, str]:
    amounts = dict(zip(Line._fields[1:], line[1:], strict=True))
    return {"name": line.name} | {name: written(from_cents(amounts[name])) for name in amounts}


def written(amount: Decimal) -> str:
    return str(cents(amount))


def as_table(found: Payoff) -> str:
    """What is asked first, then one line for each debt."""
    rows = [
        (each.name, str(each.cleared_month or "-"), dollars(each.interest), dollars(each.paid))
        for each in found.debts
    ]
    return "\n".join((headline(found), "", *table(("debt", "gone in", "interest", "paid"), rows)))


def headline(found: Payoff) -> str:
    if found.outcome is Outcome.DONE:
        spent = f"{dollars(found.interest)} of interest, {dollars(found.paid)} paid in all"
        return f"All is paid after {found.months} months: {spent}."
    if found.outcome is Outcome.NEVER:
        return TOO_LONG if found.months == LONGEST else NEVER.format(month=found.months)
    names = ", ".join(found.unmet)
    return UNDER.format(month=found.months + 1, short=dollars(found.short), names=names)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Columns wide enough; the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()
