"""All ways out side by side: figures, sources, and what is better than our plan said plainly."""

from decimal import Decimal as D

import pytest

from negotiation.alternatives import Counselor, Kind, Means, alternatives, figures, said_plainly
from negotiation.payoff.terms import Debt, Fixed, Percent, Term
from negotiation.plan import plan
from negotiation.plan.terms import Campaign, Item, Settle


def card(name="card", balance="10000", apr="20", share="0.5", minimum="250"):
    return Item(Debt(name, D(balance), D(apr), Fixed(D(minimum))), Settle.at(D(share)))


CAR = Item(Debt("car", D(6000), D(7), Term(36)), keep_current=True)


def compared(*items, means=None, **money):
    made = Campaign(items, **{name: D(value) for name, value in money.items()})
    found = alternatives(made, plan(made), means or Means())
    return {each.kind: each for each in found}, list(said_plainly(found))


def test_every_way_is_there_with_whom_it_suits_and_what_it_risks():
    found, _ = compared(card(), cash="5000")
    assert list(found) == list(Kind)
    for each in found.values():
        assert str(each.better_for).startswith("For whoever")
        assert each.risks
        assert str(each.report).endswith(".")


def test_minimums_and_the_two_orders_are_the_payoffs_own_figures():
    found, _ = compared(card(), saving="250")
    assert found[Kind.AVALANCHE].cost == (D("12266.06"),) * 2
    assert found[Kind.SNOWBALL].months == (25, 25)
    assert found[Kind.MINIMUMS].cost[0] > D(12266)


def test_minimums_that_never_end_have_no_figure():
    never = Item(Debt("card", D(10000), D(30), Percent(D(1))), Settle.at(D("0.4")))
    found, _ = compared(never, cash="4000")
    minimums = found[Kind.MINIMUMS]
    assert (minimums.cost, minimums.ends) == (None, False)


def test_a_firm_takes_its_fee_on_top_of_the_same_deals():
    found, _ = compared(card("card", "25000"), cash="12500")
    fee = figures()["firm"]
    assert (fee["fee_from"], fee["fee_to"]) == (15, 25)
    assert found[Kind.THIS_PLAN].cost[0] == D(12500)
    assert found[Kind.FIRM].cost == (D(16250), D(18750))
    assert found[Kind.FIRM].months == (24, 48)
    assert not found[Kind.FIRM].ends


def test_a_counselors_plan_needs_the_counselors_figures():
    found, _ = compared(card(), cash="1000")
    assert found[Kind.COUNSELOR].cost is None
    offer = Means(Counselor(D(8), D(25), 48))
    found, _ = compared(card(), CAR, cash="1000", means=offer)
    [low, high] = found[Kind.COUNSELOR].cost
    assert low == high
    car = compared(CAR)[0][Kind.MINIMUMS].cost[0]
    assert D(11_700) < low - D(1200) - car < D(11_750)  # 48 payments at 8 percent, and fees
    assert found[Kind.COUNSELOR].months == (48, 48)


def test_where_bankruptcy_is_better_it_says_so():
    found, said = compared(card("a", "30000"), card("b", "25000"), saving="1200")
    assert found[Kind.CHAPTER_7].cost[1] < found[Kind.THIS_PLAN].cost[0]
    assert any("Chapter 7 may be better for you" in str(each) for each in said)


def test_where_our_plan_never_ends_bankruptcy_is_named_too():
    _, said = compared(card("a", "30000"))
    assert any("Chapter 7 may be better for you" in str(each) for each in said)


def test_where_our_plan_is_better_nothing_else_is_praised():
    _, said = compared(card("a", "1500", share="0.4"), cash="600")
    assert said == []


def test_debt_that_bankruptcy_does_not_end_is_no_end():
    found, said = compared(card("tax", "30000"), saving="400", means=Means(stays=D(30000)))
    assert not found[Kind.CHAPTER_7].ends
    assert found[Kind.CHAPTER_7].cost[0] > D(30000)
    assert said == []


def test_without_regular_income_there_is_no_chapter_13():
    found, _ = compared(card(), cash="5000", means=Means(regular_income=False))
    assert found[Kind.CHAPTER_13].cost is None


def test_what_could_be_sold_makes_chapter_7_dearer():
    poor, rich = (
        compared(card(), cash="100", means=Means(at_risk=D(each)))[0][Kind.CHAPTER_7].cost
        for each in (0, 5000)
    )
    assert rich[1] - poor[1] == D(5000)


@pytest.mark.parametrize("kind", [Kind.FIRM, Kind.CHAPTER_7, Kind.CHAPTER_13])
def test_ranges_name_their_sources(kind):
    found, _ = compared(card(), cash="5000")
    assert found[kind].cost[0] < found[kind].cost[1]
    assert all(each.source.startswith("https://") for each in found[kind].sources)
