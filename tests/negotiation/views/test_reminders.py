"""Remind me on that day, whatever happens: two taps to make, one to tick off, all of it undone."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from ledger.models import Event
from negotiation.models import Reminder
from negotiation.phrases import PHRASES
from tests import make

pytestmark = pytest.mark.django_db
ON = make.TODAY


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


def url_of(act, row):
    return reverse(f"negotiation:reminder_{act}", args=[row.pk])


def tap(client, url, soon, **typed):
    return client.post(url, {"soon": soon, "form_key": uuid4(), **typed}, follow=True)


@pytest.mark.parametrize(
    ("soon", "day"),
    [
        ("1", date(2026, 3, 3)),
        ("7", date(2026, 3, 9)),
        ("21", date(2026, 3, 23)),
        ("90", date(2026, 5, 31)),
    ],
)
def test_a_tap_on_the_button_is_enough(signed_in, debt, soon, day):
    page = tap(signed_in, url_of("create", debt), soon)
    row = Reminder.objects.get()
    assert (row.debt, row.remind_on, row.words) == (debt, day, "")
    assert "We will remind you on" in page.text
    assert Event.objects.get(kind="reminder_made").data["remind_on"] == f"{day}"


@pytest.mark.parametrize("name", ["letter", "call", "offer"])
def test_anything_on_a_debt_can_have_one(signed_in, debt, name):
    row = getattr(make, name)(debt)
    shown = signed_in.get(url_of("create", debt), {name: row.pk})
    assert shown.context["form"][name].value() == str(row.pk)
    tap(signed_in, url_of("create", debt), "7", **{name: row.pk})
    assert Reminder.objects.get().topic == row


def test_something_on_another_debt_is_refused(signed_in, workspace, debt):
    other = make.letter(make.debt(workspace, nickname="Other"))
    page = tap(signed_in, url_of("create", debt), "7", letter=other.pk)
    assert page.context["form"].errors["letter"]
    assert not Reminder.objects.exists()


def test_the_whole_can_have_one_too(signed_in, workspace):
    url = reverse("negotiation:reminder_create_general", args=[workspace.pk])
    signed_in.post(
        url, {"remind_on": "2026-04-01", "words": "Ask for the tax papers", "form_key": uuid4()}
    )
    row = Reminder.objects.get()
    assert (row.debt, row.remind_on, row.words) == (
        None,
        date(2026, 4, 1),
        "Ask for the tax papers",
    )
    assert not Event.objects.exists()


def test_a_double_tap_makes_one(signed_in, debt):
    key = uuid4()
    for _twice in range(2):
        signed_in.post(url_of("create", debt), {"soon": "7", "form_key": key})
    assert Reminder.objects.count() == 1
    assert Event.objects.filter(kind="reminder_made").count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"remind_on": "2026-03-01"}, "remind_on"),  # over already
        ({"remind_on": ""}, "remind_on"),
        ({"remind_on": "0206-03-01"}, "remind_on"),
        ({"remind_on": "2026-04-01", "words": "x" * 201}, "words"),
        ({"soon": "-1"}, "soon"),
        ({"soon": "1000000000"}, "soon"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(signed_in, debt, typed, field):
    page = signed_in.post(url_of("create", debt), typed)
    assert page.context["form"].errors[field]
    assert not Reminder.objects.exists()


def test_today_is_a_day_to_be_reminded(signed_in, debt):
    signed_in.post(url_of("create", debt), {"remind_on": "2026-03-02"})
    assert Reminder.objects.get().remind_on == ON


def test_ticking_off_is_undone(signed_in, debt):
    row = make.reminder(debt)
    page = signed_in.post(url_of("done", row), follow=True)
    assert url_of("not_done", row) in page.text
    assert Reminder.objects.get().done_on == ON
    signed_in.post(url_of("done", row))  # a second tap changes nothing
    assert Event.objects.filter(kind="reminder_done").count() == 1
    signed_in.post(url_of("not_done", row))
    assert Reminder.objects.get().is_open


def test_putting_off_is_undone(signed_in, debt):
    row = make.reminder(debt, date(2026, 2, 20))
    page = signed_in.post(url_of("put_off", row), {"soon": "7"}, follow=True)
    assert Reminder.objects.get().remind_on == date(2026, 3, 9)  # counted from today
    assert url_of("not_later", row) in page.text
    signed_in.post(url_of("not_later", row))
    assert Reminder.objects.get().remind_on == date(2026, 2, 20)
    signed_in.post(url_of("not_later", row))
    assert Reminder.objects.get().remind_on == date(2026, 2, 20)


def test_what_is_ticked_off_cannot_be_put_off(signed_in, debt):
    row = make.reminder(debt)
    row.done(by=None, on=ON)
    page = signed_in.post(url_of("put_off", row), {"soon": "7"}, follow=True)
    assert "ticked off already" in page.text
    page = signed_in.post(url_of("edit", row), {"remind_on": "2026-05-01"}, follow=True)
    assert "ticked off already" in page.text
    assert Reminder.objects.get().remind_on == date(2026, 3, 23)


def test_a_reminder_is_changed_by_hand(signed_in, debt):
    row = make.reminder(debt, date(2026, 2, 20), words="Old")
    signed_in.post(url_of("edit", row), {"remind_on": "2026-02-20", "words": "New"})
    assert Reminder.objects.get().words == "New"  # its day may stay, though it is over
    page = signed_in.post(url_of("edit", row), {"remind_on": "2026-02-21", "words": "New"})
    assert page.context["form"].errors["remind_on"]


@pytest.mark.parametrize("kind", ["made", "done", "back", "put_off"])
def test_each_act_reads_as_a_sentence_on_the_timeline(kind):
    assert f"reminder_{kind}" in PHRASES


def test_the_board_shows_what_its_day_has_come_for(signed_in, debt):
    board = reverse("negotiation:board")
    make.reminder(debt, date(2026, 3, 3), words="Not yet")
    assert "You wanted to be reminded" not in signed_in.get(board).text
    rows = [make.reminder(debt, ON, words=f"Think of {number}") for number in range(5)]
    page = signed_in.get(board)
    assert "You wanted to be reminded" in page.text
    assert page.text.count("Think of ") == 3
    assert "2 more" in page.text
    assert "Not yet" not in page.text
    for row in rows:
        row.done(by=None, on=ON)
    assert "You wanted to be reminded" not in signed_in.get(board).text
