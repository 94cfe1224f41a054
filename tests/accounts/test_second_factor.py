import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.accounts.conftest import PASSWORD

NOON = datetime(2026, 3, 2, 12, 0, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def with_app(clock, anna, sign_in, show_again, code_of):
    """Anna's browser after she set the app up, its key, and her recovery codes."""
    client = show_again(sign_in(anna))
    key = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(key)})
    assert answer.url == "/accounts/2fa/recovery-codes/"
    codes = client.get(answer.url).context["unused_codes"]
    clock.shift(timedelta(minutes=2))
    return client, key, codes


def second_step(anna, sign_in, code):
    """Whether password and code let a new browser in."""
    client = sign_in(anna)
    assert "_auth_user_id" not in client.session  # the password alone is not enough
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session


def test_the_page_shows_a_picture_and_the_key(clock, anna, sign_in, show_again):
    page = show_again(sign_in(anna)).get("/accounts/2fa/totp/activate/")
    assert page.context["form"].secret in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "Debtsite" in page.context["totp_url"]


def test_the_code_of_the_app_lets_in(with_app, anna, sign_in, code_of):
    assert second_step(anna, sign_in, code_of(with_app[1]))


def test_each_change_is_told_by_mail(with_app, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with_app[0].post("/accounts/2fa/totp/deactivate/")
    (told,) = mail.outbox
    assert told.subject == "The app with codes is off"
    assert "If it was not, choose a new password now" in told.body


def test_a_wrong_code_does_not(with_app, anna, sign_in):
    assert not second_step(anna, sign_in, "000000")


@pytest.mark.parametrize("seconds", [0, 15, 31])  # the clock may be a step off, the code may not
def test_a_code_counts_once(with_app, anna, sign_in, code_of, clock, seconds):
    code = code_of(with_app[1])
    assert second_step(anna, sign_in, code)
    clock.shift(timedelta(seconds=seconds))
    assert not second_step(anna, sign_in, code)
    assert not second_step(anna, sign_in, f"{code[:3]} {code[3:]}")


def test_the_code_that_set_it_up_does_not_let_in(clock, anna, sign_in, show_again, code_of):
    client = show_again(sign_in(anna))
    key = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(key)})
    assert not second_step(anna, sign_in, code_of(key))


def test_a_clock_half_a_minute_off_is_no_hindrance(with_app, anna, sign_in, code_of, clock):
    code = code_of(with_app[1])
    clock.shift(timedelta(seconds=30))
    assert second_step(anna, sign_in, code)


def test_guessing_codes_is_limited(with_app, anna, sign_in, code_of):
    client = sign_in(anna)
    for guess in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": f"00000{guess}"})
    page = client.post("/accounts/2fa/authenticate/", {"code": code_of(with_app[1])})
    assert "please wait five minutes" in page.content.decode()


def test_a_recovery_code_lets_in_once(with_app, anna, sign_in):
    codes = with_app[2]
    assert len(codes) == 10
    assert second_step(anna, sign_in, codes[0])
    assert not second_step(anna, sign_in, codes[0])
    assert second_step(anna, sign_in, codes[1])


def test_new_recovery_codes_end_the_old_ones(with_app, anna, sign_in):
    client, _, codes = with_app
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert not second_step(anna, sign_in, codes[0])


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/"])
def test_the_password_is_asked_for_before_and_again_after_five_minutes(
    clock, client, anna, sign_in, path
):
    sign_in(anna, client)
    for minutes in (0, 6):
        clock.shift(timedelta(minutes=minutes))
        ask = client.get(f"/accounts/2fa/{path}").url
        assert ask.startswith("/accounts/reauthenticate/")
        assert "Is it you?" in client.get(ask).content.decode()
        page = client.post(ask, {"password": "not my password at all"})
        assert "This is not your password." in page.content.decode()
        assert client.post(ask, {"password": PASSWORD}).url == f"/accounts/2fa/{path}"
        assert client.get(f"/accounts/2fa/{path}").status_code == 200


def test_turning_it_off_and_changing_the_address_ask_again_too(with_app, clock):
    client = with_app[0]
    clock.shift(timedelta(minutes=6))
    for path, form in (
        ("/accounts/2fa/totp/deactivate/", {}),
        ("/accounts/2fa/recovery-codes/generate/", {}),
        ("/accounts/email/", {"email": "other@example.org", "action_add": ""}),
    ):
        assert "reauthenticate" in client.post(path, form).url
    assert Authenticator.objects.filter(type="totp").exists()


def test_it_can_be_turned_off(with_app, anna, sign_in):
    with_app[0].post("/accounts/2fa/totp/deactivate/")
    assert "_auth_user_id" in sign_in(anna).session


def test_another_persons_passkey_is_not_found(anna, show_again):
    mine = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "My phone"})
    stranger = Client()
    stranger.post(
        "/accounts/signup/", {"email": "bo@example.org", "password1": "four sunny words here"}
    )
    show_again(stranger, "four sunny words here")
    for act in ("edit", "remove"):
        assert stranger.post(f"/accounts/2fa/webauthn/keys/{mine.pk}/{act}/").status_code == 404


def test_no_page_shows_a_key_or_code_to_a_cache(with_app):
    for path in ("/accounts/2fa/", "/accounts/2fa/recovery-codes/"):
        assert "no-store" in with_app[0].get(path).headers["Cache-Control"]
    download = with_app[0].get("/accounts/2fa/recovery-codes/download/")
    assert re.fullmatch(r"(\d{8}\n){10}\n", download.content.decode())
    assert "no-store" in download.headers["Cache-Control"]
