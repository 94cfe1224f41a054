"""When an item must leave a credit report, and by when a dispute must be answered. Pure.

15 USC 1681c, 1681i, 1681j, 1681s-2. Wherever a day could be counted in two ways, the later one is
shown: nobody is told that others are late before they surely are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ledger.dates import ONE_DAY, add_business_days, add_years
from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.words import Text, text

SHAPE = {
    "charge_off": ("years", "days"),
    "bankruptcy": ("years",),
    "lawsuit": ("years",),
    "paid_tax_lien": ("years",),
    "other": ("years",),
    "large": ("credit_dollars", "job_dollars"),
    "report_beginning": ("days",),
    "dispute": ("days",),
    "dispute_longer": ("days",),
    "dispute_free_report": ("days",),
    "furnisher_dispute": (),
    "tell_furnisher": ("business_days",),
    "refusal": ("business_days",),
    "put_back": ("business_days",),
    "results": ("business_days",),
    "theft_block": ("business_days",),
}


class ReportItem(StrEnum):
    """What stands on a report; each a table of credit_report.toml."""

    CHARGE_OFF = "charge_off"  # an account that was charged off or sent to collection
    BANKRUPTCY = "bankruptcy"
    LAWSUIT = "lawsuit"  # or a judgment
    PAID_TAX_LIEN = "paid_tax_lien"
    OTHER = "other"  # such as one late payment


COUNTED_FROM = {
    ReportItem.CHARGE_OFF: text(
        "{years} years, counted from {days} days after the first payment you missed and never "
        "caught up with. A sale, a payment or a dispute does not move it."
    ),
    ReportItem.BANKRUPTCY: text("{years} years from the day the court took up the case."),
    ReportItem.LAWSUIT: text("{years} years from the day it was entered at the court."),
    ReportItem.PAID_TAX_LIEN: text("{years} years from the day the tax lien was paid."),
    ReportItem.OTHER: text("{years} years from the day it happened."),
}
DAY_MORE_OR_LESS = text("A bureau may count one day more or less.")
LARGE = text(
    "No such limit holds for a loan of {credit_dollars} or more, or for a job that pays "
    "{job_dollars} or more."
)
MAY_STAY_LONGER = text("It may stay longer, until the time limit behind the case is over.")
STAYS_UNTIL_LIMIT = text("It may stay until the time limit behind the case is over.")


@dataclass(frozen=True, slots=True)
class AgeOff:
    """The first day an item must be gone. `earliest` and `latest`: the other ways to count it."""

    item: ReportItem
    counted_from: date
    gone_on: date
    reasons: tuple[Text, ...]
    rule: Rule

    @property
    def earliest(self) -> date:
        return self.gone_on - ONE_DAY

    @property
    def latest(self) -> date:
        return self.gone_on + ONE_DAY

    def must_be_gone(self, *, on: date) -> bool | None:
        """Whether it should not be there any more; None on the days that can be argued about."""
        if on >= self.latest:
            return True
        return None if on >= self.earliest else False


def age_off(item: ReportItem, since: date, *, limit_ends_on: date | None = None) -> AgeOff:
    """The first day on which that item must be off the report.

    `since`: of an account charged off or in collection, the first payment missed and never
    caught up with; of a bankruptcy, the order for relief; of a suit, its entry; of a tax lien,
    its payment; else the day it happened. `limit_ends_on`: the last day of the time limit behind
    a suit or judgment, which it may outlast. 29 February becomes 1 March in a common year.
    """
    rule = report_rules()[item]
    start = since + timedelta(days=rule.figures.get("days", 0))
    gone_on = _after_years(start, rule["years"])
    reasons = [COUNTED_FROM[item].filled(**rule.figures), DAY_MORE_OR_LESS]
    if item is ReportItem.LAWSUIT:
        longer = limit_ends_on is not None and limit_ends_on >= gone_on
        if limit_ends_on is not None and longer:
            gone_on = limit_ends_on + ONE_DAY
        if limit_ends_on is None or longer:
            reasons.append(STAYS_UNTIL_LIMIT if longer else MAY_STAY_LONGER)
    return AgeOff(item, start, gone_on, (*reasons, _large()), rule)


def _after_years(start: date, years: int) -> date:
    """The first day on which so many years have passed."""
    day = add_years(start, years)
    return day if day.day == start.day else day + ONE_DAY


def _large() -> Text:
    figures = report_rules()["large"]
    return LARGE.filled(
        credit_dollars=Decimal(figures["credit_dollars"]),
        job_dollars=Decimal(figures["job_dollars"]),
    )


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A first delinquency reported later than it was, which keeps the item on longer."""

    days_longer: int
    gone_on: date
    gone_on_as_reported: date
    text: Text
    rule: Rule


MOVED = text(
    "They report the first missed payment as {reported_on}. You wrote down {missed_on}. "
    "The item would stay {days_longer} days too long. You can dispute the date."
)


def moved_date(reported_on: date, first_missed_on: date) -> MovedDate | None:
    """What a later reported date would do; None where month and year agree or it is earlier.

    Only the month and the year need to be reported: 15 USC 1681s-2(a)(5).
    """
    reported, missed = (day.replace(day=1) for day in (reported_on, first_missed_on))
    if reported <= missed:
        return None
    right = age_off(ReportItem.CHARGE_OFF, first_missed_on).gone_on
    wrong = age_off(ReportItem.CHARGE_OFF, reported_on).gone_on
    days = (wrong - right).days
    words = MOVED.filled(reported_on=reported_on, missed_on=first_missed_on, days_longer=days)
    return MovedDate(days, right, wrong, words, report_rules()["report_beginning"])


def beginning_due(reported_on: date) -> date:
    """The last day to report when the delinquency began, for an account reported that day."""
    return reported_on + timedelta(days=report_rules()["report_beginning"].days)


@dataclass(frozen=True, slots=True)
class DisputeClock:
    """The days of one dispute; each is the last on which it is still in time.

    `furnisher_told_by` is None where the holder itself was written to, `results_by` as well.
    """

    answer_by: date
    furnisher_told_by: date | None
    results_by: date | None
    reasons: tuple[Text, ...]
    rule: Rule


IN_DAYS = text("They have {days} days from the day they got your dispute.")
IN_DAYS_FREE_REPORT = text(
    "They have {days} days from the day they got your dispute, since it came after your free "
    "report of the year."
)
LONGER = text("You sent more in that time, so they may take {days} days more.")
NOT_LONGER = text("They found the item wrong in that time, so they may not take longer.")


def bureau_dispute(
    received_on: date,
    *,
    free_report: bool = False,
    more_on: date | None = None,
    found_wrong_on: date | None = None,
    done_on: date | None = None,
) -> DisputeClock:
    """By when a credit bureau must answer a dispute it got on that day.

    `free_report`: the dispute follows the free yearly report. `more_on`: the bureau got more from
    the user. `found_wrong_on`: it found the item wrong or not to be verified. `done_on`: it
    finished; the results follow in five business days. 15 USC 1681i(a), 1681j(a)(3).
    """
    answer_by, reasons, rule = _answer_by(received_on, free_report, more_on, found_wrong_on)
    return DisputeClock(
        answer_by,
        _business_days(received_on, "tell_furnisher"),
        _business_days(done_on or answer_by, "results"),
        reasons,
        rule,
    )


def furnisher_dispute(
    received_on: date, *, free_report: bool = False, more_on: date | None = None
) -> DisputeClock:
    """By when the holder must answer a dispute sent to it: as long as a bureau would have."""
    answer_by, reasons, _ = _answer_by(received_on, free_report, more_on, None)
    return DisputeClock(answer_by, None, None, reasons, report_rules()["furnisher_dispute"])


def _answer_by(
    received_on: date, free_report: bool, more_on: date | None, found_wrong_on: date | None
) -> tuple[date, tuple[Text, ...], Rule]:
    rule = report_rules()["dispute_free_report" if free_report else "dispute"]
    answer_by = received_on + timedelta(days=rule.days)
    words = (IN_DAYS_FREE_REPORT if free_report else IN_DAYS).filled(days=rule.days)
    if free_report or more_on is None or not received_on <= more_on <= answer_by:
        return answer_by, (words,), rule
    if found_wrong_on is not None and found_wrong_on <= answer_by:
        return answer_by, (words, NOT_LONGER), rule
    longer = report_rules()["dispute_longer"]
    more = LONGER.filled(days=longer.days)
    return answer_by + timedelta(days=longer.days), (words, more), longer


def refusal_due(decided_on: date) -> date:
    """The last day to tell the user that a dispute is taken as frivolous, and why."""
    return _business_days(decided_on, "refusal")


def put_back_notice_due(put_back_on: date) -> date:
    """The last day to tell the user that a deleted item is back on the report."""
    return _business_days(put_back_on, "put_back")


def theft_block_due(received_on: date) -> date:
    """The last day to block what comes from identity theft, once all four papers are there."""
    return _business_days(received_on, "theft_block")


def _business_days(start: date, name: str) -> date:
    return add_business_days(start, report_rules()[name]["business_days"])


@cache
def report_rules() -> Mapping[str, Rule]:
    """Every rule of credit_report.toml, read once."""
    return rules(read("credit_report.toml"), SHAPE)
