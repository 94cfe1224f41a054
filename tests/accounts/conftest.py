import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from debtsite.passwords import SteadyArgon2
from tests import make

PASSWORD = "a long enough password"


@pytest.fixture
def anna(db):
    """Somebody with an account and a proven address."""
    person = make.user("anna")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def mandatory(settings):
    """A site with a mail server: an address is proven before anybody is let in."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def sign_in():
    def _sign_in(person, client=None, password=PASSWORD, **headers):
        client = client or Client()
        answer = client.post(
            "/accounts/login/", {"login": person.email, "password": password}, **headers
        )
        assert answer.status_code == 302, answer.context["form"].errors
        return client

    return _sign_in


@pytest.fixture
def show_again():
    """Gives the password once more, as is asked before the account itself is changed."""

    def _show_again(client, password=PASSWORD):
        assert client.post("/accounts/reauthenticate/", {"password": password}).status_code == 302
        return client

    return _show_again


@pytest.fixture
def code_of():
    """What an authenticator app shows for a key now."""

    def _code_of(secret):
        counter = struct.pack(">Q", int(time.time()) // 30)
        digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
        start = digest[-1] & 15
        number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
        return f"{number % 10**6:06}"

    return _code_of


@pytest.fixture
def hashes(monkeypatch):
    """Counts the passwords hashed: what takes long, and so could tell addresses apart."""
    made = []
    encode, verify = SteadyArgon2.encode, SteadyArgon2.verify
    monkeypatch.setattr(SteadyArgon2, "encode", lambda *a: made.append("made") or encode(*a))
    monkeypatch.setattr(SteadyArgon2, "verify", lambda *a: made.append("checked") or verify(*a))
    return made
