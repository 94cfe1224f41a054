"""What an account's owner finds on the activity page afterwards."""

from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from debtsite.account_events import network
from ledger.forgetting import forget_old
from ledger.models import Activity
from ledger.models.activity import KEPT
from ledger.walls.inside import as_person, is_walled
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_sessions import PHONE

NEW = {"email": "new@example.org", "password1": "four sunny words here"}


def kinds(person):
    """In the order they were written down."""
    return [*person.activity.order_by("at").values_list("kind", flat=True)]


def attempt(email, password="not my password at all", client=None, **headers):
    form = {"login": email, "password": password}
    return (client or Client()).post("/accounts/login/", form, **headers)


def test_a_sign_in_names_the_device_and_a_place_cut_short(anna):
    attempt(anna.email, PASSWORD, HTTP_USER_AGENT=PHONE, REMOTE_ADDR="203.0.113.77")
    written = anna.activity.get()
    assert written.kind == "signed_in"
    assert written.data == {"device": "Safari, iPhone", "network": "203.0.113.x"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.x"),
        ("2001:db8:7:8::9", "2001:db8:7::"),
        ("::ffff:203.0.113.77", "203.0.113.x"),
    ],
)
def test_an_address_is_cut_short(address, kept):
    assert network(address) == kept


def test_a_failed_try_is_written_down_for_its_owner(anna):
    attempt(anna.email.upper())
    assert kinds(anna) == ["sign_in_failed"]


def test_an_address_nobody_has_takes_the_same_writing(anna, django_assert_num_queries):
    counts = []
    for email in (anna.email, "nobody@example.org"):
        before = Activity.objects.count()
        attempt(email)
        counts.append(Activity.objects.count() - before)
    assert counts == [1, 1]
    assert Activity.objects.filter(person=None).get().kind == "sign_in_failed"


def test_signing_out_and_ending_a_device_are_written_down(anna, sign_in):
    here, _phone = sign_in(anna), sign_in(anna, HTTP_USER_AGENT=PHONE)
    here.post("/accounts/sessions/", {"which": "others"})
    here.post("/accounts/logout/")
    assert kinds(anna) == ["signed_in", "signed_in", "device_signed_out", "signed_out"]
    assert anna.activity.get(kind="device_signed_out").data == {"device": "Safari, iPhone"}


def test_a_new_password_is_written_down(anna, sign_in):
    form = {"oldpassword": PASSWORD, "password1": "five other sunny words"}
    sign_in(anna).post("/accounts/password/change/", form)
    assert kinds(anna) == ["signed_in", "password_changed"]


def test_asking_for_a_new_password_is_written_down(anna):
    Client().post("/accounts/password/reset/", {"email": anna.email})
    assert kinds(anna) == ["password_reset_asked"]


@pytest.mark.django_db(transaction=True)
def test_a_second_step_is_written_down(anna, sign_in, show_again, code_of):
    client = show_again(sign_in(anna))
    key = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(key)})
    sign_in(anna).post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert {
        "totp_added",
        "code_failed",
        "recovery_codes_made",
        "totp_removed",
    } <= {*kinds(anna)}


def test_a_wrong_password_when_asked_again_is_written_down(anna, sign_in):
    sign_in(anna).post("/accounts/reauthenticate/", {"password": "not my password"})
    assert kinds(anna) == ["signed_in", "check_failed"]


@pytest.mark.parametrize("taken", [True, False])
def test_a_new_address_is_written_down_whoever_has_it(
    anna, sign_in, show_again, mandatory, taken, mallory
):
    email = mallory.email if taken else "free@example.org"
    show_again(sign_in(anna)).post("/accounts/email/", {"email": email, "action_add": ""})
    assert kinds(anna)[-1] == "email_asked"
    assert anna.activity.get(kind="email_asked").data == {"email": email}


def test_signing_up_is_written_down(client, db):
    client.post("/accounts/signup/", NEW)
    assert {*Activity.objects.values_list("kind", flat=True)} == {"signed_up", "signed_in"}


@pytest.fixture
def mails(settings):
    settings.HAS_MAIL_SERVER = True
    return mail.outbox


def test_a_browser_never_seen_is_told_by_mail_once(anna, mails):
    browser = Client()
    for _ in range(2):
        attempt(anna.email, PASSWORD, browser, HTTP_USER_AGENT=PHONE)
        browser.post("/accounts/logout/")
    assert [told.subject for told in mails] == ["New sign-in to your account"]
    assert "If it was not, choose a new password now" in mails[0].body
    attempt(anna.email, PASSWORD)
    assert len(mails) == 2


def test_a_browser_of_somebody_else_is_new_to_this_account(anna, mallory, mails):
    browser = Client()
    attempt(mallory.email, PASSWORD, browser)
    browser.post("/accounts/logout/")
    mails.clear()
    attempt(anna.email, PASSWORD, browser)
    assert [told.to for told in mails] == [[anna.email]]
    assert str(anna.pk) not in browser.cookies["known"].value
    assert browser.cookies["known"]["httponly"]


def test_signing_up_is_no_news(client, db, mails):
    client.post("/accounts/signup/", NEW)
    assert not [told for told in mails if "New sign-in" in told.subject]


def test_without_a_mail_server_nothing_is_sent(anna):
    attempt(anna.email, PASSWORD)
    assert not mail.outbox


def test_sign_ins_are_forgotten_after_ninety_days(anna, time_machine):
    now = timezone.now()
    time_machine.move_to(now - KEPT - timedelta(minutes=1), tick=False)
    Activity.record("signed_in", person=anna, device="Firefox, Linux", network="203.0.113.x")
    kept = Activity.record("password_changed", person=anna)
    time_machine.move_to(now, tick=False)
    new = Activity.record("signed_in", person=anna)
    forget_old.func()
    assert {*Activity.objects.all()} == {kept, new}


def test_a_line_is_never_changed_and_one_of_a_workspace_is_never_removed(workspace, alice):
    """What is an account's own goes with it, and sign-ins go after their time."""
    line = Activity.record("export_asked", person=alice, workspace=workspace)
    for act in (line.delete, lambda: Activity.objects.update(kind="signed_out")):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act()


@pytest.mark.postgres
def test_the_database_too_shows_an_accounts_lines_to_its_person_alone(anna, mallory):
    if not is_walled():
        pytest.skip("SQLite has the scoping module alone")
    mine = Activity.record("signed_in", person=anna)
    with as_person(mallory.pk):
        assert not Activity.objects.exists()
        Activity.record("sign_in_failed", person=None)
        assert not Activity.objects.exists()
    with as_person(anna.pk):
        assert Activity.objects.get() == mine


@pytest.mark.parametrize("values", [{"amount": "1.00"}, {"paid": Decimal(1)}])
def test_an_amount_is_refused(db, values):
    with pytest.raises(TypeError, match="no place"):
        Activity.record("signed_in", person=None, **values)
