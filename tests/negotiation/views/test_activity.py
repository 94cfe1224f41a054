"""The activity page: everything that was done, in one list, for who may see it."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.activity_words import GROUPS, PHRASES, sentences
from ledger.models import Activity, Event
from ledger.words import Text
from negotiation.activity import OF_LETTERS, PAGE
from tests import make
from tests.wall import TOLD

URL = reverse("negotiation:activity")
QUERIES = 8  # four of them for the list


@pytest.fixture
def browser(client, alice):
    client.force_login(alice)
    return client


def words(page):
    return " ".join(page.text.split())


def test_what_was_done_to_the_account_and_to_a_debt_stands_together(browser, alice, debt):
    Activity.record("password_changed", person=alice)
    Event.objects.record(debt, "debt_archived", on=make.TODAY, by=alice)
    Activity.record("export_asked", person=alice, workspace=debt.workspace)
    page = browser.get(URL)
    said = [entry.sentences[0].original for entry in page.context["entries"]]
    assert said == [
        "Asked for a copy of everything.",
        "You put this debt away.",
        "The password was changed.",
    ]
    assert "Blue card" in page.text
    assert "Done by" not in page.text


def test_a_sign_in_says_with_what_and_from_where(browser, alice, workspace):
    Activity.record("signed_in", person=alice, device="Firefox, Windows", network="203.0.113.x")
    said = words(browser.get(URL))
    assert "Signed in. With: Firefox, Windows. From the network 203.0.113.x." in said
    assert "kept for 90 days" in said


def test_one_kind_alone_can_be_shown(browser, alice, debt):
    Activity.record("signed_in", person=alice)
    Event.objects.record(debt, "debt_archived", on=make.TODAY, by=alice)
    letter = make.letter(debt)
    Event.objects.record(
        debt, "letter_issued", on=make.TODAY, by=alice, recipient="M", title={"en": "T"}
    )
    assert letter
    found = {group: browser.get(URL, {"show": group}).context["entries"] for group in GROUPS}
    assert [entry.sentences[0].original for entry in found["sign_ins"]] == ["Signed in."]
    assert {entry.sentences[0].original for entry in found["debts"]} == {"You put this debt away."}
    assert all("letter" in str(entry.sentences[0]) for entry in found["letters"])
    assert found["letters"]
    assert not found["shares"]
    assert "Nothing of this kind yet." in words(browser.get(URL, {"show": "shares"}))


def test_an_unknown_kind_shows_everything(browser, alice, workspace):
    Activity.record("signed_in", person=alice)
    assert browser.get(URL, {"show": "x", "page": "y"}).context["page"].paginator.count == 1


@pytest.mark.parametrize("rows", [3, 3 * PAGE])
def test_the_page_takes_the_same_queries_however_much_was_done(
    browser, alice, mallory, debt, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        Activity.record("signed_in", person=alice)
        Event.objects.record(debt, "debt_archived", on=make.TODAY, by=mallory)
        Activity.record("share_used", person=mallory, workspace=debt.workspace, email="x")
    browser.get(URL)
    with django_assert_max_num_queries(QUERIES + TOLD):
        page = browser.get(URL)
    assert len(page.context["entries"]) == min(PAGE, 3 * rows)


def test_who_did_it_is_named_where_it_was_somebody_else(browser, mallory, debt):
    Event.objects.record(debt, "debt_archived", on=make.TODAY, by=mallory)
    Activity.record("share_used", person=mallory, workspace=debt.workspace, email=mallory.email)
    assert words(browser.get(URL)).count(f"Done by {mallory.email}") == 2


def test_nobody_sees_what_another_did(client, alice, mallory, debt):
    make.workspace(mallory)
    Activity.record("signed_in", person=alice, device="Firefox, Windows", network="203.0.113.x")
    Activity.record("export_asked", person=alice, workspace=debt.workspace)
    Event.objects.record(debt, "debt_archived", on=make.TODAY, by=alice)
    client.force_login(mallory)
    page = client.get(URL)
    assert not page.context["entries"]
    assert "Firefox" not in page.text


@pytest.mark.parametrize(("role", "sees"), [("view", False), ("act", False), ("manage", True)])
def test_who_else_helps_is_for_those_who_manage(client, alice, mallory, workspace, role, sees):
    make.member(workspace, mallory, role)
    Activity.record("share_invited", person=alice, workspace=workspace, email="cara@example.org")
    Activity.record("export_asked", person=alice, workspace=workspace)
    Activity.record("share_accepted", person=mallory, workspace=workspace, email=mallory.email)
    client.force_login(mallory)
    page = client.get(URL, {"show": "shares"})
    assert "mallory@example.org accepted the invitation." in words(page)
    assert ("cara@example.org" in page.text) is sees
    assert ("Asked for a copy" in words(client.get(URL, {"show": "files"}))) is sees


def test_a_failed_try_with_nobodys_address_is_seen_by_nobody(browser, workspace):
    Activity.record("sign_in_failed", person=None)
    assert not browser.get(URL).context["entries"]


def test_before_the_first_visit_there_is_a_page_too(client, mallory):
    Activity.record("signed_up", person=mallory)
    client.force_login(mallory)
    assert "Made this account." in words(client.get(URL))


def test_every_kind_reads_as_a_sentence_in_a_known_group():
    values = {"email": "a@b.c", "due_on": date(2026, 3, 2), "recipient": "M", "title": "T"}
    for kind, phrase in PHRASES.items():
        assert phrase.group in GROUPS, kind
        for sentence in sentences(kind, values | {"device": "D", "network": "N"}):
            assert isinstance(sentence, Text)
            assert "{" not in str(sentence), kind
    assert str(sentences("never heard of", {})[0]) == "Something was changed."


def test_letters_are_told_from_other_changes():
    assert {"letter_issued", "letter_mailed"} <= {*OF_LETTERS}
    assert not {"debt_added", "payment_made"} & {*OF_LETTERS}


def test_the_menu_leads_here(browser, workspace):
    assert f'href="{URL}"' in browser.get(reverse("ledger:calculators")).text
