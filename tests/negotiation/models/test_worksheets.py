"""The tax worksheet of the day before: kept by itself, with who said what, and never edited."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ledger import finances
from ledger.law.insolvency import SaidBy
from negotiation import standing
from negotiation.models import InsolvencySnapshot
from negotiation.weighing import Table
from tests import make

pytestmark = pytest.mark.django_db
EVE = make.TODAY - timedelta(days=1)


@pytest.fixture
def card(workspace, debt):
    workspace.cash = Decimal("900.00")
    workspace.save()
    debt.refresh_from_db()
    make.balance(debt, "1200.00")
    return debt


def amounts(lines):
    return {line["name"]: line["amount"] for line in lines}


def test_a_deal_keeps_what_was_owned_and_owed_the_day_before(card):
    deal = make.agreement(card)
    kept = deal.worksheets.get()
    assert kept.as_of == EVE
    assert amounts(kept.owed) == {card.nickname: "1200.00"}
    assert amounts(kept.owned) == {"Cash to settle with": "900.00"}
    assert kept.worth.insolvent_by == Decimal("300.00")
    assert kept.worth.owed[0].said_by is SaidBy.STATEMENT
    assert kept.worth.owed[0].said_on == card.latest_balance().as_of


def test_the_last_payment_keeps_it_before_the_cash_is_gone(card):
    deal = make.settled(card)
    assert deal.worksheets.count() == 2
    kept = deal.worksheets.first()
    assert amounts(kept.owned) == {"Cash to settle with": "900.00"}
    card.workspace.refresh_from_db()
    assert card.workspace.cash == Decimal("600.00")


def test_what_was_paid_in_parts_is_owed_no_longer(card):
    day = date(2026, 3, 20)
    deal = make.agreement(card, payments=3, first_due_on=day)
    for part in deal.instalments.all():
        part.agreement = deal
        part.pay(make.blank_payment(card, part.amount, paid_on=part.due_on), by=None, on=day)
    assert amounts(deal.worksheets.first().owed) == {card.nickname: "1000.00"}


def test_a_settled_debt_is_owed_no_more(card, workspace):
    assert finances.of(workspace).worth.liabilities == Decimal("1200.00")
    make.settled(card)
    workspace.refresh_from_db()
    assert finances.of(workspace).worth.liabilities == 0
    assert finances.of(workspace).debts == []


def test_a_deal_that_is_not_paid_is_still_owed(card, workspace):
    make.agreement(card)
    assert finances.of(workspace).worth.liabilities == Decimal("1200.00")


def test_a_later_figure_changes_no_kept_worksheet(card):
    deal = make.agreement(card)
    make.balance(card, "9000.00", as_of=date(2026, 3, 1))
    make.household_item(card.workspace, section="asset", kind="vehicle", amount="5000.00")
    assert InsolvencySnapshot.objects.get(pk=deal.worksheets.get().pk).worth.assets == 900


def test_a_settled_debt_is_left_out_of_the_total_an_offer_is_weighed_against(card, workspace):
    make.balance(make.debt(workspace, nickname="Other"), "500.00")
    make.settled(card)
    standing.refresh(workspace, on=make.TODAY)
    other = standing.with_history(workspace.debts.filter(nickname="Other")).get()
    assert Table.of(other, on=make.TODAY).total == Decimal("500.00")
