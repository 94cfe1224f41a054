"""The full account number on a debt's form: kept only if it is wanted, never shown whole."""

import pytest
from django.urls import reverse

from ledger import keys
from ledger.models import Debt
from tests import make

CREATE, EDIT, CASE = "ledger:debt_create", "ledger:debt_edit", "negotiation:case_file"
LEAST = {"nickname": "Blue card", "kind": "credit_card", "original_creditor_name": "First Bank"}
NUMBER = "8837-220-4471"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def numbered(workspace):
    return make.debt(workspace, account_number=NUMBER, account_last4="4471")


def least_of(visit, debt):
    return visit.shown(EDIT, debt)


def page_of(visit, name, debt):
    return visit.client.get(reverse(name, args=[debt.pk])).text


def test_the_last_four_follow_the_full_number(visit, workspace):
    visit.send(CREATE, workspace, LEAST | {"account_number": f"  {NUMBER} "})
    debt = Debt.objects.get()
    assert (debt.account_number, debt.account_last4) == (NUMBER, "4471")


def test_nobody_needs_one_and_no_key_is_made(visit, workspace):
    visit.send(CREATE, workspace, LEAST | {"account_last4": "4471"})
    assert Debt.objects.get().account_number == ""
    assert keys.workspaces() == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("123-45-6789", "This looks like a Social Security number."),
        ("123 45 6789", "This looks like a Social Security number."),
        ("4111 1111 1111 1111", "This looks like the number on a card."),
        ("12", "Type 4 to 30 letters, digits, spaces and dashes."),
        ("88_37", "Type 4 to 30 letters, digits, spaces and dashes."),
        ("9" * 31, "Type 4 to 30 letters, digits, spaces and dashes."),
    ],
)
def test_what_must_not_be_kept_is_refused_beside_its_field(visit, workspace, number, said):
    page = visit.send(CREATE, workspace, LEAST | {"account_number": number})
    assert page.context["form"].errors["account_number"][0].startswith(said)
    assert not Debt.objects.exists()


def test_last_four_that_say_something_else_are_asked_again(visit, workspace):
    typed = LEAST | {"account_number": NUMBER, "account_last4": "9999"}
    page = visit.send(CREATE, workspace, typed)
    assert list(page.context["form"].errors) == ["account_last4"]


def test_last_four_that_the_number_kept_does_not_end_in_are_refused(visit, numbered):
    page = visit.send(EDIT, numbered, least_of(visit, numbered) | {"account_last4": "9999"})
    said = ["The full number ends in 4471. One of the two is not right."]
    assert page.context["form"].errors == {"account_last4": said}


def test_no_page_shows_it_whole(visit, numbered):
    pages = [page_of(visit, name, numbered) for name in (EDIT, CASE)]
    assert [NUMBER in page for page in pages] == [False, False]
    assert "We keep a number that ends in 4471." in pages[0]
    assert "ends in 4471" in pages[1]


def test_an_empty_box_keeps_the_number(visit, numbered):
    visit.send(EDIT, numbered, least_of(visit, numbered) | {"reference": "R-1"})
    debt = Debt.objects.get()
    assert (debt.reference, debt.account_number) == ("R-1", NUMBER)


def test_a_new_number_takes_the_place_of_the_old_one(visit, numbered):
    typed = least_of(visit, numbered) | {"account_number": "HB 2201 9981"}
    visit.send(EDIT, numbered, typed)
    debt = Debt.objects.get()
    assert (debt.account_number, debt.account_last4) == ("HB 2201 9981", "9981")


def test_it_can_be_taken_out_and_the_last_four_stay(visit, numbered):
    visit.send(EDIT, numbered, least_of(visit, numbered) | {"forget_number": "on"})
    debt = Debt.objects.get()
    assert (debt.account_number, debt.account_last4) == ("", "4471")


def test_history_says_that_it_changed_and_not_what_it_is(visit, numbered):
    visit.send(EDIT, numbered, least_of(visit, numbered) | {"account_number": "HB 2201 9981"})
    event = numbered.events.get(kind="debt_changed")
    assert event.data == {"fields": ["account_last4", "account_number"]}
    assert "9981" not in str(event.data)


def test_a_lost_number_breaks_no_page_and_can_be_typed_again(visit, numbered):
    keys.forget(numbered.workspace_id)
    for name in (EDIT, CASE):
        assert "We cannot read this number any more." in page_of(visit, name, numbered)
    visit.send(EDIT, numbered, least_of(visit, numbered) | {"nickname": "Red card"})
    assert Debt.objects.get().nickname == "Red card"
    visit.send(EDIT, numbered, least_of(visit, numbered) | {"account_number": NUMBER})
    assert Debt.objects.get().account_number == NUMBER


def test_another_window_with_another_number_is_noticed(visit, numbered):
    one, other = (least_of(visit, numbered) for _window in range(2))
    visit.send(EDIT, numbered, one | {"account_number": "HB 2201 9981"})
    page = visit.post(EDIT, numbered, other | {"account_number": "HB 2201 7777"})
    assert page.status_code == 409
    assert Debt.objects.get().account_last4 == "9981"
