"""What people type to run scripts, on every page, in a real browser: nothing runs."""

from itertools import cycle, islice

import pytest
from django.test import Client

from tests import make
from tests.hostile import naughty, pages
from tests.test_tenancy import rows

STRINGS = [*naughty.XSS.values(), naughty.TEMPLATES["variable"], naughty.SIGNS["turned round"]]


@pytest.fixture
def full_of_it(alice, settings, tmp_path):
    """A workspace with one row of everything, and what each of its forms makes of the strings."""
    settings.MEDIA_ROOT = tmp_path
    settings.LIMITS = dict.fromkeys(settings.LIMITS, ())
    client, known = Client(), rows(make.workspace(alice, full_name=naughty.XSS["image"]))
    client.force_login(alice)
    for _name, address in pages.addresses(known):
        page = client.get(address)
        if not pages.is_page(page):
            continue
        for number, (to, form) in enumerate(pages.forms_on(page, at=address)):
            typed = pages.filled(form, islice(cycle(STRINGS), number, None))
            pages.send(client, to, typed)
    return known


def test_nothing_that_was_typed_runs_on_any_page(page, live_server, sign_in, alice, full_of_it):
    ran, seen = [], 0
    page.on("dialog", lambda dialog: (ran.append(page.url), dialog.dismiss()))
    sign_in(alice)
    client = Client()
    client.force_login(alice)
    for _name, address in pages.addresses(full_of_it):
        if not pages.is_page(client.get(address)):
            continue  # a file, or only to be sent to
        page.goto(live_server.url + address)
        page.wait_for_function("document.readyState === 'complete'")
        seen += naughty.ALERT in page.inner_text("body")
    assert ran == []
    assert seen >= 10
    assert page.errors == []  # what the policy refuses is said in the console
