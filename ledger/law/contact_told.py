"""What a collector was told: which times, places and ways do not suit, and which calls do. Pure.

Everything is known from a moment, or only from a day. What happened on such a day itself may have
come before or after, so nobody can say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from ledger.law.contact import (
    Contact,
    ContactRule,
    Finding,
    Medium,
    Place,
    Presumption,
    contact_rules,
    finding,
)
from ledger.words import Text, text

SAME_DAY = text("It was the day they were told. It may have come before that.")
WHOLE_WEEK = frozenset(range(7))  # Monday is 0
DAY_START = time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something the collector knows `since` a moment or a day, `until` the user took it back.

    Of a letter it is the day they received it. `collector` empty: every collector was told.
    """

    since: date
    until: date | None = None
    collector: str = ""

    def holds(self, contact: Contact, *, zone: tzinfo) -> bool | None:
        """Whether it held when they got in touch; None where only the day is known, and is that."""
        if self.collector not in ("", contact.collector):
            return False
        begun = _after(contact, self.since, zone)
        ended = None if self.until is None else _after(contact, self.until, zone)
        if begun is False or ended:
            return False
        unsure = begun is None or (self.until is not None and ended is None)
        return None if unsure else True


def told_finding(
    kind: ContactRule,
    contact: Contact,
    told: Told,
    words: Text,
    *,
    zone: tzinfo,
    but: Iterable[Text] = (),
) -> Finding:
    """A contact against what was told: open where anything speaks against it, or the day is that
    of the telling.
    """
    doubts = [*but, *([] if told.holds(contact, zone=zone) else [SAME_DAY])]
    presumption = Presumption.OPEN if doubts else Presumption.VIOLATION
    return finding(kind, presumption, [contact], words, but=doubts)


def _after(contact: Contact, moment: date, zone: tzinfo) -> bool | None:
    if isinstance(moment, datetime):
        return contact.at > moment
    day = contact.day(zone)
    return None if day == moment else day > moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTime(Told):
    """A time that does not suit: from `start` to just before `end` on those weekdays.

    No `end`: until midnight. An `end` before the start is that of the next morning. `last_on` is
    the last day of which it was said.
    """

    weekdays: frozenset[int] = WHOLE_WEEK
    start: time = DAY_START
    end: time | None = None
    first_on: date | None = None
    last_on: date | None = None

    def begins_on(self, moment: datetime) -> date | None:
        """The day on which the time that covers this local moment begins; None: none does."""
        today, now = moment.date(), moment.time()
        overnight = self.end is not None and self.end <= self.start
        if now >= self.start and (overnight or self.end is None or now < self.end):
            return today if self._names(today) else None
        yesterday = today - timedelta(days=1)
        if overnight and self.end and now < self.end and self._names(yesterday):
            return yesterday
        return None

    def _names(self, day: date) -> bool:
        return (
            day.weekday() in self.weekdays
            and (self.first_on is None or day >= self.first_on)
            and (self.last_on is None or day <= self.last_on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace(Told):
    """A place that does not suit."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerForbids(Told):
    """The employer does not allow such calls at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumBan(Told):
    """A way they were asked not to use; with an address or number, only not there."""

    medium: Medium
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cease(Told):
    """A written notice to stop, or that the user refuses to pay; no debts named: all of them."""

    debts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawyer(Told):
    """A lawyer acts for the user; no debts named: for all of them.

    `unanswered`: the lawyer did not answer the collector in a reasonable time.
    """

    debts: frozenset[str] = frozenset()
    allows_contact: bool = False
    unanswered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed(Told):
    """A written dispute, `until` they sent an answer; no debts named: all of them.

    `in_time`: they got it in the validation period, without which it stops nothing; None: that
    can be argued. See validation.disputed_in_time.
    """

    debts: frozenset[str] = frozenset()
    in_time: bool | None = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A yes to more calls, given to this very collector; no debts named: about any.

    It lasts a week at most, less where the user named days or took it back, and ends with the
    next talk about the debt.
    """

    given_at: datetime
    collector: str = ""
    debts: frozenset[str] = frozenset()
    first_on: date | None = None
    last_on: date | None = None
    revoked_at: datetime | None = None

    def covers(self, call: Contact, *, zone: tzinfo) -> bool:
        """Whether the user meant such a call, however long ago the yes was."""
        if self.collector != call.collector or call.at <= self.given_at:
            return False
        day = call.day(zone)
        return (
            (self.revoked_at is None or call.at < self.revoked_at)
            and (self.first_on is None or day >= self.first_on)
            and (self.last_on is None or day <= self.last_on)
        )

    def fresh(self, call: Contact, *, zone: tzinfo) -> bool:
        """Whether the call came within the days a yes lasts at most."""
        given_on = self.given_at.astimezone(zone).date()
        return call.day(zone) < given_on + timedelta(
            days=contact_rules()[ContactRule.CALL_CONSENT].days
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All that was told, of every kind."""

    times: tuple[NamedTime, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    employer: tuple[EmployerForbids, ...] = ()
    media: tuple[MediumBan, ...] = ()
    ceases: tuple[Cease, ...] = ()
    lawyers: tuple[Lawyer, ...] = ()
    disputes: tuple[Disputed, ...] = ()
    consents: tuple[Consent, ...] = ()
