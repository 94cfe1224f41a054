"""Plans at a terminal: the contract of JSON in and out, CSV, and one line for a wrong file."""

import json
from decimal import Decimal as D

import pytest

from negotiation.payoff.reading import Unreadable, parsed
from negotiation.payoff.terms import Amount
from negotiation.plan.reading import campaign
from negotiation.plan.terms import Objective, Risk, Settle, Share
from tests.negotiation.terminal import saying

CARD = {"name": "card", "balance": "10000.00", "apr": "0", "settle": {"share": "0.30"}}
CAR = {"name": "car", "balance": "600", "minimum": {"fixed": "100"}, "keep_current": True}


@pytest.fixture
def said(tmp_path, capsys):
    return saying("plan", tmp_path, capsys)


def test_the_contract_in_json(said):
    money = {"cash": "2600.00", "saving": "400.00", "tax_rate": "0.22", "insolvent_by": "2000"}
    code, out, _ = said(money | {"debts": [CARD, CAR]}, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["outcome"] == "done"
    assert found["optimal"] is True
    assert (found["objective"], found["zero_month"], found["months"]) == ("cheapest", 2, 2)
    assert (found["paid"], found["tax"], found["total_after_tax"]) == (
        *("3600.00", "1100.00", "4700.00"),
    )
    card, car = found["debts"]
    assert [card[name] for name in ("way", "month", "paid", "tax", "cancelled")] == [
        *("settle", 1, "3000.00", "1100.00", "7000.00")
    ]
    assert (car["way"], car["month"], car["paid"]) == ("keep_current", 2, "600.00")
    assert found["reasons"][0].startswith("card in month 1: $3,000.00 now closes")
    assert found["schedule"][0] == {
        "month": 1,
        "came_in": "500.00",
        "deals": [{"name": "card", "paid": "3000.00"}],
        "normal": "100.00",
        "pot": "0.00",
    }
    assert len(found["months_detail"]) == 2


def test_many_debts_come_with_their_bound(said):
    debts = [
        {"name": f"d{n}", "balance": 1000 + 37 * n, "apr": 20, "settle": {"share": "0.4"}}
        for n in range(24)
    ]
    _, out, _ = said({"cash": 900, "saving": 500, "debts": debts}, "--json")
    within = json.loads(out)["optimal"]["within"]
    assert within.endswith(" %")
    assert 0 < float(within.removesuffix(" %")) <= 1.5
    _, out, _ = said({"cash": 900, "saving": 500, "debts": debts})
    assert f"No plan is better by more than {within}." in out


def test_what_is_never_reached(said):
    _, out, _ = said({"debts": [CARD]}, "--json")
    found = json.loads(out)
    assert (found["outcome"], found["zero_month"]) == ("never", None)
    _, out, _ = said({"debts": [CARD]})
    assert out.startswith("This never ends")


def test_a_table_for_people_and_options_in_place_of_the_file(said):
    rows = "name,balance,apr,settle,keep_current,minimum\ncard,10000,0,30,,\ncar,600,,,yes,100\n"
    code, out, _ = said(rows, "--cash", "2600", "--saving", "400", name="debts.csv")
    assert code == 0
    assert "Nothing is owed after month 2. That takes $3,600.00 in all." in out
    assert "No plan is better: this is the cheapest one." in out
    assert "car   keep current      2     $600.00    $600.00  $0.00" in out


def test_every_part_of_the_input():
    settles = [{"from_month": 6, "share": "35"}, {"share": "0.5", "instalments": 3}]
    data = {
        "cash": 1,
        "saving": [{"from_month": 3, "saving": "0"}, {"from_month": 1, "amount": "5"}],
        "floor": "2",
        "objective": "calmest",
        "tax_rate": "22",
        "debts": [
            {
                "name": "a",
                "balance": 1,
                "settle": settles,
                "fee": "25",
                "risks": ["may_sue"],
                "charge_off_month": 3,
            },
            {"name": "b", "balance": 1, "leave": True, "settle": None},
        ],
    }
    found = campaign(parsed(json.dumps(data)))
    assert found.saving == (Amount(1, D(5)), Amount(3, D(0)))
    assert (found.floor, found.tax_rate, found.objective) == (2, D("0.22"), Objective.CALMEST)
    first, second = found.items
    assert first.settle == Settle((Share(1, D("0.5")), Share(6, D("0.35"))), 3)
    assert (first.fee, first.risks, first.charge_off) == (25, {Risk.MAY_SUE}, 3)
    assert (second.leave, second.settle) == (True, None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"objective": "best"}, "objective: say cheapest, soonest or calmest."),
        ({"objective": ["soonest"]}, "objective: say cheapest, soonest or calmest."),
        ({"tax_rate": "100"}, "less than 100 percent"),
        ({"tax_rate": "much"}, "tax_rate"),
        ({"cash": "-1"}, 'cash: "-1" is not a number'),
        ({"savings": "400"}, 'Is "saving" meant?'),
        ({"biweekly": True}, "leave this out"),
        ({"debts": [CARD | {"settle": {}}]}, "debts[0].settle.share"),
        ({"debts": [CARD | {"settle": []}]}, "say at least one share"),
        ({"debts": [CARD | {"settle": {"share": "130"}}]}, "debts[0].settle.share"),
        ({"debts": [CARD | {"settle": [{"share": 1}, {"share": 1}]}]}, "in the same month"),
        ({"debts": [CARD | {"settle": {"shares": 1}}]}, 'Is "share" meant?'),
        ({"debts": [CARD | {"keep_current": "yes"}]}, "keep_current: say true or false"),
        ({"debts": [CARD | {"risks": ["bad"]}]}, '"bad" is none of may_sue'),
        ({"debts": [CARD | {"risks": [["sued"]]}]}, "is none of may_sue"),
        ({"debts": ["card"]}, "debts[0] should be an object"),
    ],
)
def test_a_wrong_file_gets_one_line_and_exit_2(said, wrong, told):
    code, out, err = said({"debts": [CARD]} | wrong, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_share_is_a_part_or_a_percentage():
    for written, share in (("0.3", "0.3"), ("1", "1"), ("30", "0.3"), (100, "1")):
        found = campaign({"debts": [CARD | {"settle": {"share": written}}]})
        assert found.items[0].settle == Settle.at(D(share))
    with pytest.raises(Unreadable):
        campaign({"debts": [CARD | {"settle": {"share": "101"}}]})
