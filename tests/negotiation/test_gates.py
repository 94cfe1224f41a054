from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.facts import Basis, CreditorKind, DebtKind
from negotiation.gates import GateKind, blocking, gates
from tests import make
from tests.negotiation.drawn import DAYS, DEBTS

TODAY = date(2026, 3, 2)
D = Decimal
FIRST = CreditorKind.ORIGINAL_CREDITOR
HISTORIES = st.builds(
    make.history,
    statement_mailed_on=DAYS,
    statement_answered_on=DAYS,
    validation_asked=st.booleans(),
    accepted_on=DAYS,
    agreed_on=DAYS,
    answer_due_on=DAYS,
    settled_on=DAYS,
)


def facts(**fields):
    """Verified, affordable, and in time to be sued for years: nothing is missing."""
    fields = {
        "state": "NY",
        "cash": D("600.00"),
        "balance_on": TODAY,
        "opened_on": date(2025, 1, 1),
        "first_delinquent_on": date(2025, 9, 1),
        "last_paid_on": date(2025, 8, 1),
    } | fields
    return make.facts(**fields)


def found(debt=None, past=None, amount=None, **fields):
    amount = D(amount) if amount else None
    return gates(debt or facts(**fields), past or make.history(), on=TODAY, amount=amount)


def one(which, /, **fields):
    [gate] = [gate for gate in found(**fields) if gate.kind is which]
    return gate


def kinds(**fields):
    return [gate.kind.value for gate in found(**fields)]


def test_where_nothing_is_missing_there_is_no_gate():
    assert kinds() == kinds(amount="600") == []


@pytest.mark.parametrize("basis", [Basis.CLAIMED, Basis.OWN_RECORD, Basis.UNKNOWN])
def test_nothing_is_offered_on_a_figure_nobody_verified(basis):
    gate = one(GateKind.UNVERIFIED, basis=basis)
    assert gate.blocking
    assert "to prove it" in str(gate.instead)
    assert "1692g(b)" in gate.cited
    first = one(GateKind.UNVERIFIED, basis=basis, holder=FIRST)
    assert "written statement" in str(first.instead)
    assert (first.cited, first.source) == ("", "")  # the law speaks of collectors alone


def test_a_verified_debt_without_a_balance_is_not_verified():
    assert kinds(balance=None) == ["unverified"]


def test_who_has_asked_waits_for_the_answer():
    past = make.history(statement_mailed_on=TODAY)
    gate = one(GateKind.UNVERIFIED, past=past, basis=Basis.CLAIMED)
    assert "Wait for their answer" in str(gate.instead)


@pytest.mark.parametrize(
    ("fields", "past", "expected"),
    [
        ({"disputed_on": TODAY, "balance_on": date(2026, 3, 1)}, {}, ["disputed"]),
        ({"disputed_on": TODAY, "balance_on": None}, {}, ["disputed"]),
        ({"disputed_on": TODAY}, {}, []),  # a statement has come since
        ({"disputed_on": TODAY, "basis": Basis.CLAIMED}, {}, ["unverified", "disputed"]),
        (  # they answered, and proved nothing
            {"disputed_on": TODAY, "basis": Basis.CLAIMED},
            {"statement_answered_on": TODAY},
            ["unverified"],
        ),
        (
            {"disputed_on": TODAY, "basis": Basis.CLAIMED},
            {"statement_answered_on": date(2026, 3, 1)},
            ["unverified", "disputed"],
        ),
        (
            {"balance_on": date(2026, 2, 1)},
            {"statement_mailed_on": TODAY, "validation_asked": True},
            ["disputed"],
        ),
        (
            {"balance_on": date(2026, 2, 1)},
            {
                "statement_mailed_on": TODAY,
                "validation_asked": True,
                "statement_answered_on": TODAY,
            },
            [],
        ),
        ({"balance_on": date(2026, 2, 1)}, {"statement_mailed_on": TODAY}, []),
    ],
)
def test_a_dispute_without_an_answer_blocks(fields, past, expected):
    assert kinds(past=make.history(**past), **fields) == expected


def test_only_a_collector_must_stop_for_a_dispute():
    fields = {"disputed_on": TODAY, "balance_on": None}
    assert "must stop" in str(one(GateKind.DISPUTED, **fields).more[0])
    assert one(GateKind.DISPUTED, holder=FIRST, **fields).more == ()


@pytest.mark.parametrize(
    ("received", "fields", "expected"),
    [
        (date(2026, 1, 31), {}, ["validation"]),  # the 30th day is today
        (date(2026, 1, 30), {}, []),
        (TODAY, {}, ["validation"]),
        (TODAY, {"holder": FIRST}, []),  # no collector
        (TODAY, {"disputed_on": TODAY}, []),  # used already
    ],
)
def test_inside_the_validation_period_a_dispute_comes_first(received, fields, expected):
    assert kinds(notice_received_on=received, **fields) == expected


def test_the_validation_gate_blocks_only_what_is_unverified_and_names_its_days():
    gate = one(GateKind.VALIDATION, notice_received_on=TODAY)
    assert not gate.blocking
    assert "until April 1, 2026" in str(gate.why)
    assert "by March 25, 2026" in str(gate.instead)
    assert one(GateKind.VALIDATION, notice_received_on=TODAY, basis=Basis.CLAIMED).blocking
    late = one(GateKind.VALIDATION, notice_received_on=date(2026, 2, 4))
    assert "today" in str(late.instead)


OLD = {"opened_on": None, "first_delinquent_on": date(2019, 1, 1)}


@pytest.mark.parametrize(
    ("fields", "block", "says"),
    [
        ({"state": "TX", "last_paid_on": date(2018, 12, 1)}, True, "probably been over since"),
        ({"state": "TX", "last_paid_on": None}, True, "may have been over since"),
        ({"state": "WI", "last_paid_on": date(2019, 1, 1)}, True, "over since"),
        (
            {"state": "TX", "first_delinquent_on": date(2022, 6, 1), "last_paid_on": None},
            False,
            "may end from June 1, 2026",
        ),
    ],
)
def test_what_may_be_time_barred_could_be_revived(fields, block, says):
    gate = one(GateKind.TIME_BAR, **OLD | fields)
    assert (gate.blocking, says in str(gate.why)) == (block, True)
    assert gate.cited
    assert gate.source.startswith("https://")
    assert len(gate.more) >= 2  # what a payment does, what a signed letter does


@pytest.mark.parametrize(
    ("fields", "block"),
    [
        ({"first_delinquent_on": None, "last_paid_on": None}, True),
        ({"state": ""}, True),
        ({"state": "PR"}, False),  # we have no figures, and the user cannot find them
    ],
)
def test_an_unknown_time_to_sue_counts_as_danger(fields, block):
    gate = one(GateKind.TIME_UNKNOWN, **{"opened_on": None} | fields)
    assert gate.blocking is block
    assert "cannot tell" in str(gate.why)


@pytest.mark.parametrize(
    "fields",
    [
        {"current": True},
        {"judgment": True},  # a judgment has its own, longer time
        {"opened_on": date(2024, 1, 1)},  # no court could call it over yet
    ],
)
def test_where_the_time_cannot_be_over_nobody_is_warned(fields):
    days = {"opened_on": None, "first_delinquent_on": None, "last_paid_on": None}
    assert not {"time_bar", "time_unknown"} & set(kinds(**days | fields))


def test_a_suit_filed_in_time_has_stopped_the_clock():
    days = {"state": "TX", "sued": True, "sued_on": date(2020, 1, 1), "last_paid_on": None}
    assert kinds(**OLD | days) == ["lawsuit"]
    assert kinds(**OLD | days | {"sued_on": date(2025, 1, 1)}) == ["lawsuit", "time_bar"]


def test_a_lawsuit_is_answered_first():
    gate = one(GateKind.LAWSUIT, sued=True, sued_on=TODAY)
    assert gate.blocking
    assert "Answer the lawsuit first" in str(gate.instead)
    past = make.history(answer_due_on=date(2026, 3, 20))
    assert "March 20, 2026" in str(one(GateKind.LAWSUIT, past=past, sued=True).why)


def test_after_an_answer_to_the_court_an_offer_may_go_out():
    gate = one(GateKind.LAWSUIT, past=make.history(answered_on=TODAY), sued=True, sued_on=TODAY)
    assert not gate.blocking
    assert "they end the case" in str(gate.instead)


def test_where_nobody_said_if_there_is_a_lawsuit_it_asks():
    gate = one(GateKind.LAWSUIT_UNKNOWN, sued=None)
    assert not gate.blocking
    assert gate.fields == ("sued",)
    assert "court papers" in str(gate.instead)
    assert "lawsuit_unknown" not in kinds() + kinds(sued=True) + kinds(sued=None, current=True)
    assert "lawsuit_unknown" not in kinds(sued=None, kind=DebtKind.JUDGMENT)
    assert kinds(sued=None, kind=DebtKind.TAX) == ["special"]


def test_nothing_is_said_of_a_bankruptcy_talk_that_has_no_source():
    assert "free" not in str(one(GateKind.BANKRUPTCY, facing_bankruptcy=True).instead)


@pytest.mark.parametrize("fields", [{"judgment": True, "sued": True}, {"kind": DebtKind.JUDGMENT}])
def test_after_a_judgment_the_court_must_hear_that_it_is_paid(fields):
    gate = one(GateKind.JUDGMENT, **fields)
    assert not gate.blocking
    assert "15 USC 1673" in gate.cited
    assert "lawsuit" not in kinds(**fields)


@pytest.mark.parametrize(
    ("cash", "amount", "says"),
    [
        (None, None, "not said how much cash"),
        ("299.99", None, "$0.01 is missing"),  # a quarter of 1,200 at a buyer
        ("300", None, ""),
        ("599.99", "600", "this offer takes $600.00. $0.01 is missing"),
        ("600", "600", ""),
        ("-5", "1", "$6.00 is missing"),
    ],
)
def test_cash_is_really_there(cash, amount, says):
    gate = [*found(amount=amount, cash=cash and D(cash)), None][0]
    assert (gate is None) is (says == "")
    if gate:
        assert gate.blocking
        assert says in str(gate.why)


@pytest.mark.parametrize("fields", [{"kind": DebtKind.TAX}, {"holder": CreditorKind.GOVERNMENT}])
def test_a_debt_that_does_not_bargain_says_what_to_do_and_nothing_else(fields):
    gate = one(GateKind.SPECIAL, cash=None, basis=Basis.CLAIMED, **fields)
    assert gate.blocking
    assert len(str(gate.instead)) > 40
    assert kinds(cash=None, basis=Basis.CLAIMED, **fields) == ["special"]


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ({"agreed_on": TODAY}, ["deal"]),
        ({"agreed_on": TODAY, "first_paid_on": TODAY}, ["deal"]),
        ({"offer_out_on": TODAY, "accepted_on": TODAY}, ["deal"]),
        ({"settled_on": TODAY}, ["over"]),
        ({"discharged_on": TODAY}, ["over"]),
        ({"offer_out_on": TODAY}, []),
    ],
)
def test_a_deal_or_an_end_stands_in_the_way(past, expected):
    past = make.history(**past)
    assert kinds(past=past) == expected
    assert all(gate.blocking for gate in found(past=past))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"current": True}, ["paid_on_time"]),
        ({"balance_on": TODAY - timedelta(days=90)}, []),
        ({"balance_on": TODAY - timedelta(days=91)}, ["old_figure"]),
        ({"facing_bankruptcy": True}, ["bankruptcy"]),
        ({"facing_bankruptcy": True, "amount": "599.99"}, []),
    ],
)
def test_some_things_are_only_to_be_read(fields, expected):
    assert kinds(**fields) == expected
    assert not blocking(found(**fields))


@pytest.mark.parametrize("amount", ["-0.01", "0.00"])
def test_an_offer_of_nothing_is_refused(amount):
    with pytest.raises(ValueError, match="more than zero"):
        gates(facts(), make.history(), on=TODAY, amount=D(amount))


@given(DEBTS, HISTORIES, st.none() | st.decimals("0.01", 9000, places=2), st.decimals(0, 9000))
def test_more_cash_never_adds_a_gate(debt, past, amount, more):
    richer = replace(debt, cash=(debt.cash or D(0)) + more)
    before = {gate.kind for gate in gates(debt, past, on=TODAY, amount=amount)}
    after = {gate.kind for gate in gates(richer, past, on=TODAY, amount=amount)}
    assert after <= before
    assert before - after <= {GateKind.CASH}


@given(DEBTS, HISTORIES)
def test_every_gate_says_why_and_what_to_do_and_stands_there_once(debt, past):
    every = gates(debt, past, on=TODAY)
    assert len({gate.kind for gate in every}) == len(every)
    order = [list(GateKind).index(gate.kind) for gate in every]
    assert order == sorted(order)
    for gate in every:
        said = f"{gate.why} {gate.instead} {' '.join(map(str, gate.more))}"
        assert "{" not in said
        assert bool(gate.cited) == bool(gate.source)


@given(DEBTS, HISTORIES, st.sampled_from(["state", "first_delinquent_on"]))
def test_a_forgotten_fact_never_opens_the_way(debt, past, name):
    """Whatever blocks an offer because of time still does when a fact behind it is forgotten."""
    assume(debt.state != "PR" and not debt.sued)
    times = {GateKind.TIME_BAR, GateKind.TIME_UNKNOWN}
    forgotten = replace(debt, **{name: "" if name == "state" else None}, last_paid_on=None)
    forgotten = replace(forgotten, charged_off_on=None)
    if {gate.kind for gate in blocking(gates(debt, past, on=TODAY))} & times:
        assert {gate.kind for gate in blocking(gates(forgotten, past, on=TODAY))} & times
