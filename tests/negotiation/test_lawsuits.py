"""What comes first once somebody has sued, and that no day is guessed."""

from datetime import date

import pytest

from negotiation.lawsuits import lawsuit
from negotiation.stage import stage
from tests import make

TODAY = date(2026, 3, 2)


def of(on=TODAY, *, facts=None, **past):
    debt, history = make.facts(**({"sued": True} | (facts or {}))), make.history(**past)
    return lawsuit(debt, history, stage(debt, history, on=on), on=on)


@pytest.mark.parametrize("sued", [False, None])
def test_without_a_lawsuit_there_is_nothing_to_show(sued):
    assert of(facts={"sued": sued}) is None


@pytest.mark.parametrize(
    ("facts", "past", "first", "late"),
    [
        ({}, {}, True, False),  # the day is not known: still the first thing
        ({}, {"answer_due_on": TODAY}, True, False),
        ({}, {"answer_due_on": date(2026, 3, 1)}, True, True),
        ({}, {"answer_due_on": date(2026, 3, 1), "answered_on": date(2026, 2, 20)}, False, False),
        ({"judgment": True}, {}, False, False),
    ],
)
def test_the_answer_comes_first_until_the_court_has_it(facts, past, first, late):
    found = of(facts=facts, **past)
    assert (found.comes_first, found.is_late) == (first, late)
    assert all(help.address.startswith("https://") for help in found.free_help)
    assert found.free_help
