"""What people see when something went wrong: our own page, in plain words."""

import io

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


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
