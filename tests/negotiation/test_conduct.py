"""What the log of calls may conflict with, and the file that tells it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ledger.law.contact import ContactRule, Presumption
from ledger.models import Workspace
from negotiation import complaint_file, conduct
from negotiation.models import CallLog, Complaint, Letter
from tests import make
from tests.pdfcheck import faults

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/New_York")
ON = date(2026, 3, 20)


def at(day, hour=11, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def call(debt, day, hour=11, **fields):
    fields = {"creditor": debt.holder, "outcome": CallLog.Outcome.VOICEMAIL} | fields
    return make.call(debt, at=at(day, hour), **fields)


def rules(debt):
    found = conduct.of_creditor(debt.holder, on=ON)
    return [(one.finding.kind, one.finding.presumption) for one in found.shown]


def told(debt, kind, said, **mailing):
    """A letter of that kind they received on 5 March."""
    mailing = {"mailed_on": date(2026, 3, 2), "delivered_on": date(2026, 3, 5)} | mailing
    data = make.letter_data(debt, kind=kind, said=said)
    return make.letter(debt, kind=kind, data=data, **mailing)


def test_the_eighth_call_in_seven_days_is_found_with_all_its_calls(debt):
    for day in range(2, 9):
        call(debt, day)
    assert rules(debt) == []
    call(debt, 8, 12)
    (one,) = conduct.of_creditor(debt.holder, on=ON).shown
    assert one.finding.kind is ContactRule.CALL_COUNT
    assert len(one.calls) == 8
    assert one.title_words.startswith("May conflict with 12 CFR 1006.14(b)(2)")
    assert (one.debt, one.day, one.ends_on) == (debt, date(2026, 3, 8), date(2027, 3, 8))
    assert not one.over


@pytest.mark.parametrize("outcome", ["wrong_number", "busy"])
def test_calls_that_do_not_count_are_left_out(debt, outcome):
    for day in range(2, 9):
        call(debt, day)
    call(debt, 8, 12, outcome=outcome)
    assert rules(debt) == []


@pytest.mark.parametrize("outcome", ["dropped", "ringless", "no_answer", "hung_up"])
def test_calls_that_reached_nobody_count(debt, outcome):
    for day in range(2, 9):
        call(debt, day)
    call(debt, 8, 12, outcome=outcome)
    assert [kind for kind, _presumed in rules(debt)] == [ContactRule.CALL_COUNT]


def test_texts_are_no_calls(debt):
    for day in range(2, 9):
        call(debt, day)
    call(debt, 8, 12, medium="text", outcome="came", opt_out=True)
    assert rules(debt) == []


@pytest.mark.parametrize(("agreed", "found"), [(False, 1), (True, 0)])
def test_a_call_after_a_talk_needs_a_yes(debt, agreed, found):
    call(debt, 2, outcome="spoke", may_call_again=agreed)
    call(debt, 8)
    assert len(rules(debt)) == found


def test_a_call_after_hanging_up_is_not_taken_for_one_after_a_talk(debt):
    call(debt, 2, outcome="hung_up")
    call(debt, 4)
    assert rules(debt) == []


def test_the_clock_on_the_wall_at_home_counts(debt):
    call(debt, 2, 7)
    assert rules(debt) == [(ContactRule.HOURS, Presumption.VIOLATION)]


@pytest.mark.parametrize(
    ("fields", "later", "kind"),
    [
        ({"told_medium": "call"}, {}, ContactRule.MEDIUM),
        ({"told_place": "home"}, {"place": "home"}, ContactRule.NAMED_PLACE),
        ({"employer_forbids": True}, {"place": "work"}, ContactRule.WORKPLACE),
        ({"told_days": "every", "told_from": time(10)}, {}, ContactRule.NAMED_TIME),
        ({"has_lawyer": True}, {}, ContactRule.LAWYER),
    ],
)
def test_what_was_said_on_the_phone_counts_from_then_on(debt, fields, later, kind):
    call(debt, 2, outcome="spoke", **fields)
    call(debt, 12, **later)
    assert rules(debt) == [(kind, Presumption.VIOLATION)]


@pytest.mark.parametrize(
    ("kind", "said", "later", "rule"),
    [
        ("L12", {"phone": "no"}, {}, ContactRule.MEDIUM),
        (
            "L12",
            {"phone": "times", "days": ["mon"], "hours": "morning"},
            {},
            ContactRule.NAMED_TIME,
        ),
        ("L12", {"work": "inconvenient"}, {"place": "work"}, ContactRule.NAMED_PLACE),
        ("L12", {"work": "forbidden"}, {"place": "work"}, ContactRule.WORKPLACE),
        (
            "L12",
            {"not_by": ["texts"]},
            {"medium": "text", "outcome": "came", "opt_out": True},
            ContactRule.MEDIUM,
        ),
        ("L13", {"scope": "this"}, {}, ContactRule.CEASE),
        ("L14", {"scope": "all"}, {}, ContactRule.LAWYER),
    ],
)
def test_a_letter_counts_from_the_day_they_got_it(debt, kind, said, later, rule):
    letter = told(debt, kind, said)
    call(debt, 4, **later)
    assert rules(debt) == []
    call(debt, 12, **later)
    assert rules(debt) == [(rule, Presumption.VIOLATION)]
    letter.mailing.delivered_on = None
    letter.mailing.save(update_fields=["delivered_on"])
    assert rules(debt) == []
    assert conduct.of_creditor(debt.holder, on=ON).undated == (Letter.objects.get(),)


def test_the_days_and_hours_that_were_named_stay_open(debt):
    told(debt, "L12", {"phone": "times", "days": ["thu"], "hours": "morning"})
    call(debt, 12, 10)  # a Thursday
    assert rules(debt) == []
    call(debt, 19, 12)
    assert rules(debt) == [(ContactRule.NAMED_TIME, Presumption.VIOLATION)]


def test_a_dispute_in_time_stops_calls_until_they_answer(debt):
    debt.notice_received_on = date(2026, 2, 20)
    debt.save()
    request = make.statement_request(
        debt, mailed_on=date(2026, 3, 2), delivered_on=date(2026, 3, 5)
    )
    call(debt, 12)
    assert rules(debt) == [(ContactRule.DISPUTED, Presumption.VIOLATION)]
    request.answered_on = date(2026, 3, 9)
    request.save(update_fields=["answered_on"])
    assert rules(debt) == []


def test_a_lender_that_collects_its_own_is_not_held_to_the_collectors_rules(workspace):
    lender = make.creditor(workspace, kind="original_creditor")
    debt = make.debt(workspace, original_creditor=lender)
    call(debt, 2, 7)
    found = conduct.of_creditor(lender, on=ON)
    assert (found.shown, found.bound) == ((), False)


def test_calls_about_two_debts_are_counted_for_each(workspace, debt):
    other = make.debt(workspace, nickname="Other", collector=debt.holder)
    for day in range(2, 9):
        call(debt if day % 2 else other, day)
    call(debt, 8, 12)
    assert rules(debt) == []


def test_the_year_is_over_after_its_last_day(debt):
    call(debt, 2, 7)
    for on, over in ((date(2027, 3, 2), False), (date(2027, 3, 3), True)):
        assert conduct.of_creditor(debt.holder, on=on).shown[0].over is over


def test_deadlines_get_the_days_of_what_is_presumed(debt):
    late = call(debt, 2, 7)
    assert [(one.on, one.row) for one in conduct.incidents(debt)] == [
        (date(2026, 3, 2), str(late.pk))
    ]


def test_nothing_that_is_shown_calls_anybody_a_lawbreaker(client, alice, debt):
    call(debt, 2, 7, quote="You will be sorry.")
    client.force_login(alice)
    pages = [
        client.get(f"/creditors/{debt.holder.pk}/conduct/").text,
        client.get(debt.get_absolute_url()).text,
        complaint_file.to_text(debt.holder, on=ON),
    ]
    for page in pages:
        assert "may conflict with a rule" in page.lower()
        assert not {"illegal", "broke the law", "violated"} & set(page.lower().split())


# ---- the file ---------------------------------------------------------------------------------


@pytest.fixture
def complaint(debt):
    call(debt, 2, 7, quote="You will be sorry.", spoke_with="Dana", number="(585) 555-0100")
    told(debt, "L12", {"phone": "no"})
    make.document(debt, title="Their second letter")
    words = {"story": "They call before work.", "wanted": "No calls before eight."}
    Complaint.objects.create(workspace=debt.workspace, creditor=debt.holder, **words)
    return debt.holder


def test_the_text_tells_everything_in_order(complaint):
    text = complaint_file.to_text(complaint, on=ON)
    parts = [
        "Complaint about Midtown Recovery",
        "No calls before eight.",
        "They call before work.",
        "May conflict with 15 USC 1692c(a)(1)",
        "March 2, 2026, 7 a.m.",
        "I mailed a letter",
        "They received my letter",
        "Their second letter",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "You will be sorry." in text
    assert "\n\n\n" not in text


def test_the_file_says_where_a_claim_ends(complaint):
    assert "ends on March 2, 2027" in complaint_file.to_text(complaint, on=ON)
    assert "ends on" not in complaint_file.to_text(complaint, on=ON + timedelta(days=700))


def test_the_pdf_is_tagged_and_escapes_what_was_typed(complaint, debt):
    Complaint.objects.filter(creditor=complaint).update(story="<b>5 < 6</b>", wanted="")
    assert faults(complaint_file.to_pdf(complaint, on=ON)) == []


def test_the_own_words_are_kept_once(client, alice, complaint):
    client.force_login(alice)
    url = f"/creditors/{complaint.pk}/complaint/"
    for _click in range(2):
        client.post(url, {"story": "Shorter.", "wanted": "A letter."})
    assert Complaint.objects.get().story == "Shorter."


def test_the_file_comes_in_english_too(complaint, alice, client):
    client.force_login(alice)
    Workspace.objects.update(language="es")
    page = client.get(f"/creditors/{complaint.pk}/conduct/")
    assert f"/creditors/{complaint.pk}/complaint.txt?language=en" in page.text
    theirs, english, odd = (
        client.get(f"/creditors/{complaint.pk}/complaint.txt{asked}").text
        for asked in ("", "?language=en", "?language=xx")
    )
    assert "Complaint about Midtown Recovery" in english
    assert "Complaint about Midtown Recovery" not in theirs
    assert odd == theirs
