from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.fixture
def _demo(settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def write(*texts, subject="Choose a new password"):
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend")
    messages = [EmailMessage(subject, text, to=["anna@example.org"]) for text in texts]
    connection.send_messages(messages)


@pytest.mark.usefixtures("_demo")
def test_the_demo_shows_its_mails_with_links(client, db):
    write("Open http://127.0.0.1:8000/accounts/password/reset/key/x-y/ now.", "¿Una más? –")
    page = client.get("/mail/").content.decode()
    assert '<a href="http://127.0.0.1:8000/accounts/password/reset/key/x-y/"' in page
    assert page.index("¿Una más? –") < page.index("Open")  # newest first


@pytest.mark.usefixtures("_demo")
def test_a_mail_is_text_and_nothing_else(client, db):
    write("<script>alert(1)</script> & javascript:alert(1)", subject="<b>Hi</b>")
    page = client.get("/mail/").content.decode()
    assert "<script>alert" not in page
    assert "<b>Hi" not in page
    assert 'href="javascript' not in page


@pytest.mark.usefixtures("_demo")
def test_a_mail_shows_the_hour_where_its_reader_is(client, workspace, alice, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 3, 4, tzinfo=UTC), tick=False)
    write("Hello")
    assert "March 1, 2026, 10:04 p.m." in client.get("/mail/").content.decode()  # the site's zone
    workspace.time_zone = "Pacific/Guam"
    workspace.save()
    client.force_login(alice)
    assert "March 2, 2026, 1:04 p.m." in client.get("/mail/").content.decode()


@pytest.mark.usefixtures("_demo")
def test_an_empty_box_says_how_to_fill_it(client, db):
    assert "Nothing yet" in client.get("/mail/").content.decode()


@pytest.mark.usefixtures("_demo")
def test_the_pages_that_speak_of_a_mail_lead_to_it(client, anna):
    for path in ("/accounts/password/reset/done/", "/accounts/confirm-email/"):
        assert 'href="/mail/"' in client.get(path).content.decode()


def test_outside_the_demo_there_is_no_such_page(client, db):
    assert client.get("/mail/").status_code == 404
    assert "/mail/" not in client.get("/accounts/password/reset/done/").content.decode()


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_from_another_machine_there_is_no_such_page(client, db, headers):
    assert client.get("/mail/", **headers).status_code == 404
    done = client.get("/accounts/password/reset/done/", **headers).content.decode()
    assert "/mail/" not in done
