"""How a letter writes days, amounts and lists in its own language. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ledger.money import dollars

MONTHS = {
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ).split(),
}
AND = {"en": "and", "es": "y"}


def day(value: date, language: str) -> str:
    """March 5, 2026, or 5 de marzo de 2026."""
    month = MONTHS[language][value.month - 1]
    if language == "es":
        return f"{value.day} de {month} de {value.year}"
    return f"{month} {value.day}, {value.year}"


def listed(several: Sequence[str], language: str) -> str:
    """One, two and three; Spanish says "e" before the sound of an i."""
    if len(several) < 2:
        return "".join(several)
    link = AND[language]
    if language == "es" and several[-1].lower().startswith(("i", "hi")):
        link = "e"
    comma = "," if language == "en" and len(several) > 2 else ""
    return f"{', '.join(several[:-1])}{comma} {link} {several[-1]}"


def scalar(value: str | Decimal | date | int, language: str) -> str:
    """One answer as it is printed."""
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, date):
        return day(value, language)
    return str(value)
