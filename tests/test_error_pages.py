"""What people see when something went wrong: our own page, in plain words."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_a_form_that_came_too_late_says_what_to_do():
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert page.status_code == 403
    assert "send the form once more" in page.text


def test_when_the_site_fails_its_page_needs_nothing_of_it():
    page = render_to_string("500.html")
    assert "What you saved before is safe." in page
