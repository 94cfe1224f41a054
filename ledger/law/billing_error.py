"""The clocks of a billing error on a card or credit line: 15 USC 1666, 12 CFR 1026.13. Pure.

For original creditors only. A day that could be counted in two ways is the earlier one where the
user must act, the later one where the creditor must.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count

from ledger.dates import ONE_DAY, add_months, is_business_day
from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.words import Text, text

MAIL_TIME = timedelta(days=7)  # our own margin: the letter must be there, not only on its way
SHAPE = {
    "notice": ("days",),
    "acknowledge": ("days",),
    "resolve": ("cycles", "days"),
    "automatic_payment": ("business_days",),
    "forfeit": ("dollars",),
}

WRITE = text(
    "They must have your letter {days} days after they sent the first statement with the error."
)
TWO_CYCLES = text(
    "They must settle it in {cycles} whole billing cycles after your letter came, here by "
    "{day}, and in {days} days at most."
)
AT_MOST = text(
    "They must settle it in {cycles} whole billing cycles after your letter came, and in {days} "
    "days at most."
)
ACKNOWLEDGE = text("They must write back in {days} days, unless they have settled it by then.")


@dataclass(frozen=True, slots=True)
class WritingTime:
    """Until when a letter about the error counts. `there_by`: the last day they may get it."""

    there_by: date
    mail_by: date
    text: Text
    rule: Rule


@dataclass(frozen=True, slots=True)
class BillingClock:
    """By when the creditor must answer. `cycles_end_on` is None where no cycle is known."""

    acknowledge_by: date
    resolve_by: date
    cycles_end_on: date | None
    reasons: tuple[Text, ...]
    rule: Rule


def writing_time(first_statement_sent_on: date) -> WritingTime:
    """Until when to write about an error that this statement was the first to show."""
    rule = billing_rules()["notice"]
    there_by = first_statement_sent_on + timedelta(days=rule.days)
    return WritingTime(there_by, there_by - MAIL_TIME, WRITE.filled(days=rule.days), rule)


def in_time(first_statement_sent_on: date, received_on: date) -> bool:
    """Whether a letter they got that day still counts as notice of a billing error."""
    return received_on <= writing_time(first_statement_sent_on).there_by


def billing_clock(received_on: date, *, cycle_ends_on: date | None = None) -> BillingClock:
    """By when the creditor must write back and settle an error, for a letter it got on that day.

    `cycle_ends_on`: the closing day of any billing cycle, before or after. Cycles are taken to
    be monthly. One that has begun when the letter comes is not whole; without any day known, the
    longest time counts.
    """
    acknowledge, resolve = billing_rules()["acknowledge"], billing_rules()["resolve"]
    at_most = received_on + timedelta(days=resolve.days)
    cycles_end_on = cycle_ends_on and _whole_cycles(received_on, cycle_ends_on, resolve["cycles"])
    settle = AT_MOST.filled(**resolve.figures)
    if cycles_end_on:
        settle = TWO_CYCLES.filled(**resolve.figures, day=cycles_end_on)
    return BillingClock(
        received_on + timedelta(days=acknowledge.days),
        min(at_most, cycles_end_on or at_most),
        cycles_end_on,
        (ACKNOWLEDGE.filled(days=acknowledge.days), settle),
        resolve,
    )


def _whole_cycles(received_on: date, closing: date, cycles: int) -> date:
    """The closing day of that many whole cycles after the one in which the letter came."""
    months = (received_on.year - closing.year) * 12 + received_on.month - closing.month - 1
    running = next(n for n in count(months) if add_months(closing, n) >= received_on)
    return add_months(closing, running + cycles)


def stop_payment_by(payment_on: date) -> date:
    """The last day on which a letter still keeps an automatic payment from the disputed part."""
    day = payment_on
    for _ in range(billing_rules()["automatic_payment"]["business_days"]):
        day -= ONE_DAY
        while not is_business_day(day):
            day -= ONE_DAY
    return day


@cache
def billing_rules() -> Mapping[str, Rule]:
    """Every rule of billing_error.toml, read once."""
    return rules(read("billing_error.toml"), SHAPE)
