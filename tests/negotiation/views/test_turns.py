"""Which debt first: what the cash is enough for now, what waits, and what comes before."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Debt
from tests import make

D = Decimal
IN_TIME = {
    "opened_on": date(2025, 1, 1),
    "first_delinquent_on": date(2025, 9, 1),
    "last_paid_on": date(2025, 8, 1),
    "sued": False,
    "security": "none",
}
NOW, LATER = "Your cash is enough for these", "These wait for more cash"
NOT_YET = "Something else comes first here"


@pytest.fixture
def page(client, alice, workspace, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)

    def page(**fields):
        for name, value in fields.items():
            setattr(workspace, name, value)
        workspace.save()
        return client.get(reverse("negotiation:which_first"))

    return page


@pytest.fixture
def card(workspace):
    """A verified debt of $1,000 at a collector, who may take $450 of it."""
    debt = make.debt(workspace, nickname="Small card", **IN_TIME)
    make.balance(debt, "1000.00")
    return debt


def groups(page):
    return {
        str(group.heading): [turn.debt.nickname for turn in group.turns]
        for group in page.context["groups"]
    }


def test_what_the_cash_covers_comes_first_and_the_rest_says_what_is_missing(page, card, workspace):
    big = make.debt(workspace, nickname="Big card", collector=card.collector, **IN_TIME)
    make.balance(big, "4000.00")
    found = page(cash=D("600.00"), monthly_saving=D("300.00"))
    assert groups(found) == {NOW: ["Small card"], LATER: ["Big card"]}
    assert "Your cash covers the $450.00 you aim for. That leaves $150.00." in found.text
    assert "$1,650.00 is missing. At $300.00 a month that takes about 6 months." in found.text


def test_what_is_not_proved_waits_for_the_proof(page, workspace):
    make.debt(workspace, **IN_TIME)
    found = page(cash=D("600.00"))
    assert groups(found) == {NOT_YET: ["Blue card"]}
    assert "Nobody has shown in writing what is owed." in found.text


def test_without_cash_it_says_so_and_where_to_enter_it(page, card, workspace):
    found = page(cash=None)
    assert "You have not said how much cash you have" in found.text
    assert f'href="{reverse("ledger:workspace_edit", args=[workspace.pk])}#id_cash"' in found.text


def test_a_debt_put_away_is_not_in_the_order(page, card):
    card.set_archived(True)
    assert groups(page(cash=D("600.00"))) == {}


def test_a_payment_that_ends_with_the_debt_is_freed(page, card):
    card.collector, card.original_creditor = (
        None,
        make.creditor(card.workspace, name="First Bank", kind="original_creditor"),
    )
    card.minimum_rule, card.minimum_amount = "fixed", D("35.00")
    card.save()
    assert "It frees $35.00 a month." in page(cash=D("600.00")).text


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, "0"),
        ({"minimum_rule": "fixed", "minimum_amount": D(40)}, "40.00"),
        ({"minimum_rule": "fixed", "minimum_amount": D(4000)}, "1000.00"),  # never above the rest
        ({"minimum_rule": "percent", "minimum_percent": D(2)}, "20.00"),
        ({"minimum_rule": "percent", "minimum_percent": D(2), "minimum_amount": D(25)}, "25.00"),
        ({"minimum_rule": "interest_plus", "minimum_percent": D(1), "apr": D(24)}, "30.00"),
        ({"minimum_rule": "fixed", "minimum_amount": D(40), "in_collections": True}, "0"),
        (
            {"minimum_rule": "fixed", "minimum_amount": D(40), "charged_off_on": date(2026, 1, 1)},
            "0",
        ),
    ],
)
def test_the_monthly_payment_follows_the_minimum_rule(card, fields, asked):
    Debt.objects.filter(pk=card.pk).update(**fields)
    assert Debt.objects.get(pk=card.pk).monthly_payment() == D(asked)


def test_it_takes_as_many_queries_for_many_debts_as_for_one(page, card, workspace):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page(cash=D("600.00"))
        return len(asked)

    before = queries()
    for number in range(5):
        more = make.debt(workspace, nickname=f"Card {number}", collector=card.collector, **IN_TIME)
        make.balance(more, "900.00")
    assert queries() == before


def test_the_case_file_leads_there(client, page, card):
    page(cash=D("600.00"))
    assert reverse("negotiation:which_first") in client.get(card.get_absolute_url()).text
