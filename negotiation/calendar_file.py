"""Deadlines as a calendar file (RFC 5545), for whoever holds a secret address.

The same deadlines give the same bytes: nothing in it comes from the clock of the server. No
other module knows iCalendar.
"""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ledger.dates import ONE_DAY
from ledger.wording import dollars, say
from negotiation import agenda
from negotiation.agenda import plain
from negotiation.models import CalendarFeed

MAKER = "-//Debtsite//Deadlines//EN"
LOOK_AGAIN = timedelta(hours=12)


def leads_anywhere(token):
    """Whether this secret address is one that still works."""
    return CalendarFeed.objects.behind(token) is not None


def behind(token):
    """The calendar this secret address stands for; None where it is not known, or was revoked."""
    feed = CalendarFeed.objects.behind(token)
    if feed is None:
        return None
    workspace = feed.workspace
    zone = ZoneInfo(workspace.time_zone)
    with timezone.override(zone), translation.override(workspace.language):
        entries = agenda.of(workspace, on=timezone.localdate())
        return written(entries, details=feed.details)


def written(entries, *, details):
    """The bytes of a calendar with these entries, as events of a whole day."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Debtsite")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")  # the older name, in plain text
    for entry in entries:
        calendar.add_component(event(entry, details=details))
    return calendar.to_ical()


def event(entry, *, details):
    found = Event()
    found.add("uid", f"{entry.key}@{settings.SITE_URL.hostname}")
    found.add("dtstamp", entry.at.astimezone(UTC).replace(microsecond=0))
    found.add("dtstart", entry.on)
    found.add("dtend", entry.on + ONE_DAY)
    found.add("summary", title(entry, details=details))
    if why := about(entry, details=details):
        found.add("description", why)
    found.add("url", address(entry.url))
    found.add("transp", "TRANSPARENT")
    found.add("class", "PRIVATE")
    return found


def title(entry, *, details):
    """What a calendar shows at a glance; names and amounts only for who chose to see them."""
    if not details:
        return say(entry.title)
    what = plain(entry.said) or say(entry.title)
    parts = (what, plain(entry.debt_name), dollars(entry.amount))
    return " · ".join(part for part in parts if part)


def about(entry, *, details):
    lines = [say(entry.why) if entry.why else ""]
    if details and entry.holder:
        lines.append(_("With: {name}").format(name=plain(entry.holder)))
    return "\n".join(line for line in lines if line)


def address(path):
    """A page of this site, as a program elsewhere has to write it."""
    return settings.SITE_URL._replace(path=path).geturl()
