"""A mail server that takes the call and then says nothing."""

import socket
import time

import pytest
from django.conf import settings as site
from django.core.mail import EmailMessage
from django.db import connection

from tests.accounts.conftest import PASSWORD

PATIENCE = 0.4  # seconds; of a real site see EMAIL_TIMEOUT


@pytest.fixture
def silent_server(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = PATIENCE
        yield server


def test_no_page_waits_longer_than_a_request_may_take():
    assert 0 < site.EMAIL_TIMEOUT <= 10


def test_who_asks_for_a_new_password_gets_an_answer(client, anna, silent_server):
    began = time.monotonic()
    answer = client.post("/accounts/password/reset/", {"email": anna.email})
    assert time.monotonic() - began < 10 * PATIENCE
    assert "We could not send the e-mail just now" in client.get(answer.url).text


def test_a_change_holds_although_its_mail_does_not_leave(sign_in, anna, silent_server):
    browser = sign_in(anna)
    new = "five other sunny words"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post("/accounts/password/change/", typed).status_code == 302
    anna.refresh_from_db()
    assert anna.check_password(new)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_rows_while_a_mail_is_on_its_way(sign_in, anna, monkeypatch):
    browser, held = sign_in(anna), []
    monkeypatch.setattr(EmailMessage, "send", lambda mail: held.append(connection.in_atomic_block))
    new = "five other sunny words"
    browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert held == [False]
