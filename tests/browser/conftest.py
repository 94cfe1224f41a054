import os

import pytest
from django.conf import settings
from django.test import Client

from tests import make
from tests.browser.replay import Tape


def pytest_collection_modifyitems(items):
    here = "tests/browser/"
    for item in items:
        if here in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def replayed(request, monkeypatch):
    """With REPLAY set, what a test asked for is asked again by another person."""
    if not os.environ.get("REPLAY"):
        yield
        return
    request.getfixturevalue("transactional_db")
    tape = Tape(monkeypatch)
    yield
    assert tape.play() == []


@pytest.fixture
def sign_in(page, live_server):
    """Gives the tab the session of somebody who signed in."""

    def sign_in(person):
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def alice(db):
    return make.user("alice")
