import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from debtsite.sessions import device
from tests import make
from tests.accounts.conftest import PASSWORD

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"


def is_in(client):
    return client.get("/accounts/email/").status_code == 200


@pytest.fixture
def here(anna, sign_in):
    return sign_in(anna)


@pytest.fixture
def phone(anna, sign_in):
    return sign_in(anna, HTTP_USER_AGENT=PHONE)


def test_the_list_names_each_device(here, phone):
    page = here.get("/accounts/sessions/").content.decode()
    assert "Safari, iPhone" in page
    assert page.count("This one") == 1


def test_one_can_be_signed_out(here, phone):
    other = UserSession.objects.get(user_agent=PHONE)
    here.post("/accounts/sessions/", {"which": other.pk})
    assert (is_in(here), is_in(phone)) == (True, False)


def test_all_the_others_can_be_signed_out(here, phone):
    here.post("/accounts/sessions/", {"which": "others"})
    assert (is_in(here), is_in(phone)) == (True, False)


def test_everywhere_means_here_too(here, phone):
    assert here.post("/accounts/sessions/", {"which": "all"}).url == "/"
    assert (is_in(here), is_in(phone)) == (False, False)
    assert not UserSession.objects.exists()


def test_another_persons_session_is_not_found(here, sign_in):
    stranger = sign_in(make.user("stranger"))
    theirs = UserSession.objects.get(user__email="stranger@example.org")
    assert here.post("/accounts/sessions/", {"which": theirs.pk}).status_code == 404
    assert is_in(stranger)
    assert "stranger" not in here.get("/accounts/sessions/").content.decode()


def test_a_new_password_signs_the_others_out_and_keeps_this_one(here, phone):
    form = {"oldpassword": PASSWORD, "password1": "five other sunny words"}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert (is_in(here), is_in(phone)) == (True, False)


def test_the_old_password_is_asked_for(here):
    form = {"oldpassword": "not my password", "password1": "five other sunny words"}
    page = here.post("/accounts/password/change/", form)
    assert "This is not your password." in page.content.decode()


def test_a_session_id_is_new_after_signing_in(anna):
    client = Client()
    client.get("/accounts/login/")
    client.post("/accounts/2fa/webauthn/login/")
    before = client.session.session_key
    client.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_what_changes_something_needs_the_forms_token(anna, sign_in):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    for path in ("/accounts/sessions/", "/accounts/logout/", "/accounts/password/change/"):
        assert strict.post(path).status_code == 403
    assert Client(enforce_csrf_checks=True).post("/accounts/login/").status_code == 403


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox, Linux"),
        ("curl/8", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_has_a_name_people_use(user_agent, name):
    assert device(user_agent) == name
