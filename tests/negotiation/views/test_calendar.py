"""The calendar page: what is late, what is today, then month by month."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
URL = "/calendar/"


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


def titles(items):
    return [str(item["entry"].said or item["entry"].title) for item in items]


def test_late_comes_first_then_today_then_the_months(signed_in, debt):
    make.reminder(debt, date(2026, 2, 1), words="Late")
    make.call(debt, call_back_on=date(2026, 3, 2))
    make.reminder(debt, date(2026, 3, 30), words="Soon")
    make.reminder(debt, date(2026, 4, 1), words="Next month")
    shown = signed_in.get(URL).context
    assert titles(shown["late"]) == ["Late"]
    assert [item["late"] for item in shown["late"]] == ["29 days late"]
    assert titles(shown["today"]) == ["Call them back"]
    assert [(month["first"], titles(month["items"])) for month in shown["months"]] == [
        (date(2026, 3, 1), ["Soon"]),
        (date(2026, 4, 1), ["Next month"]),
    ]


def test_what_is_over_and_wants_nothing_is_not_shown(signed_in, debt):
    debt.notice_received_on = date(2026, 1, 2)
    debt.save()
    page = signed_in.get(URL)
    assert "The time to dispute ends" not in page.text
    assert "No days yet" in page.text


def test_what_a_law_sets_says_so(signed_in, debt):
    debt.notice_received_on = date(2026, 2, 20)
    debt.save()
    page = signed_in.get(URL)
    # the end of the time, not our day for mailing
    assert page.text.count("Set by law or a court") == 1
    assert "Mail a dispute" in page.text


def test_what_is_years_away_is_shown_when_asked_for(signed_in, debt):
    make.reminder(debt, date(2027, 3, 2), words="In a year")
    make.reminder(debt, date(2027, 3, 3), words="Later than that")
    page = signed_in.get(URL)
    assert ("In a year" in page.text, "Later than that" in page.text) == (True, False)
    assert "Show 1 more day, over a year away" in page.text
    assert "Later than that" in signed_in.get(f"{URL}?all").text


def test_a_day_belongs_to_the_persons_own_clock(signed_in, debt, time_machine):
    make.reminder(debt, date(2026, 3, 2), words="Today in New York")
    time_machine.move_to("2026-03-03T04:59Z", tick=False)
    assert titles(signed_in.get(URL).context["today"]) == ["Today in New York"]
    time_machine.move_to("2026-03-03T05:00Z", tick=False)
    assert titles(signed_in.get(URL).context["late"]) == ["Today in New York"]


def test_what_people_type_is_shown_as_text(signed_in, debt):
    make.reminder(debt, words="<script>alert(1)</script>")
    assert "<script>alert" not in signed_in.get(URL).text


def test_the_board_and_the_menu_lead_there(signed_in, debt):
    page = signed_in.get(reverse("negotiation:board"))
    assert page.text.count(f'href="{URL}"') >= 2


def test_before_the_first_debt_it_leads_to_the_start(client, mallory):
    client.force_login(mallory)
    assert client.get(URL)["Location"] == reverse("ledger:first_visit")
    assert client.get(f"{URL}reach/")["Location"] == reverse("ledger:first_visit")
