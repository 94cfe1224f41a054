"""What people see when something went wrong: our own page, in plain words."""

import errno
import io
import sqlite3
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from debtsite import refusals
from ledger.models import Document


@pytest.mark.django_db
def test_a_form_that_came_too_late_says_what_to_do():
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert page.status_code == 403
    assert "send the form once more" in page.text


@pytest.fixture
def ours():
    """That a page is one of ours, and looks it."""

    def ours(page):
        assert "site.css" in page.text
        assert "Nothing was saved" in page.text
        return page.status_code

    return ours


@pytest.mark.django_db
def test_more_fields_than_a_form_has_are_too_much(client, ours):
    page = client.post(reverse("account_login"), {f"field{n}": n for n in range(10_000)})
    assert ours(page) == 413
    assert "That was too much at once" in page.text


@pytest.mark.django_db
def test_a_text_that_is_too_large_is_taken_in_before_it_is_refused(client, ours):
    sent = io.BytesIO(b"login=" + b"a" * 12_000_000)
    wsgi = {
        "CONTENT_LENGTH": len(sent.getvalue()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": sent,
    }
    page = client.generic("POST", reverse("account_login"), **wsgi)
    assert ours(page) == 413
    assert sent.read() == b""  # a browser that is still sending would show no page


@pytest.mark.django_db
def test_what_is_broken_or_meant_for_another_host_is_refused_kindly(ours):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))
    broken = client.post(reverse("account_login"), b"x", content_type="multipart/form-data")
    stray = client.get("/", headers={"host": "elsewhere.example.org"})
    assert [ours(broken), ours(stray)] == [400, 400]


def test_when_the_site_fails_its_page_needs_nothing_of_it():
    page = render_to_string("500.html")
    assert "What you saved before is safe." in page


# ---- what may work in a moment -----------------------------------------------------------------

BUSY = OperationalError("canceling statement due to statement timeout: SELECT secret")
FULL = OSError(errno.ENOSPC, "No space left on device")


def answer(error, request):
    """Our page for an error that nothing else caught."""
    try:
        raise error
    except type(error):
        return refusals.failed(request)


def sqlite_error(code):
    cause, error = sqlite3.OperationalError("from below"), OperationalError("from below")
    cause.sqlite_errorcode = code
    error.__cause__ = cause
    return error


def post(path="/debts/add/", **typed):
    return RequestFactory().post(path, typed)


def test_a_busy_site_says_so_and_holds_what_was_typed():
    page = answer(BUSY, post(nickname='"><script>', csrfmiddlewaretoken="abc"))
    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    assert 'value="&quot;&gt;&lt;script&gt;"' in page.text
    assert 'name="csrfmiddlewaretoken"' in page.text
    assert "What you saved before is safe" in page.text
    assert "secret" not in page.text


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().get("/"),
        RequestFactory().post("/accounts/login/", {"password": "hush"}),
        RequestFactory().post("/admin/password_change/", {"new_password1": "hush"}),
        RequestFactory().post("/papers/", {"title": "a", "file": io.BytesIO(b"%PDF-")}),
    ],
    ids=["a page", "a password", "an operator's password", "a file"],
)
def test_what_no_page_can_hold_is_left_to_the_way_back(request_):
    page = answer(BUSY, request_)
    assert page.status_code == 503
    assert "<form" not in page.text
    assert "hush" not in page.text


@pytest.mark.parametrize("error", [FULL, sqlite_error(sqlite3.SQLITE_FULL)])
def test_a_full_disk_is_called_one(error):
    page = answer(error, post(nickname="Blue card"))
    assert page.status_code == 503
    assert "no room left" in page.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), 503),
        (InterfaceError("connection already closed"), 503),
        (sqlite_error(sqlite3.SQLITE_ERROR), 500),  # a query that never works: no such table
        (ValueError("a mistake of ours"), 500),
        (OSError(errno.EACCES, "no"), 500),
    ],
)
def test_only_what_may_work_in_a_moment_asks_to_try_again(error, status):
    assert answer(error, post()).status_code == status


@pytest.mark.django_db
def test_a_database_that_goes_away_meets_a_page_of_ours(client, alice):
    client.force_login(alice)
    client.raise_request_exception = False
    with patch("ledger.middleware.CurrentWorkspace.__call__", side_effect=BUSY):
        page = client.get("/")
    assert page.status_code == 503
    assert "site.css" in page.text


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_query_that_takes_too_long_is_busy_and_no_mistake():
    with pytest.raises(OperationalError) as slow, transaction.atomic():
        take_too_long()
    assert answer(slow.value, post()).status_code == 503


def take_too_long():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")


@pytest.mark.django_db
def test_a_paper_that_finds_no_room_leaves_nothing_behind(client, alice, debt, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    client.force_login(alice)
    client.raise_request_exception = False
    page = reverse("ledger:document_create", args=[debt.pk])
    sent = {"title": "Statement", "kind": "statement", "upload": paper()}
    with patch("debtsite.storage.flush", side_effect=FULL):
        said = client.post(page, sent)
    assert (said.status_code, Document.objects.count()) == (503, 0)
    assert "no room left" in said.text
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    sent["upload"] = paper()
    assert client.post(page, sent).status_code == 302


def paper():
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7 a statement %%EOF", "application/pdf")
