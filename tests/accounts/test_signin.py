import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.accounts.conftest import PASSWORD


def attempt(client, email, password="not my password at all", **headers):
    return client.post("/accounts/login/", {"login": email, "password": password}, **headers)


def test_in_and_out_again(client, anna, sign_in):
    sign_in(anna, client)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert "_auth_user_id" in client.session  # looking at the page signs nobody out
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_staying_signed_in_is_asked_for(client, anna):
    attempt(client, anna.email, PASSWORD)
    assert client.session.get_expire_at_browser_close()
    client.post("/accounts/logout/")
    form = {"login": anna.email, "password": PASSWORD, "remember": "on"}
    client.post("/accounts/login/", form)
    assert not client.session.get_expire_at_browser_close()


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, anna, hashes):
    known = attempt(client, anna.email)
    work = [len(hashes)]
    hashes.clear()
    unknown = attempt(client, "nobody@example.org")
    assert [*work, len(hashes)] == [1, 1]
    assert known.context["form"].errors == unknown.context["form"].errors
    assert "The e-mail address or the password is not right." in known.content.decode()


def test_after_five_wrong_guesses_even_the_right_one_waits(anna):
    for _ in range(5):
        attempt(Client(), anna.email)
    page = attempt(Client(), anna.email.upper(), PASSWORD)
    assert "please wait five minutes" in page.content.decode()


def test_a_stranger_who_guesses_keeps_nobody_out_of_a_browser_they_used_before(anna, sign_in):
    mine = sign_in(anna)
    mine.post("/accounts/logout/")
    forged = Client()
    forged.cookies["known"] = "0" * 32
    for _ in range(5):
        attempt(forged, anna.email)
    for stranger in (forged, Client()):
        assert "please wait five minutes" in attempt(stranger, anna.email, PASSWORD).text
    assert attempt(mine, anna.email.upper(), PASSWORD).status_code == 302


def test_five_wrong_guesses_are_enough_in_a_known_browser_too(anna, sign_in):
    mine = sign_in(anna)
    mine.post("/accounts/logout/")
    for _ in range(5):
        attempt(mine, anna.email)
    assert "please wait five minutes" in attempt(mine, anna.email, PASSWORD).text


def test_guesses_are_counted_where_every_worker_sees_them(client, anna):
    attempt(client, anna.email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM debtsite_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any("login_failed" in key for key in keys)


def test_naming_another_host_does_not_start_the_count_anew(client, anna):
    hosts = ["localhost", "localhost:81", "127.0.0.1", "127.0.0.1:99", "[::1]:5"]
    for host in hosts:
        attempt(client, anna.email, HTTP_HOST=host)
    page = attempt(client, anna.email, PASSWORD)
    assert "please wait five minutes" in page.content.decode()


def test_a_made_up_proxy_header_does_not_start_the_count_anew(client, db):
    answers = [
        attempt(client, f"{n}@example.org", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}") for n in range(11)
    ]
    assert "please wait" not in answers[9].content.decode()
    assert "please wait" in answers[10].content.decode()


def test_behind_a_proxy_of_ours_each_visitor_has_an_own_count(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        attempt(client, f"{n}@example.org", HTTP_X_FORWARDED_FOR=f"1.1.1.1, 10.0.0.{n}")
        for n in range(11)
    ]
    assert "please wait" not in answers[10].content.decode()


def test_a_flood_gets_a_friendly_page(client, db):
    for _ in range(30):
        client.post("/accounts/login/")
    page = client.post("/accounts/login/")
    assert page.status_code == 429
    assert "A little slower, please" in page.content.decode()


def test_many_others_do_not_push_a_count_out_of_the_cache():
    assert cache._max_entries >= 20_000


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://localhost:9/",
        "http://testserver@evil.example/",
        "\thttps://evil.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, anna, elsewhere):
    form = {"login": anna.email, "password": PASSWORD, "next": elsewhere}
    assert client.post("/accounts/login/", form).url == "/"
    assert client.post("/accounts/logout/", {"next": elsewhere}).url == "/"


def test_a_page_of_ours_is_where_signing_in_leads(client, anna):
    form = {"login": anna.email, "password": PASSWORD, "next": "/accounts/sessions/"}
    assert client.post("/accounts/login/", form).url == "/accounts/sessions/"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/x-y/",
        "/accounts/password/reset/key/done/",
        "/accounts/confirm-email/",
        "/accounts/confirm-email/x/",
        "/accounts/inactive/",
    ],
)
def test_a_visitor_can_open_what_leads_in(client, db, path):
    assert client.get(path).status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_comes_back_to_the_page(client, db):
    answer = client.get("/accounts/sessions/?a=1")
    assert answer.url == "/accounts/login/?next=%2Faccounts%2Fsessions%2F%3Fa%3D1"


def test_an_act_is_not_where_signing_in_leads(client, db):
    assert client.post("/accounts/sessions/").url == "/accounts/login/"


@pytest.mark.parametrize(
    ("seen", "then"),
    [
        ("http://testserver/accounts/email/?x=1", "?next=%2Faccounts%2Femail%2F%3Fx%3D1"),
        ("https://evil.example/", ""),
    ],
)
def test_a_part_of_a_page_makes_the_whole_page_ask(client, db, seen, then):
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": seen}
    answer = client.get("/accounts/sessions/", **headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"/accounts/login/{then}"
    assert answer.content == b""


def test_the_admin_has_no_door_of_its_own(client, anna, sign_in):
    assert client.get("/admin/login/").url.startswith("/accounts/login/?next=")
    sign_in(anna, client)
    assert client.get("/admin/login/").status_code == 403


def test_a_closed_account_stays_out(client, anna):
    anna.is_active = False
    anna.save()
    assert attempt(client, anna.email, PASSWORD).url == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session
