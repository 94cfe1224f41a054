"""Reads the demo's story: who is in it and what happened, with the days put into words. Pure.

A day is written as "today", "9 days ago", "44 months ago" or "in 3 days" and becomes a date when
somebody says what day it is. Nobody mails, calls or pays on a weekend or holiday here.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledger.dates import ONE_DAY, add_months, is_business_day

Told = dict[str, Any]  # one table of a story file, as it is written

HERE = Path(__file__).parent


def household(on: date) -> Told:
    return _read(HERE / "household.toml", on)


def debts(on: date) -> Iterator[Told]:
    """Each debt with its story, acts in the order they are told."""
    yield from (_read(path, on) for path in sorted(HERE.glob("debts/*.toml")))


def day(words: str, on: date) -> date:
    """The working day these words mean: moved back from a holiday, forward if it is to come."""
    if words == "today":
        return on
    if words.startswith("in "):
        return _working(on + timedelta(days=int(words.split()[1])), ONE_DAY)
    count, unit, ago = words.split()
    if ago != "ago":
        raise ValueError(words)
    return _working(_before(on, int(count), unit), -ONE_DAY)


def _before(on: date, count: int, unit: str) -> date:
    if unit == "days":
        return on - timedelta(days=count)
    return add_months(on, -count * {"months": 1, "years": 12}[unit])


def _working(found: date, step: timedelta) -> date:
    while not is_business_day(found):
        found += step
    return found


def _read(path: Path, on: date) -> Told:
    told = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    return {name: _dated(name, value, on) for name, value in told.items()}


def _dated(name: str, value: Any, on: date) -> Any:
    if isinstance(value, dict):
        return {inner: _dated(inner, worth, on) for inner, worth in value.items()}
    if isinstance(value, list):
        return [_dated("", item, on) for item in value]
    if name == "on" or name.endswith("_on"):
        return day(value, on)
    return value.strip() if isinstance(value, str) else value
