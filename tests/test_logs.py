"""No log holds personal data: canaries are put where errors happen, and none may be written."""

import ast
import io
import logging
import smtplib
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.urls import path, reverse

from debtsite import logs, urls
from ledger.models import Creditor, User
from negotiation.views import board
from tests import make

CANARY = "Zanzibar"
CANARIES = ("anna@example.org", "4111 1111 1111 1111", "$1,234.56", "1234.56", CANARY)


@pytest.fixture
def written(monkeypatch):
    """Everything that is logged anywhere, as it would stand in the log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Redacted())
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [handler])
    return stream.getvalue


def clean(text):
    return not [canary for canary in CANARIES if canary in text]


def test_every_logger_writes_through_the_one_formatter():
    """What pytest and the libraries add of their own aside: no logger of ours has a handler."""
    assert site.LOGGING["root"]["handlers"] == ["stderr"]
    assert site.LOGGING["handlers"]["stderr"]["formatter"] == "redacted"
    assert site.LOGGING["formatters"]["redacted"]["()"] == "debtsite.logs.Redacted"
    assert not any(logger.get("handlers") for logger in site.LOGGING["loggers"].values())
    for name in ("django", "django.request", "django.server", "django.security", "django.template"):
        assert logging.getLogger(name).handlers == []
        assert logging.getLogger(name).propagate


def broken(request, debt_id):
    balance, owner = "$1,234.56", CANARY
    raise ValueError(f"{owner} owes {balance}")


urlpatterns = [path("broken/<uuid:debt_id>/", broken), *urls.urlpatterns]


def test_an_error_in_a_view_tells_its_type_and_place_and_the_page(
    client, alice, debt, written, settings
):
    settings.ROOT_URLCONF = __name__
    client.force_login(alice)
    client.raise_request_exception = False
    page = client.get(f"/broken/{debt.pk}/?name={CANARY}")
    assert page.status_code == 500
    assert CANARY not in page.text
    assert "Internal Server Error: GET /broken/<uuid:debt_id>/" in written()
    assert "builtins.ValueError" in written()
    assert "tests/test_logs.py" in written()
    assert " broken" in written()
    assert clean(written())
    assert str(debt.pk) not in written()


def test_a_broken_rule_of_the_database_is_named_and_its_values_are_not(written, alice):
    try:
        with transaction.atomic():
            User.objects.create_user(email=alice.email)
    except IntegrityError:
        logging.getLogger("ledger").exception("Could not keep %s", alice.email)
    assert "django.db.utils.IntegrityError" in written()
    assert alice.email not in written()
    if connection.vendor == "postgresql":
        assert "(ledger_user_email_" in written() or "(user_email_whatever_case)" in written()


def test_a_page_that_is_not_there_is_logged_without_its_address(client, alice, written):
    client.force_login(alice)
    client.get(f"/anna@example.org/{CANARY}/?q={CANARY}&card=4111111111111111")
    assert "Not Found: GET (no such page)" in written()
    assert clean(written())


def test_a_secret_in_an_address_is_not_logged(client, db, written):
    client.get("/calendar/feed/sEcReT-token-1234567890.ics")
    assert "sEcReT" not in written()


def test_a_form_without_its_token_is_logged_without_what_it_held(alice, written, client):
    careful = type(client)(enforce_csrf_checks=True)
    careful.post("/accounts/login/", {"login": "anna@example.org", "password": CANARY})
    assert "Forbidden" in written()
    assert "POST /accounts/login/" in written()
    assert clean(written())


def test_a_wrong_host_is_logged_without_its_name(client, db, written):
    client.get("/", headers={"host": f"{CANARY}.example.org"})
    assert "HTTP_HOST" in written()
    assert clean(written())


def test_mail_that_fails_names_nobody(client, db, written, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"anna@example.org": (550, CANARY.encode())})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    assert "Mail could not be sent: SMTPRecipientsRefused" in written()
    assert clean(written())


@pytest.mark.parametrize(
    ("said", "args", "then"),
    [
        ("To %s", ("anna@example.org",), "To [e-mail]"),
        ("Owed: %s", ("$1,234.56",), "Owed: [amount]"),
        ("Owed: 1234.56 of 12", (), "Owed: [amount] of 12"),
        ("Card 4111 1111 1111 1111", (), "Card [number]"),
        ("Paid on 2026-03-02", (), "Paid on [number]"),
        ("Name '%s' is taken", (CANARY,), "Name [text] is taken"),
        ('Field "%s"', (CANARY,), "Field [text]"),
        ("Key (email)=(Zanzibar) already exists", (), "Key (email)[values] already exists"),
        ("GET /debts/?q=Zanzibar done", (), "GET /debts/[query] done"),
        ("token %s", ("a1B2c3D4e5F6g7H8i9",), "token [key]"),
        ("It is %s", (ValueError(CANARY),), "It is ValueError"),
        (ValueError(CANARY), (), "ValueError"),
        ("%d of %s", ("x",), logs.UNREADABLE),
        ("Task path=%s done", ("negotiation.printing.tasks.put_right",), None),
    ],
)
def test_what_looks_like_personal_data_is_taken_out(said, args, then):
    record = logging.LogRecord("some.package", logging.ERROR, "x.py", 1, said, args, None)
    wanted = then or (said % args)
    assert logs.Redacted().format(record).endswith(f" ERROR some.package: {wanted}")


def test_an_error_tells_what_it_came_from():
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "Broken", (), sys.exc_info())
    text = logs.Redacted().format(record)
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert clean(text)


def test_the_servers_own_lines_name_the_page_alone():
    values = {
        "addr": "203.0.113.77:5",
        "time": "now",
        "dt_ms": 1.5,
        "status": 200,
        "path": "/calendar/feed/sEcReT.ics",
        "query_string": f"q={CANARY}",
        "method": "GET",
        "scheme": "http",
        "protocol": "HTTP/1.1",
        "_h0": f"session={CANARY}",
    }
    form = '%(addr)s "%(method)s %(path)s?%(query_string)s" %(status)d %(_h0)s'
    record = logging.LogRecord("granian.access", logging.INFO, "x.py", 1, form, (values,), None)
    text = logs.Redacted().format(record)
    assert "GET /calendar/feed/" in text
    assert " 200 " in text
    assert not [secret for secret in ("sEcReT", CANARY, "203.0.113") if secret in text]
    line = (f"GET /activity/?q={CANARY} HTTP/1.1", "200", "99")
    record = logging.LogRecord("django.server", 20, "x.py", 1, '"%s" %s %s', line, None)
    assert logs.Redacted().format(record).endswith("GET /activity/ 200")


def test_what_cannot_be_written_is_not_quoted_elsewhere(capsys):
    handler = logs.Stream()
    handler.setFormatter(logs.Redacted())
    handler.setStream(io.StringIO())
    handler.stream.close()
    handler.handle(logging.LogRecord("x", logging.ERROR, "x.py", 1, CANARY, (), None))
    assert CANARY not in capsys.readouterr().err


def test_our_own_messages_are_constant_and_name_no_value_by_themselves():
    """An f-string would hide its values from the formatter."""
    files = (file for folder in ("debtsite", "ledger", "negotiation") for file in walk(folder))
    calls = ((file, node) for file in files for node in ast.walk(ast.parse(file.read_text())))
    for file, node in calls:
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "logger.")):
            assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"


def walk(folder):
    return Path(folder).rglob("*.py")


def test_no_error_is_mailed_and_no_debug_page_is_shown(client, alice, settings, monkeypatch):
    assert not settings.ADMINS
    assert not settings.DEBUG
    monkeypatch.setattr(board, "render", lambda *_a, **_k: HttpResponse(1 / 0))
    make.workspace(alice)
    client.force_login(alice)
    client.raise_request_exception = False
    page = client.get(reverse("negotiation:board"))
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.text
    assert Creditor.__name__ not in page.text
