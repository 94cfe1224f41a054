from datetime import date

import pytest
from django.urls import reverse

from ledger.facts import BalanceSource
from ledger.models import Debt, Workspace
from negotiation.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
URL = "/start/"
KEY = "5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c"
SENDER = {
    "full_name": "Nadia Flores",
    "street": "9 Elm Street",
    "city": "Tucson",
    "state": "AZ",
    "zip_code": "85701",
}
DEBT = {
    "form_key": KEY,
    "creditor_name": "Desert Peak Recovery",
    "creditor_kind": "collection_agency",
    "creditor_address": "P.O. Box 12\nPhoenix, AZ 85001",
    "account_last4": "4471",
    "amount": "$1,950.40",
}


@pytest.fixture
def newcomer(client, db):
    person = make.user("nadia")
    client.force_login(person)
    return person


def test_the_first_visit_ends_at_the_letter(client, newcomer):
    page = client.post(URL, SENDER | DEBT, follow=True)

    debt = Debt.objects.get()
    assert page.redirect_chain[-1][0] == reverse("negotiation:letter_create", args=[debt.pk, "L2"])
    assert "Desert Peak Recovery" in page.text
    assert debt.collector.name == "Desert Peak Recovery"
    assert debt.in_collections
    assert debt.latest_balance().source == BalanceSource.OWN_RECORD


def test_a_figure_kept_as_own_record_is_asked_for_as_one(client, newcomer):
    make.workspace(newcomer)
    create = reverse("ledger:debt_create", args=[Workspace.objects.get().pk])
    for page in (client.get(URL), client.get(create)):
        assert "About how much is it, as far as you know?" in page.text
        assert "they say you owe" not in page.text


def test_the_workspace_follows_the_clock_of_the_state(client, newcomer):
    client.post(URL, SENDER | DEBT)
    workspace = Workspace.objects.for_user(newcomer).get()
    assert workspace.time_zone == "America/Phoenix"
    assert workspace.can_write_letters


def test_the_same_form_sent_twice_makes_one_debt_in_one_workspace(client, newcomer):
    for _click in range(2):
        client.post(URL, SENDER | DEBT)
    assert Debt.objects.count() == Workspace.objects.count() == 1


def test_whoever_has_an_address_on_file_is_not_asked_again(client, newcomer):
    make.workspace(newcomer)
    page = client.get(URL)
    assert "full_name" not in page.text
    client.post(URL, DEBT)
    assert Debt.objects.get().workspace.city == "Rochester"


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("zip_code", "8570", "Enter a ZIP code like 14604."),
        ("creditor_address", "Phoenix", "Enter two to five lines"),
        ("account_last4", "4111 1111", "Please shorten this to 4 characters."),
        ("amount", "1e3", "Enter an amount like 1,234.56."),
        ("full_name", "", "This field is required."),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(client, newcomer, field, typed, error):
    page = client.post(URL, SENDER | DEBT | {field: typed})

    assert page.status_code == 200
    assert error in page.text
    assert "Desert Peak Recovery" in page.text
    assert not Debt.objects.exists()


def test_an_original_creditor_is_asked_for_a_statement_not_sent_a_dispute(client, newcomer):
    client.post(URL, SENDER | DEBT | {"creditor_kind": "original_creditor"})
    debt = Debt.objects.get()
    assert debt.original_creditor
    assert not debt.in_collections
    client.post(
        reverse("negotiation:letter_create", args=[debt.pk, "L1"]), issue_form(client, debt)
    )
    assert Letter.objects.get().kind == "L1"


def issue_form(client, debt):
    """The letter's form as it was shown, sent back untouched."""
    page = client.get(reverse("negotiation:statement_create", args=[debt.pk]), follow=True)
    return dict(page.context["form"].data.lists()) | {"issue": "1"}


def test_a_day_is_a_day_at_home(client, newcomer, time_machine):
    time_machine.move_to("2026-03-03T04:30Z")  # still the second of March in Phoenix
    client.post(URL, SENDER | DEBT)
    client.post(URL, SENDER | DEBT | {"form_key": "5f0c3f1e-5a4f-4a3a-9d0e-000000000000"})
    latest = Debt.objects.latest("made_at").latest_balance()
    assert latest.as_of == date(2026, 3, 2)


def test_what_was_not_asked_gives_no_points_and_is_asked_for(client, newcomer):
    client.post(URL, SENDER | DEBT)
    debt = Debt.objects.get()
    edit = reverse("ledger:debt_edit", args=[debt.pk])
    page = client.get(debt.get_absolute_url()).text
    assert "You pledged nothing" not in page
    assert "There is no lawsuit" not in page
    for asked in (f'href="{edit}#id_security"', f'href="{edit}#id_sued"'):
        assert asked in page
