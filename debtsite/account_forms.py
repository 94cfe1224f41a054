"""The forms of sign-up, sign-in and security, where the library's own are not enough."""

import time

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from debtsite.passwords import LongEnough
from ledger.models import Activity


class Plain:
    """Labels in our words and no placeholders, which vanish when they are needed."""

    labels = {"email": _("E-mail address"), "login": _("E-mail address")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class NewPassword(Plain):
    """Asked once: the button beside it shows what was typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].help_text = LongEnough().get_help_text()


class SignupForm(NewPassword, forms.SignupForm):
    def try_save(self, request):
        """As the library does it, but no quicker for an address that has an account."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            return super().try_save(request)
        except IntegrityError:  # the form was sent twice at the same moment
            names = {"email": self.cleaned_data["email"], "password": self.data["password1"]}
            user = authenticate(request, **names)
            return user, None if user else redirect("account_login")


class LoginForm(Plain, forms.LoginForm):
    labels = Plain.labels | {"remember": _("Keep me signed in on this device")}


class EmailForm(Plain, forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}

    def save(self, request):
        """Written down whoever has the address: the activity page must not tell either."""
        Activity.record("email_asked", person=request.user, email=self.cleaned_data["email"])
        return super().save(request)


class ChangePasswordForm(NewPassword, forms.ChangePasswordForm):
    labels = {"oldpassword": _("Your password now"), "password1": _("New password")}


class SetPasswordForm(NewPassword, forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(NewPassword, forms.ResetPasswordKeyForm):
    labels = {"password1": _("New password")}


class ReauthenticateForm(Plain, forms.ReauthenticateForm):
    pass


class ResetPasswordForm(Plain, forms.ResetPasswordForm):
    def save(self, request, **kwargs):
        """Takes the same time whether or not the address has an account."""
        began = time.monotonic()
        email = super().save(request, **kwargs)
        time.sleep(max(0, settings.RESET_SECONDS - (time.monotonic() - began)))
        return email


class OneTimeCode(Plain):
    """A code counts once, for as long as it would be right.

    The library remembers a used code for one period; with a tolerance it is right for three.
    """

    labels = {"code": _("Code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self):
        code = super().clean_code()
        key = f"one-time-code:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, True, timeout=mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OneTimeCode, codes.AuthenticateForm):
    pass


class CodeAgainForm(OneTimeCode, codes.ReauthenticateForm):
    pass


class AppForm(OneTimeCode, ActivateTOTPForm):
    labels = {"code": _("The six digits your app shows")}


class PasskeyForm(Plain, AddWebAuthnForm):
    labels = {
        "name": _("What do you call this device?"),
        "passwordless": _("Sign in with it alone, without the password"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = 60
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Your device will ask for your fingerprint, your face or its PIN."
        )


class PasskeyNameForm(Plain, EditWebAuthnForm):
    labels = {"name": _("What do you call this device?")}
