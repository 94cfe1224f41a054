"""Inviting somebody by mail, and what the link of that mail opens."""

import logging
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger import sharing_words
from ledger.models import Invitation, InvitationClosed
from ledger.models.invitations import hash_of
from ledger.walls.inside import by_key, resting

log = logging.getLogger(__name__)


class Offered(NamedTuple):
    """What a link offers, read while the database lets whoever holds it look."""

    email: str
    whose: str
    inviter: str
    you_may: str
    you_see: str
    debts: int
    until: object
    words: str


def link_to(token):
    """As a mail or a person has to pass it on."""
    return settings.SITE_URL._replace(path=reverse("ledger:invitation", args=[token])).geturl()


def send(invitation, token):
    """Whether the mail left. It goes out while the database rests, and tells nobody apart."""
    mail = written(invitation, token)
    try:
        with resting():
            mail.send()
    except OSError as error:  # also what smtplib raises
        log.error("An invitation could not be sent: %s", type(error).__name__)
        return False
    return True


def written(invitation, token):
    with translation.override(invitation.workspace.language):
        shown = offered(invitation)._asdict() | {"link": link_to(token)}
        return EmailMessage(
            _("You are invited to help with somebody's debts"),
            render_to_string("ledger/email/invitation.txt", shown),
            to=[invitation.email],
        )


def offered(invitation):
    inviter = invitation.invited_by.email if invitation.invited_by else ""
    name = invitation.workspace.full_name
    return Offered(
        email=invitation.email,
        whose=inviter if sharing_words.LINK.search(name) else name or inviter,
        inviter=inviter,
        you_may=sharing_words.YOU_MAY[invitation.role],
        you_see=sharing_words.YOU_SEE[invitation.scope],
        debts=invitation.shared_debts.count(),
        until=invitation.until,
        words=invitation.words,
    )


def look(token):
    """What this link offers; None where it leads nowhere any more."""
    with by_key(Invitation, hash_of(token)):
        invitation = Invitation.objects.behind(token)
        return invitation and offered(invitation)


def accept(token, person):
    """The membership it makes; raises InvitationClosed."""
    with by_key(Invitation, hash_of(token)):
        return waiting(token).accept(person, on=localdate())


def decline(token, person):
    with by_key(Invitation, hash_of(token)):
        waiting(token).decline(by=person)


def waiting(token):
    if invitation := Invitation.objects.behind(token):
        return invitation
    raise InvitationClosed


def is_for(offer, person):
    """Only the address that was invited, whatever its case, and proven where mail can prove it."""
    if offer.email.casefold() != person.email.casefold():
        return False
    proven = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    return not settings.HAS_MAIL_SERVER or proven.exists()
