import re

from django.core import mail

from ledger.models import User
from tests import make
from tests.accounts.conftest import PASSWORD


def change(client, email):
    return client.post("/accounts/email/", {"email": email, "action_add": ""}, follow=True)


def confirm(client, message):
    client.post(re.search(r"/accounts/confirm-email/\S+", message.body)[0])


def test_a_new_address_counts_once_its_mail_was_opened(anna, sign_in, show_again, mandatory):
    client = show_again(sign_in(anna))
    page = change(client, "anna.new@example.org").content.decode()
    assert "Not confirmed yet" in page
    assert "anna@example.org" in page
    sign_in(anna)  # the old one is still good
    confirm(client, mail.outbox[0])
    anna.refresh_from_db()
    assert anna.email == "anna.new@example.org"
    sign_in(anna)
    assert mail.outbox[-1].to == ["anna@example.org"]  # who is told, in case it was not her
    assert "anna.new@example.org" in mail.outbox[-1].body


def test_the_change_can_be_taken_back(anna, sign_in, show_again, mandatory):
    client = show_again(sign_in(anna))
    change(client, "anna.new@example.org")
    form = {"email": "anna.new@example.org", "action_remove": ""}
    page = client.post("/accounts/email/", form, follow=True).content.decode()
    assert "Not confirmed yet" not in page


def test_an_address_of_somebody_else_is_answered_like_any_other(
    anna, sign_in, show_again, mandatory
):
    make.user("carla")
    client = show_again(sign_in(anna))
    pages = []
    for email in ("carla@example.org", "nobody@example.org"):
        page = change(client, email).content.decode()
        pages.append(re.sub(r'value="[^"]{20,}"', "", page).replace(email, "…"))
    assert pages[0] == pages[1]
    confirm(client, mail.outbox[0])
    assert User.objects.get(email="carla@example.org").check_password(PASSWORD)
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
