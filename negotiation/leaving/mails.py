"""The mails about a deletion: that it was asked for, and that it is done, with its receipt."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ledger.models import Departure
from negotiation.calendar_file import address
from negotiation.leaving import whose

log = logging.getLogger(__name__)
TRIED_FOR = timedelta(days=3)  # then the address is forgotten, whether the mail left or not


def asked(departure_id):
    """Tell whoever asked; a mail that cannot leave now is tried again by the worker."""
    departure = Departure.objects.filter(pk=departure_id, begun_at=None).first()
    if departure and (person := whose.asker(departure)):
        written(departure, person.email, "asked").send()


def done(departure):
    """The receipt; once it has left, the address is forgotten."""
    late = timezone.now() - departure.done_at > TRIED_FOR
    try:
        written(departure, departure.mail_to, "done").send()
    except OSError as error:  # also what smtplib raises; tried again the next minute
        log.error("A receipt could not be sent: %s", type(error).__name__)
        if not late:
            return
    Departure.objects.filter(pk=departure.pk).update(mail_to="")


def written(departure, to, which):
    with translation.override(departure.language):
        subjects = {
            "asked": _("Debtsite: deletion asked for"),
            "done": _("Debtsite: everything is deleted"),
        }
        context = {
            "departure": departure,
            "receipt_url": address(reverse("negotiation:departure_receipt", args=[departure.pk])),
            "stop_url": address(reverse("negotiation:departure_create")),
        }
        return EmailMessage(
            subjects[which],
            render_to_string(f"negotiation/email/deletion_{which}.txt", context),
            to=[to],
            headers={"Message-ID": f"<{departure.pk}.{which}@{settings.SITE_URL.hostname}>"},
        )
