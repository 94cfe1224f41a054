"""No address of ours leads to another site, whatever `next` or a header asks for."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import PASSWORD

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
elsewhere = pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "\thttps://evil.example",
    ],
)


def stays(answer):
    return answer.status_code == 302 and "evil" not in answer.url and ":" not in answer.url


@elsewhere
def test_after_showing_the_password_again(anna, sign_in, asked):
    typed = {"password": PASSWORD, "next": asked}
    assert stays(sign_in(anna).post(f"/accounts/reauthenticate/?next={asked}", typed))


@elsewhere
def test_after_the_second_step(anna, code_of, asked):
    data = {"secret": get_adapter().encrypt(KEY)}
    Authenticator.objects.create(user=anna, type="totp", data=data)
    client = Client()
    client.post("/accounts/login/", {"login": anna.email, "password": PASSWORD, "next": asked})
    typed = {"code": code_of(KEY), "next": asked}
    assert stays(client.post(f"/accounts/2fa/authenticate/?next={asked}", typed))
    assert "_auth_user_id" in client.session


@elsewhere
def test_after_signing_up(client, db, asked):
    typed = {"email": "new@example.org", "password1": "four sunny words here", "next": asked}
    assert stays(client.post(f"/accounts/signup/?next={asked}", typed))


@elsewhere
def test_after_choosing_a_language(client, db, asked):
    for headers in ({}, {"HTTP_REFERER": asked.strip()}):
        typed = {"language": "es"} | ({} if headers else {"next": asked})
        assert stays(client.post("/language/", typed, **headers))


@elsewhere
def test_before_signing_in(client, db, asked):
    assert asked not in client.get("/accounts/login/", {"next": asked}).headers.get("Location", "")
    page = client.get("/activity/", headers={"HX-Request": "true", "HX-Current-URL": asked.strip()})
    assert "evil" not in page.headers["HX-Redirect"]
