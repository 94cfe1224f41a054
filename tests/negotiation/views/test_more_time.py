"""More time as its own path: letters that ask for it, and the change of terms that was agreed."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from negotiation.models import NewTerms
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def store(workspace):
    creditor = make.creditor(workspace, name="Old Store", kind="original_creditor")
    debt = make.debt(
        workspace, nickname="Store card", original_creditor=creditor, security="none", sued=False,
        current=True,
    )  # fmt: skip
    make.balance(debt, "1200.00")
    return debt


def to(name, row):
    return reverse(f"negotiation:{name}", args=[row.pk])


def typed(**more):
    day = "2026-03-01"
    return {"kind": "lower", "agreed_on": day, "starts_on": day, "form_key": uuid4()} | more


def test_the_path_leads_to_the_letters_that_ask_for_time(signed_in, store):
    assert to("more_time", store) in signed_in.get(store.get_absolute_url()).text
    page = signed_in.get(to("more_time", store))
    assert "L10" in [letter.kind for letter in page.context["letters"]]
    assert "nothing is forgiven" in page.text


def test_a_letter_that_does_not_fit_says_why(signed_in, debt):
    page = signed_in.get(to("more_time", debt))
    assert "This letter is for the company you owe, not for a collector." in page.text


def test_what_was_agreed_is_kept_with_its_paper_once(signed_in, store):
    paper = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 terms %%EOF")
    form = typed(monthly="40", until="2026-09-01")
    signed_in.post(to("new_terms_create", store), form | {"upload": paper})
    signed_in.post(to("new_terms_create", store), form)
    kept = NewTerms.objects.get()
    assert kept.document.title == "Their letter about more time"
    page = signed_in.get(to("more_time", store))
    assert "$40.00 a month" in page.text
    assert "Not in writing yet" not in page.text
    assert "They gave you more time." in signed_in.get(store.get_absolute_url()).text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (typed(), "monthly"),
        (typed(kind="rate"), "apr"),
        (typed(kind="pause", until="2026-02-01"), "__all__"),
        (typed(kind="pause", agreed_on="2026-03-03"), "agreed_on"),
    ],
)
def test_what_cannot_be_is_named(signed_in, store, form, field):
    page = signed_in.post(to("new_terms_create", store), form)
    assert field in page.context["form"].errors
    assert not NewTerms.objects.exists()


def test_it_ends_once(signed_in, store):
    terms = make.new_terms(store)
    for _click in range(2):
        page = signed_in.post(to("new_terms_end", terms), follow=True)
    assert "It is over" not in page.text
    assert store.events.filter(kind="terms_ended").count() == 1
