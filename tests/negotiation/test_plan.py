"""The plan to zero: what it settles and when, what it pays off, tax, and what it says."""

from decimal import Decimal as D

import pytest

from negotiation.payoff import Outcome
from negotiation.payoff.terms import Amount, Debt, Extra, Fixed, Percent, Term
from negotiation.plan import Way, plan
from negotiation.plan.terms import Campaign, Item, Objective, Risk, Settle, Share


def item(name="card", balance="1000", share="0.30", apr="0", **more):
    settle = more.pop("settle", None) or (Settle.at(D(share)) if share else None)
    minimum = more.pop("minimum", Fixed())
    return Item(Debt(name, D(balance), D(apr), minimum), settle, **more)


def planned(*items, **money):
    made = {
        name: D(value) if isinstance(value, str) and name != "objective" else value
        for name, value in money.items()
    }
    return plan(Campaign(tuple(items), **made))


def months(found):
    return {step.name: step.month for step in found.steps}


def said(found):
    return " ".join(str(reason) for reason in found.reasons)


def told(found):
    return " ".join(str(note.text) for note in found.notes)


@pytest.mark.parametrize(
    ("balance", "share", "cash", "paid", "cancelled"),
    [
        ("25000", "0.50", "12500", "12500.00", "12500.00"),
        ("10000", "0.40", "4000", "4000.00", "6000.00"),
        ("10000", "0.30", "3000", "3000.00", "7000.00"),
        ("900", "0.3333333333", "300", "300.00", "600.00"),
    ],
)
def test_published_settlements(balance, share, cash, paid, cancelled):
    found = planned(item("card", balance, share), cash=cash)
    [step] = found.steps
    assert (step.way, step.month, found.zero_month) == (Way.SETTLE, 1, 1)
    assert (step.paid, step.cancelled) == (D(paid), D(cancelled))


@pytest.mark.parametrize(
    ("balance", "share", "rate", "insolvent_by", "tax"),
    [
        ("20000", "0.50", "0.22", "0", "2200.00"),
        ("20000", "0.50", "0.22", "20000", "0.00"),
        ("10000", "0.50", "0.22", "3000", "440.00"),
        ("25000", "0.60", "0.22", "10000", "0.00"),
        ("10000", "0.40", "0", "0", "0.00"),
    ],
)
def test_published_taxes(balance, share, rate, insolvent_by, tax):
    found = planned(
        item("card", balance, share), cash="20000", tax_rate=rate, insolvent_by=insolvent_by
    )
    assert found.tax == D(tax)
    assert found.total_after_tax == found.paid + D(tax)


def test_the_exemption_is_used_up_in_the_order_of_the_deals():
    two = [item("a", "1000", "0.5"), item("b", "2000", "0.5")]
    found = planned(*two, cash="500", saving="500", tax_rate="0.20", insolvent_by="600")
    assert [(step.name, step.month, step.tax) for step in found.steps] == [
        ("a", 1, D("0.00")),
        ("b", 2, D("180.00")),
    ]


def test_what_is_saved_in_a_month_can_be_spent_in_it():
    found = planned(item("card", "1000", "0.40"), cash="100", saving="100")
    assert found.zero_month == 3
    assert [entry.pot for entry in found.schedule] == [D(200), D(300), D(0)]


def test_interest_and_fees_grow_what_is_settled_later():
    debt = item("card", "1000", "0.50", "12", fee=D(10))
    found = planned(debt, saving="300")
    [step] = found.steps
    assert (step.month, step.balance, step.paid) == (2, D("1020.00"), D("510.00"))
    assert step.interest == D("20.00")


def test_the_floor_stays_in_the_pot():
    found = planned(item("card", "1000", "0.40"), cash="500", saving="50", floor="300")
    assert found.zero_month == 4
    assert min(entry.pot for entry in found.schedule) == D(300)


def test_saving_may_change_by_month_and_extra_comes_in():
    saving = (Amount(1, D(100)), Amount(3, D(0)))
    found = planned(item("card", "1000", "0.40"), saving=saving, extra=(Extra(5, D(200)),))
    assert [entry.pot for entry in found.schedule] == [D(100), D(200), D(200), D(200), D(0)]


def test_a_smaller_share_to_come_is_worth_the_wait_unless_time_is_dearer():
    falls = item("card", "1000", settle=Settle((Share(1, D("0.5")), Share(4, D("0.3")))))
    cheap = planned(falls, cash="600")
    assert (cheap.zero_month, cheap.paid) == (4, D("300.00"))
    assert "Waiting pays" in said(cheap)
    soon = planned(falls, cash="600", objective=Objective.SOONEST)
    assert (soon.zero_month, soon.paid) == (1, D("500.00"))


def test_a_debt_that_does_not_settle_yet_waits_for_its_month():
    later = item("card", "1000", settle=Settle((Share(3, D("0.3")),)))
    assert planned(later, cash="600").zero_month == 3


def test_what_a_debt_grows_by_is_told_where_money_counts():
    found = planned(item("card", "1600", "0.4", "24"), cash="640")
    assert "grows by about $32.00 a month" in said(found)


def test_at_the_same_price_and_in_the_same_time_most_debts_end_first():
    debts = [item(f"debt {n}", str(1000 * n), "0.5") for n in (5, 2, 4, 1, 3)]
    for objective in Objective:
        found = planned(*debts, saving="500", objective=objective)
        assert months(found) == {f"debt {n}": n * (n + 1) // 2 for n in range(1, 6)}


def test_calm_closes_most_debts_first():
    debts = [item("big", "3000", "0.5", "36"), item("a", "400", "0.5"), item("b", "400", "0.5")]
    money = {"cash": "1300", "saving": "250"}
    calm = planned(*debts, **money, objective=Objective.CALMEST)
    cheap = planned(*debts, **money)
    assert sorted(months(calm).values())[:2] == [1, 1]
    assert months(cheap)["big"] == 1
    assert cheap.paid < calm.paid


def test_instalments_are_paid_one_deal_at_a_time():
    found = planned(item("card", "900", settle=Settle.at(D("0.5"), 3)), saving="150")
    [step] = found.steps
    assert (step.way, step.begins, step.month) == (Way.INSTALMENTS, 1, 3)
    assert [entry.deals for entry in found.schedule] == [(("card", D("150.00")),)] * 3
    assert "One missed payment can end that deal" in told(found)


def test_what_must_be_kept_current_is_paid_beside_the_pot():
    car = item("car", "600", None, "0", minimum=Fixed(D(100)), keep_current=True)
    found = planned(item("card", "1000", "0.40"), car, saving="100")
    assert months(found) == {"card": 4, "car": 5}
    assert [entry.normal for entry in found.schedule] == [D(100)] * 4 + [D(200)]
    assert found.steps[1].way is Way.KEEP_CURRENT
    assert "kept current" in said(found)
    assert "all you save goes to what is left" in said(found)


def test_a_debt_kept_current_is_not_settled_even_if_it_could_be():
    found = planned(item("car", "600", "0.5", keep_current=True, minimum=Fixed(D(100))))
    assert (found.steps[0].way, found.paid) == (Way.KEEP_CURRENT, D("600.00"))


def test_freed_minimums_fill_the_pot():
    small = item("small", "50", None, "0", minimum=Fixed(D(50)))
    found = planned(item("card", "1000", "0.40"), small, saving="50")
    assert months(found) == {"card": 5, "small": 1}  # 50, then 100 a month
    assert "$50.00 a month is free" in said(found)


def test_what_a_budget_leaves_fills_the_pot():
    small = item("small", "50", None, "0", minimum=Fixed(D(10)))
    found = planned(item("card", "1000", "0.40"), small, saving="50", budget="100")
    assert months(found) == {"card": 3, "small": 1}  # 100, then 150 a month


def test_what_is_left_to_time_is_not_paid():
    found = planned(item("old", "900", None, leave=True), item("card", "1000"), cash="300")
    assert (found.zero_month, found.paid) == (1, D("300.00"))
    assert "old is left alone" in said(found)


def test_without_deals_all_money_pays_off():
    found = planned(item("card", "1000", None), cash="300", saving="100", floor="100")
    assert found.zero_month == 8
    assert [entry.normal for entry in found.schedule] == [D(300), *[D(100)] * 7]


@pytest.mark.parametrize(
    ("items", "money", "outcome"),
    [
        ([item("card", "1000", "0.5", "36")], {"cash": "100"}, Outcome.NEVER),
        ([item("card", "1000", None, "36")], {"saving": "20"}, Outcome.NEVER),
        (
            [item("card"), item("car", "900", None, minimum=Fixed(D(50)))],
            {"cash": "900", "budget": "40"},
            Outcome.UNDER_MINIMUMS,
        ),
        ([], {}, Outcome.DONE),
        ([item("card", "0")], {}, Outcome.DONE),
    ],
)
def test_how_a_plan_can_end(items, money, outcome):
    found = planned(*items, **money)
    assert found.outcome is outcome
    assert (found.zero_month is None) == (outcome is not Outcome.DONE)
    if outcome is Outcome.NEVER and items[0].settle:
        assert "savings never reach" in said(found)


def test_minimums_that_never_end_end_with_the_savings():
    card = item("card", "5000", None, "30", minimum=Percent(D(1)))
    found = planned(item("store"), card, saving="300")
    assert found.outcome is Outcome.DONE
    assert months(found)["store"] == 1


def test_reasons_speak_of_each_debt():
    found = planned(
        item("store", "1600", "0.40", "24", risks=frozenset({Risk.MAY_SUE})),
        item("card", "4000", "0.40", "24"),
        cash="640",
        saving="250",
        objective=Objective.CALMEST,
    )
    assert "store in month 1: $640.00 now closes a debt of $1,600.00." in said(found)
    assert "grows by about" not in said(found)
    assert "may bring a lawsuit" in said(found)
    assert "card in month 8: by then" in said(found)
    assert "{" not in said(found) + told(found)


def test_notes_tell_what_could_go_wrong_and_when():
    found = planned(
        item("card", "4000", "0.4", risks=frozenset({Risk.MAY_SUE}), charge_off=3),
        item("car", "900", None, minimum=Term(12), risks=frozenset({Risk.SECURED})),
        item("court", "500", "0.5", risks=frozenset({Risk.SUED})),
        saving="200",
        tax_rate="0.22",
        insolvent_by="500",
    )
    texts = told(found)
    for words in (
        *("may sue before month", "books the loss", "may take what you pledged"),
        *("court in time", "Put", "need not count as income", "until you have it in writing"),
    ):
        assert words in texts + said(found)
    assert [note.month for note in found.notes] == sorted(note.month for note in found.notes)


@pytest.mark.parametrize("rate", ["-0.1", "1", "22"])
def test_a_tax_rate_is_a_part_of_one(rate):
    with pytest.raises(ValueError, match="part of one"):
        planned(item(), tax_rate=rate)
