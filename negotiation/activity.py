"""One list of what was done, the newest first: with the account (Activity), to debts (Event)."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import F, Q, Value

from ledger import activity_words
from ledger.models import Activity, Event
from ledger.words import Text
from negotiation import timeline
from negotiation.phrases import LETTER, PHRASES

PAGE = 30
OF_LETTERS = [kind for kind, phrase in PHRASES.items() if phrase.route == LETTER]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the page; `by` names somebody else who did it."""

    at: datetime
    icon: str
    sentences: tuple[Text, ...]
    about: str = ""
    url: str = ""
    by: str = ""


def page(user, workspace, group, number):
    """A page of entries: four queries, however many there are."""
    found = Paginator(merged(user, workspace, group), PAGE).get_page(number)
    acts = Activity.objects.select_related("person").in_bulk(ids(found, "account"))
    events = Event.objects.select_related("by", "debt").in_bulk(ids(found, "debt"))
    entries = [
        of_account(acts[pk], user) if source == "account" else of_debt(events[pk], user)
        for pk, _moment, source in found
        if pk in acts or pk in events
    ]
    return found, entries


def ids(found, wanted):
    return [pk for pk, _moment, source in found if source == wanted]


def merged(user, workspace, group):
    """(id, moment, source) of both tables in one query."""
    acts = Activity.objects.for_user(user).filter(Q(workspace=workspace) | Q(workspace=None))
    events = Event.objects.for_user(user).filter(workspace=workspace)
    if group:
        acts = acts.filter(kind__in=activity_words.kinds_of(group))
    if group == "letters":
        events = events.filter(kind__in=OF_LETTERS)
    elif group == "debts":
        events = events.exclude(kind__in=OF_LETTERS)
    elif group:
        events = events.none()
    both = columns(acts, "at", "account").union(columns(events, "recorded_at", "debt"), all=True)
    return both.order_by("-moment", "-id")


def columns(rows, moment, source):
    named = rows.order_by().annotate(moment=F(moment), source=Value(source))
    return named.values_list("id", "moment", "source")


def of_account(act, user):
    return Entry(
        at=act.at,
        icon=activity_words.phrase_of(act.kind).icon,
        sentences=activity_words.sentences(act.kind, act.values),
        by=somebody_else(act.person, user),
    )


def of_debt(event, user):
    line = timeline.line(event)
    return Entry(
        at=event.recorded_at,
        icon=line.icon,
        sentences=line.sentences,
        about=event.debt.nickname,
        url=line.url or event.debt.get_absolute_url(),
        by=somebody_else(event.by, user),
    )


def somebody_else(person, user):
    return person.email if person and person != user else ""
