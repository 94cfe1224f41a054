"""One legal figure as it is shown with its source: the row of the page of sources. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.dates import add_years, full_months
from ledger.law.figures import Confidence
from ledger.words import Text, text

Line = tuple[Text, ...]


class Question(StrEnum):
    """What somebody asks the law, in the order of the page; `text` is its title."""

    LIMITATION = "limitation"
    REVIVAL = "revival"
    VALIDATION = "validation"
    NOTICE = "notice"
    CONTACT = "contact"
    RECORDING = "recording"
    FURNISHING = "furnishing"
    CREDIT_REPORT = "credit_report"
    BILLING_ERROR = "billing_error"
    GARNISHMENT = "garnishment"
    CANCELLED_DEBT = "cancelled_debt"
    BANKRUPTCY = "bankruptcy"

    @property
    def text(self) -> Text:
        return TITLES[self]


TITLES = {
    Question.LIMITATION: text("How long a holder may sue"),
    Question.REVIVAL: text("What starts the time to sue again"),
    Question.VALIDATION: text("After a collector’s first notice"),
    Question.NOTICE: text("What that notice must say"),
    Question.CONTACT: text("How a collector may get in touch"),
    Question.RECORDING: text("Recording a call"),
    Question.FURNISHING: text("Before a collector tells a credit bureau"),
    Question.CREDIT_REPORT: text("How long it stays on your credit report"),
    Question.BILLING_ERROR: text("A mistake on a card statement"),
    Question.GARNISHMENT: text("How much of your pay may be taken"),
    Question.CANCELLED_DEBT: text("Forgiven debt and taxes"),
    Question.BANKRUPTCY: text("Bankruptcy in outline"),
}
HOW_SURE = {
    Confidence.HIGH: text("We read the text itself, or several sources agree."),
    Confidence.MEDIUM: text("We read it in part, in an older copy, or in others’ words."),
    Confidence.LOW: text("Our sources do not agree, or nothing firm was found."),
}
THIS_MONTH = text("less than a month ago")
ONE_MONTH = text("a month ago")
MONTHS = text("{months} months ago")
OVER_A_YEAR = text("more than a year ago")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One entry of a law file. `lines` is its value, `about` what it is for.

    `state` is a USPS code, empty for federal law; `place` the way to the entry in its file.
    """

    question: Question
    about: Text
    lines: tuple[Line, ...]
    citation: str
    sources: tuple[str, ...]
    checked_on: date
    confidence: Confidence
    file: str
    place: tuple[str, ...]
    state: str = ""

    @property
    def how_sure(self) -> Text:
        return HOW_SURE[self.confidence]

    def is_old(self, *, on: date) -> bool:
        return is_old(self.checked_on, on=on)


def is_old(checked_on: date, *, on: date) -> bool:
    """Whether that check was more than a year ago."""
    return on > add_years(checked_on, 1)


def age(checked_on: date, *, on: date) -> Text:
    """How long ago that check was, in words."""
    months = full_months(checked_on, on)
    if is_old(checked_on, on=on):
        return OVER_A_YEAR
    if months < 1:
        return THIS_MONTH
    return ONE_MONTH if months == 1 else MONTHS.filled(months=months)
