from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import HouseholdItem
from tests import make
from tests.wall import TOLD

PAGE, EDIT = "ledger:household", "ledger:household_item_edit"
REMOVE, RESTORE = "ledger:household_item_remove", "ledger:household_item_restore"
NEW = {section: f"ledger:{section}_create" for section in ("income", "expense", "asset")}
NEW["liability"] = "ledger:liability_create"
TYPED = {
    "income": {"kind": "wages", "amount": "$1,184.00", "every": "biweekly"},
    "expense": {"kind": "housing", "amount": "895", "every": "monthly"},
    "asset": {"kind": "vehicle", "amount": "7400", "said_by": "price_guide"},
    "liability": {"kind": "other", "amount": "480", "label": "Aunt Rosa"},
}


def shown(visit, workspace):
    return visit.client.get(reverse(PAGE, args=[workspace.pk]))


def test_an_empty_household_says_how_to_begin(visit, workspace):
    page = shown(visit, workspace)
    assert "Begin with what comes in" in page.text
    assert page.context["shown"].left is None
    assert page.context["shown"].net is None
    assert "Left each month" not in page.text


@pytest.mark.parametrize("section", NEW)
def test_each_section_says_why_and_that_it_stays_here(visit, workspace, section):
    lists = {one.section: one for one in shown(visit, workspace).context["shown"].lists}
    assert "It stays here." in str(lists[section].why)
    assert "It stays here." in visit.client.get(lists[section].add_url).text


@pytest.mark.parametrize("section", NEW)
def test_a_row_is_added_once_however_often_the_form_is_sent(visit, workspace, section):
    typed = visit.shown(NEW[section], workspace) | TYPED[section]
    for _click in range(2):
        page = visit.post(NEW[section], workspace, typed)
        assert page["Location"] == reverse(PAGE, args=[workspace.pk])
    item = HouseholdItem.objects.get()
    assert (item.section, item.kind) == (section, TYPED[section]["kind"])
    assert str(item) in visit.client.get(page["Location"]).text


def test_what_is_added_next_can_follow_at_once(visit, workspace):
    page = visit.send(NEW["expense"], workspace, TYPED["expense"], another="1")
    assert page["Location"] == reverse(NEW["expense"], args=[workspace.pk])
    assert "Rent or home loan is written down." in visit.client.get(page["Location"]).text


def test_it_says_what_is_left_and_what_is_owned_less_what_is_owed(visit, workspace, debt):
    make.balance(debt, "5000.00")
    make.household_item(workspace, amount=Decimal(2000))
    make.household_item(workspace, "income", kind="family", amount=Decimal(99), every="once")
    make.household_item(workspace, "expense", amount=Decimal(300), every="weekly")
    make.household_item(workspace, "asset", amount=Decimal(1600))
    page = shown(visit, workspace)
    assert page.context["shown"].left == Decimal(700)
    assert page.context["shown"].net == Decimal(-2500)  # 1,600 and 900 of cash, less 5,000
    for said in ("$700.00", "-$2,500.00", "Below zero is common", "You plan to save $150.00"):
        assert said in page.text


def test_a_plan_to_save_more_than_is_left_is_named(visit, workspace):
    make.household_item(workspace, amount=Decimal(1000))
    make.household_item(workspace, "expense", amount=Decimal(900))
    assert "That is more than what is left" in shown(visit, workspace).text


def test_more_going_out_than_coming_in_is_said_gently(visit, workspace):
    make.household_item(workspace, amount=Decimal(1000))
    make.household_item(workspace, "expense", amount=Decimal(1100))
    page = shown(visit, workspace)
    assert "-$100.00" in page.text
    assert "Many people are there." in page.text


def test_debts_are_listed_without_being_typed_again(visit, workspace, debt):
    page = shown(visit, workspace)
    assert reverse("ledger:balance_create", args=[debt.pk]) in page.text
    make.balance(debt, "1200.00")
    page = shown(visit, workspace)
    assert debt.get_absolute_url() in page.text
    assert "on your list, as of Feb. 1, 2026" in page.text


def test_settings_that_say_otherwise_are_named(visit, alice):
    workspace = make.workspace(alice, income_exempt=True)
    make.household_item(workspace, protected=False)
    assert "In your settings all income is protected." in shown(visit, workspace).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"kind": "social_security"}, True),
        ({"kind": "wages"}, False),
        ({"kind": "pension"}, None),
        ({"kind": "pension", "protected": "True"}, True),
        ({"kind": "social_security", "protected": "False"}, False),
    ],
)
def test_whether_it_is_protected_is_known_of_some_kinds(visit, workspace, typed, kept):
    visit.send(NEW["income"], workspace, TYPED["income"] | typed)
    assert HouseholdItem.objects.get().protected is kept


@pytest.mark.parametrize(
    ("section", "typed", "wrong"),
    [
        ("income", {"kind": ""}, "kind"),
        ("income", {"kind": "rent"}, "kind"),
        ("income", {"amount": "1e3"}, "amount"),
        ("income", {"amount": "-5"}, "amount"),
        ("income", {"amount": "99999999999"}, "amount"),
        ("income", {"every": ""}, "every"),
        ("income", {"every": "hourly"}, "every"),
        ("income", {"label": "x" * 81}, "label"),
        ("expense", {"label": "Rent\x00"}, "label"),
        ("asset", {"said_by": "tax_office"}, "said_by"),
        ("asset", {"as_of": "2026-03-03"}, "as_of"),
        ("liability", {"as_of": "0206-03-03"}, "as_of"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(visit, workspace, section, typed, wrong):
    page = visit.send(NEW[section], workspace, TYPED[section] | typed)
    assert list(page.context["form"].errors) == [wrong]
    assert not HouseholdItem.objects.exists()


def test_a_row_is_changed(visit, workspace):
    item = make.household_item(workspace, "asset", kind="vehicle")
    visit.send(EDIT, item, amount="900", said_by="appraiser", as_of="2026-02-10")
    item.refresh_from_db()
    assert (item.amount, item.said_by) == (Decimal(900), "appraiser")
    assert item.as_of == date(2026, 2, 10)


def test_two_windows_both_texts_are_shown(visit, workspace):
    item = make.household_item(workspace)
    first = visit.shown(EDIT, item)
    visit.post(EDIT, item, first | {"kind": "pension"})
    page = visit.post(EDIT, item, first | {"kind": "veterans"})
    assert page.status_code == 409
    (both,) = page.context["form"].both
    assert (both.name, both.theirs) == ("kind", "Pension or retirement")


def test_a_row_is_removed_and_taken_back_at_once_or_later(visit, workspace):
    item = make.household_item(workspace, label="Night shift")
    page = visit.client.post(reverse(REMOVE, args=[item.pk]), follow=True)
    undo = reverse(RESTORE, args=[item.pk])
    assert "Night shift is removed." in page.text
    assert page.text.count(undo) == 2  # in the message, and at the foot of the page
    assert page.context["shown"].finances.month.income == 0
    page = visit.client.post(undo, follow=True)
    assert "Night shift is back." in page.text
    assert page.context["shown"].finances.month.income == Decimal(1000)


def test_the_page_costs_the_same_for_few_and_for_many(
    visit, workspace, django_assert_max_num_queries
):
    for number in range(20):
        make.balance(make.debt(workspace, nickname=f"Card {number}"))
        make.household_item(workspace, amount=Decimal(number))
    with django_assert_max_num_queries(9 + TOLD):
        assert "Card 19" in shown(visit, workspace).text


def test_what_is_typed_is_shown_as_text(visit, workspace):
    make.household_item(workspace, label="<script>alert(1)</script>")
    assert "<script>alert" not in shown(visit, workspace).text
