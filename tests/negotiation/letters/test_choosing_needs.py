"""What each kind of letter needs before it is offered, and what comes first."""

from datetime import date

import pytest

from ledger.facts import DebtKind, Security
from negotiation.letters.choosing import Answer
from negotiation.letters.kinds import KINDS
from negotiation.letters.obstacles import GATES, REQUIRES
from negotiation.letters.parts import Recipient
from negotiation.stage import Stage
from tests.negotiation.letters.test_choosing import OLD, ON, PAST, offered, verdicts

AGENCY, ISSUER = Recipient.COLLECTION_AGENCY, Recipient.ORIGINAL_CREDITOR
BUREAU, BANK, HOSPITAL = Recipient.CREDIT_BUREAU, Recipient.BANK, Recipient.MEDICAL_PROVIDER
NOTHING_KNOWN = frozenset()


def test_every_gate_and_requirement_of_the_files_is_known():
    for kind in KINDS.values():
        assert kind.gates <= set(GATES)
        assert kind.requires <= set(REQUIRES)


@pytest.mark.parametrize(("kind", "past"), [("L8", {"agreed_on": ON}), ("L9", {"settled_on": ON})])
def test_a_letter_waits_for_the_fact_it_states(kind, past):
    without = verdicts(AGENCY, Stage.PAYING, past=dict.fromkeys(PAST[Stage.PAYING]))[kind]
    assert without.answer is Answer.WITHHELD
    assert kind in offered(AGENCY, Stage.PAYING, past=past)


@pytest.mark.parametrize("kind", ["L14", "L16", "L18", "L22", "L24"])
def test_what_only_the_user_knows_is_theirs_to_confirm(kind):
    to = next(to for to in (BUREAU, BANK, AGENCY) if to in KINDS[kind].to)
    [(name, sentence)] = verdicts(to, Stage.VERIFIED, passed=NOTHING_KNOWN)[kind].confirm
    assert str(sentence).endswith(".")
    told = frozenset({name})
    assert verdicts(to, Stage.VERIFIED, passed=told)[kind].warnings == ()
    assert kind in offered(to, Stage.VERIFIED, passed=told)


@pytest.mark.parametrize("kind", ["L8", "L9", "L26"])
def test_what_a_payment_or_paper_must_show_is_not_taken_on_a_word(kind):
    found = verdicts(AGENCY, Stage.VERIFIED, passed=NOTHING_KNOWN)[kind]
    assert (found.answer, found.confirm) == (Answer.WITHHELD, ())


def test_exempt_income_may_also_be_known_from_the_facts():
    assert "L24" in offered(BANK, Stage.VERIFIED, passed=NOTHING_KNOWN, income_exempt=True)


def test_the_release_of_a_judgment_needs_one_and_its_payment():
    assert "L26" in offered(AGENCY, Stage.SETTLED, judgment=True)
    assert verdicts(AGENCY, Stage.SETTLED)["L26"].gate == "judgment"
    assert verdicts(AGENCY, Stage.VERIFIED, judgment=True)["L26"].gate == "payment_confirmed"


@pytest.mark.parametrize(
    ("kind", "to", "debt", "answer"),
    [
        ("L19", HOSPITAL, DebtKind.MEDICAL, Answer.OFFERED),
        ("L19", HOSPITAL, DebtKind.OTHER, Answer.REFUSED),
        ("L19", AGENCY, DebtKind.MEDICAL, Answer.REFUSED),
        ("L21", ISSUER, DebtKind.STORE_CARD, Answer.OFFERED),
        ("L21", ISSUER, DebtKind.PERSONAL_LOAN, Answer.REFUSED),
        ("L21", AGENCY, DebtKind.CREDIT_CARD, Answer.REFUSED),
    ],
)
def test_some_letters_are_for_one_kind_of_debt(kind, to, debt, answer):
    assert verdicts(to, Stage.UNVERIFIED, kind=debt)[kind].answer is answer


@pytest.mark.parametrize("kind", ["L2", "L12", "L13", "L14", "L15"])
@pytest.mark.parametrize("to", [ISSUER, Recipient.SERVICER, HOSPITAL, BUREAU, BANK])
def test_the_law_on_collectors_is_told_to_collectors_alone(kind, to):
    found = verdicts(to, Stage.UNVERIFIED)[kind]
    assert found.answer is Answer.REFUSED
    assert "binds debt collectors" in str(found.why)


@pytest.mark.parametrize("kind", ["L5", "L20", "L10", "L3", "L11", "L15", "L19", "L21"])
def test_a_lawsuit_is_answered_first(kind):
    for to in KINDS[kind].to:
        medical = {"kind": DebtKind.MEDICAL} if kind == "L19" else {}
        found = verdicts(to, Stage.IN_COURT, **(OLD if kind == "L15" else {}), **medical)[kind]
        if "sued" in KINDS[kind].gates:
            assert (found.answer, found.gate) == (Answer.WITHHELD, "sued")
            assert found.confirm == ()


def test_an_answered_lawsuit_lets_talks_begin():
    due = {"answer_due_on": date(2026, 3, 20)}
    assert "March 20, 2026" in str(verdicts(AGENCY, Stage.IN_COURT, past=due)["L5"].why)
    assert "L5" in offered(AGENCY, Stage.IN_COURT, past=due | {"answered_on": ON})


@pytest.mark.parametrize(
    ("received_on", "answer"),
    # counted from January 31, the thirtieth day is March 2
    [(date(2026, 1, 31), Answer.WITHHELD), (date(2026, 1, 30), Answer.OFFERED)],
)
def test_inside_the_window_a_dispute_comes_before_an_offer(received_on, answer):
    found = verdicts(AGENCY, Stage.VERIFIED, notice_received_on=received_on)["L5"]
    assert found.answer is answer
    assert found.gate == ("validation_window" if answer is Answer.WITHHELD else "")


def test_a_dispute_says_by_when_it_should_be_mailed():
    found = verdicts(AGENCY, Stage.UNVERIFIED, notice_received_on=date(2026, 2, 20))["L2"]
    assert found.first
    assert "March 15, 2026" in str(found.why)


@pytest.mark.parametrize(
    ("facts", "gate"),
    [
        ({"current": True}, "paid_on_time"),
        ({"security": Security.VEHICLE, "kind": DebtKind.AUTO}, "special"),
        ({"kind": DebtKind.TAX}, "special"),
    ],
)
def test_what_does_not_bargain_gets_no_offer(facts, gate):
    for kind in ("L5", "L20"):
        found = verdicts(ISSUER, Stage.VERIFIED, **facts)[kind]
        assert (found.answer, found.gate) == (Answer.WITHHELD, gate)


@pytest.mark.parametrize("stage", [Stage.AGREED, Stage.PAYING])
def test_a_deal_on_paper_is_not_offered_again(stage):
    found = verdicts(AGENCY, stage)
    assert {found[kind].gate for kind in ("L5", "L6", "L7", "L20")} == {"deal"}


FIRST = {
    (ISSUER, Stage.UNVERIFIED): "L1",
    (AGENCY, Stage.UNVERIFIED): "L2",
    (AGENCY, Stage.VERIFIED): "L5",
    (AGENCY, Stage.SAVING): "L5",
    (AGENCY, Stage.COUNTER_OFFER): "L6",
    (AGENCY, Stage.AGREED): "L8",
    (AGENCY, Stage.PAYING): "L8",
    (AGENCY, Stage.SETTLED): "L9",
    (AGENCY, Stage.PAID_IN_FULL): "L9",
    (AGENCY, Stage.IN_COURT): "L14",
    (BUREAU, Stage.CONFIRMED): "L18",
}


@pytest.mark.parametrize(("to", "stage"), FIRST)
def test_the_letter_that_fits_comes_first(to, stage):
    assert offered(to, stage)[0] == FIRST[to, stage]


def test_an_agreed_deal_goes_on_paper_before_it_is_countered():
    assert offered(AGENCY, Stage.COUNTER_OFFER, past={"accepted_on": ON})[0] == "L7"


def test_an_agreement_is_no_first_choice_while_they_have_said_nothing():
    assert not verdicts(AGENCY, Stage.OFFER_OUT)["L7"].first
    assert verdicts(AGENCY, Stage.OFFER_OUT, past={"accepted_on": ON})["L7"].first


@pytest.mark.parametrize("kind", ["L2", "L3", "L11", "L15"])
@pytest.mark.parametrize("stage", [Stage.AGREED, Stage.PAYING])
def test_no_quarrel_is_picked_while_a_deal_holds(kind, stage):
    assert verdicts(AGENCY, stage, **OLD)[kind].gate == "deal"


def test_even_on_an_old_debt_a_deal_can_be_asked_for_on_paper():
    found = verdicts(AGENCY, Stage.COUNTER_OFFER, **OLD)["L7"]
    assert [name for name, _ in found.confirm] == ["time_bar"]


def test_a_medical_bill_asks_for_help_first():
    assert offered(HOSPITAL, Stage.UNVERIFIED, kind=DebtKind.MEDICAL)[0] == "L19"


def test_a_counter_offer_answers_an_offer():
    assert verdicts(AGENCY, Stage.VERIFIED)["L6"].gate == "no_offer"
    assert verdicts(AGENCY, Stage.VERIFIED)["L7"].gate == "no_offer"


@pytest.mark.parametrize("stage", [Stage.CONFIRMED, Stage.DISCHARGED, Stage.WRITTEN_OFF])
def test_when_it_is_over_nothing_is_offered_any_more_but_rights_stay(stage):
    found = offered(AGENCY, stage)
    assert not {"L5", "L6", "L7", "L8", "L20"} & set(found)
    assert {"L2", "L3", "L4"} <= set(found)
