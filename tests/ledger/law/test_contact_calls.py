"""How often they may call: 12 CFR 1006.14(b)(2) to (4) and the official examples."""

from dataclasses import replace
from datetime import UTC, date

import pytest

from ledger.facts import DebtKind
from ledger.law.contact import ContactRule, Ending, HeldDebt, Presumption, Purpose, Side, Whom
from ledger.law.contact_calls import call_findings
from ledger.law.contact_told import Consent
from tests.ledger.law.contacts import (
    EASTERN,
    OPEN_PATTERN,
    PACIFIC,
    call,
    called_them,
    kinds,
    moment,
    presumed_compliant,
    talk,
    violations,
)

VOICEMAIL = Ending.VOICEMAIL
COUNT, AFTER_TALK = ContactRule.CALL_COUNT, ContactRule.CALL_AFTER_TALK


def findings(*contacts, zones=(EASTERN,), **known):
    return call_findings(contacts, zones=zones, **known)


def daily(first, last, month="04", **fields):
    return [call(f"{month}-{day:02}", **fields) for day in range(first, last + 1)]


# the examples of comments 14(b)(2)(i)-1 to 14(b)(2)(ii)-1


def test_seven_calls_in_seven_days_and_one_on_the_eighth():
    log = [call("04-01", ending=VOICEMAIL), *daily(2, 8)]
    found = findings(*log)
    assert presumed_compliant(found)
    assert found[0].kind is ContactRule.CALLS
    assert len(found[0].contacts) == 8


def test_the_eighth_call_within_seven_days():
    days = ["04-01", "04-02", "04-02", "04-03", "04-03", "04-06", "04-06", "04-07"]
    log = [call(day, f"{hour + 9:02}:00") for hour, day in enumerate(days)]
    found = findings(*log)
    assert violations(found) == [log[-1]]
    assert found[0].kind is COUNT
    assert found[0].contacts == tuple(log)
    assert "8 times in 7 days" in str(found[0].text)


@pytest.mark.parametrize(("next_call", "compliant"), [("08-20", True), ("08-19", False)])
def test_after_the_user_called_and_talked(next_call, compliant):
    log = [called_them("08-13"), call(next_call)]
    found = findings(*log)
    assert presumed_compliant(found) == compliant
    assert violations(found, AFTER_TALK) == ([] if compliant else [log[1]])


def test_calls_to_somebody_else_are_counted_for_that_person():
    friend = {"whom": Whom.OTHER_PERSON, "person": "a friend"}
    log = daily(6, 12, month="10", **friend)
    assert presumed_compliant(findings(*log))
    assert presumed_compliant(findings(*log, call("10-12", "15:00")))  # the user's own first call
    assert violations(findings(*log, call("10-12", "15:00", **friend)))


@pytest.mark.parametrize(
    ("day", "compliant"), [("08-15", False), ("08-20", False), ("08-21", True)]
)
def test_after_they_called_and_talked(day, compliant):
    log = [call("08-11"), talk("08-14"), call(day)]
    found = findings(*log)
    assert presumed_compliant(found) == compliant
    if not compliant:
        assert violations(found) == [log[2]]
        assert found[0].contacts == (log[1], log[2])


def test_a_second_call_on_the_day_of_the_talk_counts_only_after_it():
    assert presumed_compliant(findings(call("08-14", "9:00"), talk("08-14", "10:00")))
    assert violations(findings(talk("08-14", "10:00"), call("08-14", "10:01")))


# comment 14(b)(2)(i)-2: what weighs though the count is allowed


def test_many_calls_on_one_day_weigh():
    friday = [call("04-03", f"{hour}:00") for hour in range(10, 16)]
    found = findings(call("04-01", ending=VOICEMAIL), *friday)
    assert kinds(found) == {(ContactRule.CALLS, Presumption.COMPLIANCE), OPEN_PATTERN}
    assert OPEN_PATTERN not in kinds(findings(*friday[:5]))


@pytest.mark.parametrize(
    ("second", "weighs"),
    [
        (call("04-01", "12:05"), True),
        (call("04-01", "12:05", ending=VOICEMAIL), True),
        (call("04-01", "12:06"), False),
        (call("04-01", "12:05", address="555-0102"), False),  # another number
        (talk("04-01", "12:05"), False),
    ],
)
def test_two_calls_in_a_row_weigh(second, weighs):
    found = findings(call("04-01", "12:00"), second)
    assert (OPEN_PATTERN in kinds(found)) == weighs


def test_a_wrong_number_was_no_call_to_the_user():
    log = [call(day, wrong_number=True) for day in ("04-06", "04-08")]
    assert findings(*log) == ()
    assert presumed_compliant(findings(*log, *daily(6, 12)))


# comment 14(b)(2)(ii)-2: what they may say


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose.REQUIRED_BY_LAW,
        Purpose.LAWSUIT,
        Purpose.ASKED_FOR,
        Purpose.DROPPED_CALL,
        Purpose.URGENT,
    ],
)
def test_what_they_may_say_stands_beside_the_presumption(purpose):
    found = findings(talk("08-14"), call("08-17", purpose=purpose))
    assert [one.presumption for one in found] == [Presumption.VIOLATION]
    assert len(found[0].but) == 1


def test_a_discount_they_could_give_any_day_is_no_excuse():
    assert findings(talk("08-14"), call("08-17"))[0].but == ()


# comment 14(b)(3): calls that do not count


def test_call_back_on_monday():
    yes = Consent(given_at=moment("04-03", "12:02"), last_on=date(2020, 4, 6))
    first = talk("04-03", "12:00")
    monday = [call("04-06", "9:00"), call("04-06", "17:00")]
    assert violations(findings(first, *monday)) == monday
    assert violations(findings(first, *monday, consents=[yes])) == []
    assert violations(findings(first, call("04-07"), consents=[yes])) == [call("04-07")]


def test_a_talk_ends_the_consent():
    yes = Consent(given_at=moment("04-03", "12:02"))
    log = [talk("04-03", "12:00"), talk("04-06"), call("04-08")]
    assert violations(findings(*log, consents=[yes])) == [log[2]]
    again = Consent(given_at=moment("04-06", "12:03"))
    assert violations(findings(*log, consents=[yes, again])) == []


def test_a_consent_by_e_mail_covers_seven_days_its_own_among_them():
    yes = Consent(given_at=moment("06-04", "8:00"))
    log = [*daily(1, 3, month="06")]
    log += [call(day, clock) for day in ("06-08", "06-09") for clock in ("9:00", "13:00", "17:00")]
    log += [call("06-10", "9:00"), call("06-10", "15:00")]
    assert violations(findings(*log, consents=[yes])) == []
    assert violations(findings(*log)) != []
    # from 11 June on calls count again, but the eight before stay out
    later = [call("06-11", f"{hour}:30") for hour in range(9, 16)]
    assert violations(findings(*log, *later, consents=[yes])) == []
    eighth = call("06-12")
    assert violations(findings(*log, *later, eighth, consents=[yes])) == [eighth]


@pytest.mark.parametrize(
    "yes",
    [
        Consent(given_at=moment("04-04"), revoked_at=moment("04-05")),
        Consent(given_at=moment("04-04"), first_on=date(2020, 4, 7)),
        Consent(given_at=moment("04-04"), debts=frozenset({"loan"})),
        Consent(given_at=moment("04-04"), collector="another collector"),
        Consent(given_at=moment("04-06", "12:01")),  # after the call
    ],
)
def test_a_consent_that_is_over_or_about_something_else_does_not_count(yes):
    log = [talk("04-03"), call("04-06")]
    assert violations(findings(*log, consents=[yes])) == [log[1]]


@pytest.mark.parametrize(
    ("ending", "counts"),
    [
        (Ending.NOT_CONNECTED, False),  # a busy signal, a number not in service
        (Ending.NO_ANSWER, True),
        (Ending.DROPPED, True),
        (Ending.VOICEMAIL, True),
        (Ending.RINGLESS_VOICEMAIL, True),
    ],
)
def test_a_call_counts_if_it_connects(ending, counts):
    log = [*daily(1, 7), call("04-07", "15:00", ending=ending)]
    assert bool(violations(findings(*log))) == counts


@pytest.mark.parametrize("whom", [Whom.YOUR_LAWYER, Whom.CREDIT_BUREAU, Whom.CREDITOR])
def test_calls_to_a_lawyer_a_bureau_or_the_creditor_do_not_count(whom):
    assert findings(*daily(1, 7, whom=whom), *daily(1, 7, whom=whom)) == ()


def test_calls_of_the_user_do_not_count():
    mine = daily(1, 7, by=Side.YOU, ending=VOICEMAIL)
    assert presumed_compliant(findings(*mine, *daily(1, 7)))


# comment 14(b)(4): which debt a call is about

CARD_A, CARD_B, MEDICAL = (HeldDebt(key=key) for key in ("card A", "card B", "medical"))


def test_twenty_one_unanswered_calls_for_three_debts():
    log = [
        call(f"04-0{day}", f"{hour}:00", about=None) for day in range(1, 8) for hour in (9, 12, 15)
    ]
    debts = [CARD_A, CARD_B, MEDICAL]
    found = findings(*log, debts=debts)
    assert violations(found) == []
    assert sorted(len(one.contacts) for one in found if one.kind is ContactRule.CALLS) == [7, 7, 7]
    one_more = call("04-07", "18:00", about=None)
    assert violations(findings(*log, one_more, debts=debts)) == [one_more]


def test_a_message_that_names_no_debt_counts_for_either():
    debts = [MEDICAL, HeldDebt(key="card")]
    named = daily(1, 7, about="medical")
    neutral = call("04-07", "15:00", about=None, ending=VOICEMAIL)
    assert violations(findings(*named, neutral, debts=debts)) == []
    assert violations(findings(*named, *daily(1, 7), neutral, debts=debts)) == [neutral]


@pytest.mark.parametrize(
    ("about", "card_called"),
    [({"medical"}, True), ({"medical", "card"}, False)],
)
def test_one_talk_counts_for_each_debt_it_was_about(about, card_called):
    """9 November: about the medical debt alone, the card may still be called about."""
    log = [talk("11-09", about=about), call("11-10", about="card")]
    assert bool(presumed_compliant(findings(*log))) == card_called
    medical = findings(talk("11-09", about=about), call("11-10", about="medical"))
    assert len(violations(medical)) == 1


def test_a_talk_about_no_debt_counts_for_the_one_that_suits_them():
    log = [
        *(call(day, about="medical") for day in ("11-09", "11-10")),
        *(
            call(day, clock, about="card")
            for day in ("11-09", "11-11")
            for clock in ("9:00", "14:00")
        ),
        talk("11-12", about=None),
    ]
    found = findings(*log)
    assert violations(found) == []
    assert violations(findings(*log, call("11-13", about="card"))) == []
    both = [call("11-13", about="card"), call("11-13", about="medical")]
    assert len(violations(findings(*log, *both))) == 1


def test_they_began_with_one_debt_and_the_user_spoke_of_another():
    """The call counts for the debt they raised, the talk for both."""
    log = [talk("11-09", about="medical", discussed=frozenset({"card"}))]
    found = findings(*log)
    assert [one.debt for one in found] == ["medical"]
    assert violations(findings(*log, call("11-12", about="card")), AFTER_TALK)
    assert violations(findings(*log, call("11-12", about="medical")), AFTER_TALK)
    # the first call was none about the card: six more make only six
    later = [call("11-16", f"{hour}:00") for hour in range(9, 16)]
    assert violations(findings(*log, *later)) == []


def loans(account="A-1", kind=DebtKind.PRIVATE_STUDENT):
    return [HeldDebt(key=f"loan {n}", account=account, kind=kind) for n in (1, 2, 3)]


def test_student_loans_of_one_account_are_one_debt():
    log = [call(f"04-0{day}", about=f"loan {day % 3 + 1}") for day in range(1, 8)]
    assert presumed_compliant(findings(*log, debts=loans()), "loan 1")
    eighth = call("04-07", "18:00", about="loan 2")
    assert violations(findings(*log, eighth, debts=loans())) == [eighth]
    assert violations(findings(*log, eighth, debts=loans(account=""))) == []
    assert violations(findings(*log, eighth, debts=loans(kind=DebtKind.MEDICAL))) == []


def test_a_talk_about_one_loan_rests_all_of_its_account():
    log = [talk("04-01", about="loan 1"), call("04-03", about="loan 3")]
    assert violations(findings(*log, debts=loans())) == [log[1]]
    assert violations(findings(*log, debts=loans(account=""))) == []


def test_every_collector_is_counted_alone():
    first = daily(1, 7, collector="Midtown")
    second = daily(1, 7, collector="Harbor")
    assert violations(findings(*first, *second)) == []


def test_a_talk_that_may_have_been_about_another_debt_is_held_against_nobody():
    log = [called_them("04-01", about=None), call("04-03")]
    assert violations(findings(*log, debts=[MEDICAL, HeldDebt(key="card")])) == []
    assert violations(findings(*log)) == [log[1]]  # there is only one debt


# days are those where the person lives


def test_the_day_of_a_talk_is_that_of_the_user():
    log = [talk("08-13", "23:30", zone=PACIFIC), call("08-20", "12:00", zone=PACIFIC)]
    assert violations(findings(*log, zones=[PACIFIC])) == []  # 13 August there
    assert violations(findings(*log, zones=[EASTERN])) == [log[1]]  # already 14 August


def test_where_zones_disagree_the_finding_is_open():
    log = [talk("08-13", "23:30", zone=PACIFIC), call("08-20", "12:00", zone=PACIFIC)]
    found = findings(*log, zones=[PACIFIC, EASTERN])
    assert [(one.kind, one.presumption) for one in found] == [(AFTER_TALK, Presumption.OPEN)]
    sooner = findings(log[0], call("08-19"), zones=[PACIFIC, EASTERN])
    assert [one.presumption for one in sooner] == [Presumption.VIOLATION]


@pytest.mark.parametrize(
    ("talked", "called", "compliant"),
    [
        ("2026-03-07", "2026-03-14", True),  # the clocks go forward on 8 March
        ("2026-03-07", "2026-03-13", False),
        ("2026-10-31", "2026-11-07", True),  # and back on 1 November
        ("2026-10-31", "2026-11-06", False),
    ],
)
def test_a_day_of_23_or_25_hours_is_one_day(talked, called, compliant):
    log = [talk(talked, "23:59"), call(called, "00:01")]
    assert presumed_compliant(findings(*log)) == compliant


def test_around_a_change_of_summer_time_the_order_is_that_of_the_moments():
    """On 1 November 2026 the clock shows 1:50 and, twenty minutes later, 1:10."""
    first = talk("2026-11-01", "1:50")
    later = call("2026-11-01", "6:10", zone=UTC)
    same_zone = call("2026-11-01", "6:10", zone=UTC).at.astimezone(EASTERN)
    assert same_zone.fold == 1
    assert violations(findings(first, later)) == [later]
    assert violations(findings(first, replace(later, at=same_zone))) == [later]


def test_without_a_zone_there_is_no_day():
    with pytest.raises(ValueError, match="time zone"):
        findings(call("04-01"), zones=[])
