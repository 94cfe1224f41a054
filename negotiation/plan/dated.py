"""The plan's sentences with days instead of numbers of months. Pure.

The engine counts months from today. A month is named by the day by which all of it is over, the
last one by the day with nothing owed.
"""

from collections.abc import Mapping
from datetime import date

from ledger.dates import add_months
from ledger.words import Text, Value, text
from negotiation.plan import notes, reasons

NUMBERS = ("month", "begins")
DATED: Mapping[str, str] = {
    reasons.NOW.original: text("{name} now: {paid} closes a debt of {balance}.").original,
    reasons.THEN.original: text(
        "{name} by {month}: by then {paid} is saved and closes a debt of {balance}."
    ).original,
    reasons.IN_PARTS.original: text(
        "{name} until {month}: {paid} in parts closes a debt of {balance}. The first part is due "
        "by {begins}."
    ).original,
    reasons.WAITED.original: text(
        "Waiting pays: we expect its holder to take a smaller part by {month}."
    ).original,
    reasons.GONE.original: text("It is gone by {month} and takes {interest} of interest.").original,
    notes.WHILE_OPEN.original: text(
        "Until {month} the holder of {name} can call, write and add interest."
    ).original,
    notes.MAY_SUE.original: text(
        "The holder of {name} may sue before {month}. If papers come, answer in time."
    ).original,
    notes.CHARGED_OFF.original: text(
        "Around {month} the holder of {name} books the loss. It may sell the debt, and the part it "
        "takes may change."
    ).original,
}


def day_of(month: int, *, on: date) -> date:
    """The last day of that month of the plan, made on this day; today for 0."""
    return add_months(on, month)


def dated(sentence: Text, *, on: date) -> Text:
    """The same sentence, its months as days."""
    original = DATED.get(sentence.original)
    if original is None:
        return sentence
    values: dict[str, Value] = {
        name: day_of(value, on=on) if name in NUMBERS and isinstance(value, int) else value
        for name, value in sentence.values
    }
    return text(original, **values)
