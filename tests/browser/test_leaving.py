"""Taking everything along and leaving, in a real browser: asked, made, told, downloaded, read."""

import zipfile

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import Departure, Export
from negotiation.leaving import export
from tests import make
from tests.browser.test_every_page import violations


@pytest.fixture
def workspace(alice, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    cache.clear()
    workspace = make.workspace(alice)
    with transaction.atomic():
        make.letter(make.debt(workspace, nickname="<b>Blue</b> & card"))
    sign_in(alice)
    return workspace


def show_again(page):
    page.locator("[name=password]").fill("a long enough password")
    page.get_by_role("button", name="Go on").click()


def work():
    for waiting in Export.objects.open():
        export.work(waiting.pk, waiting.task_id)


def test_from_asking_to_reading_it_without_a_network(page, live_server, workspace, tmp_path):
    page.goto(live_server.url + reverse("negotiation:export_create", args=[workspace.pk]))
    show_again(page)
    assert violations(page) == []
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("heading", name="Your file is being made")).to_be_visible()
    assert violations(page) == []
    page.goto(live_server.url)
    work()
    page.reload()
    page.get_by_role("link", name="Download it").click()
    page.locator(".runs a").click()
    assert violations(page) == []
    with page.expect_download() as got:
        page.get_by_role("link", name="Download everything").click()
    with zipfile.ZipFile(got.value.path()) as archive:
        archive.extractall(tmp_path / "taken")
    page.goto(live_server.url)
    expect(page.get_by_text("The copy of everything is ready.")).to_have_count(0)

    page.goto(f"file://{tmp_path}/taken/index.html")
    expect(page.get_by_role("heading", name="Letters")).to_be_visible()
    assert violations(page) == []
    expect(page.get_by_text("<b>Blue</b> & card").first).to_be_visible()
    link = page.get_by_role("link", name="Validation request").get_attribute("href")
    assert (tmp_path / "taken" / link).read_bytes().startswith(b"%PDF")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # the sign of a page that loads something is an error in the console: see the fixture
    page.errors[:] = [said for said in page.errors if not said.startswith("left the site: file:")]


def test_asking_to_be_forgotten_and_thinking_again(page, live_server, workspace):
    page.goto(live_server.url + reverse("negotiation:departure_create"))
    show_again(page)
    assert violations(page) == []
    page.get_by_label("Everything, and my account too.").check()
    page.get_by_role("button", name="Delete in 7 days").click()
    expect(page.get_by_role("alert").first).to_contain_text("Type the word")
    page.get_by_label("Type the word").fill("Delete")
    page.get_by_role("button", name="Delete in 7 days").click()
    expect(page.get_by_role("heading", name="It will be deleted on")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="The receipt").click()
    expect(page.get_by_role("heading", name="Receipt of a deletion")).to_be_visible()
    assert violations(page) == []
    page.goto(live_server.url)
    expect(page.get_by_text("Your account and all that is in it will be deleted")).to_be_visible()
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_text("The deletion is stopped. Nothing was deleted.")).to_be_visible()
    assert not Departure.objects.exists()
