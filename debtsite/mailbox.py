"""The demo's mail: what a mail server would have sent, on a page of this machine alone."""

from datetime import UTC
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from debtsite.loopback import is_loopback

BETWEEN = b"\n" + b"-" * 79 + b"\n"  # how Django's file backend ends a message
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
SHOWN = 20


def is_open(request):
    """A demo, and a browser on this very machine rather than one behind a proxy on it."""
    near = is_loopback(request.META.get("REMOTE_ADDR", ""))
    return settings.DEMO and near and not any(name in request.META for name in FORWARDED)


@login_not_required  # somebody who forgot their password must read it
@require_GET
def mailbox(request):
    if not is_open(request):
        raise Http404
    return render(request, "mailbox/mailbox.html", {"mails": newest(SHOWN)})


def newest(number):
    """The last mails written, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    written = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [mail for path in written[:number] for mail in reversed(read(path))][:number]


def read(path):
    """The mails of one file, oldest first."""
    parts = (part for part in path.read_bytes().split(BETWEEN) if part.strip())
    mails = (message_from_bytes(part, policy=policy.default) for part in parts)
    return [
        {
            "to": mail["To"],
            "subject": mail["Subject"],
            "sent_at": mail["Date"].datetime.replace(tzinfo=UTC),  # Django writes -0000
            "text": mail.get_body(("plain",)).get_content(),
        }
        for mail in mails
    ]


def forget(address):
    """Take out of the mail kept on this machine whatever went to this address."""
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        parts = [part for part in path.read_bytes().split(BETWEEN) if part.strip()]
        kept = [part for part in parts if not went_to(part, address)]
        if not kept:
            path.unlink(missing_ok=True)
        elif len(kept) < len(parts):
            path.write_bytes(b"".join(part + BETWEEN for part in kept))


def went_to(part, address):
    mail = message_from_bytes(part, policy=policy.default)
    return any(to.addr_spec.lower() == address.lower() for to in mail["To"].addresses)


def link(request):
    """For templates: where the demo's mail can be read, or nothing."""
    return {"mailbox_url": reverse("mailbox") if is_open(request) else ""}
