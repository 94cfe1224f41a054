"""The button "Remind me", for any page that shows a debt or something on it."""

import uuid

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from negotiation import agenda
from negotiation.forms.reminders import SOON
from negotiation.step_pages import Pages

register = template.Library()
SHOWN = 3  # on the board; all of them stand in the calendar


@register.inclusion_tag("negotiation/_remind.html", takes_context=True)
def remind(context, debt=None, **topic):
    """`{% remind debt %}`, `{% remind debt letter=letter %}`; without a debt, of the whole."""
    name, row = next(iter(topic.items()), ("", None))
    if debt is None:
        url = reverse("negotiation:reminder_create_general", args=[context.request.workspace.pk])
    else:
        url = reverse("negotiation:reminder_create", args=[debt.pk])
    return {
        "csrf_token": context.get("csrf_token"),
        "url": url,
        "form_url": f"{url}?{urlencode({name: row.pk})}" if row else url,
        "topic": {"name": name, "id": row.pk} if row else None,
        "choices": SOON.items(),
        "form_key": uuid.uuid4(),
    }


@register.simple_tag
def soon_choices():
    return SOON.items()


@register.inclusion_tag("negotiation/_board_reminders.html", takes_context=True)
def reminders_today(context):
    """What the reader wanted to be reminded of by today, for the board."""
    workspace, on = context.request.workspace, localdate()
    pages = Pages(workspace.pk)
    due = workspace.reminders.open().filter(remind_on__lte=on).select_related("debt")
    found = [agenda.reminded(row, pages, on=on) for row in due]
    return {
        "request": context.request,
        "csrf_token": context.get("csrf_token"),
        "entries": found[:SHOWN],
        "more": len(found[SHOWN:]),
    }
