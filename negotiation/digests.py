"""Mail that says what is due: worked out each minute, sent once for each person and day.

A mail is claimed, sent, and then written down as sent. A worker that is killed in between leaves
a claim that runs out after some minutes, and the next one sends that mail. Should the mail server
have taken it already, the second one has the same Message-ID.
"""

import logging
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task

from negotiation import agenda
from negotiation.calendar_file import address
from negotiation.models import Digest

log = logging.getLogger(__name__)
AHEAD = timedelta(days=7)
NIGHT = 20  # a mail that is this late waits for the next one


@task()
def send_due():
    """Every mail that is due by now, each on its own."""
    now = timezone.now()
    for digest in Digest.objects.wanted().select_related("membership__user", "workspace"):
        send_if_due(digest, now=now)


def send_if_due(digest, *, now):
    zone = ZoneInfo(digest.workspace.time_zone)
    local = now.astimezone(zone)
    day = digest.due_for(local) if local.hour < NIGHT else None
    if day is None or not digest.claim(day, now=now):
        return
    with timezone.override(zone), translation.override(digest.workspace.language):
        mail = written(digest, day, on=local.date())
    try:
        if mail:
            mail.send()
    except OSError as error:  # also what smtplib raises; tried again when the claim runs out
        log.error("A mail about deadlines could not be sent: %s", type(error).__name__)
    else:
        digest.sent(day)


def written(digest, day, *, on):
    """The mail for that day; None where there is nothing to say."""
    entries = [entry for entry in agenda.of(digest.workspace, on=on) if is_told(entry, on=on)]
    late = [entry for entry in entries if entry.is_late]
    today = [entry for entry in entries if entry.on == on]
    if not (entries if digest.every == Digest.Every.WEEKLY else late or today):
        return None
    stop = address(reverse("negotiation:digest_stop", args=[token_of(digest)]))
    shown = {
        "late": late,
        "today": today,
        "days": by_day(entry for entry in entries if entry.on > on),
        "details": digest.details,
        "calendar_url": address(reverse("negotiation:calendar")),
        "stop_url": stop,
    }
    return EmailMessage(
        subject(len(late), len(entries) - len(late)),
        render_to_string("negotiation/email/digest.txt", shown),
        to=[digest.membership.user.email],
        headers={
            "Message-ID": f"<{digest.pk}.{day}@{settings.SITE_URL.hostname}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def is_told(entry, *, on):
    return entry.is_late or on <= entry.on <= on + AHEAD


def by_day(entries):
    """Each day with what is due on it, told in plain text."""
    found = groupby(entries, key=lambda entry: entry.on)
    return [(day, list(due)) for day, due in found]


def subject(late, soon):
    """Counts alone: a subject shows on locked phones."""
    if late:
        words = ngettext("{number} thing is late", "{number} things are late", late)
        return f"Debtsite: {words.format(number=late)}"
    words = ngettext("{number} thing is due soon", "{number} things are due soon", soon)
    return f"Debtsite: {words.format(number=soon)}"


# ---- the way out, without signing in --------------------------------------------------------


def token_of(digest):
    return Signer(salt="digest").sign(str(digest.pk)).replace(":", ".")


def row_of(token):
    """The row this link is about; "" where it is no link of ours."""
    try:
        return Signer(salt="digest").unsign(token.replace(".", ":"))
    except BadSignature:
        return ""


def behind(token):
    """Whose mail this link is about; None where it is no link of ours."""
    if not (row_id := row_of(token)):
        return None
    return Digest.objects.filter(pk=row_id).select_related("workspace").first()
