from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from debtsite import env

URL = "/.well-known/security.txt"


def test_without_a_contact_there_is_no_file(client, db):
    assert client.get(URL).status_code == 404


def test_it_says_whom_to_tell_and_until_when_that_is_so(client, db, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    page = client.get(URL)
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in page.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"http://127.0.0.1:8000{URL}"
    expires = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=170) < expires < timedelta(days=365)


def test_no_machine_is_to_read_the_site(client, db):
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", [URL, "/robots.txt"])
def test_they_are_only_read(client, db, settings, path):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "given", ["security@example.org", "http://example.org", "mailto:x", "a\nb"]
)
def test_a_contact_that_cannot_be_used_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("SECURITY_CONTACT", given)
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT must be"):
        env.contact("SECURITY_CONTACT")


@pytest.mark.parametrize("given", ["mailto:security@example.org", "https://example.org/security"])
def test_a_contact_is_an_address_of_mail_or_of_a_page(monkeypatch, given):
    monkeypatch.setenv("SECURITY_CONTACT", given)
    assert env.contact("SECURITY_CONTACT") == given
