"""Who may make an account, where its mail leads, and what a visitor is asked for."""

import logging
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from debtsite import account_events, limits
from ledger.models import Activity
from ledger.walls.inside import resting

log = logging.getLogger(__name__)
# mail that anybody can have sent to any address; what tells of a change is never held back
ASKED_FOR = {
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    )
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_taken": gettext_lazy(
            "There is an account with this address. Sign in, or ask for a new password."
        ),
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy(
            "This code is not right, or it was used before. Wait for the next one and try again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries. For your safety, please wait five minutes."
        ),
        "rate_limited": gettext_lazy("Too many tries. For your safety, please wait five minutes."),
    }

    def is_open_for_signup(self, request):
        return settings.SIGNUP_OPEN

    def is_safe_url(self, url):
        """Only our own pages, at the address the visitor used."""
        request = current.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def send_mail(self, template_prefix, email, context):
        """Links lead to SITE_URL, whatever host the request named.

        A mail that cannot leave must not turn the page into an error: that would tell
        addresses apart, and nothing would be won by it.
        """
        if template_prefix in ASKED_FOR and (refusal := take_mail(email)):
            messages.error(current.request, str(refusal))
            return
        links = {name: at_site(url) for name, url in context.items() if name.endswith("_url")}
        site = SimpleNamespace(name="Debtsite", domain=settings.SITE_URL.netloc)
        shown = context | links | {"request": current.request, "email": email, "current_site": site}
        mail = self.render_mail(template_prefix, email, shown)
        try:
            with resting():
                mail.send()
        except OSError as error:  # also what smtplib raises
            log.error("Mail could not be sent: %s", type(error).__name__)
            messages.error(
                current.request,
                _("We could not send the e-mail just now. Please try again in a few minutes."),
            )

    def post_login(self, request, user, **details):
        response = super().post_login(request, user, **details)
        account_events.signed_in(request, response, user, signup=details["signup"])
        return response

    def authentication_failed(self, request, **credentials):
        account_events.sign_in_failed(request, credentials.get("email", ""))

    def logout(self, request):
        Activity.record("signed_out", person=request.user)
        super().logout(request)

    def send_password_reset_mail(self, user, email, context):
        Activity.record("password_reset_asked", person=user)
        return super().send_password_reset_mail(user, email, context)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use your passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count for each account: the library's own starts anew with each host and port."""
        return asked_for(request, credentials.get("email", ""))


def asked_for(request, email):
    """Who is counted: an address, whoever asks. A browser that was signed in there before has a
    count of its own, so that nobody is kept out by a stranger who knows their address."""
    kind = "known:" if account_events.is_known(request, email) else ""
    return f"{kind}{email.lower()}"


def take_mail(email):
    """Counted for each address, whoever asks: nobody's mailbox is filled by a stranger."""
    digest = salted_hmac("debtsite.mails", asked_for(current.request, email)).hexdigest()[:32]
    return limits.take("mails", who=digest)


def at_site(url):
    parts = urlsplit(url)
    return parts._replace(scheme=settings.SITE_URL.scheme, netloc=settings.SITE_URL.netloc).geturl()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "Debtsite"}

    def generate_authenticator_name(self, user, type):
        known = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey {number}").format(number=known + 1) if known else _("My device")


class LoginRequired(LoginRequiredMiddleware):
    """Sends a visitor to sign in, and afterwards back to a page, never to an act."""

    def handle_no_permission(self, request, view_func):
        htmx = HtmxDetails(request)
        if htmx:  # a redirect would put the sign-in page inside the page that is shown
            next_url = htmx.current_url_abs_path
        else:
            next_url = request.get_full_path() if request.method in ("GET", "HEAD") else None
        query = f"?{urlencode({REDIRECT_FIELD_NAME: next_url})}" if next_url else ""
        answer = HttpResponseClientRedirect if htmx else HttpResponseRedirect
        return answer(resolve_url(self.get_login_url(view_func)) + query)
