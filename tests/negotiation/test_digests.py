"""Mail about deadlines: once for each person and day, by the person's own clock."""

import re
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected
from threading import Thread
from time import sleep
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from negotiation import digests
from negotiation.models import Digest
from tests import make

pytestmark = pytest.mark.django_db
NEW_YORK, LOS_ANGELES = "America/New_York", "America/Los_Angeles"


def at(text, zone=NEW_YORK):
    """This time by that clock; of an hour that comes twice, the first."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wants(workspace, *, begun_on=date(2026, 1, 1), **chosen):
    membership = workspace.memberships.get(ended_at=None)
    chosen = {"every": "daily"} | chosen
    Digest.choose(membership, on=begun_on, **chosen)
    return Digest.objects.get(membership=membership)


@pytest.fixture
def late(debt):
    """A debt on which something is late every day."""
    make.reminder(debt, date(2025, 12, 1), words="Ask Dana about 300 dollars")
    return debt.workspace


def minutes(time_machine, start, count, *, step=1):
    """What the worker does: the task once a minute, from then on."""
    for number in range(count):
        time_machine.move_to(start + timedelta(minutes=number * step), tick=False)
        digests.send_due.func()


def test_the_mail_comes_at_the_hour_chosen_and_once(late, time_machine):
    wants(late, hour=7)
    minutes(time_machine, at("2026-03-02T06:58"), 2)
    assert mail.outbox == []
    minutes(time_machine, at("2026-03-02T07:00"), 5)
    minutes(time_machine, at("2026-03-02T08:00"), 11, step=60)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("zone", "start", "hours"),
    [
        (NEW_YORK, "2026-03-07T12:00", 72),  # clocks go forward in the night to March 8
        (NEW_YORK, "2026-10-31T12:00", 72),  # and back in the night to November 1
        (LOS_ANGELES, "2026-03-07T12:00", 72),
        ("America/Phoenix", "2026-03-07T12:00", 72),  # no change there
        ("America/Santiago", "2026-09-05T12:00", 72),  # midnight itself is missing
        ("Pacific/Apia", "2026-03-07T12:00", 72),
    ],
)
def test_each_morning_has_one_mail_also_when_clocks_change(late, time_machine, zone, start, hours):
    late.time_zone = zone
    late.save()
    wants(late, hour=5)
    sent = []
    for number in range(hours * 4):
        time_machine.move_to(at(start, zone) + timedelta(minutes=15 * number), tick=False)
        digests.send_due.func()
        sent += [timezone.now().astimezone(ZoneInfo(zone))] * (len(mail.outbox) - len(sent))
    first = date.fromisoformat(start[:10])
    assert [(moment.date(), moment.hour) for moment in sent[1:]] == [
        (first + timedelta(days=day), 5) for day in (1, 2, 3)
    ]
    assert sent[0].date() == first  # begun long ago, and the site was started at noon


def test_two_people_in_two_time_zones_each_have_their_own_morning(late, mallory, time_machine):
    other = make.workspace(mallory, time_zone=LOS_ANGELES)
    make.reminder(workspace=other, remind_on=date(2026, 1, 5))
    wants(late)
    wants(other)
    minutes(time_machine, at("2026-03-08T07:00"), 1)  # the first morning of summer time
    assert [one.to for one in mail.outbox] == [["alice@example.org"]]
    minutes(time_machine, at("2026-03-08T09:59"), 2)
    assert [one.to for one in mail.outbox] == [["alice@example.org"], ["mallory@example.org"]]


def test_a_move_to_an_earlier_clock_brings_no_second_mail(late, time_machine):
    late.time_zone = "Pacific/Auckland"
    late.save()
    wants(late)
    minutes(time_machine, at("2026-03-03T07:00", "Pacific/Auckland"), 1)
    late.time_zone = LOS_ANGELES
    late.save()
    minutes(time_machine, at("2026-03-02T12:00", LOS_ANGELES), 1)
    minutes(time_machine, at("2026-03-03T12:00", LOS_ANGELES), 1)
    assert len(mail.outbox) == 1
    minutes(time_machine, at("2026-03-04T07:00", LOS_ANGELES), 1)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ("2026-03-01T12:00", 0),  # a Sunday: the last one was before it began
        ("2026-03-03T07:00", 1),  # Tuesday, as chosen
        ("2026-03-05T07:00", 1),  # the site was down on Tuesday
    ],
)
def test_a_weekly_mail_has_its_weekday(late, time_machine, now, count):
    wants(late, every="weekly", weekday=1, begun_on=date(2026, 2, 25))
    minutes(time_machine, at(now), 2)
    assert len(mail.outbox) == count


def test_a_weekly_mail_comes_once_a_week(late, time_machine):
    wants(late, every="weekly", weekday=1)
    minutes(time_machine, at("2026-03-03T07:00"), 15, step=24 * 60)
    assert len(mail.outbox) == 3


def test_the_first_mail_comes_with_the_next_morning(late, time_machine):
    wants(late, begun_on=date(2026, 3, 2))
    minutes(time_machine, at("2026-03-02T09:00"), 1)
    assert mail.outbox == []
    minutes(time_machine, at("2026-03-03T07:00"), 1)
    assert len(mail.outbox) == 1


def test_a_server_started_at_night_waits_for_the_morning(late, time_machine):
    wants(late)
    minutes(time_machine, at("2026-03-02T20:00"), 1)
    assert mail.outbox == []


# ---- several workers, and workers that are killed ------------------------------------------


def test_a_mail_in_hand_is_nobody_elses(late, time_machine):
    digest, now = wants(late), at("2026-03-02T07:00")
    day = date(2026, 3, 2)
    assert digest.claim(day, now=now)
    assert not digest.claim(day, now=now + timedelta(minutes=9))
    assert digest.claim(day, now=now + timedelta(minutes=11))
    digest.sent(day)
    assert not digest.claim(day, now=now + timedelta(hours=2))


def test_a_worker_killed_before_sending_leaves_the_mail_to_the_next(
    late, time_machine, monkeypatch
):
    wants(late)

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(digests, "written", killed)
        with pytest.raises(SystemExit):
            minutes(time_machine, at("2026-03-02T07:00"), 1)
    minutes(time_machine, at("2026-03-02T07:01"), 5)
    assert mail.outbox == []
    minutes(time_machine, at("2026-03-02T07:11"), 30)
    assert len(mail.outbox) == 1


def test_a_mail_that_may_have_gone_already_is_the_same_mail(late, time_machine, monkeypatch):
    """Killed between the mail server's yes and our note of it: known by its Message-ID."""
    wants(late)
    with monkeypatch.context() as patch:
        patch.setattr(Digest, "sent", lambda self, day: None)
        minutes(time_machine, at("2026-03-02T07:00"), 1)
    minutes(time_machine, at("2026-03-02T07:11"), 5)
    first, again = (one.extra_headers["Message-ID"] for one in mail.outbox)
    assert first == again


def test_a_mail_server_that_is_down_is_tried_again(late, time_machine, monkeypatch):
    wants(late)

    def down(self, **kwargs):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(digests.EmailMessage, "send", down)
        minutes(time_machine, at("2026-03-02T07:00"), 12)
    minutes(time_machine, at("2026-03-02T07:30"), 3)
    assert len(mail.outbox) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail(workspace, debt, time_machine):
    make.reminder(debt, date(2025, 12, 1))
    digest, had = wants(workspace), []

    def claim():
        return digest.claim(date(2026, 3, 2), now=at("2026-03-02T07:00"))

    def other_worker():
        had.append(claim())
        connection.close()

    other = Thread(target=other_worker)
    with transaction.atomic():
        assert claim()
        other.start()
        wait_until_it_is_kept_waiting()
    other.join()
    assert had == [False]


def wait_until_it_is_kept_waiting():
    """Until another connection waits for a row of ours."""
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
            sleep(0.05)
    pytest.fail("nobody waits")


# ---- what it says ---------------------------------------------------------------------------


@pytest.fixture
def busy(workspace, debt):
    make.balance(debt)
    make.reminder(debt, date(2026, 2, 1), words="Ask Dana about 300 dollars")
    make.call(debt, call_back_on=date(2026, 3, 2))
    make.letter(debt, mailed_on=date(2026, 2, 3), due_on=date(2026, 3, 4))
    make.reminder(debt, date(2026, 3, 4))
    make.reminder(debt, date(2026, 5, 1))
    return workspace


def sent(workspace, time_machine, **chosen):
    wants(workspace, **chosen)
    minutes(time_machine, at("2026-03-02T07:00"), 1)
    [one] = mail.outbox
    return one


def test_it_tells_counts_and_days_and_nothing_else(busy, time_machine):
    one = sent(busy, time_machine)
    assert one.subject == "Debtsite: 1 thing is late"
    for line in ("1 thing is late.", "1 thing is due today.", "Wednesday, March 4: 2"):
        assert line in one.body
    words = re.sub(r"https?://\S+", "", f"{one.subject} {one.body}")  # addresses are random
    for private in ("Blue card", "Midtown", "300", "Dana", "Call them back"):
        assert private not in words


def test_who_chose_names_reads_them_but_never_in_the_subject(busy, time_machine):
    one = sent(busy, time_machine, details=True)
    assert "Call them back · Blue card" in one.body
    assert "Ask Dana about 300 dollars · Blue card" in one.body
    assert one.subject == "Debtsite: 1 thing is late"


def test_it_speaks_the_readers_language(busy, time_machine):
    busy.language = "es"
    busy.save()
    assert "late" not in sent(busy, time_machine).subject


def test_a_day_with_nothing_to_say_has_no_mail(workspace, debt, time_machine):
    make.reminder(debt, date(2026, 3, 5))
    wants(workspace)
    minutes(time_machine, at("2026-03-02T07:00"), 2)
    assert mail.outbox == []
    minutes(time_machine, at("2026-03-05T07:00"), 2)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("end", ["left", "barred", "never"])
def test_who_is_no_member_or_wants_none_gets_none(late, alice, time_machine, end):
    digest = wants(late)
    if end == "left":
        late.memberships.update(ended_at=timezone.now())
    elif end == "barred":
        alice.is_active = False
        alice.save()
    else:
        digest.stop()
    minutes(time_machine, at("2026-03-02T07:00"), 2)
    assert mail.outbox == []


# ---- the way out ----------------------------------------------------------------------------


def test_the_link_in_the_mail_stops_it_without_signing_in(late, time_machine):
    one = sent(late, time_machine)
    url = one.extra_headers["List-Unsubscribe"].strip("<>")
    assert url in one.body
    visitor = Client(enforce_csrf_checks=True)
    assert "Stop this mail" in visitor.get(url).text
    assert Digest.objects.get().every == "daily"  # a scanner that looks changes nothing
    assert "no more of this mail" in visitor.post(url).text
    assert Digest.objects.get().every == "never"


def test_a_mail_program_stops_it_in_one_click(late, time_machine):
    one = sent(late, time_machine)
    assert one.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = one.extra_headers["List-Unsubscribe"].strip("<>")
    page = Client(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})
    assert page.status_code == 200
    assert Digest.objects.get().every == "never"


@pytest.mark.parametrize("token", ["nonsense", "a.b", f"{'0' * 32}.sig", "%00"])
def test_a_link_that_is_not_ours_is_not_found(db, client, token):
    assert client.get(f"/calendar/mail/{token}/stop/").status_code == 404


def test_the_page_keeps_the_choice(client, alice, workspace, time_machine):
    time_machine.move_to(at("2026-03-02T12:00"), tick=False)
    client.force_login(alice)
    url = reverse("negotiation:calendar_reach")
    assert Digest.objects.count() == 0
    for _twice in range(2):
        client.post(url, {"every": "weekly", "weekday": "4", "hour": "9"})
    digest = Digest.objects.get()
    assert (digest.every, digest.weekday, digest.hour) == ("weekly", 4, 9)
    assert (digest.details, digest.begun_on) == (False, date(2026, 3, 2))
