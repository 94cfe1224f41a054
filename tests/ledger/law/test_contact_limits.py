"""What the user asked to stop: 12 CFR 1006.14(h), 1006.6(b)(2), (c), (e) and their examples."""

from datetime import date

import pytest

from ledger.law.contact import ContactRule, Ending, Medium, Presumption, Purpose, Whom
from ledger.law.contact_limits import (
    cease_findings,
    dispute_findings,
    lawyer_findings,
    medium_findings,
    opt_out_findings,
)
from ledger.law.contact_told import Cease, Disputed, Lawyer, MediumBan
from tests.ledger.law.contacts import (
    EASTERN,
    PACIFIC,
    call,
    called_them,
    kinds,
    message,
    moment,
    talk,
    violations,
    wrote,
)


def by_medium(contacts, *bans):
    return medium_findings(contacts, bans, zone=EASTERN)


STOP_CALLING = MediumBan(since=moment("04-01"), medium=Medium.CALL)
NO_EMAIL = MediumBan(since=moment("04-01"), medium=Medium.EMAIL, address="a@example.org")


def test_stop_calling_means_all_calls():
    log = [
        talk("03-31"),
        call("04-02"),
        call("04-03", ending=Ending.RINGLESS_VOICEMAIL, address="555-0102"),
        message("04-03"),
        message("04-03", medium=Medium.TEXT),
    ]
    found = by_medium(log, STOP_CALLING)
    assert violations(found, ContactRule.MEDIUM) == log[1:3]
    assert str(found[0].text) == "You had asked them not to call. They called."


def test_an_opt_out_of_one_address_leaves_the_others():
    log = [message("04-02", address="a@example.org"), message("04-02", address="b@example.org")]
    assert violations(by_medium(log, NO_EMAIL)) == [log[0]]


def test_one_confirmation_of_an_opt_out_is_allowed():
    ban = MediumBan(since=moment("04-01"), medium=Medium.TEXT)
    confirmed = {"medium": Medium.TEXT, "purpose": Purpose.OPT_OUT_CONFIRMED}
    log = [message("04-01", "12:01", **confirmed), message("04-02", **confirmed)]
    assert violations(by_medium(log, ban)) == [log[1]]


def test_one_reply_each_time_the_user_comes_back_that_way():
    log = [
        wrote("04-05"),
        message("04-06", address="a@example.org"),
        message("04-07", address="a@example.org"),
    ]
    assert violations(by_medium(log, NO_EMAIL)) == [log[2]]
    assert violations(by_medium([*log, wrote("04-06", "18:00")], NO_EMAIL)) == []


def test_a_talk_the_user_began_is_answered_on_the_spot():
    log = [called_them("04-05"), call("04-06")]
    assert violations(by_medium(log, STOP_CALLING)) == [log[1]]
    left_word = [call("04-05", by=log[0].by, ending=Ending.VOICEMAIL), call("04-06")]
    assert violations(by_medium(left_word, STOP_CALLING)) == []


def test_another_collector_s_message_allows_no_reply():
    log = [wrote("04-05", collector="Harbor"), message("04-06", address="a@example.org")]
    assert violations(by_medium(log, NO_EMAIL)) == [log[1]]


def test_what_a_law_requires_may_still_be_mailed():
    ban = MediumBan(since=moment("04-01"), medium=Medium.LETTER)
    statement = message("05-01", medium=Medium.LETTER, purpose=Purpose.REQUIRED_BY_LAW)
    assert by_medium([statement], ban) == ()
    assert violations(by_medium([message("05-01", medium=Medium.LETTER)], ban))


def test_a_request_can_be_taken_back():
    ban = MediumBan(since=moment("04-01"), until=moment("04-10"), medium=Medium.CALL)
    assert violations(by_medium([call("04-09"), call("04-11")], ban)) == [call("04-09")]


# a notice to stop


RECEIVED = Cease(since=date(2020, 8, 6))


def after_cease(*contacts, cease=RECEIVED, zone=EASTERN):
    return cease_findings(contacts, [cease], zone=zone)


def test_a_notice_works_from_its_receipt():
    """Mailed on 3 August, an e-mail on the 4th, received on the 6th."""
    assert after_cease(message("08-04")) == ()
    assert violations(after_cease(message("08-07")))
    on_the_day = after_cease(message("08-06"))
    assert kinds(on_the_day) == {(ContactRule.CEASE, Presumption.OPEN)}


def test_a_receipt_known_to_the_minute_settles_the_day():
    exact = Cease(since=moment("08-06", "10:00"))
    log = [message("08-06", "9:00"), message("08-06", "11:00")]
    found = after_cease(*log, cease=exact)
    assert violations(found) == [log[1]]
    assert "August 6, 2020" in str(found[0].text)


@pytest.mark.parametrize(
    "purpose", [Purpose.EFFORTS_END, Purpose.MAY_USE_REMEDY, Purpose.WILL_USE_REMEDY]
)
def test_three_notices_are_still_allowed(purpose):
    assert after_cease(message("08-07", medium=Medium.LETTER, purpose=purpose)) == ()


def test_it_stops_contact_about_that_debt_alone():
    card = Cease(since=date(2020, 8, 6), debts=frozenset({"card"}))
    assert violations(after_cease(call("08-07", about="card"), cease=card))
    assert after_cease(call("08-07", about="medical"), cease=card) == ()
    unsaid = after_cease(call("08-07", about=None), cease=card)
    assert [one.presumption for one in unsaid] == [Presumption.OPEN]
    assert violations(after_cease(call("08-07", about=None)))  # all debts were named


@pytest.mark.parametrize(
    "log",
    [
        [called_them("08-08"), call("08-09")],
        [wrote("08-08"), message("08-09")],
        [message("08-09", medium=Medium.LETTER, purpose=Purpose.REQUIRED_BY_LAW)],
    ],
)
def test_after_the_user_came_back_or_where_a_law_asks_it_is_open(log):
    found = after_cease(*log)
    assert [one.presumption for one in found] == [Presumption.OPEN]


def test_the_day_of_receipt_is_counted_where_the_user_is():
    late = message("08-06", "23:00", zone=PACIFIC)
    assert kinds(after_cease(late, zone=PACIFIC)) == {(ContactRule.CEASE, Presumption.OPEN)}
    assert violations(after_cease(late, zone=EASTERN)) == [late]


def test_others_may_still_be_written_to():
    lawyer = message("08-07", medium=Medium.LETTER, whom=Whom.YOUR_LAWYER)
    assert after_cease(lawyer) == ()


# a lawyer


def past_lawyer(*contacts, **fields):
    return lawyer_findings(contacts, [Lawyer(since=moment("04-01"), **fields)], zone=EASTERN)


def test_once_a_lawyer_is_known_they_turn_to_the_lawyer():
    log = [call("03-31"), call("04-02"), call("04-02", whom=Whom.YOUR_LAWYER)]
    assert violations(past_lawyer(*log), ContactRule.LAWYER) == [log[1]]


def test_the_user_s_own_contact_may_be_answered_and_no_more():
    log = [wrote("04-05"), message("04-06"), message("04-08")]
    assert violations(past_lawyer(*log)) == [log[2]]
    assert violations(past_lawyer(called_them("04-05"), call("04-06"))) == [call("04-06")]


def test_a_lawyer_acts_for_some_debts():
    card = {"debts": frozenset({"card"})}
    assert violations(past_lawyer(call("04-02"), **card))
    assert past_lawyer(call("04-02", about="medical"), **card) == ()
    unsaid = past_lawyer(call("04-02", about=None), **card)
    assert [one.presumption for one in unsaid] == [Presumption.OPEN]


def test_a_lawyer_who_agrees_or_does_not_answer():
    assert past_lawyer(call("04-02"), allows_contact=True) == ()
    assert past_lawyer(call("04-02", agreed=True)) == ()
    silent = past_lawyer(call("05-02"), unanswered=True)
    assert [one.presumption for one in silent] == [Presumption.OPEN]


# a dispute


def before_answer(*contacts, **fields):
    dispute = Disputed(since=date(2020, 4, 1), until=date(2020, 5, 1), **fields)
    return dispute_findings(contacts, [dispute], zone=EASTERN)


def test_a_dispute_in_time_stops_them_until_they_answer():
    letter = message("04-10", medium=Medium.LETTER)
    log = [call("03-31"), call("04-02"), letter, call("05-02")]
    assert violations(before_answer(*log), ContactRule.DISPUTED) == [log[1], letter]


@pytest.mark.parametrize(
    "purpose", [Purpose.ASKED_FOR, Purpose.EFFORTS_END, Purpose.REQUIRED_BY_LAW]
)
def test_the_answer_itself_is_no_collecting(purpose):
    assert before_answer(message("04-10", purpose=purpose)) == ()


@pytest.mark.parametrize(
    ("contact", "fields", "presumptions"),
    [
        (call("04-02"), {"in_time": False}, []),
        (call("04-02"), {"in_time": None}, [Presumption.OPEN]),
        (call("04-02", about="medical"), {"debts": frozenset({"card"})}, []),
        (call("04-02", about=None), {"debts": frozenset({"card"})}, [Presumption.OPEN]),
        (call("04-01"), {}, [Presumption.OPEN]),  # the day they got it
        (call("05-01"), {}, [Presumption.OPEN]),  # the day of the answer
    ],
)
def test_a_dispute_too_late_or_about_another_debt_stops_nothing(contact, fields, presumptions):
    assert [one.presumption for one in before_answer(contact, **fields)] == presumptions


# the way out


@pytest.mark.parametrize(
    ("contact", "lacks"),
    [
        (message("04-01", opt_out=False), True),
        (message("04-01", opt_out=False, medium=Medium.TEXT), True),
        (message("04-01", opt_out=True), False),
        (message("04-01"), False),  # nobody looked
        (message("04-01", opt_out=False, medium=Medium.LETTER), False),
        (message("04-01", opt_out=False, purpose=Purpose.OPT_OUT_CONFIRMED), False),
    ],
)
def test_every_electronic_message_shows_how_to_stop_more(contact, lacks):
    assert bool(violations(opt_out_findings([contact]), ContactRule.OPT_OUT)) == lacks
