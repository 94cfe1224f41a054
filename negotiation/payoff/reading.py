"""The debts and the money as a file writes them: JSON, or a CSV of debts. Pure.

Amounts and rates may be text ("500.00") or numbers; months count from 1. `Unreadable` says in one
line what is wrong and where. A name nobody knows is passed over, unless it looks like a known one.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import islice
from typing import Any

from ledger.money import ZERO
from negotiation.payoff.terms import (
    MONTHS,
    Amount,
    Debt,
    Extra,
    Fixed,
    Minimum,
    Of,
    Order,
    Percent,
    Problem,
    Segment,
    Term,
)

Data = Mapping[str, Any]
MOST = Decimal("1e10")  # dollars, and any other number
MOST_MONTHS = 1200
MOST_ROWS = 5000
ALIKE = 0.8
FIELDS = ("budget", "order", "extra", "debts", "biweekly")
DEBT_FIELDS = ("name", "balance", "apr", "minimum", "from_month")
MINIMUM_FIELDS = ("fixed", "percent", "of", "floor", "plus_interest", "term_months")
COLUMNS = ("name", "balance", "apr", "minimum", *MINIMUM_FIELDS[1:], "settle", "keep_current")
YES = ("yes", "true", "1", "x", "y")


class Unreadable(ValueError):
    """The file does not say what it should; the message is one line for the person who wrote it."""


def parsed(written: str) -> Data:
    """The file's data, from JSON or from a CSV of debts."""
    if not written.strip():
        raise Unreadable("The file is empty.")
    if written.lstrip()[0] not in "{[":
        return {"debts": _rows(written)}
    try:
        data = json.loads(written, parse_float=Decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is no JSON: line {error.lineno}, {error.msg}.") from error
    except RecursionError as error:
        raise Unreadable("This JSON is nested too deep.") from error
    return mapping(data, "The file")


def _refuse(constant: str) -> None:
    raise Unreadable(f"{constant} is no amount.")


def _rows(written: str) -> list[Data]:
    rows = csv.DictReader(io.StringIO(written.removeprefix("\ufeff")), skipinitialspace=True)
    try:
        return _debts(rows)
    except csv.Error as error:
        raise Unreadable(f"This is no CSV: line {rows.line_num}, {error}.") from error


def _debts(rows: "csv.DictReader[str]") -> list[Data]:
    columns = [name.strip().lower() for name in rows.fieldnames or ()]
    if "name" not in columns or "balance" not in columns:
        raise Unreadable("This is neither JSON nor a CSV with the columns name and balance.")
    rows.fieldnames = columns
    known(columns, COLUMNS, "The first line")
    found = [_row(row) for row in islice(rows, MOST_ROWS + 1)]
    if len(found) > MOST_ROWS:
        raise Unreadable(f"A file may have up to {MOST_ROWS:,} debts.")
    return found


def _row(row: Mapping[str, Any]) -> Data:
    cells = {name: cell.strip() for name, cell in row.items() if name and (cell or "").strip()}
    debt: dict[str, Any] = {name: cells[name] for name in DEBT_FIELDS[:3] if name in cells}
    rule: dict[str, Any] = {name: cells[name] for name in MINIMUM_FIELDS if name in cells}
    if "minimum" in cells:
        rule["fixed"] = cells["minimum"]
    if "plus_interest" in rule:
        rule["plus_interest"] = rule["plus_interest"].lower() in YES
    if rule:
        debt["minimum"] = rule
    if "settle" in cells:
        debt["settle"] = {"share": cells["settle"]}
    if "keep_current" in cells:
        debt["keep_current"] = cells["keep_current"].lower() in YES
    return debt


def problem(data: Data) -> Problem:
    """What the payoff needs of the file."""
    known(data, FIELDS, "The file")
    debts = tuple(debt(each, f"debts[{n}]") for n, each in enumerate(listed(data, "debts")))
    names = [each.name for each in debts]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Unreadable(f'debts: two are called "{twice}"; each needs a name of its own.')
    return Problem(
        debts,
        budget(data.get("budget", "minimums")),
        order(data.get("order", "avalanche"), names),
        tuple(_extra(each, f"extra[{n}]") for n, each in enumerate(listed(data, "extra", ()))),
        flag(data, "biweekly", "The file"),
    )


def budget(said: object) -> Decimal | tuple[Amount, ...] | None:
    """One amount, several by month, or None for the minimums."""
    return None if said == "minimums" else amounts(said, "budget")


def amounts(said: object, where: str) -> Decimal | tuple[Amount, ...]:
    """One amount, or a list of {"from_month": 1, "amount": "400.00"}."""
    if not isinstance(said, list):
        return number(said, where)
    found = []
    for n, each in enumerate(said):
        here = f"{where}[{n}]"
        each = mapping(each, here)
        known(each, ("from_month", "amount"), here)
        found.append(Amount(month(each, "from_month", here), amount(each, "amount", here)))
    return tuple(sorted(found))


def order(said: object, names: Sequence[str]) -> Order | tuple[str, ...]:
    if isinstance(said, str) and said in set(Order):
        return Order(said)
    if not isinstance(said, list):
        raise Unreadable('order: say "avalanche", "snowball" or a list of names.')
    for name in said:
        if name not in names:
            raise Unreadable(f'order: no debt is called "{name}".')
    return tuple(said)


def debt(data: object, where: str) -> Debt:
    said = mapping(data, where)
    known(said, (*DEBT_FIELDS, "settle", "keep_current"), where)
    name = said.get("name")
    if not isinstance(name, str) or not name.strip():
        raise Unreadable(f"{where}: each debt needs a name.")
    return Debt(
        name,
        amount(said, "balance", where),
        rate(said.get("apr", 0), f"{where}.apr"),
        minimum(said["minimum"], f"{where}.minimum") if "minimum" in said else Fixed(),
        month(said, "from_month", where, 1),
    )


def rate(said: object, where: str) -> Decimal | tuple[Segment, ...]:
    if not isinstance(said, list):
        return number(said, where, 1000)
    found = []
    for n, each in enumerate(said):
        here = f"{where}[{n}]"
        each = mapping(each, here)
        known(each, ("from_month", "apr"), here)
        apr = number(each.get("apr"), f"{here}.apr", 1000)
        found.append(Segment(month(each, "from_month", here), apr))
    if not found or min(found).from_month != 1:
        raise Unreadable(f"{where}: the first rate must be from month 1.")
    return tuple(sorted(found))


def minimum(data: object, where: str) -> Minimum:
    if not isinstance(data, Mapping):
        return Fixed(number(data, where))
    known(data, MINIMUM_FIELDS, where)
    kinds = [kind for kind in ("fixed", "percent", "term_months") if kind in data]
    if len(kinds) != 1:
        raise Unreadable(f"{where}: say one of fixed, percent and term_months.")
    if kinds == ["fixed"]:
        return Fixed(amount(data, "fixed", where))
    if kinds == ["term_months"]:
        return Term(month(data, "term_months", where))
    of = data.get("of", Of.AFTER_INTEREST)
    if of not in tuple(Of):
        raise Unreadable(f"{where}.of: say before_interest or after_interest.")
    return Percent(
        number(data["percent"], f"{where}.percent", 100),
        Of(of),
        amount(data, "floor", where, ZERO),
        flag(data, "plus_interest", where),
    )


def _extra(data: object, where: str) -> Extra:
    said = mapping(data, where)
    known(said, ("on_month", "amount", "every_year", "every_months"), where)
    every = MONTHS if flag(said, "every_year", where) else None
    if "every_months" in said:
        every = month(said, "every_months", where)
    return Extra(month(said, "on_month", where), amount(said, "amount", where), every)


# ---- one value


def mapping(data: object, where: str) -> Data:
    if not isinstance(data, Mapping):
        raise Unreadable(f"{where} should be an object with names and values.")
    return data


def listed(data: Data, name: str, default: Sequence[object] | None = None) -> Sequence[object]:
    found = data.get(name, default)
    if not isinstance(found, list | tuple):
        raise Unreadable(f"{name}: this should be a list.")
    return found


def known(data: Iterable[str], names: Sequence[str], where: str) -> None:
    """Refuse a name that is almost a known one: it was meant to be that."""
    for name in data:
        alike = [] if name in names else get_close_matches(name, names, 1, ALIKE)
        if alike:
            raise Unreadable(f'{where}: "{name}" is not known. Is "{alike[0]}" meant?')


def amount(data: Data, name: str, where: str, default: Decimal | None = None) -> Decimal:
    if name not in data and default is not None:
        return default
    return number(data.get(name), f"{where}.{name}")


def number(said: object, where: str, most: Decimal | int = MOST) -> Decimal:
    try:
        found = None if isinstance(said, bool | float) else Decimal(str(said))
    except InvalidOperation:
        found = None
    if found is None or not 0 <= found <= most or -int(found.as_tuple().exponent) > MONTHS:
        told = "nothing" if said is None else f'"{said}"'
        raise Unreadable(f"{where}: {told} is not a number from 0 to {most:,.0f}, such as 250.00.")
    return found


def month(data: Data, name: str, where: str, default: int | None = None) -> int:
    found = data.get(name, default)
    if isinstance(found, str) and found.isascii() and found.isdigit():
        found = int(found[:5])
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= MOST_MONTHS:
        raise Unreadable(f"{where}.{name}: this should be a whole number from 1 to {MOST_MONTHS}.")
    return found


def flag(data: Data, name: str, where: str) -> bool:
    found = data.get(name, False)
    if not isinstance(found, bool):
        raise Unreadable(f"{where}.{name}: say true or false.")
    return found
