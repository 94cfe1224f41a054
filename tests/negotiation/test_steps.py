from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis, CaseHistory, CreditorKind, DebtKind, Security
from negotiation.stage import Stage, stage
from negotiation.steps import STEPS, StepKind, next_step
from tests import make
from tests.negotiation.test_stage import WHAT_HAPPENED

TODAY = date(2026, 3, 2)
D = Decimal
FIRST = {"holder": CreditorKind.ORIGINAL_CREDITOR, "basis": Basis.CLAIMED}
COLLECTOR = {"holder": CreditorKind.COLLECTION_AGENCY, "basis": Basis.CLAIMED}
VERIFIED = {
    "basis": Basis.VERIFIED,
    "cash": D("5000.00"),
    "last_paid_on": date(2025, 12, 1),
    "first_delinquent_on": date(2026, 1, 1),
}
SUED = VERIFIED | {"sued": True}
EARLIER, LATER = date(2026, 2, 27), date(2026, 3, 20)
ANSWERED = {"answer_due_on": EARLIER, "answered_on": EARLIER}


def step(debt, happened=None, on=TODAY):
    facts, history = make.facts(**debt), make.history(**(happened or {}))
    return next_step(facts, history, stage(facts, history, on=on), on=on)


@pytest.mark.parametrize(
    ("debt", "happened", "kind", "due_on"),
    [
        # ask, mail, wait, ask again
        (FIRST, {}, StepKind.REQUEST_STATEMENT, None),
        (FIRST, {"statement_issued_on": date(2026, 3, 1)}, StepKind.MAIL_LETTER, date(2026, 3, 4)),
        (
            FIRST,
            {
                "statement_issued_on": date(2026, 2, 1),
                "statement_mailed_on": date(2026, 2, 2),
                "statement_due_on": date(2026, 3, 2),
            },
            StepKind.WAIT_FOR_ANSWER,
            date(2026, 3, 2),
        ),
        (
            FIRST,
            {"statement_mailed_on": date(2026, 1, 20), "statement_due_on": date(2026, 3, 1)},
            StepKind.CHASE_ANSWER,
            date(2026, 3, 1),
        ),
        (
            FIRST,
            {"statement_mailed_on": date(2026, 2, 10)},
            StepKind.WAIT_FOR_ANSWER,
            date(2026, 3, 12),
        ),
        # made, mailed and answered on one day
        (
            FIRST,
            {"statement_issued_on": TODAY, "statement_mailed_on": TODAY},
            StepKind.WAIT_FOR_ANSWER,
            date(2026, 4, 1),
        ),
        (
            FIRST,
            {"statement_issued_on": TODAY, "statement_answered_on": TODAY},
            StepKind.REQUEST_STATEMENT,
            None,
        ),
        # a second letter lies there while the first is out
        (
            FIRST,
            {"statement_mailed_on": date(2026, 2, 10), "statement_issued_on": date(2026, 3, 1)},
            StepKind.MAIL_LETTER,
            date(2026, 3, 4),
        ),
        (
            FIRST,
            {"statement_mailed_on": date(2026, 1, 2), "statement_answered_on": date(2026, 2, 2)},
            StepKind.REQUEST_STATEMENT,
            None,
        ),
        (
            COLLECTOR | {"disputed_on": date(2026, 2, 10)},
            {},
            StepKind.WAIT_FOR_ANSWER,
            date(2026, 3, 12),
        ),
        (
            COLLECTOR | {"disputed_on": date(2026, 1, 10)},
            {},
            StepKind.CHASE_ANSWER,
            date(2026, 2, 9),
        ),
        # cash
        (VERIFIED | {"cash": None}, {}, StepKind.ENTER_CASH, None),
        (VERIFIED | {"cash": D("10.00")}, {}, StepKind.SAVE_CASH, None),
        (VERIFIED, {}, StepKind.PREPARE_OFFER, None),
        (VERIFIED, {"statement_issued_on": TODAY}, StepKind.MAIL_LETTER, date(2026, 3, 5)),
        # debts that go another way, unless a letter is out
        ({"kind": DebtKind.TAX}, {}, StepKind.ASK_FOR_HELP, None),
        ({"kind": DebtKind.FEDERAL_STUDENT} | FIRST, {}, StepKind.ASK_FOR_HELP, None),
        ({"kind": DebtKind.SUPPORT}, {}, StepKind.ASK_FOR_HELP, None),
        ({"kind": DebtKind.AUTO}, {}, StepKind.KEEP_CURRENT, None),
        (VERIFIED | {"security": Security.GOODS}, {}, StepKind.KEEP_CURRENT, None),
        (FIRST | {"current": True}, {}, StepKind.KEEP_CURRENT, None),
        (
            {"kind": DebtKind.AUTO},
            {"statement_issued_on": TODAY},
            StepKind.MAIL_LETTER,
            date(2026, 3, 5),
        ),
        # talks and the deal
        (VERIFIED, {"offer_out_on": date(2026, 2, 20)}, StepKind.WAIT_FOR_ANSWER, date(2026, 3, 6)),
        (
            VERIFIED,
            {"offer_out_on": date(2026, 2, 20), "offer_expires_on": date(2026, 3, 1)},
            StepKind.CHASE_ANSWER,
            date(2026, 3, 1),
        ),
        (
            VERIFIED,
            {"counter_offer_on": date(2026, 2, 25)},
            StepKind.ANSWER_OFFER,
            date(2026, 3, 7),
        ),
        (
            VERIFIED,
            {"offer_out_on": date(2026, 2, 20), "accepted_on": date(2026, 3, 1)},
            StepKind.GET_IT_IN_WRITING,
            date(2026, 3, 8),
        ),
        (
            VERIFIED,
            {"counter_offer_on": date(2026, 2, 20), "accepted_on": date(2026, 3, 1)},
            StepKind.GET_IT_IN_WRITING,
            date(2026, 3, 8),
        ),
        (
            VERIFIED,
            {"agreed_on": date(2026, 3, 1), "payment_due_on": date(2026, 3, 15)},
            StepKind.PAY,
            date(2026, 3, 15),
        ),
        (
            VERIFIED,
            {"agreed_on": date(2026, 2, 1), "first_paid_on": date(2026, 2, 15)},
            StepKind.PAY,
            None,
        ),
        # the end
        (VERIFIED, {"settled_on": date(2026, 2, 20)}, StepKind.GET_PROOF, date(2026, 3, 22)),
        (VERIFIED, {"paid_in_full_on": date(2026, 2, 20)}, StepKind.GET_PROOF, date(2026, 3, 22)),
        ({"balance": D("0.00")}, {}, StepKind.NOTHING, None),
        (VERIFIED, {"confirmed_on": TODAY}, StepKind.NOTHING, None),
        (VERIFIED, {"written_off_on": TODAY}, StepKind.NOTHING, None),
        (VERIFIED, {"discharged_on": TODAY}, StepKind.NOTHING, None),
        # a court and a pause
        (
            VERIFIED | {"sued": True},
            {"answer_due_on": date(2026, 3, 9)},
            StepKind.ANSWER_LAWSUIT,
            date(2026, 3, 9),
        ),
        ({"kind": DebtKind.TAX, "sued": True}, {}, StepKind.ANSWER_LAWSUIT, TODAY),
        (SUED, {"answer_due_on": EARLIER}, StepKind.ANSWER_LAWSUIT, EARLIER),
        (SUED, {"answer_due_on": EARLIER, "hearing_on": LATER}, StepKind.ANSWER_LAWSUIT, EARLIER),
        (SUED, {"hearing_on": LATER}, StepKind.GO_TO_COURT, LATER),
        (SUED, {"hearing_on": EARLIER}, StepKind.ANSWER_LAWSUIT, TODAY),
        (SUED, ANSWERED, StepKind.WATCH_COURT, None),
        (SUED, ANSWERED | {"hearing_on": LATER}, StepKind.GO_TO_COURT, LATER),
        (SUED, ANSWERED | {"hearing_on": TODAY}, StepKind.GO_TO_COURT, TODAY),
        (SUED, ANSWERED | {"hearing_on": EARLIER}, StepKind.WATCH_COURT, None),
        (FIRST, {"paused_until": date(2026, 4, 1)}, StepKind.RESUME, date(2026, 4, 1)),
    ],
)
def test_the_next_step(debt, happened, kind, due_on):
    found = step(debt, happened)
    assert (found.kind, found.due_on) == (kind, due_on)
    assert found.overdue is (due_on is not None and due_on < TODAY)
    assert found.title == kind.text


NOTICE = COLLECTOR | {"notice_received_on": date(2026, 3, 2)}


@pytest.mark.parametrize(
    ("on", "due_on", "overdue", "why"),
    [
        (date(2026, 3, 25), date(2026, 3, 25), False, "Mail a dispute by March 25, 2026."),
        (date(2026, 3, 26), date(2026, 3, 25), True, "that arrives by April 1, 2026"),
        (date(2026, 4, 1), date(2026, 3, 25), True, "that arrives by April 1, 2026"),
        (date(2026, 4, 2), None, False, "You can still ask"),
    ],
)
def test_a_collectors_notice_gives_thirty_days_less_a_week_for_the_mail(on, due_on, overdue, why):
    found = step(NOTICE, on=on)
    assert (found.kind, found.due_on, found.overdue) == (
        StepKind.REQUEST_STATEMENT,
        due_on,
        overdue,
    )
    assert why in str(found.why)


def test_a_letter_in_that_time_is_due_as_early_as_the_request():
    ready = {"statement_issued_on": date(2026, 3, 3)}
    assert step(NOTICE, ready, on=date(2026, 3, 4)).due_on == date(2026, 3, 25)
    assert step(NOTICE, ready, on=date(2026, 4, 2)).due_on == date(2026, 3, 6)


def test_a_first_creditor_has_no_such_time():
    found = step(FIRST | {"notice_received_on": date(2026, 3, 2)})
    assert found.due_on is None
    assert "Interest and fees grow" in str(found.why)


def test_without_the_day_of_the_notice_we_ask_for_it():
    assert "Enter the day" in str(step(COLLECTOR).why)


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2026, 3, 9), StepKind.WAIT_FOR_ANSWER),
        (date(2026, 3, 10), StepKind.CALL_BACK),
        (date(2026, 3, 11), StepKind.CALL_BACK),
    ],
)
def test_a_promised_call_comes_first_from_its_day_on(on, kind):
    out = {"statement_mailed_on": date(2026, 3, 1), "call_back_on": date(2026, 3, 10)}
    found = step(FIRST, out, on=on)
    assert found.kind is kind
    assert found.overdue is (on > date(2026, 3, 10))


@pytest.mark.parametrize(
    ("debt", "happened", "kind"),
    [
        (NOTICE, {}, StepKind.REQUEST_STATEMENT),
        (NOTICE, {"statement_issued_on": TODAY}, StepKind.MAIL_LETTER),
        (VERIFIED | {"sued": True}, {}, StepKind.ANSWER_LAWSUIT),
        (VERIFIED, {"agreed_on": TODAY}, StepKind.PAY),
        (VERIFIED, {"confirmed_on": TODAY}, StepKind.NOTHING),
        (FIRST, {"paused_until": date(2026, 4, 1)}, StepKind.RESUME),
    ],
)
def test_courts_payments_pauses_and_the_deadlines_of_the_law_do_not_wait_for_a_call(
    debt, happened, kind
):
    assert step(debt, happened | {"call_back_on": TODAY}).kind is kind


@pytest.mark.parametrize(
    ("fields", "careful"),
    [
        ({}, False),
        ({"last_paid_on": date(2023, 1, 1), "first_delinquent_on": date(2023, 2, 1)}, True),
        ({"last_paid_on": None, "first_delinquent_on": None}, True),  # nobody knows
    ],
)
def test_no_offer_without_a_look_at_the_time_to_sue(fields, careful):
    found = step(VERIFIED | fields)
    assert found.kind is StepKind.PREPARE_OFFER
    assert ("Read your state’s rule first" in str(found.why)) is careful


@pytest.mark.parametrize(
    ("happened", "says"),
    [
        ({}, "Until we know it, take it as today"),
        ({"answer_due_on": LATER}, "in writing by March 20, 2026"),
        ({"answer_due_on": EARLIER}, "was February 27, 2026. Ask the court or legal aid today"),
        ({"hearing_on": LATER}, "Ask the court now if it wants a written answer first."),
        (ANSWERED | {"hearing_on": LATER}, "Be in court on March 20, 2026"),
        (ANSWERED, "You answered on February 27, 2026."),
    ],
)
def test_a_lawsuit_says_which_day_counts_and_what_is_not_known(happened, says):
    assert says in str(step(SUED, happened).why)


def test_saving_says_how_much_is_needed():
    found = step(VERIFIED | {"balance": D("2000.00"), "cash": D("120.50")})
    assert "$500.00" in str(found.why)
    assert "$120.50" in str(found.why)
    own = step(VERIFIED | {"balance": D("2000.00"), "cash": D("120.50"), "own_opening": D(10)})
    assert str(own.why) == "Your own first offer takes $200.00. You have $120.50."


def test_every_stage_has_steps_and_every_step_a_title_of_its_own():
    assert STEPS.keys() == set(Stage)
    assert len({str(kind.text) for kind in StepKind}) == len(StepKind)
    assert all(len(str(kind.text)) <= 24 for kind in StepKind)


@pytest.mark.parametrize(("debt", "happened", "found"), WHAT_HAPPENED)
def test_whatever_happened_there_is_one_next_step(debt, happened, found):
    made = step(debt, happened)
    assert str(made.why)
    assert "{" not in str(made.why)


DAYS = st.none() | st.dates(date(2025, 6, 1), date(2026, 6, 1))


@given(
    st.builds(
        CaseHistory,
        **{
            name: DAYS
            for name in CaseHistory.__dataclass_fields__
            if name.endswith("_on") or name == "paused_until"
        },
    ),
    st.sampled_from(DebtKind),
    st.none() | st.sampled_from(CreditorKind),
    st.sampled_from(Basis),
    DAYS,
    st.booleans(),
)
def test_a_step_is_overdue_exactly_from_the_day_after_it_is_due(
    history, kind, holder, basis, notice_on, sued
):
    facts = make.facts(
        kind=kind, holder=holder, basis=basis, notice_received_on=notice_on, sued=sued
    )
    found = next_step(facts, history, stage(facts, history, on=TODAY), on=TODAY)
    assert found.overdue is (found.due_on is not None and found.due_on + timedelta(days=1) <= TODAY)
