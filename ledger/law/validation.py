"""The validation period: the days in which a written dispute stops a collector. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ledger.dates import add_business_days
from ledger.law.figures import Entry, read

MAIL_TIME = timedelta(days=7)  # our own margin: a letter must arrive in time, not only leave


@dataclass(frozen=True, slots=True)
class Clock:
    """So many days, business days where the name in the file says so."""

    days: int
    citation: str
    source: str
    checked_on: date


def validation_period() -> Clock:
    """The period counted from the day the validation notice was received."""
    return clocks()["period"]


def validation_ends(received_on: date) -> date:
    """The last day of the period for a notice received on that day."""
    return received_on + timedelta(days=validation_period().days)


def validation_open(received_on: date | None, *, on: date) -> bool | None:
    """Whether that day lies inside the period; None where the day of receipt is not known."""
    return None if received_on is None else on <= validation_ends(received_on)


def mail_by(received_on: date) -> date:
    """The day by which a dispute should be mailed so that it arrives inside the period."""
    return validation_ends(received_on) - MAIL_TIME


def assumed_receipt(sent_on: date) -> date:
    """The earliest day a notice may be taken as received where nobody noted it."""
    return add_business_days(sent_on, clocks()["assumed_receipt_business_days"].days)


@cache
def clocks() -> Mapping[str, Clock]:
    """Every clock of validation.toml, read once."""
    return clocks_from(read("validation.toml"))


def clocks_from(file: Entry) -> Mapping[str, Clock]:
    """The clocks of a file; LawError names the line of what is missing or mistyped."""
    checked_on = file.take("checked_on", date)
    return {
        name: _clock(file.table(name), checked_on) for name in file.values if name != "checked_on"
    }


def _clock(entry: Entry, checked_on: date) -> Clock:
    entry.only("days", "citation", "source", "checked_on")
    return Clock(
        entry.take("days", int),
        entry.take("citation", str),
        entry.url("source"),
        entry.may("checked_on", date, checked_on),
    )
