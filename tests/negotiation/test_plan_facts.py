"""The plan's facts are the board's, the band's, the offers' and the deals'."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.facts import CreditorKind, DebtKind
from ledger.household import Section
from negotiation import plan_facts
from negotiation.models import Offer
from negotiation.plan.standing_deals import Source
from negotiation.plan.terms import Risk, Share
from negotiation.plan.what_if import WhatIf
from negotiation.strategy import band
from tests import make

ON = make.TODAY


@pytest.fixture
def card(workspace):
    """A verified debt of $1,200 that an agency collects."""
    made = make.debt(
        workspace, security="none", sued=False, first_delinquent_on=date(2025, 6, 2), state="NY"
    )
    make.balance(made)
    return made


def read(workspace, **chosen):
    return plan_facts.of(workspace, WhatIf(**chosen), on=ON)


def item(found, name="Blue card"):
    return next(one for one in found.campaign.items if one.debt.name == name)


def test_the_expected_share_is_what_the_band_aims_for(workspace, card):
    found = item(read(workspace))
    aim = band(found_facts(read(workspace)), on=ON).limits.aim.amount
    assert found.settle.share(1) * found.debt.balance == aim
    assert found.debt.balance == D(1200)


def found_facts(found, name="Blue card"):
    return found.debts[name].facts


@pytest.mark.parametrize(("share", "limit"), [("open", "open"), ("walk_away", "walk_away")])
def test_low_and_high_shares_are_the_bands_other_ends(workspace, card, share, limit):
    found = read(workspace, share=share)
    limits = band(found_facts(found), on=ON).limits
    assert item(found).settle.share(1) * 1200 == getattr(limits, limit).amount


def test_the_users_own_aim_comes_before_ours(workspace, card):
    make.own_band(card, own_aim_percent=D(33))
    assert item(read(workspace)).settle.share(1) == D("0.33")


def test_a_share_moves_when_the_debt_grows_old(workspace, card):
    shares = item(read(workspace)).settle.shares
    assert [start for start, _ in shares] == [1, 16]  # two years after the first missed payment
    assert shares[1].share < shares[0].share


def test_an_offer_counts_as_it_stands(workspace, card):
    make.offer(card, "300.00", expires_on=date(2026, 3, 20))
    found = item(read(workspace)).settle
    assert found.shares[0] == Share(1, D("0.25"))
    assert found.share(2) > D("0.25")


def test_their_offer_is_surer_than_ours(workspace, card):
    make.offer(card, "300.00")
    make.offer(card, "600.00", by=Offer.By.THEM)
    assert item(read(workspace)).settle.share(1) == D("0.5")


def test_a_lapsed_offer_counts_no_more(workspace, card):
    make.offer(card, "300.00", on=date(2026, 2, 2), expires_on=date(2026, 2, 20))
    assert item(read(workspace)).settle.share(1) != D("0.25")


def test_a_deal_stays_as_it_was_agreed_and_holds_its_cash(workspace, card):
    make.agreement(card, "300.00", payments=3, first_due_on=date(2026, 3, 10))
    found = read(workspace)
    [deal] = found.deals
    assert deal.payments == ((1, D(100)), (2, D(100)), (3, D(100)))
    assert (deal.source, deal.cancelled, deal.left) == (Source.CASH, D(900), D(300))
    assert found.campaign.items == ()
    assert (found.campaign.cash, found.all_money.cash) == (D(600), D(900))
    assert found.owed == D(300)


def test_a_deal_from_income_takes_its_part_of_the_saving(workspace, card):
    make.agreement(
        card, "200.00", payments=2, first_due_on=date(2026, 3, 10), funding=Offer.Funding.INCOME
    )
    found = read(workspace).campaign
    assert [tuple(each) for each in found.saving] == [(1, D(50)), (3, D(150))]
    assert found.cash == D(900)


def test_what_is_over_is_not_planned(workspace, card):
    make.balance(card, "0.00", as_of=date(2026, 2, 20))
    found = read(workspace)
    assert (found.campaign.items, found.over) == ((), 1)


def test_without_a_figure_it_is_named_and_left_out(workspace):
    bare = make.debt(workspace)
    found = read(workspace)
    assert (found.campaign.items, found.without_figure) == ((), (bare,))


def test_what_nobody_has_shown_cannot_be_settled_this_month(workspace, card):
    make.balance(card, source="own_record", corrects=card.balances.get())
    found = item(read(workspace)).settle
    assert (found.share(1), found.share(2) is not None) == (None, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": DebtKind.AUTO, "security": "vehicle"},
        {"kind": DebtKind.FEDERAL_STUDENT, "security": "none"},
        {"kind": DebtKind.TAX, "security": "none"},
    ],
)
def test_secured_and_special_debts_are_kept_current(workspace, fields):
    kept = make.debt(
        workspace, original_creditor=make.creditor(workspace, kind=CreditorKind.SERVICER),
        minimum_rule="fixed", minimum_amount=D(90), **fields,
    )  # fmt: skip
    make.balance(kept)
    found = item(read(workspace))
    assert found.keep_current
    assert found.settle is None
    assert found.debt.minimum.amount == D(90)


def test_what_is_paid_on_time_goes_on_so(workspace):
    bank = make.creditor(workspace, kind=CreditorKind.ORIGINAL_CREDITOR)
    make.balance(make.debt(workspace, original_creditor=bank, security="none", current=True))
    found = item(read(workspace))
    assert (found.settle, found.keep_current, found.leave) == (None, False, False)


def test_what_is_too_late_to_sue_on_is_left_alone(workspace, card):
    card.first_delinquent_on = card.last_paid_on = date(2015, 1, 5)
    card.save()
    found = read(workspace)
    assert item(found).leave
    assert (found.owed, found.owed_in_plan, found.rows_in_plan) == (D(1200), 0, ())


def test_what_may_come_is_told(workspace, card):
    assert item(read(workspace)).risks == frozenset()
    card.in_collections = True
    card.save()
    assert item(read(workspace)).risks == {Risk.MAY_SUE}
    card.sued = True
    card.save()
    assert item(read(workspace)).risks == {Risk.SUED}


def test_insolvency_counts_only_where_somebody_said_what_is_owned(workspace, card):
    assert read(workspace).campaign.insolvent_by == 0
    make.household_item(workspace, Section.ASSET, amount=D(100))
    assert read(workspace).campaign.insolvent_by == D(200)  # 1,200 owed; 900 of cash and 100 owned


def test_other_figures_change_the_money_alone(workspace, card):
    found = read(workspace, cash=-400, saving=50, floor=100, tax=12, lost=2).campaign
    assert (found.cash, found.floor, found.tax_rate) == (D(500), D(100), D("0.12"))
    assert [tuple(each) for each in found.saving] == [(1, D(200)), (2, D(0)), (4, D(200))]


def test_two_debts_of_one_name_are_told_apart(workspace, card):
    make.balance(make.debt(workspace, security="none"))
    names = {one.debt.name for one in read(workspace).campaign.items}
    assert names == {"Blue card", "Blue card (2)"}


def test_a_workspace_takes_the_same_queries_whatever_it_holds(workspace, card):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            read(workspace)
        return len(asked)

    make.agreement(card)
    few = queries()
    for number in range(4):
        another = make.debt(workspace, nickname=f"Card {number}")
        make.balance(another)
        make.offer(another, "10.00")
    assert queries() == few
