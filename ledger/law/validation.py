"""The validation period: the days in which a written dispute stops a collector. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ValidationPeriod:
    """`days` are counted from the day the validation notice was received."""

    days: int
    cite: str
    source: str
    checked_on: date


@cache
def validation_period() -> ValidationPeriod:
    with (Path(__file__).parent / "validation.toml").open("rb") as file:
        return ValidationPeriod(**tomllib.load(file)["period"])


def validation_ends(received_on: date) -> date:
    """The last day of the period for a notice received on that day."""
    return received_on + timedelta(days=validation_period().days)


def validation_open(received_on: date | None, *, on: date) -> bool | None:
    """Whether that day lies inside the period; None where the day of receipt is not known."""
    return None if received_on is None else on <= validation_ends(received_on)
