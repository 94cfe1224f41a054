"""What every page tells the browser to refuse."""

import runpy

import pytest
from django.urls import reverse

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
PAGES = ("negotiation:board", "negotiation:activity", "ledger:calculators", "account_email")


@pytest.fixture
def page(client, alice, workspace):
    client.force_login(alice)
    return lambda name: client.get(reverse(name))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_or_loads_but_files_of_the_site(page, name):
    told = page(name).headers["Content-Security-Policy"]
    assert {part.strip() for part in told.split(";")} == CSP
    for loose in ("unsafe", "nonce", "strict-dynamic", "*", "http"):
        assert loose not in told


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_kept_framed_guessed_or_told_to_others(page, name):
    headers = page(name).headers
    assert headers["Cache-Control"].startswith("no-store") or "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "microphone=()" in headers["Permissions-Policy"]


def test_an_error_page_is_no_looser(client, db):
    for path in ("/nowhere/", "/accounts/confirm-email/x/", "/accounts/login/"):
        headers = client.get(path).headers
        assert {part.strip() for part in headers["Content-Security-Policy"].split(";")} == CSP
        assert "no-store" in headers["Cache-Control"]


def test_with_tls_cookies_and_the_browser_keep_to_it(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://debts.example.org")
    read = runpy.run_path("debtsite/settings.py")
    for kind in ("SESSION", "CSRF"):
        assert read[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert read[f"{kind}_COOKIE_SECURE"] is True
    assert read["CSRF_COOKIE_HTTPONLY"] is True
    assert read["SECURE_SSL_REDIRECT"] is True
    assert read["SECURE_HSTS_SECONDS"] == 31_536_000
    assert read["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_a_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, alice):
    client.post("/accounts/login/", {"login": alice.email, "password": "a long enough password"})
    for name in ("session", "known"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
