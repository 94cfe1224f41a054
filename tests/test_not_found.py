"""An address that is no page: the site answers kindly, to whoever asks."""

import pytest

NOWHERE = "/no/such/page/"


@pytest.fixture
def nowhere(client):
    def nowhere():
        page = client.get(NOWHERE)
        assert page.status_code == 404
        assert "There is nothing here" in page.text
        assert 'aria-current="page"' not in page.text
        return page

    return nowhere


def test_a_visitor_may_sign_in_from_there(nowhere, db):
    page = nowhere()
    assert "Sign in" in page.text
    assert "Sign out" not in page.text


def test_a_new_person_may_get_started_from_there(nowhere, client, alice):
    client.force_login(alice)
    assert "Get started" in nowhere().text


def test_a_person_finds_the_way_back(nowhere, client, alice, workspace):
    client.force_login(alice)
    page = nowhere()
    assert f"/workspaces/{workspace.pk}/creditors/" in page.text
    assert "Sign out" in page.text


def test_a_page_that_is_one_is_marked_in_the_menu(client, alice, workspace):
    client.force_login(alice)
    assert client.get("/").text.count('aria-current="page"') == 1
