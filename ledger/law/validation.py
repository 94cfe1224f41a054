"""The days that follow a collector's validation notice: 15 USC 1692g and 12 CFR 1006.34. Pure.

A dispute in writing inside the period makes the collector stop until it has answered. Where two
days could be right, the earlier one is shown: nobody loses a right by writing too early.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from ledger.dates import add_business_days
from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.words import Text, text

MAIL_TIME = timedelta(days=7)  # our own margin: a letter must arrive in time, not only leave
SHAPE = {
    "period": ("days",),
    "notice": ("days",),
    "assumed_receipt": ("business_days",),
    "sent_again": (),
    "dispute": (),
}

FROM_RECEIPT = text("We count from the day you got the notice.")
FROM_ASSUMED_RECEIPT = text(
    "You did not note the day you got it. We count from the first day they may take it as received."
)
FROM_PRINTED = text("We know only the date printed on the notice, so we use that.")
SENT_AGAIN = text("The first notice never reached you. The new one starts a new period.")
NOT_STARTED_AGAIN = text("A second notice may not start a new period. We keep the first one.")
PRINTED_EARLIER = text("The notice names an earlier last day. Keep to the earlier one.")
PRINTED_LATER = text("The notice names a later last day. We keep to the earlier one.")
PRINTED_TOO_EARLY = text(
    "The last day printed on the notice is {days} days too early. Mail needs time, and so do you."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One validation notice. None: not known. `undelivered`: it came back to them."""

    sent_on: date | None = None
    received_on: date | None = None
    printed_end_on: date | None = None
    undelivered: bool = False

    def __post_init__(self) -> None:
        if self.sent_on and self.received_on and self.received_on < self.sent_on:
            raise ValueError("A notice cannot arrive before it was sent.")

    @property
    def provided_on(self) -> date:
        """The day it is ordered by: sent, else received, else the day it names."""
        return self.sent_on or self.received_on or self.printed_end_on or date.max


@dataclass(frozen=True, slots=True)
class Period:
    """The validation period of one notice; every day is the last on which something holds.

    `ends_on` is 30 days after the day counted from, or the printed day where no other is known;
    `safe_on` the earlier of it and the printed day; `mail_by` leaves a letter a week to arrive.
    `printed_days_early` is by how many days the printed day falls short of the earliest one the
    rule allows: 0 where it does not, None where nobody can tell.
    """

    counted_from: date | None
    ends_on: date
    safe_on: date
    mail_by: date
    printed_end_on: date | None
    printed_days_early: int | None
    reasons: tuple[Text, ...]
    rule: Rule

    def open(self, *, on: date) -> bool:
        return on <= self.safe_on


class Timing(StrEnum):
    """Whether the notice came as soon as it must."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_DUE = "not_due"  # there is still time to send it
    ON_ITS_WAY = "on_its_way"  # it should be sent, but may be in the mail
    MISSING = "missing"
    NOT_NEEDED = "not_needed"  # the debt was paid before it was due
    UNKNOWN = "unknown"


TIMING = {
    Timing.IN_TIME: text("The notice was sent in time."),
    Timing.LATE: text("The notice was sent after {due_on}, the last day for it."),
    Timing.NOT_DUE: text("They have until {due_on} to send you the notice."),
    Timing.ON_ITS_WAY: text("The notice had to be sent by {due_on}. It may be in the mail."),
    Timing.MISSING: text("The notice had to be sent by {due_on}, and you have none. Ask for it."),
    Timing.NOT_NEEDED: text("The debt was paid before the notice was due, so none is needed."),
    Timing.UNKNOWN: text("The date on the notice or its envelope would tell if it was in time."),
}


@dataclass(frozen=True, slots=True)
class NoticeTiming:
    timing: Timing
    due_on: date
    text: Text
    rule: Rule


def validation_period() -> Rule:
    """The period counted from the day the validation notice was received, in days."""
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
    return add_business_days(sent_on, clocks()["assumed_receipt"]["business_days"])


def earliest_printed_end(sent_on: date) -> date:
    """The earliest last day a notice sent on that day may name."""
    return validation_ends(assumed_receipt(sent_on))


def period(notices: Iterable[Notice]) -> Period | None:
    """The validation period that these notices for one debt start; None: no day is known.

    The first notice that reached the user counts. One that came back is passed over, and the
    next starts anew: comment 34(b)(5)-2. `rule` is the law it rests on.
    """
    every = list(notices)
    reached = sorted(
        (one for one in every if one.provided_on < date.max and not one.undelivered),
        key=lambda one: (
            one.provided_on,
            one.received_on or date.max,
            one.printed_end_on or date.max,
        ),
    )
    if not reached:
        return None
    lost = [SENT_AGAIN] if len(reached) < len(every) else []
    again = [NOT_STARTED_AGAIN] if len(reached) > 1 else []
    return _period_of(reached[0], lost + again, clocks()["sent_again" if lost else "period"])


def _order(notice: Notice) -> tuple[date, date, date]:
    late = date.max
    return notice.provided_on, notice.received_on or late, notice.printed_end_on or late


def _period_of(notice: Notice, about_others: list[Text], rule: Rule) -> Period:
    start, why = _start(notice)
    printed = notice.printed_end_on
    ends_on = validation_ends(start) if start else printed or date.max
    early = _days_early(notice)
    reasons = [why, *about_others, *_about_printed(ends_on, printed)]
    if early:
        reasons.append(PRINTED_TOO_EARLY.filled(days=early))
    safe_on = min(ends_on, printed or ends_on)
    return Period(
        start, ends_on, safe_on, safe_on - MAIL_TIME, printed, early, tuple(reasons), rule
    )


def _start(notice: Notice) -> tuple[date | None, Text]:
    if notice.received_on:
        return notice.received_on, FROM_RECEIPT
    if notice.sent_on:
        return assumed_receipt(notice.sent_on), FROM_ASSUMED_RECEIPT
    return None, FROM_PRINTED


def _days_early(notice: Notice) -> int | None:
    """0: the printed day is late enough."""
    if notice.sent_on is None or notice.printed_end_on is None:
        return None
    return max(0, (earliest_printed_end(notice.sent_on) - notice.printed_end_on).days)


def _about_printed(ends_on: date, printed: date | None) -> list[Text]:
    if printed is None or printed == ends_on:
        return []
    return [PRINTED_EARLIER if printed < ends_on else PRINTED_LATER]


def disputed_in_time(
    validation: Period, *, mailed_on: date | None, received_on: date | None
) -> bool | None:
    """Whether a written dispute makes them stop until they answer; None: it can be argued.

    It does where they got it by the last day. The rule speaks of a dispute "submitted" in the
    period, so one mailed in time that came after it may still count.
    """
    if received_on and received_on <= validation.safe_on:
        return True
    latest = max(validation.ends_on, validation.printed_end_on or validation.ends_on)
    first_known = mailed_on or received_on
    return False if first_known and first_known > latest else None


def notice_due_on(first_contact_on: date) -> date:
    """The last day to send the notice, counted from the first communication about the debt."""
    return first_contact_on + timedelta(days=clocks()["notice"].days)


def notice_timing(
    first_contact_on: date,
    notices: Iterable[Notice],
    *,
    on: date,
    paid_on: date | None = None,
) -> NoticeTiming:
    """Whether the notice was sent with or within five days of the first communication.

    That is the first time they told the user anything about the debt; court papers and a
    voicemail that names no debt are none: 12 CFR 1006.34(b)(2), 1006.2(j). A notice that came
    back counts as not sent: comment 42(a)(1)-2.
    """
    due_on = notice_due_on(first_contact_on)
    sent = [notice for notice in notices if not notice.undelivered]
    paid = paid_on is not None and paid_on <= due_on
    timing = _timing(sent, due_on) if sent else _without_notice(due_on, on, paid=paid)
    return NoticeTiming(timing, due_on, TIMING[timing].filled(due_on=due_on), clocks()["notice"])


def _timing(notices: list[Notice], due_on: date) -> Timing:
    if any((notice.sent_on or notice.received_on or date.max) <= due_on for notice in notices):
        return Timing.IN_TIME
    return Timing.LATE if all(notice.sent_on for notice in notices) else Timing.UNKNOWN


def _without_notice(due_on: date, on: date, *, paid: bool) -> Timing:
    if paid:
        return Timing.NOT_NEEDED
    if on <= due_on:
        return Timing.NOT_DUE
    return Timing.ON_ITS_WAY if on <= assumed_receipt(due_on) else Timing.MISSING


@cache
def clocks() -> Mapping[str, Rule]:
    """Every rule of validation.toml, read once."""
    return rules(read("validation.toml"), SHAPE)
