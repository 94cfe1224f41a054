import re
import smtplib
import time

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from debtsite import rates

NEW = {"password1": "five other sunny words"}


def ask(client, email, **headers):
    return client.post("/accounts/password/reset/", {"email": email}, **headers)


def link_in(message):
    return re.search(r"(https?://\S+?)(/accounts/\S+)", message.body).groups()


def test_the_link_gives_a_new_password_once(client, anna, sign_in):
    elsewhere = sign_in(anna)
    assert ask(client, anna.email).url == "/accounts/password/reset/done/"
    _, path = link_in(mail.outbox[0])
    form = client.get(path).url
    assert anna.email not in form
    assert client.post(form, NEW).url == "/accounts/password/reset/key/done/"
    assert elsewhere.get("/accounts/email/").status_code == 302  # signed out there
    sign_in(anna, password=NEW["password1"])
    assert "This link no longer works" in client.get(path).content.decode()


def test_the_same_rules_hold_for_the_new_password(client, anna):
    ask(client, anna.email)
    form = client.get(link_in(mail.outbox[0])[1]).url
    page = client.post(form, {"password1": "short"})
    assert "too short" in page.content.decode()


def test_known_and_unknown_addresses_are_answered_alike(client, anna, settings):
    settings.RESET_SECONDS = 0.3
    answers, took = [], []
    for email in (anna.email, "nobody@example.org"):
        began = time.monotonic()
        answer = ask(client, email)
        took.append(time.monotonic() - began)
        answers.append((answer.status_code, answer.url, client.get(answer.url).content))
    assert answers[0] == answers[1]
    assert min(took) >= 0.3
    assert "There is no account with this address" in mail.outbox[1].subject


@pytest.mark.parametrize("host", ["localhost", "localhost:9999", "127.0.0.1:1"])
def test_links_in_mails_lead_to_the_site_whatever_host_was_named(client, anna, settings, host):
    ask(client, anna.email, HTTP_HOST=host)
    ask(client, "nobody@example.org", HTTP_HOST=host)
    for message in mail.outbox:
        assert link_in(message)[0] == settings.SITE_URL.geturl()
        assert host not in message.body.replace(settings.SITE_URL.netloc, "")


def test_a_foreign_host_is_refused(client, anna):
    assert ask(client, anna.email, HTTP_HOST="evil.example").status_code == 400
    assert not mail.outbox


def test_a_broken_mail_server_is_said_and_tells_nothing(client, anna, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    pages = [client.get(ask(client, email).url).content for email in (anna.email, "x@example.org")]
    assert pages[0] == pages[1]
    assert "We could not send the e-mail just now" in pages[0].decode()


def test_asking_again_and_again_is_limited(client, db):
    answers = [ask(client, "nobody@example.org").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_nobodys_mailbox_is_filled_by_a_stranger(anna, settings, email):
    """Known or not, the answer stays the same; a mail that tells of a change is still sent."""
    settings.LIMITS = settings.LIMITS | {"mails": rates.parse("2/day/person")}
    answers = [ask(Client(), email, REMOTE_ADDR=f"203.0.113.{n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len(mail.outbox) == 2
    told = Client()
    answer = ask(told, email.upper(), REMOTE_ADDR="203.0.113.9")
    assert "We sent 2 e-mails for you in one day. You can go on at" in told.get(answer.url).text
