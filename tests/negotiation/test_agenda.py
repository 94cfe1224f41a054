"""The list that calendar page, calendar file and mail all read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import resolve

from ledger.models import Debt
from negotiation import agenda, standing
from negotiation.demo import build
from negotiation.letters import issue
from negotiation.steps import StepKind
from tests import make

pytestmark = pytest.mark.django_db
ON = make.TODAY


def listed(workspace, *, on=ON):
    return [(entry.on, str(entry.title), entry.debt_name) for entry in agenda.of(workspace, on=on)]


def test_deadlines_of_all_debts_and_reminders_stand_in_one_order(workspace, debt):
    other = make.debt(workspace, nickname="Green loan")
    make.call(other, call_back_on=date(2026, 3, 5))
    make.letter(debt, mailed_on=date(2026, 2, 3), due_on=date(2026, 3, 4))
    make.reminder(debt, date(2026, 3, 3), words="Ask Dana")
    make.reminder(workspace=workspace, remind_on=date(2026, 4, 1))
    assert listed(workspace) == [
        (date(2026, 3, 3), "Look at this debt again", "Blue card"),
        (date(2026, 3, 4), "Look for their answer", "Blue card"),
        (date(2026, 3, 5), "Call them back", "Green loan"),
        (date(2026, 4, 1), "A reminder from you", ""),
    ]


def test_a_debt_put_away_has_no_days_but_its_reminder_comes_whatever_happens(workspace, debt):
    make.call(debt, call_back_on=date(2026, 3, 5))
    make.reminder(debt, date(2026, 3, 3))
    debt.set_archived(True)
    assert listed(workspace) == [(date(2026, 3, 3), "Look at this debt again", "Blue card")]


def test_a_ticked_reminder_is_gone(workspace, debt):
    make.reminder(debt).done(by=None, on=ON)
    assert listed(workspace) == []


def test_each_entry_leads_to_where_it_is_dealt_with(workspace, debt):
    make.balance(debt)
    letter = make.letter(debt, mailed_on=date(2026, 2, 3), due_on=date(2026, 3, 4))
    make.call(debt, call_back_on=date(2026, 3, 5))
    deal = make.agreement(debt, "300.00", payments=2)
    make.reminder(debt, letter=letter)
    urls = {
        str(entry.title): resolve(entry.url.partition("#")[0])
        for entry in agenda.of(workspace, on=ON)
    }
    names = {title: found.url_name for title, found in urls.items()}
    assert names == {
        "Look for their answer": "letter_detail",
        "Call them back": "call_companion",
        "Pay what you agreed": "instalment_pay",
        "Look at your letter again": "letter_detail",
    }
    assert deal.instalments.filter(pk=urls["Pay what you agreed"].kwargs["instalment_id"]).exists()


def test_an_entry_keeps_its_key_and_the_time_of_its_row(workspace, debt, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 17, tzinfo=UTC), tick=False)
    call = make.call(debt, call_back_on=date(2026, 3, 5))
    [one] = agenda.of(workspace, on=ON)
    [again] = agenda.of(workspace, on=date(2026, 3, 4))
    assert one.key == again.key == f"call_back-{call.pk}"
    assert one.at == again.at == call.made_at


def test_what_it_costs_does_not_grow_with_the_debts(workspace, django_assert_max_num_queries):
    for number in range(6):
        debt = make.debt(workspace, nickname=f"Card {number}")
        make.balance(debt)
        make.agreement(debt, "10.00")
        make.reminder(debt)
    with django_assert_max_num_queries(16):
        assert len(agenda.of(workspace, on=ON)) == 12


def test_every_day_the_board_names_stands_in_the_calendar(db, monkeypatch):
    """Two answers to one question would be worse than none."""
    monkeypatch.setattr(issue, "to_pdf", lambda html: b"%PDF-" + html.encode())
    on = date(2026, 11, 23)
    workspace = build.make(on=on)
    listed = {(entry.debt_name, entry.on) for entry in agenda.of(workspace, on=on)}
    debts = standing.with_history(Debt.objects.filter(workspace=workspace, archived_at=None))
    steps = [(debt.nickname, standing.answers(debt, on=on).step) for debt in debts]
    days = [(name, step.due_on) for name, step in steps if step.due_on]
    assert len(days) > 2
    assert [day for day in days if day not in listed] == []
    assert StepKind.NOTHING not in {step.kind for _name, step in steps if step.due_on}


def test_an_amount_is_known_but_stands_in_no_title(workspace, debt):
    make.balance(debt)
    make.offer(debt, "300.00", expires_on=date(2026, 3, 9))
    [entry] = agenda.of(workspace, on=ON)
    assert entry.amount == Decimal("300.00")
    assert "300" not in f"{entry.title} {entry.why}"


def test_calls_that_may_conflict_with_a_rule_start_a_year(workspace, debt):
    """An eighth call in seven days; the year is counted from it."""
    for number in range(9):
        at = datetime(2026, 2, 16 + number // 2, 15 + 3 * (number % 2), tzinfo=UTC)
        make.call(debt, at=at, creditor=debt.holder, outcome="no_answer")
    found = [entry for entry in agenda.of(workspace, on=ON) if entry.key.startswith("claim_ends")]
    assert [entry.on for entry in found] == [date(2027, 2, 19), date(2027, 2, 20)]
    assert all(entry.is_law and not entry.is_late for entry in found)
