"""Every deadline of a debt, in a table of what happened and which days follow from it."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis, CreditorKind, DebtKind
from negotiation.deadline import TITLES, WHY, DeadlineKind
from negotiation.deadlines import Acts, Deal, Incident, Part, Promise, Sent, Talk, deadlines
from tests import make

ON = date(2026, 3, 2)  # a Monday
BANK = CreditorKind.ORIGINAL_CREDITOR
Kind = DeadlineKind


def found(acts=None, *, on=ON, past=None, **facts):
    return deadlines(make.facts(**facts), make.history(**(past or {})), acts or Acts(), on=on)


def days(*args, **kwargs):
    return {one.kind: one.on for one in found(*args, **kwargs)}


def one(kind, *args, **kwargs):
    [only] = [one for one in found(*args, **kwargs) if one.kind is kind]
    return only


def deal(*due, settled_on=None, paid=0, **more):
    parts = tuple(
        Part(row=f"p{n}", due_on=day, amount=Decimal(50), paid_on=day if n < paid else None)
        for n, day in enumerate(due)
    )
    known = {"row": "d", "agreed_on": date(2026, 2, 20), "in_writing": True} | more
    return Acts(deal=Deal(parts=parts, settled_on=settled_on, **known))


def sent(**more):
    return Acts(letters=(Sent(row="l", **({"issued_on": date(2026, 2, 26)} | more)),))


# ---- letters and calls ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ({}, {Kind.MAIL_LETTER: date(2026, 3, 1)}),
        ({"asks_for_statement": True}, {Kind.MAIL_LETTER: date(2026, 3, 1)}),
        (
            {"mailed_on": date(2026, 2, 27), "due_on": date(2026, 3, 29)},
            {Kind.LETTER_DUE: date(2026, 3, 29)},
        ),
        (
            {
                "mailed_on": date(2026, 2, 27),
                "due_on": date(2026, 3, 29),
                "asks_for_statement": True,
            },
            {Kind.STATEMENT_DUE: date(2026, 3, 29)},
        ),
        ({"mailed_on": date(2026, 2, 27)}, {}),  # nothing is to come back
        ({"mailed_on": date(2026, 2, 27), "due_on": ON, "is_over": True}, {}),
        ({"is_over": True}, {}),  # taken back
    ],
)
def test_a_letter_has_the_day_its_mailing_gives_it(letter, expected):
    assert days(sent(**letter), holder=BANK) == expected


def test_days_count_from_mailing_not_from_the_row():
    late = one(Kind.LETTER_DUE, sent(mailed_on=date(2026, 1, 2), due_on=date(2026, 2, 1)))
    assert (late.passed, late.overdue, late.about) == (True, True, "l")


def test_a_promised_call_stands_until_it_is_made():
    promised = Promise(row="c", call_back_on=date(2026, 3, 5))
    assert days(Acts(calls=(promised,)))[Kind.CALL_BACK] == date(2026, 3, 5)
    made = Promise(row="c", call_back_on=date(2026, 3, 5), called_back_on=ON)
    assert days(Acts(calls=(made,))) == {}


# ---- the days after a collector's notice ----------------------------------------------------


@pytest.mark.parametrize(
    ("received_on", "mail_by", "ends_on"),
    [
        (date(2026, 2, 10), date(2026, 3, 5), date(2026, 3, 12)),
        (date(2024, 2, 1), date(2024, 2, 24), date(2024, 3, 2)),  # over a 29 February
        (date(2026, 12, 20), date(2027, 1, 12), date(2027, 1, 19)),
    ],
)
def test_a_dispute_is_mailed_a_week_before_its_time_ends(received_on, mail_by, ends_on):
    on = received_on + timedelta(days=1)
    assert days(notice_received_on=received_on, on=on) == {
        Kind.MAIL_DISPUTE: mail_by,
        Kind.DISPUTE_ENDS: ends_on,
    }


@pytest.mark.parametrize(
    ("on", "overdue"),
    [
        (date(2026, 3, 5), False),
        (date(2026, 3, 6), True),  # still in time if it goes out today
        (date(2026, 3, 12), True),
        (date(2026, 3, 13), False),  # too late to be told about
    ],
)
def test_a_dispute_is_late_only_while_it_still_helps(on, overdue):
    late = one(Kind.MAIL_DISPUTE, notice_received_on=date(2026, 2, 10), on=on)
    assert late.overdue is overdue
    assert ("today" in str(late.why)) is (on > date(2026, 3, 5))


def test_the_end_of_the_time_to_dispute_is_law_and_never_late():
    ended = one(Kind.DISPUTE_ENDS, notice_received_on=date(2026, 1, 2))
    assert (ended.is_law, ended.passed, ended.overdue) == (True, True, False)
    assert not one(Kind.MAIL_DISPUTE, notice_received_on=date(2026, 1, 2)).is_law


@pytest.mark.parametrize("facts", [{"holder": BANK}, {"holder": None}, {"disputed_on": ON}])
def test_no_time_to_dispute_without_a_collector_or_after_a_dispute(facts):
    assert days(notice_received_on=date(2026, 2, 10), **facts) == {}


def test_a_dispute_that_lies_ready_is_what_must_be_mailed():
    acts = sent(asks_for_statement=True)
    assert days(acts, notice_received_on=date(2026, 2, 10)) == {Kind.MAIL_LETTER: date(2026, 3, 5)}


# ---- talks and the deal ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "expires_on", "kind", "day"),
    [
        (True, date(2026, 3, 20), Kind.OFFER_ENDS, date(2026, 3, 20)),
        (True, None, Kind.OFFER_ENDS, date(2026, 3, 11)),  # two weeks, then we ask
        (False, date(2026, 3, 20), Kind.ANSWER_OFFER, date(2026, 3, 20)),
        (False, None, Kind.ANSWER_OFFER, date(2026, 3, 7)),
    ],
)
def test_an_offer_ends_on_its_day_or_is_asked_about(ours, expires_on, kind, day):
    talk = Talk(row="o", ours=ours, made_on=date(2026, 2, 25), expires_on=expires_on)
    assert days(Acts(offers=(talk,))) == {kind: day}


def test_a_deal_not_on_paper_asks_for_paper_and_warns_before_paying():
    acts = deal(date(2026, 3, 10), in_writing=False)
    past = {"accepted_on": date(2026, 2, 20)}
    assert days(acts, past=past) == {
        Kind.GET_PAPER: date(2026, 2, 27),
        Kind.PAY: date(2026, 3, 10),
    }
    assert "Pay nothing" in str(one(Kind.PAY, acts, past=past).why)


@pytest.mark.parametrize(
    ("on", "grace", "expected"),
    [
        (date(2026, 3, 10), 5, {Kind.PAY: (date(2026, 3, 10), False)}),
        (
            date(2026, 3, 11),
            5,
            {Kind.PAY: (date(2026, 3, 10), True), Kind.GRACE_ENDS: (date(2026, 3, 15), False)},
        ),
        (
            date(2026, 3, 16),
            5,
            {Kind.PAY: (date(2026, 3, 10), True), Kind.GRACE_ENDS: (date(2026, 3, 15), True)},
        ),
        (date(2026, 3, 11), 0, {Kind.PAY: (date(2026, 3, 10), True)}),
    ],
)
def test_a_payment_is_late_from_the_day_after_and_its_grace_is_told(on, grace, expected):
    acts = deal(date(2026, 3, 10), grace_days=grace)
    told = found(acts, on=on, past={"agreed_on": date(2026, 2, 20)})
    assert {one.kind: (one.on, one.overdue) for one in told} == expected


def test_only_what_is_not_paid_is_due():
    acts = deal(date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), paid=2)
    past = {"agreed_on": date(2026, 1, 20), "first_paid_on": date(2026, 1, 31)}
    assert [(one.kind, one.on, one.about) for one in found(acts, past=past)] == [
        (Kind.PAY, date(2026, 3, 31), "p2")
    ]


# ---- after the end --------------------------------------------------------------------------

SETTLED = {"agreed_on": date(2026, 1, 2), "settled_on": date(2026, 2, 10)}


def settled(**more):
    return deal(settled_on=date(2026, 2, 10), **({"forgiven": Decimal(800)} | more))


def test_after_the_last_payment_come_proof_report_and_tax_form():
    assert days(settled(), past=SETTLED) == {
        Kind.ZERO_BALANCE: date(2026, 3, 12),
        Kind.CHECK_REPORT: date(2026, 4, 11),
        Kind.FORM_1099C: date(2027, 1, 31),
        Kind.ASK_FOR_1099C: date(2027, 2, 15),
    }


@pytest.mark.parametrize(
    ("paid_on", "proof_on", "report_on"),
    [
        (date(2024, 1, 30), date(2024, 2, 29), date(2024, 3, 30)),
        (date(2023, 1, 30), date(2023, 3, 1), date(2023, 3, 31)),
        (date(2025, 12, 31), date(2026, 1, 30), date(2026, 3, 1)),
    ],
)
def test_thirty_and_sixty_days_are_counted_over_the_end_of_a_month(paid_on, proof_on, report_on):
    acts = deal(settled_on=paid_on)
    told = days(acts, on=paid_on, past={"agreed_on": paid_on, "settled_on": paid_on})
    assert (told[Kind.ZERO_BALANCE], told[Kind.CHECK_REPORT]) == (proof_on, report_on)
    assert told[Kind.FORM_1099C] == date(paid_on.year + 1, 1, 31)


@pytest.mark.parametrize(
    ("forgiven", "facts", "comes"),
    [
        (Decimal("600.00"), {}, True),
        (Decimal("599.99"), {}, False),
        (None, {}, True),  # unknown never counts for us
        (Decimal(5000), {"holder": CreditorKind.MEDICAL_PROVIDER}, False),
    ],
)
def test_a_tax_form_is_watched_for_where_one_may_come(forgiven, facts, comes):
    told = days(settled(forgiven=forgiven), past=SETTLED, **facts)
    assert (Kind.FORM_1099C in told) is comes
    assert (Kind.ASK_FOR_1099C in told) is comes


def test_proof_that_came_ends_the_wait_for_it_and_leaves_the_rest():
    past = SETTLED | {"confirmed_on": date(2026, 2, 27)}
    told = days(settled(confirmed_on=date(2026, 2, 27)), past=past)
    assert Kind.ZERO_BALANCE not in told
    assert Kind.CHECK_REPORT in told


@pytest.mark.parametrize(("on", "overdue"), [(date(2026, 4, 12), True), (date(2026, 5, 12), False)])
def test_a_check_that_nobody_writes_down_is_not_late_for_ever(on, overdue):
    assert one(Kind.CHECK_REPORT, settled(), past=SETTLED, on=on).overdue is overdue


def test_a_debt_paid_in_full_wants_proof_until_the_holder_writes_zero():
    past = {"paid_in_full_on": date(2026, 2, 20)}
    assert days(past=past) == {Kind.ZERO_BALANCE: date(2026, 3, 22)}
    assert days(past=past, balance=Decimal(0), basis=Basis.VERIFIED, balance_on=ON) == {}


@pytest.mark.parametrize("ended", ["discharged_on", "written_off_on", "confirmed_on"])
def test_nothing_is_to_be_done_on_a_debt_that_is_over(ended):
    acts = Acts(
        letters=sent().letters,
        calls=(Promise(row="c", call_back_on=ON),),
        offers=(Talk(row="o", ours=True, made_on=ON),),
    )
    assert [one for one in found(acts, past={ended: ON}) if one.kind.is_act] == []


# ---- the court ------------------------------------------------------------------------------


def test_a_lawsuit_has_the_days_of_its_papers():
    past = {"answer_due_on": date(2026, 3, 16), "hearing_on": date(2026, 4, 20)}
    told = found(past=past, sued=True, sued_on=date(2026, 2, 20))
    assert [(one.kind, one.on, one.is_law) for one in told] == [
        (Kind.ANSWER_LAWSUIT, date(2026, 3, 16), True),
        (Kind.HEARING, date(2026, 4, 20), True),
    ]


def test_an_answer_in_time_leaves_the_hearing():
    past = {"answer_due_on": date(2026, 3, 16), "answered_on": ON, "hearing_on": date(2026, 4, 20)}
    assert days(past=past, sued=True) == {Kind.HEARING: date(2026, 4, 20)}


@pytest.mark.parametrize(
    ("sued_on", "day"), [(date(2026, 2, 20), date(2026, 2, 20)), (None, ON), (date(2026, 4, 1), ON)]
)
def test_a_day_nobody_entered_is_looked_for_at_once(sued_on, day):
    assert days(sued=True, sued_on=sued_on) == {Kind.FIND_ANSWER_DAY: day}


def test_a_hearing_that_is_over_is_passed_and_never_late():
    over = one(Kind.HEARING, past={"answered_on": ON, "hearing_on": date(2026, 2, 1)}, sued=True)
    assert (over.passed, over.overdue) == (True, False)


def test_the_court_comes_first_on_the_same_day():
    same = date(2026, 3, 16)
    acts = Acts(calls=(Promise(row="c", call_back_on=same),))
    told = found(acts, past={"answer_due_on": same}, sued=True)
    assert [one.kind for one in told] == [Kind.ANSWER_LAWSUIT, Kind.CALL_BACK]


# ---- time to sue, credit report, conduct ----------------------------------------------------


def test_the_time_to_sue_is_a_band_and_no_invitation_to_pay():
    facts = {"first_delinquent_on": date(2024, 3, 1), "last_paid_on": date(2024, 2, 1)}
    told = {one.kind: one for one in found(**facts)}
    assert told[Kind.MAY_BE_TOO_LATE].on == date(2027, 2, 1)
    assert told[Kind.TIME_TO_SUE_ENDS].on == date(2027, 3, 1)
    for kind in (Kind.MAY_BE_TOO_LATE, Kind.TIME_TO_SUE_ENDS):
        assert told[kind].is_law
        assert not told[kind].kind.is_act
        assert "could start" in str(told[kind].why)
        assert "pay by" not in str(told[kind].why).lower()


def test_a_time_to_sue_known_to_the_day_is_told_once():
    missed = date(2024, 2, 29)
    told = days(first_delinquent_on=missed, last_paid_on=missed)
    assert Kind.MAY_BE_TOO_LATE not in told
    assert told[Kind.TIME_TO_SUE_ENDS] == date(2027, 2, 28)


@pytest.mark.parametrize("facts", [{"sued": True}, {"kind": DebtKind.TAX}, {"state": ""}])
def test_no_band_after_a_suit_or_where_we_have_no_figures(facts):
    told = days(first_delinquent_on=date(2024, 3, 1), **facts)
    assert not {Kind.MAY_BE_TOO_LATE, Kind.TIME_TO_SUE_ENDS} & set(told)


def test_an_item_leaves_the_report_seven_years_and_half_a_year_on():
    assert days(first_delinquent_on=date(2020, 1, 1))[Kind.REPORT_ENDS] == date(2027, 6, 29)


@pytest.mark.parametrize(
    ("happened_on", "on", "ends_on"),
    [
        (date(2025, 6, 3), ON, date(2026, 6, 3)),
        (date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28)),
        (date(2025, 3, 2), ON, ON),
        (date(2025, 3, 1), ON, None),  # the year is over
    ],
)
def test_a_claim_about_conduct_has_one_year(happened_on, on, ends_on):
    acts = Acts(incidents=(Incident(row="c", on=happened_on),))
    assert days(acts, on=on).get(Kind.CLAIM_ENDS) == ends_on


def test_several_incidents_of_a_day_are_one_deadline():
    acts = Acts(incidents=tuple(Incident(row=row, on=ON) for row in "abc"))
    assert len(found(acts)) == 1


# ---- what always holds ----------------------------------------------------------------------


def test_a_pause_has_its_end():
    assert days(past={"paused_until": date(2026, 5, 1)}) == {Kind.RESUME: date(2026, 5, 1)}


def test_every_kind_has_its_words_and_none_names_anybody():
    assert set(TITLES) == set(WHY) == set(Kind)
    assert not [words for words in (*TITLES.values(), *WHY.values()) if "{" in words.original]


ANY_DAY = st.none() | st.dates(date(2023, 12, 1), date(2027, 3, 31))


@given(
    facts=st.fixed_dictionaries(
        dict.fromkeys(
            ("first_delinquent_on", "last_paid_on", "notice_received_on", "sued_on"), ANY_DAY
        )
    ),
    past=st.fixed_dictionaries(
        {field.name: ANY_DAY for field in fields(make.history()) if field.name.endswith("_on")}
    ),
    sued=st.booleans(),
    on=st.dates(date(2023, 12, 1), date(2027, 3, 31)),
)
def test_whatever_happened_the_list_is_in_order_and_says_late_of_the_past_alone(
    facts, past, sued, on
):
    told = found(settled(), on=on, past=past, sued=sued, **facts)
    assert [one.on for one in told] == sorted(one.on for one in told)
    assert all(one.passed is (one.on < on) for one in told)
    assert all(one.passed and one.kind.is_act for one in told if one.overdue)
    assert len({(one.kind, one.about) for one in told}) == len(told)
