"""D.C.'s limits: four calls per account in seven days, none for seven days after a talk."""

import pytest

from ledger.facts import DebtKind
from ledger.law.contact import ContactRule, Ending, HeldDebt, Presumption, Side
from ledger.law.contact_dc import dc_call_findings
from ledger.law.contact_told import Consent
from tests.ledger.law.contacts import EASTERN, call, called_them, moment, talk, violations

COUNT, AFTER_TALK = ContactRule.DC_CALL_COUNT, ContactRule.DC_CALL_AFTER_TALK


def findings(*contacts, **known):
    return dc_call_findings(contacts, zones=[EASTERN], **known)


def daily(first, last, **fields):
    return [call(f"04-{day:02}", **fields) for day in range(first, last + 1)]


def test_four_calls_in_seven_days_and_no_fifth():
    assert findings(*daily(1, 4), *daily(8, 8)) == ()
    fifth = call("04-07")
    assert violations(findings(*daily(1, 4), fifth), COUNT) == [fifth]


def test_an_unanswered_call_may_have_left_no_message():
    found = findings(*daily(1, 5))
    assert found[0].presumption is Presumption.VIOLATION
    assert len(found[0].but) == 1
    heard = findings(*daily(1, 5, ending=Ending.VOICEMAIL))
    assert heard[0].but == ()


@pytest.mark.parametrize(
    "extra",
    [
        call("04-05", ending=Ending.NOT_CONNECTED),
        call("04-05", by=Side.YOU),
        call("04-05", wrong_number=True),
    ],
)
def test_some_calls_do_not_count(extra):
    assert findings(*daily(1, 4), extra) == ()


@pytest.mark.parametrize(
    ("next_call", "presumption"),
    [
        ("08-14", Presumption.VIOLATION),
        ("08-19", Presumption.VIOLATION),
        ("08-20", Presumption.OPEN),  # the seventh day after, the eighth with the day of the talk
        ("08-21", None),
    ],
)
def test_no_call_for_seven_days_after_a_talk(next_call, presumption):
    found = findings(called_them("08-13"), call(next_call))
    assert [one.presumption for one in found] == ([presumption] if presumption else [])
    assert all(one.kind is AFTER_TALK and "7 days" in str(one.text) for one in found)


def test_the_user_may_ask_for_a_call():
    yes = Consent(given_at=moment("04-01", "12:01"))
    log = [talk("04-01"), call("04-03"), talk("04-04"), call("04-05")]
    assert violations(findings(*log, consents=[yes]), AFTER_TALK) == [log[3]]
    # one completed call in answer stays out of the count
    calls = [*daily(5, 7), call("04-07", "18:00"), talk("04-07", "19:00")]
    asked = Consent(given_at=moment("04-07", "18:30"))
    assert violations(findings(*calls), COUNT) == [calls[-1]]
    assert violations(findings(*calls, consents=[asked]), COUNT) == []


@pytest.mark.parametrize(
    ("kind", "covered"),
    [
        (DebtKind.CREDIT_CARD, True),
        (DebtKind.MEDICAL, True),
        (None, True),
        (DebtKind.MORTGAGE, False),
        (DebtKind.HOME_EQUITY, False),
        (DebtKind.AUTO, False),
    ],
)
def test_loans_on_a_home_or_car_have_their_own_law(kind, covered):
    debt = HeldDebt(key="card", kind=kind)
    assert bool(findings(*daily(1, 5), debts=[debt])) == covered


def test_calls_count_per_account():
    log = [*daily(1, 4, about="card"), *daily(1, 4, about="medical")]
    assert findings(*log) == ()
