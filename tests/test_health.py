"""What a monitor asks: whether the process lives, and whether it can do its work."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.templatetags.static import static

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SECRET = "could not connect as ann to db.internal"


@pytest.fixture
def _no_database(db):
    with patch.object(connection, "cursor", side_effect=OperationalError(SECRET)):
        yield


@pytest.fixture
def _no_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a file, not a folder"
    settings.MEDIA_ROOT.touch()


def test_the_process_lives_whatever_became_of_the_rest(client):
    page = client.get("/healthz")
    assert (page.status_code, page.text) == (200, "ok\n")


@pytest.mark.parametrize("accept", ["*/*", "text/plain", BROWSER])
def test_a_site_that_can_work_says_so_in_plain_text(client, db, accept):
    page = client.get("/readyz", headers={"accept": accept})
    assert (page.status_code, page.text) == (200, "database: ok\nstorage: ok\n")
    assert page.headers["Content-Type"] == "text/plain"


def test_a_program_may_ask_for_json(client, db):
    page = client.get("/readyz", headers={"accept": "application/json"})
    assert page.json() == {"database": "ok", "storage": "ok"}


@pytest.mark.usefixtures("_no_database")
def test_a_database_that_is_down_is_named_without_a_detail(client):
    page = client.get("/readyz")
    assert (page.status_code, page.text) == (503, "database: failed\nstorage: ok\n")


@pytest.mark.usefixtures("_no_storage")
def test_storage_that_cannot_be_written_is_named_without_a_detail(client, db):
    page = client.get("/readyz", headers={"accept": "application/json"})
    assert page.status_code == 503
    assert page.json() == {"database": "ok", "storage": "failed"}


def test_somebody_signed_in_is_answered_while_the_database_is_down(client, alice, request):
    client.force_login(alice)
    request.getfixturevalue("_no_database")
    for path, status in (("/healthz", 200), ("/readyz", 503)):
        assert client.get(path).status_code == status


def test_monitors_may_ask_by_any_name_and_nothing_is_kept(client, db):
    page = client.get("/readyz", headers={"host": "10.1.2.3:8000"})
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert not page.cookies


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_there(client, path):
    assert client.post(path, {"format": "rss"}).status_code == 405


def test_a_browser_that_looks_at_it_finds_an_icon(client):
    assert client.get("/favicon.ico").url == static("img/mark.svg")
