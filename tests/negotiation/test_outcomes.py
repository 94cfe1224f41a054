"""What came of the talks: sums that name their base, and nothing saved before it is paid."""

from datetime import date
from decimal import Decimal

from negotiation.outcomes import Talk, by, outcomes

D = Decimal


def talk(base="1000", **fields):
    fields = {"creditor": "Midtown", "kind": "credit_card", "month": date(2026, 3, 1)} | fields
    return Talk(base=D(base), **fields)


DONE = talk(asked=D(700), offered=D(250), agreed=D(300), paid=True, tax=D(100), firm=D(550))


def test_saved_is_the_rest_less_tax():
    assert outcomes([DONE]).saved == D("600.00")
    assert outcomes([DONE]).saved_to_firm == D("250.00")
    assert outcomes([DONE]).tax == D("100.00")


def test_a_deal_that_is_not_paid_saves_nothing_yet():
    found = outcomes([talk(agreed=D(300), firm=D(550))])
    assert (found.saved, found.saved_to_firm, found.settled.count) == (0, 0, 0)
    assert found.agreed.amount == D("300.00")


def test_each_figure_is_measured_on_the_debts_that_have_it():
    found = outcomes([DONE, talk("3000", offered=D(600))])
    assert (found.offered.amount, found.offered.base, found.offered.percent) == (
        850,
        4000,
        D("21.3"),
    )
    assert (found.asked.amount, found.asked.base, found.asked.percent) == (700, 1000, 70)
    assert (found.settled.amount, found.settled.base, found.settled.percent) == (1000, 4000, 25)


def test_there_is_no_percent_of_nothing():
    assert outcomes([]).agreed.percent is None
    assert outcomes([talk()]).asked.count == 0


def test_groups_come_to_the_same_as_the_whole():
    talks = [DONE, talk("3000", creditor="Harbor", offered=D(600)), talk("10", offered=D(2))]
    groups = by(talks, lambda one: one.creditor)
    assert [(group.name, len(group.talks)) for group in groups] == [("Midtown", 2), ("Harbor", 1)]
    assert sum(group.saved for group in groups) == outcomes(talks).saved
