"""What is handed to the CFPB or a lawyer: what happened in order, quotes, evidence, the wish."""

from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger.models import Document
from ledger.wording import day
from negotiation import conduct
from negotiation.models import Complaint
from negotiation.printing.papers import drawn

NAME = "negotiation/letters/printed/complaint"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; `more` is what was noted of it, in words."""

    at: datetime
    when: str
    what: str
    more: list[str] = field(default_factory=list)


def context(creditor, *, on):
    """All that the file says of this company, in the language that is on."""
    found = conduct.of_creditor(creditor, on=on)
    own = Complaint.about(creditor)
    zone = ZoneInfo(creditor.workspace.time_zone)
    return {
        "creditor": creditor,
        "sender": creditor.workspace,
        "on": on,
        "own": own,
        "debts": list(conduct.debts_of(creditor)),
        "lines": chronology(found, zone),
        "quotes": [call for call in found.calls if call.quote],
        "shown": found.shown,
        "claim": conduct.claim_rule(),
        "first_end": found.first_end,
        "papers": evidence(creditor),
        "letters": [letter for letter in found.letters if letter.mailing.mailed_on],
    }


def chronology(found, zone):
    """Calls, messages and letters, the oldest first."""
    lines = [*map(of_call, found.calls)]
    for letter in found.letters:
        lines += of_letter(letter, zone)
    return sorted(lines, key=lambda line: line.at)


def of_call(call):
    local = call.at.astimezone(ZoneInfo(call.time_zone))
    when = f"{date_format(local, 'DATE_FORMAT')}, {time_format(local.time(), 'TIME_FORMAT')}"
    if call.is_call:
        what = f"{call.get_direction_display()}: {call.get_outcome_display()}"
    else:
        what = f"{call.get_medium_display()}: {call.get_outcome_display()}"
    return Line(call.at, f"{when} ({call.time_zone})", what, list(noted(call)))


def noted(call):
    """What was written down of a call, part by part."""
    yield _("About: {debt}").format(debt=call.debt.nickname)
    told = (
        (_("Name given: {value}"), call.spoke_with),
        (_("Number or address: {value}"), call.number),
        (_("Where: {value}"), call.get_place_display()),
        (_("Their reference: {value}"), call.reference),
        (_("Their words: “{value}”"), call.quote),
        (_("My notes: {value}"), call.said),
        (_("They promised: {value}"), call.promise),
    )
    yield from (says.format(value=value) for says, value in told if value)
    if call.whom != "you":
        yield _("They reached: {value}").format(value=call.get_whom_display())


def of_letter(letter, zone):
    """The days of one letter; one that was never mailed says nothing."""
    mailing = letter.mailing
    days = (
        (_("I mailed a letter: {title}"), mailing.mailed_on),
        (_("They received my letter: {title}"), mailing.delivered_on),
        (_("Their answer came to: {title}"), mailing.answered_on),
    )
    for says, on in days:
        if on:
            moment = datetime.combine(on, time(12), zone)
            yield Line(moment, day(on), says.format(title=letter.called))


def evidence(creditor):
    """The papers of the debts this company stands behind."""
    debts = conduct.debts_of(creditor)
    papers = Document.objects.in_use().filter(debt__in=debts).select_related("debt")
    return list(papers.order_by("made_at"))


def to_pdf(creditor, *, on, language=None):
    with translation.override(language or get_language()):
        return drawn("complaint", creditor.workspace, **context(creditor, on=on))


def to_text(creditor, *, on, language=None):
    """The same in plain text, to paste into a form."""
    with translation.override(language or get_language()):
        written = render_to_string(f"{NAME}.txt", context(creditor, on=on))
    lines = [line.rstrip() for line in written.splitlines()]
    return "\n".join(squeezed(lines)).strip() + "\n"


def squeezed(lines):
    """The lines with no two empty ones in a row."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
