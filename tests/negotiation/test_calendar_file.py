"""The calendar at a secret address: read by a parser that is not the one that wrote it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from ledger.models import Allowance
from negotiation.models import CalendarFeed
from negotiation.views import calendar_reach
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOON, tick=False)
    cache.clear()
    return time_machine


@pytest.fixture
def rich(workspace, debt):
    """A workspace with days of several kinds, and words a calendar must escape."""
    make.balance(debt)
    make.call(debt, call_back_on=date(2026, 3, 5))
    make.agreement(debt, "300.00", payments=3)
    make.reminder(
        debt, date(2026, 2, 1), words="Ask; then, \\wait\\ \x07for “Dana” " + "long " * 30
    )
    return workspace


def read(client, feed):
    page = client.get(feed.path)
    assert page.status_code == 200
    return page.content.decode()


def parsed(text):
    calendar = vobject.readOne(text)
    assert calendar.validate(raiseException=True)
    return calendar.vevent_list


def test_a_calendar_program_reads_every_day_without_signing_in(client, rich):
    page = client.get(make.calendar_feed(rich).path)
    assert page["Content-Type"] == "text/calendar; charset=utf-8"
    events = parsed(page.content.decode())
    assert sorted(event.dtstart.value for event in events) == [
        date(2026, 2, 1),
        date(2026, 3, 2),
        date(2026, 3, 5),
        date(2026, 4, 2),
        date(2026, 5, 2),
    ]
    for event in events:
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.url.value.startswith(settings.SITE_URL.geturl())
        assert event.dtstamp.value.tzinfo is not None


def test_the_file_keeps_to_the_form(client, rich):
    raw = client.get(make.calendar_feed(rich, details=True).path).content
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    uids = [event.uid.value for event in parsed(raw.decode())]
    assert len(set(uids)) == len(uids) == 5


def test_the_same_deadlines_give_the_same_bytes(client, rich, now):
    feed = make.calendar_feed(rich)
    first = read(client, feed)
    now.move_to(NOON + timedelta(hours=9), tick=False)  # 9 p.m. where the person lives
    assert read(client, feed) == first


def test_an_event_keeps_its_uid_when_its_day_moves(client, debt):
    reminder = make.reminder(debt, date(2026, 3, 5))
    feed = make.calendar_feed(debt.workspace)
    [before] = parsed(read(client, feed))
    reminder.put_off(date(2026, 3, 9), by=None, on=make.TODAY)
    [after] = parsed(read(client, feed))
    assert before.uid.value == after.uid.value
    assert after.dtstart.value == date(2026, 3, 9)


PRIVATE = ("Blue card", "Midtown", "300", "100", "Dana", "Alice")


def test_names_and_amounts_stay_out_unless_chosen(client, rich):
    text = read(client, make.calendar_feed(rich)).replace("\r\n ", "")
    assert "SUMMARY:Pay what you agreed" in text
    assert [word for word in PRIVATE if word in shown(text)] == []


def shown(text):
    """What a calendar program shows of the file."""
    kept = ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "X-")
    return "\n".join(line for line in text.split("\r\n") if line.startswith(kept))


def test_who_chose_to_see_names_sees_them(client, rich):
    events = parsed(read(client, make.calendar_feed(rich, details=True)))
    told = {event.summary.value for event in events}
    assert "Pay what you agreed · Blue card · $100.00" in told
    [words] = [title for title in told if title.startswith("Ask;")]
    assert words.startswith("Ask; then, \\wait\\ for “Dana”")
    [pay, *_later] = [event for event in events if event.summary.value.startswith("Pay")]
    assert "With: Midtown Recovery" in pay.description.value


def test_it_speaks_the_language_of_the_workspace_and_keeps_its_calendar(client, rich, now):
    rich.language, rich.time_zone = "es", "Pacific/Auckland"
    rich.save()
    now.move_to(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False)  # there it is March 3 already
    assert "SUMMARY:Pay what you agreed" not in read(client, make.calendar_feed(rich))


def test_a_new_address_stops_the_old_one(client, rich):
    old, new = make.calendar_feed(rich), make.calendar_feed(rich)
    assert client.get(old.path).status_code == 404
    assert client.get(new.path).status_code == 200


def test_the_same_form_sent_twice_makes_one_address(workspace):
    first = make.calendar_feed(workspace)
    again = make.calendar_feed(workspace, form_key=first.form_key)
    assert (first.pk, first.path) == (again.pk, again.path)


@pytest.mark.parametrize("end", ["revoked", "left", "barred", "guessed"])
def test_an_address_that_counts_no_more_is_not_found(client, alice, rich, end):
    feed = make.calendar_feed(rich)
    path = feed.path
    if end == "revoked":
        feed.revoke(now=NOON)
    elif end == "left":
        rich.memberships.update(ended_at=NOON)
    elif end == "barred":
        alice.is_active = False
        alice.save()
    else:
        path = reverse("negotiation:calendar_feed", args=["0" * 64])
    assert client.get(path).status_code == 404


def test_the_database_alone_does_not_tell_the_address(rich, settings):
    feed = make.calendar_feed(rich)
    token = feed.path.rsplit("/", 1)[-1].removesuffix(".ics")
    row = CalendarFeed.objects.filter(pk=feed.pk).values().get()
    assert token not in map(str, row.values())
    settings.SECRET_KEY = "another server's key"
    assert CalendarFeed.objects.get().path == ""


def test_asking_all_the_time_is_slowed_down(client, rich, monkeypatch):
    monkeypatch.setitem(calendar_reach.TRIES, "address", 2)
    first, other = make.calendar_feed(rich), reverse("negotiation:calendar_feed", args=["0" * 64])
    assert [client.get(first.path).status_code for _try in range(3)] == [200, 200, 429]
    assert client.get(first.path)["Retry-After"] == "3600"
    assert client.get(other).status_code == 404


def test_guessing_addresses_is_slowed_down(client, rich, monkeypatch):
    monkeypatch.setitem(calendar_reach.TRIES, "visitor", 2)
    guesses = [reverse("negotiation:calendar_feed", args=[f"{n:064x}"]) for n in range(3)]
    assert [client.get(guess).status_code for guess in guesses] == [404, 404, 429]


def test_a_made_up_address_is_counted_for_its_visitor_alone(client, rich):
    for n in range(3):
        url = reverse("negotiation:calendar_feed", args=[f"{n:064x}"])
        client.get(url, REMOTE_ADDR=f"2001:db8::{n}")
    (count,) = Allowance.objects.all()
    assert (count.key.split(":")[1], count.used) == ("visitor", 3)


def test_asking_is_counted_for_the_whole_hour(client, rich, monkeypatch, time_machine):
    """And not only for as long as a cache keeps what nobody looks at."""
    monkeypatch.setitem(calendar_reach.TRIES, "address", 1)
    time_machine.move_to(NOON, tick=False)
    path = make.calendar_feed(rich).path
    assert client.get(path).status_code == 200
    time_machine.move_to(NOON + timedelta(minutes=59), tick=False)
    cache.clear()
    assert client.get(path).status_code == 429
    time_machine.move_to(NOON + timedelta(minutes=60), tick=False)
    assert client.get(path).status_code == 200


def test_another_member_never_sees_the_address(client, alice, mallory, rich):
    feed = make.calendar_feed(rich)
    rich.memberships.create(user=mallory)
    client.force_login(mallory)
    page = client.get(reverse("negotiation:calendar_reach"))
    assert feed.path not in page.text
    end = reverse("negotiation:calendar_feed_revoke", args=[feed.pk])
    assert client.post(end).status_code == 404


def test_the_page_makes_shows_and_stops_an_address(client, alice, workspace):
    client.force_login(alice)
    url = reverse("negotiation:calendar_reach")
    form = client.get(url).context["feed_form"]
    made = client.post(
        reverse("negotiation:calendar_feed_create"),
        {"form_key": form["form_key"].value(), "details": "on"},
        follow=True,
    )
    feed = CalendarFeed.objects.get()
    assert feed.details
    assert settings.SITE_URL.geturl() + feed.path in made.text
    client.post(reverse("negotiation:calendar_feed_revoke", args=[feed.pk]))
    assert client.get(feed.path).status_code == 404
    assert feed.path not in client.get(url).text
