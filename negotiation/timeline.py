"""A debt's history in sentences: each kind of event, how it reads, and where it leads."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from ledger import labels
from ledger.models import Debt
from ledger.money import ZERO
from ledger.words import Text
from negotiation.letters.kinds import in_language
from negotiation.models import Mailing
from negotiation.phrases import CALLS, NEVER_MADE, OUTCOMES, PHRASES, UNKNOWN

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it; `written_on` only where that was another day, `by` only
    where somebody else did it."""

    on: date
    icon: str
    sentences: tuple[Text, ...]
    url: str
    written_on: date | None
    by: str = ""


def line(event, reader=None):
    """This event as a sentence, whatever its kind."""
    values = {name: value for name, value in event.values.items() if value not in (None, "", [])}
    phrase, extra = phrase_of(event.kind, values)
    values = written_out(values)
    more = [sentence for name, sentence in phrase.more.items() if name in values]
    sentences = (phrase.says, *extra, *more)
    written_on = localdate(event.recorded_at)
    return Line(
        on=event.happened_on,
        icon=phrase.icon,
        sentences=tuple(sentence.filled(**values) for sentence in sentences),
        url=reverse(phrase.route, args=[event.subject_id])
        if phrase.route and event.subject_id
        else "",
        written_on=written_on if written_on != event.happened_on else None,
        by=event.by.email if reader and event.by and event.by != reader else "",
    )


def phrase_of(kind, values):
    """The phrase for this kind and these values, and for a call how it ended."""
    if kind == "payment_corrected" and values.get("amount") == ZERO:
        return NEVER_MADE, ()
    if kind != "call_logged":
        return PHRASES.get(kind, UNKNOWN), ()
    outcome = OUTCOMES.get(values.get("outcome"))
    return CALLS.get(values.get("direction"), UNKNOWN), (outcome,) if outcome else ()


def written_out(values):
    """Stored codes as the words the reader knows."""
    shown = dict(values)
    if "source" in shown:
        shown["source"] = str(labels.SOURCES.get(shown["source"], shown["source"]))
    if "title" in shown:
        shown["title"] = in_language(shown["title"], get_language())
    if "returned_why" in shown:
        shown["returned_why"] = Mailing.Returned(shown["returned_why"]).label
    if "role" in shown:
        shown["role"] = str(labels.ROLES.get(shown["role"], shown["role"]))
    if "fields" in shown:
        shown["fields"] = ", ".join(field_name(name) for name in shown["fields"])
    return shown


def field_name(name):
    try:
        return str(Debt._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name.replace("_", " ")


def page(debt, before, *, reader):
    """Twenty lines, the newest first, and the event the next twenty come before ("" if none)."""
    events = debt.events.select_related("by")
    if place := place_of(events, before):
        events = events.filter(earlier(place))
    found = list(events[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return [line(event, reader) for event in found[:PAGE]], older


def place_of(events, event_id):
    try:
        return events.filter(pk=UUID(event_id)).first()
    except ValueError:
        return None


def earlier(place):
    """What stands below this event on the timeline."""
    day, moment = Q(happened_on=place.happened_on), Q(recorded_at=place.recorded_at)
    return (
        Q(happened_on__lt=place.happened_on)
        | day & Q(recorded_at__lt=place.recorded_at)
        | day & moment & Q(pk__lt=place.pk)
    ) & Q(happened_on__lte=place.happened_on)  # said once more for the index
