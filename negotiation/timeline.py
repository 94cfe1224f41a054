"""A debt's history in sentences: each kind of event, how it reads, and where it leads."""

from dataclasses import dataclass, field
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
from ledger.words import Text, text
from negotiation.letters.catalogue import in_language
from negotiation.models import CallLog

PAGE = 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one kind of event reads; `more` holds a sentence for each value that may be missing."""

    icon: str
    says: Text
    more: dict[str, Text] = field(default_factory=dict)
    route: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it; `written_on` only where that was another day."""

    on: date
    icon: str
    sentences: tuple[Text, ...]
    url: str
    written_on: date | None


LETTER, DOCUMENT, CALL = (
    "negotiation:letter_detail",
    "ledger:document_file",
    "negotiation:call_edit",
)
CALL_VALUES = {
    "spoke_with": text("The name given was {spoke_with}."),
    "amount": text("The amount named was {amount}."),
    "promised": text("The amount promised was {promised}."),
    "call_back_on": text("To call back on {call_back_on}."),
}
PHRASES = {
    "debt_added": Phrase("flag", text("You wrote down this debt: {name}.")),
    "debt_changed": Phrase(
        "pencil",
        text("You changed the facts of this debt."),
        {"fields": text("Changed: {fields}.")},
    ),
    "holder_changed": Phrase("people", text("You wrote down who is involved: {name} ({role}).")),
    "holder_left": Phrase("people", text("{name} no longer has this debt ({role}).")),
    "debt_archived": Phrase("archive", text("You put this debt away.")),
    "debt_restored": Phrase("arrow-repeat", text("You took this debt back on your list.")),
    "balance_added": Phrase(
        "hash",
        text("You wrote down what is owed: {total}."),
        {"as_of_on": text("As of {as_of_on}."), "source": text("From: {source}.")},
    ),
    "balance_corrected": Phrase("pencil", text("You corrected what is owed to {total}.")),
    "payment_made": Phrase("wallet2", text("You paid {amount}.")),
    "payment_corrected": Phrase("pencil", text("You corrected a payment to {amount}.")),
    "document_added": Phrase("paperclip", text("You added a paper: {title}."), route=DOCUMENT),
    "document_archived": Phrase("archive", text("You put a paper away: {title}.")),
    "document_restored": Phrase(
        "arrow-repeat", text("You took a paper back: {title}."), route=DOCUMENT
    ),
    "letter_issued": Phrase(
        "envelope-paper", text("You made a letter to {recipient}: {title}."), route=LETTER
    ),
    "letter_mailed": Phrase(
        "envelope",
        text("You mailed a letter to {recipient}: {title}."),
        {
            "tracking": text("The tracking number is {tracking}."),
            "due_on": text("It is fair to expect an answer by {due_on}."),
        },
        LETTER,
    ),
    "letter_delivered": Phrase("check-circle", text("Your letter arrived: {title}."), route=LETTER),
    "statement_answered": Phrase(
        "chat-left-text",
        text("An answer came from {recipient}."),
        {"total": text("They say you owe {total}.")},
        "negotiation:statement_detail",
    ),
    "request_cancelled": Phrase(
        "x-circle", text("You took back a letter before mailing it: {title}."), route=LETTER
    ),
    "mailing_corrected": Phrase(
        "pencil", text("You corrected how a letter was mailed: {title}."), route=LETTER
    ),
    "request_unanswered": Phrase(
        "clock-history",
        text("No answer came from {recipient}. You are asking again."),
        route=LETTER,
    ),
    "own_band_set": Phrase(
        "pencil",
        text("You set your own figures for an offer."),
        {
            "open": text("First offer: {open} percent."),
            "aim": text("Aim: {aim} percent."),
            "stop": text("Stop at {stop} percent."),
        },
    ),
    "own_band_dropped": Phrase("arrow-repeat", text("You went back to our figures for an offer.")),
    "call_back_done": Phrase("telephone", text("You did the follow-up call.")),
    "call_corrected": Phrase("pencil", text("You corrected your notes of a call."), route=CALL),
}
CALLS = {
    CallLog.Direction.INCOMING: Phrase(
        "telephone-inbound", text("They called you."), CALL_VALUES, CALL
    ),
    CallLog.Direction.OUTGOING: Phrase(
        "telephone-outbound", text("You called them."), CALL_VALUES, CALL
    ),
}
OUTCOMES = {
    CallLog.Outcome.SPOKE: text("You spoke."),
    CallLog.Outcome.VOICEMAIL: text("It went to voicemail."),
    CallLog.Outcome.NO_ANSWER: text("There was no answer."),
    CallLog.Outcome.WRONG_NUMBER: text("It was a wrong number."),
    CallLog.Outcome.PROMISED: text("A promise was made."),
    CallLog.Outcome.OFFERED: text("They made an offer."),
    CallLog.Outcome.REFUSED: text("They refused."),
    CallLog.Outcome.HUNG_UP: text("The call was cut off."),
}
NEVER_MADE = Phrase("pencil", text("You wrote down that a payment was never made."))
UNKNOWN = Phrase("journal-text", text("Something was added to this file."))


def line(event):
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


def page(debt, before):
    """Twenty lines, the newest first, and the event the next twenty come before ("" if none)."""
    events = debt.events.all()
    if place := place_of(events, before):
        events = events.filter(earlier(place))
    found = list(events[: PAGE + 1])
    return [line(event) for event in found[:PAGE]], str(found[PAGE - 1].pk) if len(
        found
    ) > PAGE else ""


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
