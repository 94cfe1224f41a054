"""What a call's script holds as a case stands, and what it never holds."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.facts import Basis, CreditorKind
from negotiation import companion_words as words
from negotiation.companion import Call, script
from negotiation.companion_words import Way
from negotiation.ladder import next_rung
from negotiation.settlement import Base, Part
from negotiation.stage import Stage
from negotiation.strategy import band
from tests import make

ON = date(2026, 3, 2)
YOUNG = {"first_delinquent_on": date(2025, 8, 1), "opened_on": date(2023, 1, 1)}


def call(stage=Stage.VERIFIED, *, theirs=None, **changes):
    """A call about a debt a collection agency holds, young enough that no time to sue ends soon."""
    about = {name: changes.pop(name) for name in list(changes) if name not in Call.__slots__}
    debt = make.facts(**(YOUNG | about))
    limits = band(debt, on=ON, stage=stage)
    rung = limits.limits and next_rung(limits.limits, theirs=theirs and theirs.amount)
    return Call(debt=debt, stage=stage, band=limits, rung=rung, theirs=theirs, **changes)


def made(*args, **changes):
    return script(call(*args, **changes), on=ON)


@pytest.mark.parametrize(
    ("stage", "way"),
    [
        (Stage.UNVERIFIED, Way.VERIFY),
        (Stage.STATEMENT_REQUESTED, Way.VERIFY),
        (Stage.DISPUTED, Way.VERIFY),
        (Stage.VERIFIED, Way.OFFER),
        (Stage.SAVING, Way.OFFER),
        (Stage.PAUSED, Way.OFFER),
        (Stage.OFFER_OUT, Way.WAITING),
        (Stage.COUNTER_OFFER, Way.COUNTER),
        (Stage.AGREED, Way.DEAL),
        (Stage.PAYING, Way.DEAL),
        (Stage.SETTLED, Way.SETTLED),
        (Stage.CONFIRMED, Way.OVER),
        (Stage.PAID_IN_FULL, Way.OVER),
        (Stage.WRITTEN_OFF, Way.OVER),
        (Stage.DISCHARGED, Way.OVER),
        (Stage.IN_COURT, Way.COURT),
    ],
)
def test_every_stage_has_one_goal(stage, way):
    found = made(stage)
    assert found.goal == words.GOALS[way]
    assert found.opening == words.OPENINGS[way]


def test_every_stage_is_in_the_table_above():
    assert len(Stage) == 16


def test_figures_come_with_their_base_and_never_before_the_debt_is_verified():
    figures = made().figures
    assert [figure.part.amount for figure in figures] == sorted(f.part.amount for f in figures)
    assert {figure.part.base for figure in figures} == {Base.VERIFIED_TODAY}
    assert made(Stage.UNVERIFIED, basis=Basis.CLAIMED).figures == ()
    assert made(Stage.IN_COURT, sued=True).figures == ()
    assert made(Stage.PAYING).figures == ()


def test_the_next_figure_is_the_ladders_own():
    asked = Part(Decimal("900.00"), Decimal("1200.00"), Base.VERIFIED_TODAY)
    found = made(Stage.COUNTER_OFFER, theirs=asked)
    assert found.next == call(Stage.COUNTER_OFFER, theirs=asked).rung
    assert found.theirs == asked


@pytest.mark.parametrize(
    ("attested_on", "facing", "said"),
    [
        (date(2026, 2, 1), True, True),
        (date(2026, 2, 1), None, True),
        (date(2026, 2, 1), False, False),  # taken back since
        (None, True, False),  # never said for a letter
    ],
)
def test_bankruptcy_is_named_only_where_it_was_attested(attested_on, facing, said):
    found = made(attested_on=attested_on, facing_bankruptcy=facing)
    assert (found.bankruptcy is not None) is said
    assert (found.bankruptcy_note is not None) is said
    assert (words.NEVER_BLUFF in found.never) is not said


def test_bankruptcy_is_not_named_while_nothing_is_verified():
    assert made(Stage.UNVERIFIED, attested_on=ON, facing_bankruptcy=True).bankruptcy is None


def test_an_old_debt_is_neither_owned_up_to_nor_paid_on():
    old = made(first_delinquent_on=date(2021, 1, 1), opened_on=date(2015, 1, 1))
    assert words.OLD_DEBT_FIRST in old.first
    assert {words.NEVER_OWN_UP, words.NEVER_GOOD_FAITH} <= set(old.never)
    assert not [answer for answer in old.answers if answer.owns_up]
    young = made()
    assert words.NEVER_OWN_UP not in young.never
    assert [answer for answer in young.answers if answer.owns_up]


def test_a_deal_that_is_not_on_paper_asks_for_the_paper():
    assert made(Stage.COUNTER_OFFER, accepted=True).goal == words.GOALS[Way.PAPER]


def test_a_lawsuit_that_was_answered_may_be_talked_about():
    assert made(Stage.IN_COURT, sued=True).goal == words.GOALS[Way.COURT]
    answered = made(Stage.IN_COURT, sued=True, answered_court=True)
    assert answered.goal == words.GOALS[Way.OFFER]
    assert words.SUED in answered.answers


def test_where_no_offer_fits_the_call_asks_for_time():
    assert made(holder=CreditorKind.GOVERNMENT).goal == words.GOALS[Way.TIME]


@pytest.mark.parametrize(
    ("yours", "theirs", "ask"), [("NY", "OH", False), ("NY", "CA", True), ("NY", "", True)]
)
def test_the_stricter_state_decides_on_recording(yours, theirs, ask):
    assert made(state=yours, their_state=theirs).recording.ask_first is ask


def test_every_call_ends_in_writing():
    assert all(words.SEND_IT in made(stage).close for stage in Stage)
    assert set(words.GOALS) == set(words.OPENINGS) == set(words.ASK_FOR) == set(Way)
