import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import authenticate

from ledger.dates import is_business_day
from ledger.models import (
    BalanceEntry,
    Contact,
    Creditor,
    Debt,
    Document,
    Event,
    HouseholdItem,
    Payment,
    User,
    Workspace,
)
from negotiation import scoring, stage, standing, steps, timeline
from negotiation.demo import build, story
from negotiation.letters import issue
from negotiation.models import CallLog, Letter, Standing, StatementRequest
from negotiation.strategy import DEAL, OVER

MONDAY = date(2026, 3, 2)
DAYS = [
    MONDAY,
    date(2026, 5, 24),  # the Sunday before a Monday holiday
    date(2026, 11, 27),  # the day after Thanksgiving
    date(2027, 1, 1),  # a holiday
    date(2028, 2, 29),
]
MEANT = {  # its stage, or the route of a debt that takes another one; and its next step
    "Car loan": ("secured", "keep_current"),
    "Emergency room bill": ("statement_requested", "chase_answer"),
    "Everyday card": ("unverified", "request_statement"),
    "Gold card": ("in_court", "answer_lawsuit"),
    "Marigold store card": ("deal", "nothing"),
    "Old travel card": ("verified", "prepare_offer"),
    "Payday loan": ("verified", "call_back"),
    "Pindle & Moss store card": ("statement_requested", "wait_for_answer"),
    "Sofa and bed": ("counter_offer", "answer_offer"),
    "Student loans": ("federal_student", "ask_for_help"),
}
SCORED = {"Gold card", "Old travel card", "Payday loan", "Sofa and bed"}


def place(kept):
    return kept.stage if kept.route in ("", "unverified") else kept.route


@pytest.fixture
def no_pdf(monkeypatch):
    """Letters without their second of drawing, where the paper itself does not matter."""
    monkeypatch.setattr(issue, "to_pdf", lambda html: b"%PDF-" + html.encode())


@pytest.fixture
def demo(db, no_pdf):
    return build.make(on=MONDAY)


# ---- the story -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("today", date(2026, 3, 2)),
        ("3 days ago", date(2026, 2, 27)),
        ("1 days ago", date(2026, 2, 27)),  # a Sunday becomes the Friday before
        ("in 3 days", date(2026, 3, 5)),
        ("in 5 days", date(2026, 3, 9)),  # a Saturday becomes the Monday after
        ("14 months ago", date(2025, 1, 2)),
        ("6 years ago", date(2020, 3, 2)),
    ],
)
def test_words_become_working_days(words, meant):
    assert story.day(words, MONDAY) == meant


@pytest.mark.parametrize("words", ["soon", "3 days", "3 days since", "3 moons ago"])
def test_words_that_name_no_day_are_refused(words):
    with pytest.raises((ValueError, KeyError)):
        story.day(words, MONDAY)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_story_is_told_in_order_whatever_the_day(month):
    for on in (date(2026, month, 1), date(2026, month, 15), date(2026, month, 26)):
        for debt in story.debts(on):
            days = [act["on"] for act in debt["story"]]
            assert days == sorted(days), debt["nickname"]
            assert all(is_business_day(day) and day < on for day in days)


def test_nobody_in_the_story_can_be_reached():
    told = story.household(MONDAY)["creditor"]
    desks = [*told, *(desk for party in told for desk in party.get("contact", []))]
    for desk in desks:
        assert re.fullmatch(r"(\(\d{3}\) 555-01\d\d)?", desk.get("phone", "")), desk["name"]
        assert re.search(r"(^|\.example)$", desk.get("email", "")), desk["name"]
        assert re.search(r"(^|\.example)$", desk.get("website", "")), desk["name"]


# ---- what it becomes -------------------------------------------------------------------------


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_each_debt_stands_where_the_story_means_it_to(db, no_pdf, on):
    build.make(on=on)
    found = Standing.objects.select_related("debt")
    assert {s.debt.nickname: (place(s), s.step) for s in found} == MEANT
    assert {s.debt.nickname for s in found if s.score is not None} == SCORED


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_something_is_late_something_is_due_today_and_something_this_week(db, no_pdf, on):
    build.make(on=on)
    due = dict(Standing.objects.exclude(due_on=None).values_list("debt__nickname", "due_on"))
    assert due["Emergency room bill"] < on
    assert due["Payday loan"] == on
    assert 0 < (due["Pindle & Moss store card"] - on).days <= 7


def test_the_stored_standings_are_what_the_pure_engine_answers(demo):
    for debt in standing.with_history(demo.debts.all()).select_related("standing"):
        facts, past = debt.facts(), standing.history(debt)
        at = stage.stage(facts, past, on=MONDAY)
        facts = replace(facts, in_deal=at in (*DEAL, *OVER))
        scored = scoring.score(facts, on=MONDAY)
        step = steps.next_step(facts, past, at, on=MONDAY)
        kept = debt.standing
        assert (kept.stage, kept.score, kept.route) == (at, scored.points, scored.route or "")
        assert (kept.step, kept.due_on) == (step.kind, step.due_on)
        assert (kept.amount, kept.basis) == (facts.balance, facts.basis)
    assert not standing.behind(demo, on=MONDAY).exists()


def test_every_row_would_pass_its_form(demo):
    kinds = (BalanceEntry, CallLog, Contact, Creditor, Debt, Document, HouseholdItem, Payment)
    kinds += (StatementRequest,)
    for kind in kinds:
        rows = kind.objects.filter(workspace=demo)
        assert rows
        for row in rows:
            row.full_clean(exclude=["file", "balance", "document"])


def test_every_line_of_the_timelines_can_be_read(demo):
    lines = [timeline.line(event) for event in Event.objects.filter(workspace=demo)]
    said = [str(sentence) for line in lines for sentence in line.sentences]
    assert len(lines) > 60
    assert not [sentence for sentence in said if "{" in sentence]
    assert timeline.UNKNOWN.says not in [sentence for line in lines for sentence in line.sentences]


def test_lines_are_written_down_in_the_order_they_happened(demo):
    told = ["Emergency room bill", "Payday loan"]
    events = Event.objects.filter(workspace=demo, debt__nickname__in=told)
    kinds = [event.kind for event in events.reverse()]
    assert kinds.index("balance_added") < kinds.index("balance_corrected")
    assert kinds.index("letter_issued") < kinds.index("letter_mailed")
    assert kinds.index("letter_mailed") < kinds.index("statement_answered")
    assert all(event.recorded_at.date() <= MONDAY for event in events)


def test_letters_are_the_real_thing(db):
    build.make(on=MONDAY)
    letters = Letter.objects.all()
    assert {letter.kind for letter in letters} == {"L1", "L2"}
    for letter in letters:
        pdf = bytes(letter.pdf)
        assert pdf.startswith(b"%PDF-")
        assert letter.sha256 == hashlib.sha256(pdf).hexdigest()
        assert letter.issued_on < MONDAY
    assert len(letters) == 5


def test_without_the_native_libraries_it_comes_without_letters(db, monkeypatch):
    monkeypatch.setattr(build.native, "missing", lambda: ["Pango"])
    demo = build.make(on=MONDAY)
    assert not Letter.objects.exists()
    assert demo.debts.count() == len(MEANT)
    assert Standing.objects.get(debt__nickname="Old travel card").stage == "verified"


def test_the_person_of_the_demo_can_sign_in_and_is_nobody_special(demo):
    person = authenticate(None, email=build.EMAIL, password=build.PASSWORD)
    assert Workspace.objects.for_user(person).get() == demo
    assert demo.is_demo
    assert not person.is_staff
    assert not person.is_superuser
    assert User.objects.count() == 1
