"""What the board lists under "Due this week": steps with a day, and calls that were promised."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make

YESTERDAY, TODAY = date(2026, 3, 1), date(2026, 3, 2)
LAST_DAY, TOO_LATE = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def board(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return lambda: client.get("/")


@pytest.fixture
def sued(workspace):
    """Comes before everything, so that the week holds the rest."""
    return make.debt(workspace, nickname="Sued", sued=True)


def listed(page):
    return [(item.row.name, item.act, item.row.due_on) for item in page.context["week"]]


def called(workspace, nickname="Blue card", **fields):
    """A verified debt: its own step presses on no day."""
    debt = make.debt(workspace, nickname=nickname, **fields)
    make.balance(debt)
    return debt


@pytest.mark.parametrize("day", [YESTERDAY, TODAY, LAST_DAY])
def test_a_promised_call_is_listed_until_the_seventh_day(board, sued, workspace, day):
    debt = called(workspace)
    make.call(debt, call_back_on=day)
    page = board()
    assert listed(page) == [("Blue card", "Call them back", day)]
    assert page.context["week"][0].act_url == reverse("negotiation:call_companion", args=[debt.pk])


def test_what_is_promised_for_later_done_or_put_away_is_not_listed(board, sued, workspace, alice):
    make.call(called(workspace), call_back_on=TOO_LATE)
    make.call(called(workspace), call_back_on=TODAY, called_back_on=TODAY)
    away = called(workspace)
    make.call(away, call_back_on=TODAY)
    away.archive(by=alice, on=TODAY)
    make.call(called(workspace))
    assert listed(board()) == []


def test_a_call_stands_beside_a_step_that_cannot_wait(board, sued):
    make.call(sued, call_back_on=TODAY)
    page = board()
    assert page.context["first"].act == "Answer the lawsuit"
    assert listed(page) == [("Sued", "Call them back", TODAY)]


def test_one_debt_is_called_once_by_its_first_day(board, sued, workspace):
    debt = called(workspace)
    for day in (LAST_DAY, YESTERDAY, TODAY):
        make.call(debt, call_back_on=day)
    assert listed(board()) == [("Blue card", "Call them back", YESTERDAY)]


def test_the_call_to_make_next_is_not_listed_once_more(board, workspace):
    make.call(called(workspace), call_back_on=TODAY)
    page = board()
    assert page.context["first"].act == "Call them back"
    assert listed(page) == []


def test_a_call_due_today_is_never_nothing_to_do(board, workspace):
    make.call(called(workspace, paused_until=None, current=True), call_back_on=TODAY)
    assert board().context["first"].act == "Call them back"
    over = workspace.debts.get()
    make.balance(over, "0.00", as_of=TODAY)
    page = board()
    assert (page.context["first"].act, listed(page)) == ("Call them back", [])
    assert "You meant to call them by now." in page.text


def test_calls_and_steps_come_by_their_day(board, sued, workspace):
    make.debt(workspace, nickname="Store card", notice_received_on=date(2026, 2, 7))
    make.call(called(workspace, "Later"), call_back_on=LAST_DAY)
    make.call(called(workspace, "Sooner"), call_back_on=YESTERDAY)
    names = [name for name, _act, _day in listed(board())]
    assert names == ["Sooner", "Store card", "Later"]


def test_lateness_is_told_in_days(board, sued, workspace):
    make.call(called(workspace, "Long ago"), call_back_on=date(2026, 2, 21))
    make.call(called(workspace, "Yesterday"), call_back_on=YESTERDAY)
    make.call(called(workspace, "Today"), call_back_on=TODAY)
    assert [item.late for item in board().context["week"]] == ["9 days late", "1 day late", ""]
    assert "9 days late" in board().text


def test_every_call_is_there_with_as_many_queries_as_one(board, sued, workspace):
    def queries():
        board()  # brings the standings up to date
        with CaptureQueriesContext(connection) as asked:
            page = board()
        return len(asked), len(listed(page)), page.text

    make.call(called(workspace), call_back_on=TODAY)
    few, _listed, page = queries()
    assert "week-more" not in page
    for _ in range(11):
        make.call(called(workspace), call_back_on=TODAY)
    many, number, page = queries()
    assert (many, number) == (few, 12)
    assert page.count('<li>\n      <a href="/debts/') == 12
    assert "6 more" in page
