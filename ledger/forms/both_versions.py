"""Two versions of one row, where another window saved meanwhile: what differs, and what is kept.

A form is shown with a print of each value. Whoever saves over values that are not those any more
sees both versions, field by field, and chooses.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import localize
from django.utils.translation import gettext as _

from ledger import kept_numbers
from ledger.models import Event
from ledger.sealed_field import SealedText, raw

MINE, THEIRS = "mine", "theirs"
KEEP = "keep-"  # the choice for a field
PRINT = 16  # signs for each field


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as this window says it, and as it is stored; `choice` is what is likely meant."""

    name: str
    label: str
    mine: str
    theirs: str
    choice: str


def stored(row, name):
    """The value as the row holds it, in a column or in rows of their own; what is sealed stays
    so."""
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:
        return getattr(row, name)
    if isinstance(field, SealedText):
        return raw(field.stored_in(row))
    return getattr(row, field.attname)


def shown(row, name):
    """The value as the reader knows it."""
    if isinstance(row._meta.get_field(name), SealedText):
        return kept_numbers.masked(row) or _("empty")
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("empty") if value in (None, "") else str(localize(value))


def prints_of(row, names):
    """The prints of these values, one behind the other."""
    return "".join(_print(stored(row, name)) for name in names)


def _print(value):
    """The same for 10 and 10.00, and for one moment in two time zones."""
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    elif isinstance(value, datetime):
        value = value.astimezone(UTC)
    return hashlib.sha256(str(value).encode()).hexdigest()[:PRINT]


def changed_since(seen, row, names):
    """The names of those values that are not what a form was shown with."""
    now = prints_of(row, names)
    places = {name: slice(PRINT * n, PRINT * (n + 1)) for n, name in enumerate(names)}
    return {name for name, place in places.items() if seen[place] != now[place]}


def differences(form, now, names, changed):
    """What differs. What only the other window touched is taken from there unless one says so."""
    seen = form.cleaned_data["seen"]
    untouched = {
        name
        for name in names
        if not is_other_than_shown(form, name, stored(form.instance, name), seen)
    }
    return [
        Difference(
            name=name,
            label=form.fields[name].label,
            mine=form.shown(form.instance, name),
            theirs=form.shown(now, name),
            choice=THEIRS if name in changed & untouched else MINE,
        )
        for name in names
    ]


def is_other_than_shown(form, name, value, seen):
    """Whether this window has another value in the field than it was shown with."""
    place = [*form.printed].index(name) * PRINT
    value = value.pk if isinstance(value, Model) else value
    return seen[place : place + PRINT] != _print(value)


def as_sent(form, name):
    """What a browser sends for the stored value of a field: a list of strings."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    sent = field.widget.format_value(value)
    several = sent if isinstance(sent, list | tuple) else [sent]
    return [str(each) for each in several if each not in (None, False)]


def last_word(row, names):
    """The line of history about the last change of these values, if one was written."""
    event = Event.objects.filter(subject_id=row.pk).order_by("-recorded_at", "-id").first()
    if event is None or not {*event.data.get("fields", names)} & {*names}:
        return None
    return event
