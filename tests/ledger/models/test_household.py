from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ledger import finances
from ledger.law.insolvency import Liability, SaidBy
from ledger.models import Debt, HouseholdItem, Workspace
from tests import make


def income_exempt(workspace):
    return Workspace.objects.get(pk=workspace.pk).household()["income_exempt"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": Decimal(-1)},
        {"kind": "rent"},
        {"kind": "housing"},  # an expense
        {"section": "asset"},
        {"every": ""},
        {"every": "", "said_by": "you"},
        {"section": "expense", "kind": "food", "protected": True},
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_form_and_database(workspace, wrong):
    fields = {"section": "income", "kind": "wages", "amount": 5, "every": "monthly"} | wrong
    row = HouseholdItem(workspace=workspace, **fields)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.add()


def test_income_is_protected_while_every_row_of_it_is(workspace, debt):
    make.household_item(workspace, kind="social_security", protected=True)
    assert income_exempt(workspace) is True
    job = make.household_item(workspace, protected=False)
    assert income_exempt(workspace) is False
    job.remove()
    assert income_exempt(workspace) is True
    job.restore()
    assert income_exempt(workspace) is False
    assert Debt.objects.with_facts().get().facts().income_exempt is False


@pytest.mark.parametrize(
    ("settings", "row", "known"),
    [
        (None, True, True),
        (True, None, True),
        (True, False, False),  # where they differ, the worse one counts
        (False, True, False),
        (None, None, None),
    ],
)
def test_settings_and_rows_both_have_a_say(alice, settings, row, known):
    workspace = make.workspace(alice, income_exempt=settings)
    make.household_item(workspace, kind="pension", protected=row)
    assert income_exempt(workspace) is known


def test_the_debts_are_scored_anew_only_if_that_changed(workspace, debt):
    def revision():
        return Debt.objects.get().revision

    before = revision()
    make.household_item(workspace, "expense")
    make.household_item(workspace, kind="pension")
    assert revision() == before
    make.household_item(workspace, protected=False)
    assert revision() == before + 1
    make.household_item(workspace, protected=False)
    assert revision() == before + 1


def test_the_debts_of_the_list_are_owed_and_the_cash_of_the_settings_is_owned(workspace):
    card = make.debt(workspace, nickname="Blue card")
    make.balance(card, "1200.00", source="credit_report")
    make.debt(workspace, nickname="No figure")
    away = make.debt(workspace, nickname="Put away")
    make.balance(away, "800.00")
    away.set_archived(True)
    make.household_item(workspace, "liability", kind="income_tax", amount=Decimal(300))
    make.household_item(workspace, "asset", kind="vehicle", amount=Decimal(2000))
    make.household_item(workspace, "asset", kind="tools", amount=Decimal(9)).remove()

    found = finances.of(workspace)

    assert [(line.name, line.amount, line.kind) for line in found.owed] == [
        ("Blue card", Decimal("1200.00"), Liability.CREDIT_CARD),
        ("Taxes of earlier years", Decimal(300), Liability.INCOME_TAX),
    ]
    assert found.owed[0].said_by is SaidBy.STATEMENT
    assert (found.worth.assets, found.worth.liabilities) == (Decimal(2900), Decimal(1500))
    assert [debt.nickname for debt in found.without_figure] == ["No figure"]


def test_reading_it_costs_the_same_for_few_and_for_many(workspace, django_assert_num_queries):
    for number in range(20):
        make.balance(make.debt(workspace, nickname=f"Card {number}"))
        make.household_item(workspace, "asset", amount=Decimal(number))
    with django_assert_num_queries(3):
        assert len(finances.of(workspace).owed) == 20
