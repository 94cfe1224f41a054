"""Fixtures for every test: a person, a stranger, a workspace, a browser."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django import test
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from playwright.sync_api import sync_playwright

from ledger.walls import lay
from tests import make, tamper

# Playwright's sync API runs an event loop in this thread, and Django's ORM would refuse to work
# beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# of these a page has hundreds; what they show stands in the context of the form or page around
PIECES = ("bootstrap5/field.html", "bootstrap5/layout/", "django/forms/", "ledger/widgets/")
keep_rendered = test.client.store_rendered_templates


def keep_pages(store, signal, sender, template, context, **kwargs):
    """A page's `context` leaves out its pieces: copies of them took a fifth of the tests' time."""
    if not (template.name or "").startswith(PIECES):
        keep_rendered(store, signal, sender, template, context, **kwargs)


test.client.store_rendered_templates = keep_pages

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what touches a database: only that is run again on PostgreSQL.

    What only reads rows to draw or work out something from them proves nothing more there.
    """
    for item in items:
        touches = item.get_closest_marker("django_db") or "db" in item.fixturenames
        if touches and not item.get_closest_marker("one_database"):
            item.add_marker("database")


@pytest.fixture
def alice(db):
    """Owns a workspace."""
    return make.user("alice")


@pytest.fixture
def mallory(db):
    """Owns nothing here and must see nothing."""
    return make.user("mallory")


@pytest.fixture
def workspace(alice):
    return make.workspace(alice)


@pytest.fixture
def debt(workspace):
    """A card debt at a collection agency, Midtown Recovery."""
    return make.debt(workspace)


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium, started once."""
    names = [os.environ.get("DEBTSITE_CHROMIUM", ""), *BROWSERS]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if not path:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no Chromium or Chrome on this machine")
    boxed = os.geteuid() != 0 and not os.environ.get("DEBTSITE_NO_SANDBOX")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=QUIET if boxed else [*QUIET, "--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A browser tab that fails the test for an error in its console or a request elsewhere.

    A test that means to cause one takes it out of `page.errors`.
    """
    context = chromium.new_context(locale="en-US", timezone_id="UTC", reduced_motion="reduce")
    page = context.new_page()
    page.errors = []

    def stays_here(request):
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.hostname not in ("localhost", "127.0.0.1"):
            page.errors.append(f"left the site: {request.url}")

    page.on("console", lambda said: said.type == "error" and page.errors.append(said.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", stays_here)
    yield page
    context.close()
    assert page.errors == []


@pytest.fixture
def live_server(transactional_db, live_server):
    """The site, with no tries counted yet: what the cache holds is not undone between tests."""
    cache.clear()
    return live_server


@pytest.fixture(autouse=True)
def in_english():
    """No test inherits the language that a page of the one before was asked for in."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def emptied(request):
    """Tests that commit are cleaned up after: on SQLite no flush gets past what never changes."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if not commits and not {"transactional_db", "live_server"} & {*request.fixturenames}:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        tamper.let_all_go()


@pytest.fixture
def migrate(transactional_db):
    """Move one application to a migration: the models as they were then."""
    lay.open_for_migrations(connection)
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    def to(*targets):
        executor = MigrationExecutor(connection)
        executor.migrate(list(targets))
        return executor.loader.project_state(list(targets)).apps

    yield to
    to(*newest)
    lay.lay(connection)
