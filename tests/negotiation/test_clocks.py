"""The four clocks of a debt, each in a table of what is known and what is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import CreditorKind, DebtKind
from ledger.law.figures import Confidence
from ledger.law.limitation import figures
from negotiation.clock import ClockKind, Phase
from negotiation.clocks import clocks
from tests import make

ON = date(2026, 11, 23)
AGENCY, BANK = CreditorKind.COLLECTION_AGENCY, CreditorKind.ORIGINAL_CREDITOR
MISSED = date(2024, 3, 1)


def clock(which, **fields):
    fields = {"first_delinquent_on": MISSED, "last_paid_on": date(2024, 2, 1)} | fields
    found = {one.kind: one for one in clocks(make.facts(**fields), on=ON)}
    return found[which]


def test_there_are_always_four_in_the_same_order():
    for facts in (make.facts(), make.facts(kind=DebtKind.TAX, state=""), make.facts(holder=None)):
        assert [one.kind for one in clocks(facts, on=ON)] == list(ClockKind)


@pytest.mark.parametrize(
    ("fields", "phase", "said"),
    [
        ({}, Phase.RUNNING, "ends between February 1, 2027 and March 1, 2027."),
        ({"last_paid_on": MISSED}, Phase.RUNNING, "it ends on March 1, 2027."),
        ({"state": "CO"}, Phase.RUNNING, "The time to sue is running."),
        (
            {"state": "AR", "first_delinquent_on": date(2022, 6, 1), "last_paid_on": None},
            Phase.UNSURE,
            "may be over. By what you entered, it ends between June 1, 2025 and June 1, 2027.",
        ),
        (
            {"first_delinquent_on": date(2022, 6, 1), "last_paid_on": None},
            Phase.UNSURE,
            "may have been over since June 1, 2025. What we do not know could make it longer.",
        ),
        (
            {"first_delinquent_on": date(2022, 6, 1), "last_paid_on": date(2022, 5, 1)},
            Phase.OVER,
            "has probably been over since June 1, 2025. They could still file a suit",
        ),
        (
            {"sued": True, "sued_on": date(2026, 1, 5)},
            Phase.RUNNING,
            "The lawsuit of January 5, 2026 came in time",
        ),
        (
            {
                "sued": True,
                "sued_on": date(2026, 1, 5),
                "first_delinquent_on": date(2022, 6, 1),
                "last_paid_on": date(2022, 5, 1),
            },
            Phase.OVER,
            "probably came too late. You must say so in your answer to the court.",
        ),
        ({"sued": True}, Phase.UNKNOWN, "Enter the day it was filed."),
        ({"judgment": True}, Phase.NONE, "A court has decided already."),
        ({"kind": DebtKind.FEDERAL_STUDENT}, Phase.RUNNING, "There is no time limit"),
        ({"kind": DebtKind.TAX}, Phase.NONE, "its own rules"),
        ({"state": ""}, Phase.UNKNOWN, "Enter the state whose law applies."),
        ({"state": "PR"}, Phase.NONE, "We have figures for 50 states and D.C."),
        (
            {"first_delinquent_on": None, "last_paid_on": None},
            Phase.UNKNOWN,
            "Enter the day of your last payment",
        ),
        (
            {"first_delinquent_on": None, "current": True},
            Phase.NONE,
            "The time to sue starts with a payment you miss.",
        ),
    ],
)
def test_the_time_to_sue(fields, phase, said):
    found = clock(ClockKind.LIMITATION, **fields)
    assert found.phase is phase
    assert said in str(found.text)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, ()),
        ({"last_paid_on": None}, ("last_paid_on",)),
        (
            {"last_paid_on": None, "first_delinquent_on": None},
            ("last_paid_on", "first_delinquent_on"),
        ),
        ({"state": ""}, ("state",)),
        ({"state": "PR"}, ()),  # nothing to enter would help
        ({"sued": True}, ("sued_on",)),
        ({"judgment": True}, ()),
        ({"kind": DebtKind.TAX}, ()),
    ],
)
def test_the_time_to_sue_asks_for_what_is_missing(fields, asked):
    assert clock(ClockKind.LIMITATION, **fields).fields == asked


@pytest.mark.parametrize(
    ("fields", "phase", "said"),
    [
        (
            {"notice_received_on": date(2026, 11, 10)},
            Phase.RUNNING,
            "they get by December 10, 2026 makes them stop until they answer. "
            "Mail it by December 3, 2026.",
        ),
        ({"notice_received_on": date(2026, 10, 26)}, Phase.RUNNING, "Mail it today."),
        ({"notice_received_on": date(2026, 10, 24)}, Phase.RUNNING, "Mail it today."),  # last day
        ({"notice_received_on": date(2026, 10, 23)}, Phase.OVER, "they need not stop."),
        (
            {"notice_received_on": date(2026, 8, 3), "disputed_on": date(2026, 8, 20)},
            Phase.OVER,
            "You mailed a dispute on August 20, 2026. If they got it by September 2, 2026",
        ),
        (
            {"notice_received_on": date(2026, 8, 3), "disputed_on": date(2026, 9, 20)},
            Phase.OVER,
            "You can still ask them for proof",
        ),
        ({}, Phase.UNKNOWN, "Enter the day the collector’s first notice came."),
        ({"holder": None}, Phase.UNKNOWN, "Say who asks you to pay."),
        ({"holder": BANK}, Phase.NONE, "Only a collector must send the notice"),
    ],
)
def test_the_time_to_dispute(fields, phase, said):
    found = clock(ClockKind.VALIDATION, **fields)
    assert found.phase is phase
    assert said in str(found.text)


@pytest.mark.parametrize(
    ("fields", "phase", "said"),
    [
        ({}, Phase.RUNNING, "It must be gone from your credit report on August 28, 2031."),
        ({"holder": BANK, "in_collections": True}, Phase.RUNNING, "It must be gone"),
        ({"holder": BANK}, Phase.RUNNING, "If it was charged off or given to a collector, it must"),
        (
            {"first_delinquent_on": date(2019, 5, 28)},  # gone on 24 November 2026, or a day off
            Phase.UNSURE,
            "About now it must leave",
        ),
        (
            {"first_delinquent_on": date(2019, 5, 1)},
            Phase.OVER,
            "If it is still there, you can dispute it.",
        ),
        ({"first_delinquent_on": None}, Phase.UNKNOWN, "Enter the first payment you missed"),
        ({"first_delinquent_on": None, "current": True}, Phase.NONE, "It is paid on time so far"),
        ({"kind": DebtKind.FEDERAL_STUDENT}, Phase.NONE, "We have no figure."),
    ],
)
def test_the_credit_report(fields, phase, said):
    found = clock(ClockKind.REPORT, **fields)
    assert found.phase is phase
    assert said in str(found.text)


@pytest.mark.parametrize(
    ("fields", "phase", "said"),
    [
        (
            {"charged_off_on": date(2024, 9, 1)},
            Phase.OVER,
            "They booked it as a loss on September 1, 2024. That changes their books, not what",
        ),
        (
            {"first_delinquent_on": date(2026, 9, 1), "holder": BANK},
            Phase.RUNNING,
            "180 days after the first missed payment: about February 28, 2027. Before that, some",
        ),
        (
            {"first_delinquent_on": date(2026, 9, 1), "kind": DebtKind.PERSONAL_LOAN},
            Phase.RUNNING,
            "120 days after the first missed payment: about December 30, 2026.",
        ),
        ({}, Phase.UNSURE, "They probably booked it as a loss about August 28, 2024."),
        ({"first_delinquent_on": None}, Phase.UNKNOWN, "mostly book a loss 180 days after it."),
        ({"first_delinquent_on": None, "current": True}, Phase.NONE, "so no loss is booked."),
        ({"kind": DebtKind.MEDICAL}, Phase.NONE, "We have no figure for this kind of debt."),
    ],
)
def test_the_charge_off(fields, phase, said):
    found = clock(ClockKind.CHARGE_OFF, **fields)
    assert found.phase is phase
    assert said in str(found.text)


def test_an_unknown_day_always_says_what_to_enter():
    nothing = make.facts(holder=None, owner=None, state="")
    for one in clocks(nothing, on=ON):
        assert one.phase is Phase.UNKNOWN
        assert one.fields
        assert one.ends is None
        assert "Enter" in str(one.text) or "Say" in str(one.text)


def test_every_clock_that_has_an_end_names_its_law_and_how_sure_that_is():
    facts = make.facts(first_delinquent_on=MISSED, notice_received_on=date(2026, 11, 10))
    for one in clocks(facts, on=ON):
        assert one.laws
        assert all(law.citation and law.source and law.checked_on for law in one.laws)
        assert one.confidence in Confidence


def test_the_law_of_the_time_to_sue_is_as_sure_as_its_weakest_figure():
    assert clock(ClockKind.LIMITATION, state="AR").confidence is Confidence.LOW
    assert clock(ClockKind.LIMITATION).confidence is Confidence.HIGH


@pytest.mark.parametrize("kind", list(ClockKind))
@pytest.mark.parametrize("phase", list(Phase))
def test_each_kind_and_phase_has_a_name(kind, phase):
    assert str(kind.text)
    assert str(phase.text)


days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
maybe = st.none() | days


@given(
    on=days,
    missed=maybe,
    paid=maybe,
    booked=maybe,
    received=maybe,
    sued=st.none() | st.booleans(),
    sued_on=maybe,
    state=st.sampled_from(["", "PR", *figures().states]),
    kind=st.sampled_from(list(DebtKind)),
    holder=st.none() | st.sampled_from(list(CreditorKind)),
)
def test_whatever_is_known_the_clocks_hold_together(
    on, missed, paid, booked, received, sued, sued_on, state, kind, holder
):
    facts = make.facts(
        first_delinquent_on=missed,
        last_paid_on=paid,
        charged_off_on=booked,
        notice_received_on=received,
        sued=sued,
        sued_on=sued_on,
        state=state,
        kind=kind,
        holder=holder,
    )
    for one in clocks(facts, on=on):
        said = f"{one.text} {' '.join(map(str, one.reasons))}".lower()
        assert "{" not in said
        assert "cannot be sued" not in said
        assert "cannot sue" not in said
        if one.ends:
            assert one.earliest <= one.latest
            assert one.phase not in (Phase.UNKNOWN, Phase.NONE)
        if one.phase is Phase.UNKNOWN:
            assert one.fields
        if one.phase is Phase.OVER and one.kind is ClockKind.LIMITATION and not sued:
            assert on > one.latest
