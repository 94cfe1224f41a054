"""Nothing about an account changes without the token of a page of ours."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, get_resolver

from ledger.models import User
from tests.accounts.conftest import PASSWORD

VALUES = {"key": "x", "uidb36": "x", "pk": 1}


def account_paths():
    """Every address under accounts/, whatever its library calls it."""
    for entry in get_resolver().url_patterns:
        if str(entry.pattern) == "accounts/":
            yield from below(entry.url_patterns, "/accounts/")
        elif str(entry.pattern).startswith("accounts/"):
            yield f"/{entry.pattern}"


def below(patterns, path):
    for entry in patterns:
        here = path + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLPattern):
            yield filled(here)
        else:
            yield from below(entry.url_patterns, here)


def filled(path):
    for name, value in VALUES.items():
        for form in (f"<int:{name}>", f"<str:{name}>", f"(?P<{name}>[-:\\w]+)", f"(?P<{name}>.+)"):
            path = path.replace(form, str(value))
    return path.replace("(?P<uidb36>[0-9A-Za-z]+)", "x").replace("\\", "")


PATHS = sorted({*account_paths()})


def test_the_walk_finds_them():
    assert {"/accounts/login/", "/accounts/email/", "/accounts/2fa/totp/deactivate/"} <= {*PATHS}
    assert len(PATHS) > 20
    assert not [path for path in PATHS if "<" in path or "(" in path]


@pytest.mark.parametrize("path", PATHS)
def test_a_form_from_elsewhere_is_refused(anna, path):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(anna)
    typed = {"password": PASSWORD, "password1": "five other sunny words", "email": "x@example.org"}
    assert careful.post(path, typed).status_code in (302, 403, 404, 405)
    assert careful.post(path, typed).status_code != 200
    person = User.objects.get()
    assert person.check_password(PASSWORD)
    assert person.email == anna.email
    assert not Authenticator.objects.exists()
    assert careful.get("/accounts/email/").status_code == 200  # and nobody was signed out


def test_looking_changes_nothing_either(anna, sign_in):
    """A link or a picture on another site can make a browser look, and no more."""
    client = sign_in(anna)
    for path in PATHS:
        client.get(path)
    assert client.get("/accounts/email/").status_code == 200
    assert User.objects.get().check_password(PASSWORD)
    assert not Authenticator.objects.filter(type="totp").exists()
