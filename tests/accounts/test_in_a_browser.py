"""What only a real browser shows: passkeys, the policy on scripts, and how pages read."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

AXE = Path("tests/vendor/axe-core/axe.min.js").read_text()
WORDS = "four sunny words here"
pytestmark = pytest.mark.browser
VISITOR = [
    "login/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/x-y/",
    "confirm-email/",
    "inactive/",
]
SIGNED_IN = [
    "email/",
    "password/change/",
    "sessions/",
    "logout/",
    "reauthenticate/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
]


@pytest.fixture
def site(live_server):
    """At a name: a browser gives no passkey to a bare address."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def device(page):
    """A phone that knows its owner, as far as the browser can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def knows_owner(known):
        options = {"authenticatorId": made["authenticatorId"], "isUserVerified": known}
        session.send("WebAuthn.setUserVerified", options)

    return knows_owner


@pytest.fixture
def in_account(page, site):
    page.goto(f"{site}/accounts/signup/")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.locator("[name=password1]").fill(WORDS)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto(f"{site}/accounts/reauthenticate/")
    page.locator("[name=password]").fill(WORDS)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def sign_out(page, site):
    page.goto(f"{site}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login/**")


def add_passkey(page, site):
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()


def no_serious_finding(page):
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [
        (finding["id"], node["html"])
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


def test_a_passkey_is_made_and_then_lets_in_alone(in_account, site, device):
    page = in_account
    add_passkey(page, site)
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(page, site)
    page.goto(f"{site}/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()


def test_a_passkey_is_a_second_step_after_the_password(in_account, site, device):
    page = in_account
    add_passkey(page, site)
    page.wait_for_url("**/recovery-codes/")
    sign_out(page, site)
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.locator("[name=password]").fill(WORDS)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_a_passkey_that_fails_says_so_and_nothing_breaks(in_account, site, device):
    page = in_account
    add_passkey(page, site)
    page.wait_for_url("**/recovery-codes/")
    device(False)
    add_passkey(page, site)
    expect(page.get_by_role("alert")).to_be_visible()


def test_without_a_name_passkeys_are_not_offered_but_explained(page, live_server, in_account):
    address = live_server.url.replace("localhost", "127.0.0.1")
    page.goto(f"{address}/accounts/login/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


def test_without_a_name_the_same_page_is_a_click_away(page, live_server, in_account):
    path = "/accounts/2fa/webauthn/add/"
    port = urlsplit(live_server.url).port
    page.goto(f"http://127.0.0.1:{port}/accounts/login/?next={path}")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.locator("[name=password]").fill(WORDS)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("[name=password]").fill(WORDS)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("cannot use passkeys at this address")).to_be_visible()
    page.get_by_role("link", name=f"http://localhost:{port}{path}").click()
    expect(page.get_by_role("button", name="Add the passkey")).to_be_visible()
    expect(page.get_by_text("this very page")).to_be_hidden()


def test_the_password_can_be_shown_and_its_error_is_seen(page, site):
    page.goto(f"{site}/accounts/signup/")
    field = page.locator("[name=password1]")
    field.fill("too short")
    page.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide the password").click()
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Make my account").click()
    beside_it = page.locator(".invalid-feedback", has_text="characters too short")
    expect(beside_it).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_page_reads_well(page, site, request, width, scheme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in VISITOR:
        page.goto(f"{site}/accounts/{path}")
        found[path] = no_serious_finding(page)
    request.getfixturevalue("in_account")
    for path in SIGNED_IN:
        page.goto(f"{site}/accounts/{path}")
        found[path] = no_serious_finding(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    assert {path: what for path, what in found.items() if what} == {}
