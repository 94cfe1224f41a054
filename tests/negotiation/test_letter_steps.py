"""A letter of any other kind as the one next step: to be mailed, or to be looked after."""

from datetime import date

import pytest

from ledger.facts import Basis
from negotiation.stage import stage
from negotiation.steps import StepKind, next_step
from tests import make

TODAY = make.TODAY
LIES_THERE = {"letter_issued_on": date(2026, 3, 1)}
WAITS = {"letter_due_on": date(2026, 3, 20)}
IS_LATE = {"letter_due_on": date(2026, 2, 27)}
FIRST = {"basis": Basis.CLAIMED}


@pytest.mark.parametrize(
    ("debt", "happened", "kind", "due_on"),
    [
        ({}, LIES_THERE, StepKind.MAIL_LETTER, date(2026, 3, 4)),
        ({}, IS_LATE, StepKind.FOLLOW_UP, date(2026, 2, 27)),
        ({}, LIES_THERE | IS_LATE, StepKind.MAIL_LETTER, date(2026, 3, 4)),
        (FIRST, WAITS, StepKind.REQUEST_STATEMENT, None),
        ({"current": True}, LIES_THERE, StepKind.MAIL_LETTER, date(2026, 3, 4)),
        # an end that is proven asks for nothing, but a letter about it still has to go out
        (
            {},
            LIES_THERE | {"written_off_on": date(2026, 2, 1)},
            StepKind.MAIL_LETTER,
            date(2026, 3, 4),
        ),
        # what cannot wait comes first
        ({"sued": True}, LIES_THERE | IS_LATE, StepKind.ANSWER_LAWSUIT, TODAY),
        ({}, LIES_THERE | {"agreed_on": date(2026, 2, 1)}, StepKind.PAY, None),
        (
            {},
            LIES_THERE | {"paused_until": date(2026, 5, 1)},
            StepKind.RESUME,
            date(2026, 5, 1),
        ),
        # a request of its own comes before another letter
        (
            FIRST,
            LIES_THERE | {"statement_issued_on": date(2026, 3, 2)},
            StepKind.MAIL_LETTER,
            date(2026, 3, 5),
        ),
        # a call that was promised comes before both
        ({}, LIES_THERE | {"call_back_on": TODAY}, StepKind.CALL_BACK, TODAY),
    ],
)
def test_a_letter_that_waits_is_the_next_step_unless_something_cannot_wait(
    debt, happened, kind, due_on
):
    facts, history = make.facts(**debt), make.history(**happened)
    step = next_step(facts, history, stage(facts, history, on=TODAY), on=TODAY)
    assert (step.kind, step.due_on) == (kind, due_on)
