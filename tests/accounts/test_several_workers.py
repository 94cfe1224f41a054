"""Guesses against a real server with four worker processes: what one counts, all know."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, PATIENCE = 4, 90  # seconds for a start on a busy machine
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def database_url():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@pytest.fixture
def server(db):
    """The address of a site of its own on the database of this test."""
    cache.clear()
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{any_port.getsockname()[1]}"
    environ = os.environ | {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(site.DATA_DIR),
        "DEBUG": "1",  # style sheets need not be collected
        "SITE_URL": address,
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS)]
    command += ["--port", address.rpartition(":")[2], "--blocking-threads", "4", "--no-ws"]
    process = subprocess.Popen(
        [*command, "debtsite.wsgi:application"], env=environ, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(process, address)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(process, address):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            return build_opener().open(f"{address}/healthz", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server did not start")


class Browser:
    """As much of one as signing in takes."""

    def __init__(self, address):
        self.address = address
        self.open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def get(self, path):
        with self.open(self.address + path, timeout=60) as page:
            return page.geturl(), page.read().decode()

    def post(self, path, typed, **headers):
        """Where it leads in the end."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path)[1])[1]
        sent = urlencode(typed | {"csrfmiddlewaretoken": token}).encode()
        try:
            with self.open(Request(self.address + path, sent, headers), timeout=60) as page:
                return page.geturl().removeprefix(self.address)
        except HTTPError as error:
            error.close()
            return f"{error.code}"


def all_at_once(act, number):
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(act, range(number)))


def test_twenty_guesses_over_four_workers_are_five(server, anna):
    def guess(number):
        typed = {"login": anna.email, "password": f"not my password {number}"}
        forged = {"X-Forwarded-For": f"203.0.113.{number}"}
        return Browser(server).post("/accounts/login/", typed, **forged)

    all_at_once(guess, 20)
    tried = anna.activity.filter(kind="sign_in_failed").count()
    assert 1 <= tried <= 5
    right = {"login": anna.email, "password": PASSWORD}
    assert Browser(server).post("/accounts/login/", right) == "/accounts/login/"


def test_one_code_over_four_workers_lets_in_once(server, anna, code_of):
    data = {"secret": get_adapter().encrypt(KEY)}
    Authenticator.objects.create(user=anna, type="totp", data=data)
    browsers = [Browser(server) for _ in range(6)]
    for browser in browsers:
        typed = {"login": anna.email, "password": PASSWORD}
        assert browser.post("/accounts/login/", typed) == "/accounts/2fa/authenticate/"
    code = code_of(KEY)

    def enter(number):
        return browsers[number].post("/accounts/2fa/authenticate/", {"code": code})

    led = all_at_once(enter, 6)
    assert led.count("/accounts/2fa/authenticate/") == 5
    assert anna.activity.filter(kind="signed_in").count() == 1
