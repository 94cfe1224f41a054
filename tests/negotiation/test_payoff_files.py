"""Payoffs at a terminal: the contract of JSON in and out, CSV, and one line for a wrong file."""

import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest
from django.core.management import call_command

from negotiation.payoff.reading import parsed, problem
from negotiation.payoff.terms import (
    Amount,
    Extra,
    Fixed,
    Of,
    Order,
    Percent,
    Segment,
    Term,
)
from tests.negotiation.terminal import saying

CARD = {"name": "card", "balance": "10000.00", "apr": "20", "minimum": {"fixed": "250.00"}}


@pytest.fixture
def said(tmp_path, capsys):
    return saying("payoff", tmp_path, capsys)


def test_the_contract_in_json(said):
    code, out, _ = said({"budget": "500.00", "order": "avalanche", "debts": [CARD]}, "--json")
    found = json.loads(out)
    assert code == 0
    assert [found[name] for name in ("outcome", "months", "interest", "paid")] == [
        *("done", 25, "2266.06", "12266.06")
    ]
    card = {"name": "card", "cleared_month": 25, "interest": "2266.06", "paid": "12266.06"}
    assert found["debts"] == [card]
    assert len(found["months_detail"]) == 25
    first = {"opening": "10000.00", "interest": "166.67", "payment": "500.00", "closing": "9666.67"}
    assert found["months_detail"][0] == {"month": 1, "debts": [{"name": "card"} | first]}


def test_a_budget_that_is_too_small_names_what_it_misses(said):
    _, out, _ = said({"budget": 200, "debts": [CARD]}, "--json")
    found = json.loads(out)
    assert (found["outcome"], found["months"], found["month"]) == ("under_minimums", None, 1)
    assert (found["unmet"], found["short"], found["interest"]) == (["card"], "50.00", "0.00")
    _, out, _ = said({"budget": 200, "debts": [CARD]})
    assert out.startswith("The money does not cover the minimums in month 1: $50.00 is missing")


def test_a_plan_without_end_says_so(said):
    debts = [CARD | {"minimum": {"fixed": "100"}}]
    _, out, _ = said({"budget": "minimums", "debts": debts}, "--json")
    assert json.loads(out)["outcome"] == "never"
    _, out, _ = said({"debts": debts})
    assert out.startswith("This never ends: in month 1 the debts do not shrink")


def test_a_table_for_people(said):
    _, out, _ = said({"budget": "500", "debts": [CARD]})
    assert "All is paid after 25 months: $2,266.06 of interest, $12,266.06 paid in all." in out
    assert "card       25  $2,266.06  $12,266.06" in out


def test_a_csv_of_debts(said):
    rows = (
        "Name, balance, apr, minimum, percent, of, floor, plus_interest, term_months\n"
        "fixed, 100.00, 5, 20,,,,,\n"
        "share, 200, 5,, 2, before_interest, 35,,\n"
        "both, 300, 5,, 1,,, yes,\n"
        "loan, 400, 5,,,,,, 12\n"
    )
    minimums = [debt.minimum for debt in problem(parsed(rows)).debts]
    assert minimums == [
        Fixed(Decimal(20)),
        Percent(Decimal(2), Of.BEFORE_INTEREST, Decimal(35)),
        Percent(Decimal(1), plus_interest=True),
        Term(12),
    ]
    code, out, _ = said(rows, "--budget", "250", "--order", "snowball", name="debts.csv")
    assert (code, out.startswith("All is paid after 5 months")) == (0, True)


def test_every_part_of_the_input():
    data = {
        "budget": [{"from_month": 1, "amount": "100"}, {"from_month": 4, "amount": 150.5}],
        "order": ["b", "a"],
        "extra": [{"on_month": 3, "amount": "100.00"}, {"on_month": "2", "amount": 5}],
        "biweekly": True,
        "debts": [
            {
                "name": "a",
                "balance": 1,
                "apr": [{"from_month": 16, "apr": "22"}, {"from_month": 1, "apr": 0}],
                "from_month": 2,
                "color": "red",
            },
            {"name": "b", "balance": "2", "minimum": {"percent": "1", "plus_interest": True}},
        ],
    }
    data["extra"][1]["every_year"] = True
    found = problem(parsed(json.dumps(data)))
    assert found.budget == (Amount(1, Decimal(100)), Amount(4, Decimal("150.5")))
    assert found.extra == (Extra(3, Decimal(100)), Extra(2, Decimal(5), 12))
    assert (found.order, found.biweekly, found.debts[0].starts) == (("b", "a"), True, 2)
    assert found.debts[0].apr == (Segment(1, Decimal(0)), Segment(16, Decimal(22)))
    assert found.debts[1].minimum == Percent(Decimal(1), plus_interest=True)
    assert problem({"debts": []}).order is Order.AVALANCHE


WRONG = {
    "": "The file is empty.",
    "{": "This is no JSON: line 1",
    "[1]": "The file should be an object",
    "[" * 5000: "nested too deep",
    "{}": "debts: this should be a list.",
    '{"budget": NaN, "debts": []}': "NaN is no amount.",
    "a;b\n1;2": "neither JSON nor a CSV",
    "name,balanse\na,1": "neither JSON nor a CSV",
    "name,balance,minumum\na,1,1": 'Is "minimum" meant?',
    "name,balance\na,": "debts[0].balance: nothing is not a number",
}


@pytest.mark.parametrize("content", WRONG, ids=lambda content: content[:20])
def test_a_wrong_file_gets_one_line_and_exit_2(said, content):
    for options in ([], ["--json"]):
        code, out, err = said(content, *options)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert WRONG[content] in err


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"debts": ["card"]}, "debts[0] should be an object"),
        ({"debts": [{"balance": "1"}]}, "debts[0]: each debt needs a name"),
        ({"debts": [CARD, CARD]}, 'two are called "card"'),
        ({"debts": [CARD | {"balance": "-1"}]}, 'debts[0].balance: "-1" is not a number'),
        ({"debts": [CARD | {"balance": True}]}, 'debts[0].balance: "True" is not'),
        ({"debts": [CARD | {"balance": "1e99"}]}, "is not a number from 0 to 10,000,000,000"),
        ({"debts": [CARD | {"apr": "2000"}]}, "is not a number from 0 to 1,000,"),
        ({"debts": [CARD | {"apr": []}]}, "the first rate must be from month 1"),
        ({"debts": [CARD | {"apr": [{"from_month": 2, "apr": 1}]}]}, "must be from month 1"),
        ({"debts": [CARD | {"apr": [{"from_month": 0, "apr": 1}]}]}, "apr[0].from_month"),
        ({"debts": [CARD | {"from_month": "x"}]}, "from 1 to 1200"),
        ({"debts": [CARD | {"minimum": {}}]}, "say one of fixed, percent and term_months"),
        ({"debts": [CARD | {"minimum": {"fixed": 1, "percent": 1}}]}, "say one of fixed"),
        ({"debts": [CARD | {"minimum": {"percent": 1, "of": "x"}}]}, "say before_interest"),
        ({"debts": [CARD | {"minimum": {"percent": 1, "of": ["x"]}}]}, "say before_interest"),
        ({"debts": [CARD | {"minimum": {"percent": 1, "plus_interest": 1}}]}, "true or false"),
        ({"debts": [CARD | {"minimun": 3}]}, 'Is "minimum" meant?'),
        ({"debts": [CARD], "budget": "lots"}, 'budget: "lots" is not a number'),
        ({"debts": [CARD], "order": "biggest"}, 'order: say "avalanche"'),
        ({"debts": [CARD], "order": ["car"]}, 'order: no debt is called "car"'),
        ({"debts": [CARD], "extra": {}}, "extra: this should be a list"),
        ({"debts": [CARD], "extra": [{"on_month": 1}]}, "extra[0].amount"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(said, wrong, told):
    code, out, err = said(wrong, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_missing_file_and_one_that_is_no_text(said, tmp_path, capsys):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff")
    for path, told in ((tmp_path / "none.json", "No such file"), (picture, "is no text file")):
        with pytest.raises(SystemExit) as ended:
            call_command("payoff", str(path))
        assert ended.value.code == 2
        assert told in capsys.readouterr().err


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"budget": 500, "debts": [CARD]})))
    call_command("payoff", "-", "--json")
    assert json.loads(capsys.readouterr().out)["months"] == 25


def test_no_database_is_asked_for(tmp_path):
    """In a place where there is none, and where it could not be made."""
    command = [sys.executable, "manage.py", "payoff", "-", "--json"]
    environ = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "DATA_DIR": str(tmp_path)}
    asked = json.dumps({"budget": "500", "debts": [CARD]})
    done = subprocess.run(
        command, input=asked, env=environ, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["interest"] == "2266.06"
