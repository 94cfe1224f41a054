"""A plan that is kept, read again, and laid beside what happened."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from negotiation.payoff.terms import Debt, Fixed
from negotiation.plan import plan
from negotiation.plan.terms import Campaign, Item, Settle
from negotiation.progress import Snapshot, compared, progress, snapshot

MADE = date(2026, 3, 2)
CARD = Item(Debt("card", D(1000), D(12), Fixed(D(100))), Settle.at(D("0.40")))
CAR = Item(Debt("car", D(600), D(0), Fixed(D(100))), keep_current=True)
HERE = Campaign((CARD, CAR), saving=D(105))
OWED = D(1600)


def kept(campaign=HERE):
    return snapshot(campaign, plan(campaign), on=MADE)


def test_a_snapshot_has_the_planned_line_and_that_of_minimums():
    found = kept()
    assert found.zero_month == plan(HERE).zero_month == 5
    assert found.owed == (D("1510.00"), D("1420.10"), D("1330.30"), D("192.12"), D("0.00"))
    assert found.minimums[0] == D("1410.00")
    assert found.minimums[-1] == 0
    assert found.zero_on == date(2026, 8, 2)


def test_it_can_be_kept_and_read_again():
    found = kept()
    assert Snapshot.from_data(json.loads(json.dumps(found.to_data()))) == found
    never = kept(Campaign((CARD,)))
    assert (never.zero_month, never.zero_on, never.owed) == (None, None, ())
    assert Snapshot.from_data(never.to_data()) == never


def test_life_against_the_plan():
    rest = Campaign((replace(CARD, debt=replace(CARD.debt, balance=D("1030.30"))),), saving=D(105))
    on_time = replace(plan(HERE), zero_month=2)
    found = progress(
        kept(), owed_at_first=OWED, owed=D("1330.30"), now=on_time, on=date(2026, 6, 5)
    )
    assert (found.month, found.planned, found.owed) == (3, D("1330.30"), D("1330.30"))
    assert (found.share, found.ahead) == (D("0.17"), 0)
    assert "You are where the plan of March 2, 2026 wanted you" in str(found.said[0])
    later = progress(kept(), owed_at_first=OWED, owed=D(1500), now=plan(rest), on=date(2026, 6, 5))
    assert later.ahead == -3
    assert "3 months more than the plan" in str(later.said[0])


def test_the_first_day_and_the_time_after_the_plan():
    first = progress(kept(), owed_at_first=OWED, owed=OWED, now=plan(HERE), on=MADE)
    assert (first.month, first.planned, first.share, first.ahead) == (0, OWED, 0, 0)
    after = progress(
        kept(), owed_at_first=OWED, owed=D(0), now=plan(Campaign(())), on=date(2027, 1, 2)
    )
    assert (after.planned, after.share) == (0, 1)


def test_a_plan_without_end_has_nothing_to_be_late_for():
    never = plan(Campaign((CARD,)))
    found = progress(kept(), owed_at_first=OWED, owed=OWED, now=never, on=MADE)
    assert (found.ahead, found.said) == (None, ())


def test_two_plans_compared():
    older = kept()
    dearer = replace(older, total=older.total + 50)
    assert "$50.00 more" in str(compared(older, dearer))
    assert "$50.00 less" in str(compared(dearer, older))
    assert compared(dearer, older, paid=D(50)) is None
    assert compared(older, replace(older, zero_month=None)) is None
