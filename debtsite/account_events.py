"""Writes down what happens to an account, for its owner to see on the activity page.

Where allauth has a hook, debtsite.accounts calls in here. For the rest its own signals are the
only way to hear of it: their receivers stand below, and there are no other signals in the code.
"""

import ipaddress

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from django.conf import settings
from django.dispatch import receiver
from django.utils.crypto import constant_time_compare, salted_hmac

from debtsite.sessions import device_name
from ledger.models import Activity, User

COOKIE = "__Host-known" if settings.HTTPS else "known"
YEAR = 365 * 24 * 3600
PEOPLE = 5  # how many people of one browser are remembered


def signed_in(request, response, person, *, signup):
    """Tells the owner by mail where this browser was never signed in to this account before."""
    here = where(request)
    Activity.record("signed_in", person=person, **here)
    marks, mine = marks_of(request), mark_of(person)
    known = is_among(mine, marks)
    others = [mark for mark in marks if mark != mine]
    response.set_cookie(
        COOKIE,
        ".".join([mine, *others][:PEOPLE]),
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    if settings.HAS_MAIL_SERVER and not known and not signup:
        get_adapter().send_notification_mail("account/email/new_device", person, here)


def mark_of(person):
    """What a browser keeps of an account it was signed in to: it opens nothing."""
    return salted_hmac("debtsite.known-device", str(person.pk)).hexdigest()[:32]


def marks_of(request):
    return [mark for mark in request.COOKIES.get(COOKIE, "").split(".")[:PEOPLE] if mark]


def is_among(mine, marks):
    return any(constant_time_compare(mark, mine) for mark in marks)


def is_known(request, email):
    """Whether this browser was signed in to the account of that address before."""
    marks = marks_of(request)
    person = marks and User.objects.filter(email__iexact=email).first()
    return bool(person) and is_among(mark_of(person), marks)


def sign_in_failed(request, email):
    """An address nobody has is written down too, with nobody's name: it must take as long."""
    if request.user.is_authenticated:  # asked once more, before something delicate
        Activity.record("check_failed", person=request.user, **where(request))
        return
    person = User.objects.filter(email__iexact=email).first()
    Activity.record("sign_in_failed", person=person, **where(request))


def where(request):
    """The device in words, and the network a sign-in came from, cut short."""
    return {
        "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
        "network": network(get_adapter().get_client_ip(request)),
    }


def network(address):
    """Enough to know one's own home by, too little to find it: 203.0.113.x, 2001:db8:7::."""
    found = ipaddress.ip_address(address)
    if mapped := getattr(found, "ipv4_mapped", None):
        found = mapped
    if found.version == 4:
        return f"{str(found).rpartition('.')[0]}.x"
    return str(ipaddress.ip_network((found, 48), strict=False).network_address)


@receiver(account.user_signed_up)
def _signed_up(user, **_):
    Activity.record("signed_up", person=user)


@receiver([account.password_changed, account.password_set])
def _password_changed(user, **_):
    Activity.record("password_changed", person=user)


@receiver(account.password_reset)
def _password_reset(user, **_):
    Activity.record("password_reset", person=user)


@receiver(account.email_confirmed)
def _email_confirmed(email_address, **_):
    Activity.record("email_confirmed", person=email_address.user, email=email_address.email)


@receiver(account.email_changed)
def _email_changed(user, to_email_address, **_):
    Activity.record("email_changed", person=user, email=to_email_address.email)


@receiver(mfa.authenticator_added)
def _second_step_added(user, authenticator, **_):
    Activity.record(f"{authenticator.type}_added", person=user)


@receiver(mfa.authenticator_removed)
def _second_step_removed(user, authenticator, **_):
    Activity.record(f"{authenticator.type}_removed", person=user)


@receiver(mfa.authenticator_reset)
def _recovery_codes_made(user, **_):
    Activity.record("recovery_codes_made", person=user)


@receiver(mfa.authentication_failed)
def _code_failed(request, user, reauthentication=False, **_):
    kind = "check_failed" if reauthentication else "code_failed"
    Activity.record(kind, person=user, **where(request))
