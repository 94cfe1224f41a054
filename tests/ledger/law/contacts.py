"""Make contacts for tests: say the local time and what matters, leave the rest to us."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ledger.law.contact import Contact, ContactRule, Ending, Medium, Presumption, Side

EASTERN = ZoneInfo("America/New_York")
MOUNTAIN = ZoneInfo("America/Denver")
PACIFIC = ZoneInfo("America/Los_Angeles")


def moment(day, clock="12:00", zone=EASTERN):
    """2020 where no year is said: moment("04-01", "9:30")."""
    full = day if len(day) > 5 else f"2020-{day}"
    return datetime.fromisoformat(f"{full} {clock:0>5}").replace(tzinfo=zone)


def call(day, clock="12:00", *, about="card", zone=EASTERN, **fields):
    """A call to the user nobody answered, about one debt or, as a set, several."""
    debts = frozenset({about} if isinstance(about, str) else about or ())
    fields = {"ending": Ending.NO_ANSWER, "raised": debts} | fields
    return Contact(at=moment(day, clock, zone), medium=Medium.CALL, **fields)


def talk(day, clock="12:00", **fields):
    """They called and talked with the user."""
    return call(day, clock, ending=Ending.TALKED, **fields)


def called_them(day, clock="12:00", **fields):
    """The user called them and they talked."""
    return talk(day, clock, by=Side.YOU, **fields)


def message(day, clock="12:00", *, medium=Medium.EMAIL, zone=EASTERN, **fields):
    return Contact(at=moment(day, clock, zone), medium=medium, **fields)


def wrote(day, clock="12:00", **fields):
    """The user sent a message."""
    return message(day, clock, by=Side.YOU, **fields)


def violations(findings, kind=None):
    """The last contact of each presumed violation."""
    return [
        one.contacts[-1]
        for one in findings
        if one.presumption is Presumption.VIOLATION and kind in (None, one.kind)
    ]


def presumed_compliant(findings, debt="card"):
    return {one.presumption for one in findings if one.debt == debt} == {Presumption.COMPLIANCE}


def kinds(findings):
    return {(one.kind, one.presumption) for one in findings}


OPEN_PATTERN = (ContactRule.CALL_PATTERN, Presumption.OPEN)
