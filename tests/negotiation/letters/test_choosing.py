"""Every kind of letter, to every party, at every stage: one answer, and a reason for it."""

from datetime import date, timedelta

import pytest

from ledger.facts import Basis, CaseHistory, CreditorKind, DebtKind
from negotiation.letters.choosing import Answer, choose, time_bar_risk
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import COLLECTORS, Recipient
from negotiation.stage import Stage
from tests import make
from tests.table import for_each

ON = date(2026, 3, 2)
AGO = {years: ON - timedelta(days=365 * years) for years in range(1, 12)}
OLD = {"opened_on": AGO[11], "first_delinquent_on": AGO[9], "last_paid_on": AGO[9]}
YOUNG = {"opened_on": AGO[3], "first_delinquent_on": AGO[1], "last_paid_on": AGO[1]}
# what has happened where a debt stands at each stage
PAST = {
    Stage.OFFER_OUT: {"offer_out_on": AGO[1]},
    Stage.COUNTER_OFFER: {"offer_out_on": AGO[1], "counter_offer_on": ON},
    Stage.AGREED: {"agreed_on": ON},
    Stage.PAYING: {"agreed_on": ON, "first_paid_on": ON},
    Stage.SETTLED: {"agreed_on": AGO[1], "settled_on": ON},
    Stage.CONFIRMED: {"settled_on": AGO[1], "confirmed_on": ON},
    Stage.PAID_IN_FULL: {"paid_in_full_on": ON},
    Stage.DISCHARGED: {"discharged_on": ON},
    Stage.WRITTEN_OFF: {"written_off_on": ON},
    Stage.PAUSED: {"paused_until": ON + timedelta(days=30)},
}
UNPROVEN = (Stage.UNVERIFIED, Stage.STATEMENT_REQUESTED, Stage.DISPUTED)
HOLDERS = {kind.value: kind for kind in CreditorKind}
# what only the writer knows, all of it confirmed
ALL_TRUE = frozenset(
    {"attorney_on_file", "theft_report", "automatic_payments", "income_exempt", "reported"}
)


def verdicts(to, stage, *, passed=ALL_TRUE, past=None, on=ON, **facts):
    """The answers by kind, for a card in Ohio whose time to sue is still long."""
    basis = Basis.CLAIMED if stage in UNPROVEN else Basis.VERIFIED
    sued = {"sued": True, "sued_on": ON} if stage is Stage.IN_COURT else {"sued": False}
    usual = {"holder": HOLDERS.get(to), "state": "OH", "basis": basis, "balance_on": ON}
    debt = make.facts(**(usual | YOUNG | sued | facts))
    history = CaseHistory(**(PAST.get(stage, {}) | (past or {})))
    return {each.kind: each for each in choose(debt, history, stage, to, on=on, passed=passed)}


def offered(*args, **said):
    return [kind for kind, each in verdicts(*args, **said).items() if each.answer is Answer.OFFERED]


TABLE = [(to, stage) for to in Recipient for stage in Stage]
WORLDS = {
    "young": YOUNG,
    "old": OLD,
    "unknown": dict.fromkeys(YOUNG),
    "medical": YOUNG | {"kind": DebtKind.MEDICAL},
    "judgment": YOUNG | {"judgment": True},
}


@for_each("world", WORLDS)
@for_each(("to", "stage"), TABLE)
def test_every_kind_has_exactly_one_answer_with_its_reason(to, stage, world):
    found = verdicts(to, stage, **WORLDS[world])
    assert set(found) == set(KINDS)
    for verdict in found.values():
        assert verdict.now.en
        if verdict.answer is Answer.OFFERED:
            assert to in KINDS[verdict.kind].to
        else:
            assert str(verdict.why).endswith(".")
        if verdict.answer is Answer.WITHHELD:
            assert str(verdict.instead).endswith(".")
    ranks = [each.rank for each in found.values() if each.answer is Answer.OFFERED]
    assert ranks == list(range(len(ranks)))


@for_each("world", WORLDS)
@for_each(("to", "stage"), TABLE)
def test_refused_is_what_never_fits_this_party_or_debt(to, stage, world):
    debt_kind = WORLDS[world].get("kind", DebtKind.CREDIT_CARD)
    for kind, verdict in verdicts(to, stage, **WORLDS[world]).items():
        never = to not in KINDS[kind].to or (
            KINDS[kind].debts and debt_kind not in KINDS[kind].debts
        )
        assert (verdict.answer is Answer.REFUSED) is bool(never)


ADMITTING = ["L3", "L5", "L6", "L7", "L10", "L17", "L20"]


@for_each("world", ["old", "unknown"])
@for_each(("to", "stage"), TABLE)
def test_nothing_is_offered_that_could_bring_an_old_debt_back(to, stage, world):
    """letters.md: only what admits nothing, until the user has read the rule and chosen so."""
    over = (Stage.SETTLED, Stage.CONFIRMED, Stage.PAID_IN_FULL, Stage.DISCHARGED, Stage.WRITTEN_OFF)
    if stage not in over:
        assert not set(offered(to, stage, **WORLDS[world])) & set(ADMITTING)


@pytest.mark.parametrize("kind", ["L5", "L6", "L20"])
def test_an_old_debt_shows_what_starts_the_time_again(kind):
    stage = Stage.COUNTER_OFFER if kind == "L6" else Stage.VERIFIED
    found = verdicts(Recipient.DEBT_BUYER, stage, **OLD)[kind]
    assert (found.answer, found.gate) == (Answer.WITHHELD, "time_bar")
    assert [name for name, _ in found.confirm] == ["time_bar"]
    assert found.cited
    assert found.source.startswith("https://")
    assert any("time to sue again" in str(line) for line in found.warnings)
    after = verdicts(Recipient.DEBT_BUYER, stage, passed=ALL_TRUE | {"time_bar"}, **OLD)[kind]
    assert after.answer is Answer.OFFERED
    assert not after.first
    assert set(found.warnings) < set(after.warnings)


@pytest.mark.parametrize("to", sorted(COLLECTORS))
def test_a_collector_of_an_old_debt_can_be_asked_and_told_that_time_is_over(to):
    found = offered(to, Stage.UNVERIFIED, **OLD)
    assert found[0] == "L15"
    assert {"L2", "L4", "L14", "L15"} <= set(found)


@pytest.mark.parametrize(
    ("days", "answer"),
    # Ohio: six years; a suit is in time on the last day itself
    [(0, Answer.WITHHELD), (1, Answer.OFFERED)],
)
def test_the_time_bar_is_told_only_after_the_earliest_end(days, answer):
    on = date(2026, 1, 10) + timedelta(days=days)
    began = {"first_delinquent_on": date(2020, 1, 10), "last_paid_on": date(2020, 1, 10)}
    stage = Stage.UNVERIFIED
    found = verdicts(Recipient.DEBT_BUYER, stage, on=on, **(OLD | began))["L15"]
    assert found.answer is answer


@pytest.mark.parametrize(
    ("days", "answer"), [(181, Answer.OFFERED), (180, Answer.OFFERED), (179, Answer.WITHHELD)]
)
def test_half_a_year_before_the_end_an_offer_waits(days, answer):
    on = date(2026, 1, 10) - timedelta(days=days)
    began = {"first_delinquent_on": date(2020, 1, 10), "last_paid_on": date(2020, 1, 10)}
    found = verdicts(Recipient.DEBT_BUYER, Stage.VERIFIED, on=on, **(OLD | began))["L5"]
    assert found.answer is answer


@pytest.mark.parametrize(
    ("facts", "risk"),
    [
        (OLD, True),
        (YOUNG, False),
        (dict.fromkeys(YOUNG), True),
        (OLD | {"judgment": True}, False),
        (OLD | {"current": True}, False),
        (dict.fromkeys(YOUNG) | {"opened_on": AGO[1]}, False),
    ],
)
def test_who_knows_nothing_is_careful(facts, risk):
    assert time_bar_risk(make.facts(state="OH", **facts), on=ON) is risk


TALKS = [Stage.OFFER_OUT, Stage.COUNTER_OFFER, Stage.AGREED, Stage.PAYING]


@pytest.mark.parametrize("stage", TALKS)
def test_no_cease_letter_goes_out_while_talks_are_on(stage):
    found = verdicts(Recipient.COLLECTION_AGENCY, stage)["L13"]
    assert (found.answer, found.gate) == (Answer.WITHHELD, "cease_while_talking")
    assert found.confirm == ()


def test_a_cease_letter_says_what_it_does_not_do():
    found = verdicts(Recipient.COLLECTION_AGENCY, Stage.VERIFIED)["L13"]
    assert found.answer is Answer.OFFERED
    assert "still sue" in str(found.warnings[0])
