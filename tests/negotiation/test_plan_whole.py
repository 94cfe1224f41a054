"""Deals laid over a plan, what is owed month by month, other figures, days, and the pictures."""

from datetime import date
from decimal import Decimal as D

import pytest

from ledger.money import ZERO
from negotiation.chances import fan_of
from negotiation.payoff.terms import Debt, Fixed
from negotiation.plan import Way, pictures, plan, reasons
from negotiation.plan.course import courses, totals
from negotiation.plan.dated import dated
from negotiation.plan.standing_deals import Source, StandingDeal, beside, whole
from negotiation.plan.terms import Campaign, Item, Objective, Settle
from negotiation.plan.what_if import WhatIf
from negotiation.progress import snapshot

ON = date(2026, 3, 2)
CARD = Item(Debt("card", D(1000), D(12), Fixed(D(100))), Settle.at(D("0.40")))
CAR = Item(Debt("car", D(600), D(0), Fixed(D(100))), keep_current=True)
DEAL = StandingDeal("store", ((1, D(50)), (2, D(50))), D(400), D(300))


def planned(deals=(), **money):
    every = Campaign((CARD, CAR), **{name: D(value) for name, value in money.items()})
    campaign = beside(every, deals)
    return campaign, whole(plan(campaign), deals, every)


def test_a_deal_takes_its_cash_before_the_plan_begins():
    campaign, _ = planned([DEAL], cash="500", insolvent_by="1000")
    assert (campaign.cash, campaign.insolvent_by) == (D(400), D(700))


def test_a_deal_is_in_the_whole_to_the_cent():
    bare = plan(Campaign((CARD, CAR), cash=D(400)))
    _, found = planned([DEAL], cash="500")
    assert found.total_after_tax == bare.total_after_tax + 100
    assert found.zero_month == max(bare.zero_month, 2)
    step = found.steps[0]
    assert (step.name, step.way, step.month, step.paid) == ("store", Way.INSTALMENTS, 2, D(100))
    assert found.schedule[0].deals[0] == ("store", D(50))


def test_the_schedule_of_the_whole_adds_up():
    _, found = planned([DEAL], cash="500", saving="90")
    pot = D(500)
    for entry in found.schedule:
        pot += entry.came_in - entry.normal - sum(amount for _, amount in entry.deals)
        assert entry.pot == pot


def test_a_deal_alone_is_a_plan():
    every = Campaign((), cash=D(100))
    found = whole(plan(beside(every, [DEAL])), [DEAL], every)
    assert (found.zero_month, found.total_after_tax) == (2, D(100))
    assert [entry.pot for entry in found.schedule] == [D(50), D(0)]


def test_what_a_deal_cancels_is_taxed_beyond_what_insolvency_leaves_out():
    every = Campaign((), tax_rate=D("0.10"), insolvent_by=D(100))
    found = whole(plan(beside(every, [DEAL])), [DEAL], every)
    assert found.tax == D(20)
    assert "The tax on that is about $20.00" in str(list(found.reasons)[-1])


def test_a_deal_from_income_lowers_the_saving_while_it_lasts():
    deal = StandingDeal("store", ((2, D(50)),), D(400), source=Source.INCOME)
    saving = beside(Campaign((CARD,), saving=D(80)), [deal]).saving
    assert [tuple(each) for each in saving] == [(1, D(80)), (2, D(30)), (3, D(80))]


def test_what_is_owed_month_by_month_is_the_snapshots_line():
    campaign, found = planned(saving="105")
    line = totals(courses(campaign, found))
    assert line[0] == D(1600)
    assert line[1:] == snapshot(campaign, found, on=ON).owed


def test_a_standing_deal_is_owed_until_it_is_paid():
    campaign, found = planned([DEAL], saving="105", cash="100")
    by_name = {one.name: one.owed for one in courses(campaign, found, [DEAL])}
    assert by_name["store"][:3] == (D(100), D(50), ZERO)


def test_a_plan_without_end_has_no_course():
    campaign = Campaign((CARD,))
    found = plan(campaign)
    assert courses(campaign, found) == ()
    assert pictures.stacked(()) is None
    assert pictures.calendar(found) is None


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        ({}, {}),
        ({"cash": "-300", "share": "open"}, {"cash": "-300", "share": "open"}),
        ({"objective": "cheapest", "tax": "0"}, {"objective": "cheapest"}),
        ({"cash": "lots", "lost": "-1", "tax": "99", "share": "all"}, {"tax": "60"}),
        ({"saving": "9" * 30, "floor": "1e3", "cash": "٣"}, {"saving": "20000"}),
    ],
)
def test_figures_that_make_no_sense_are_left_out(query, changes):
    found = WhatIf.read(query)
    assert found.changes == changes
    assert WhatIf.read(changes) == found


def test_only_money_and_shares_make_a_plan_untrue():
    assert WhatIf.read({"objective": "calmest", "tax": "12", "floor": "100"}).is_true
    assert not WhatIf.read({"lost": "2"}).is_true
    assert WhatIf().objective is Objective.SOONEST


def test_months_become_days():
    told = reasons.THEN.filled(name="Card", paid=D(5), balance=D(9), month=3)
    assert str(dated(told, on=ON)).startswith("Card by June 2, 2026: by then $5.00")
    assert dated(reasons.SUED, on=ON) == reasons.SUED


@pytest.mark.parametrize("most", [0, 1, 3, 8, 999, 54475])
def test_the_rungs_beside_a_picture_are_round_and_few(most):
    rungs = pictures.rungs(most)
    assert rungs[0] == 0
    assert len(rungs) <= 5
    assert all(rung <= most for rung in rungs)


@pytest.mark.parametrize("months", [1, 5, 13, 51, 240, 1200])
def test_a_few_months_are_named_below(months):
    named = pictures.months_named(months)
    assert named[0] == 0
    assert len(named) <= 6
    assert pictures.table_months(months)[-1] == months


def test_every_point_of_a_picture_lies_in_its_box():
    campaign, found = planned(saving="105", cash="20")
    drawn = courses(campaign, found)
    fan = pictures.fan_chart(fan_of(campaign, found), 1)
    line = pictures.lines([("planned", totals(drawn), 0)], found.zero_month)
    for chart in (pictures.stacked(drawn), line, fan):
        for shape in chart.shapes:
            for point in shape.points.split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= pictures.WIDE
                assert 0 <= y <= pictures.HIGH


def test_many_debts_are_drawn_as_eight_layers():
    items = [Item(Debt(f"card {n}", D(100 + n)), Settle.at(D("0.5"))) for n in range(12)]
    campaign = Campaign(tuple(items), saving=D(60))
    drawn = courses(campaign, plan(campaign))
    layers = pictures.stacked(drawn).shapes
    assert len(layers) == pictures.PATTERNS
    assert layers[-1].name == ""


def test_the_fan_closes_in_on_nothing():
    campaign, found = planned(saving="105")
    left = fan_of(campaign, found).left
    assert left[10][-1] <= left[50][-1] <= left[90][-1]
    assert all(a >= b for a, b in zip(left[50], left[50][1:], strict=False))
