import re

import pytest
from allauth.account import forms
from django.core import mail

from ledger.models import User

NEW = {"email": "new@example.org", "password1": "four sunny words here"}


def page_text(answer):
    """The page without what differs on every load."""
    return re.sub(r'value="[^"]{20,}"', "", answer.content.decode())


def test_sign_up_asks_two_things_and_lets_in(client, db):
    page = client.get("/accounts/signup/")
    assert list(page.context["form"].fields) == ["email", "password1"]
    assert client.post("/accounts/signup/", NEW).url == "/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email=NEW["email"]).pk)


def test_the_page_says_why_it_asks_and_that_it_stays_here(client, db):
    page = client.get("/accounts/signup/").content.decode()
    assert "stays on this server" in page
    assert "four or five words" in page


def test_the_address_counts_whatever_its_case(client, db):
    client.post("/accounts/signup/", NEW | {"email": "New@Example.org"})
    client.post("/accounts/logout/")
    client.post("/accounts/signup/", NEW)
    assert User.objects.count() == 1


def test_a_password_that_is_too_short_is_refused_in_friendly_words(client, db):
    page = client.post("/accounts/signup/", NEW | {"password1": "three sunny w"})
    assert "This is 2 characters too short" in page.content.decode()
    assert not User.objects.exists()


def test_without_a_mail_server_sign_up_is_closed_and_says_what_to_do(client, db, settings):
    settings.SIGNUP_OPEN = False
    page = client.get("/accounts/signup/")
    assert "Sign-up is closed" in page.content.decode()
    assert "EMAIL_URL" in page.content.decode()
    client.post("/accounts/signup/", NEW)
    assert not User.objects.exists()


def test_with_a_mail_server_known_and_new_addresses_are_answered_alike(
    client, anna, mandatory, hashes
):
    pages, work = [], []
    for email in (anna.email, NEW["email"]):
        client.cookies.clear()
        hashes.clear()
        answer = client.post("/accounts/signup/", NEW | {"email": email})
        assert answer.url == "/accounts/confirm-email/"
        work.append(list(hashes))
        pages.append(page_text(client.get(answer.url)).replace(email, "…"))
    assert pages[0] == pages[1]
    assert work == [["made"], ["made"]]  # and take as long
    assert [mail.outbox[0].to, mail.outbox[1].to] == [[anna.email], [NEW["email"]]]
    assert "There is one already" in mail.outbox[0].body


def test_with_a_mail_server_the_link_lets_in_and_nothing_before(client, mandatory, db):
    client.post("/accounts/signup/", NEW)
    assert "_auth_user_id" not in client.session
    link = re.search(r"http\S+/accounts/confirm-email/\S+", mail.outbox[0].body)[0]
    assert "Yes, this is my address" in client.get(link).content.decode()
    assert (
        "_auth_user_id" not in client.session
    )  # a mail scanner that follows links confirms nothing
    assert client.post(link).status_code == 302
    assert "_auth_user_id" in client.session


def test_the_welcome_is_true_for_who_is_in_and_for_who_is_not(client, db, settings):
    for verification in ("optional", "mandatory"):
        settings.ACCOUNT_EMAIL_VERIFICATION = verification
        client.post("/accounts/signup/", NEW | {"email": f"{verification}@example.org"})
        client.cookies.clear()
        welcome = mail.outbox.pop().body
        assert "To show that it is yours, open this link:" in welcome
        assert "you are in" not in welcome
    assert "Open the link in it to go on." in client.get("/accounts/confirm-email/").text


def test_without_mail_a_known_address_is_told_what_to_do(client, anna):
    page = client.post("/accounts/signup/", NEW | {"email": anna.email})
    assert "Sign in, or ask for a new password" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_makes_one_account_and_lets_in(client, monkeypatch):
    client.post("/accounts/signup/", NEW)
    client.post("/accounts/logout/")
    # as the second of two requests sees it: no account yet when the form is checked
    monkeypatch.setattr(
        forms.flows.manage_email, "email_already_exists", lambda email, **kw: (email, False)
    )
    assert client.post("/accounts/signup/", NEW).url == "/"
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    other = client.post("/accounts/signup/", NEW | {"password1": "not the same words here"})
    assert other.url == "/accounts/login/"
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_sign_ups_from_one_place_are_limited(client, db):
    answers = [client.post("/accounts/signup/", {"email": "x"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
