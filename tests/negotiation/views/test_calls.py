from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import Event
from negotiation.models import CallLog
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


def form_of(client, debt, **changes):
    form = client.get(reverse("negotiation:call_create", args=[debt.pk])).context["form"]
    shown = {name: value for name in form.fields if (value := form[name].value())}
    return shown | {"at": "2026-03-02T11:45", "creditor": debt.holder.pk} | changes


def log(client, debt, **changes):
    url = reverse("negotiation:call_create", args=[debt.pk])
    return client.post(url, form_of(client, debt, **changes), follow=True)


def test_a_call_is_logged_as_the_form_comes(signed_in, debt):
    page = log(signed_in, debt)
    call = CallLog.objects.get()
    assert "Call saved." in page.text
    assert call.creditor == debt.collector
    assert call.at == datetime(2026, 3, 2, 16, 45, tzinfo=UTC)
    assert Event.objects.get(kind="call_logged").happened_on == date(2026, 3, 2)


def test_a_call_taken_in_another_time_zone_keeps_its_own_clock(signed_in, debt):
    log(signed_in, debt, at="2026-03-01T23:30", time_zone="America/Los_Angeles")
    call = CallLog.objects.get()
    assert call.at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert call.day == date(2026, 3, 1)
    form = signed_in.get(reverse("negotiation:call_edit", args=[call.pk])).context["form"]
    assert form["at"].value().isoformat() == "2026-03-01T23:30:00"


def test_an_hour_that_a_night_has_twice_can_be_told(signed_in, debt):
    log(signed_in, debt, at="2025-11-02T01:30")
    call = CallLog.objects.get()
    assert call.at == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)  # while it was still summer
    CallLog.objects.update(at=(second := call.at + timedelta(hours=1)))
    form = signed_in.get(reverse("negotiation:call_edit", args=[call.pk])).context["form"]
    typed = {bound.html_name: bound.value() or "" for bound in form} | {"said": "Call us."}
    typed["at"] = "2025-11-02T01:30"
    signed_in.post(reverse("negotiation:call_edit", args=[call.pk]), typed)
    call.refresh_from_db()
    assert (call.said, call.at) == ("Call us.", second)


def test_an_hour_that_a_night_left_out_is_said_to_be_none(signed_in, debt):
    page = log(signed_in, debt, at="2025-03-09T02:30")
    said = "In this night the clocks went forward: this hour was left out."
    assert page.context["form"].errors["at"] == [said]
    assert 'value="2025-03-09T02:30"' in page.text
    log(signed_in, debt, at="2025-03-09T02:30", time_zone="America/Phoenix")  # not there
    assert CallLog.objects.get().at == datetime(2025, 3, 9, 9, 30, tzinfo=UTC)


def test_what_was_said_and_promised_is_kept(signed_in, debt):
    log(
        signed_in,
        debt,
        outcome="offered",
        spoke_with="Dana",
        voice="person",
        said="They would take 600 this month.",
        amount="$600",
        call_back_on="2026-03-09",
    )
    call = CallLog.objects.get()
    assert call.amount == Decimal("600.00")
    assert debt.calls.to_call_back().get() == call


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("at", "2026-03-02T13:00", "This moment is still to come."),
        ("at", "0001-03-02T11:45", "Check the year."),
        ("at", "1949-12-31T11:45", "Check the year."),
        ("call_back_on", "2026-03-01", "Choose today or a later day."),
        ("call_back_on", "2036-03-03", "Check the year."),
        ("amount", "0", "Enter more than zero, or leave it empty."),
    ],
)
def test_what_cannot_be_is_named(signed_in, debt, field, typed, error):
    page = log(signed_in, debt, said="kept as typed", **{field: typed})
    assert error in page.text
    assert "kept as typed" in page.text
    assert not CallLog.objects.exists()


def test_a_call_back_may_be_ten_years_ahead(signed_in, debt):
    log(signed_in, debt, call_back_on="2036-03-02")
    assert CallLog.objects.get().call_back_on == date(2036, 3, 2)


def test_a_double_click_logs_one_call(signed_in, debt):
    form = form_of(signed_in, debt)
    for _click in range(2):
        signed_in.post(reverse("negotiation:call_create", args=[debt.pk]), form)
    assert CallLog.objects.count() == 1


def test_a_follow_up_is_done_once(signed_in, debt):
    call = make.call(debt, call_back_on=date(2026, 3, 2))
    for _click in range(2):
        signed_in.post(reverse("negotiation:call_done", args=[call.pk]))
    assert not debt.calls.to_call_back().exists()
    assert Event.objects.filter(kind="call_back_done").count() == 1


def test_the_call_that_was_promised_answers_the_follow_up(signed_in, debt):
    make.call(debt, call_back_on=date(2026, 3, 2))
    later = make.call(debt, call_back_on=date(2026, 3, 20))
    log(signed_in, debt)
    assert list(debt.calls.to_call_back()) == [later]


def test_a_correction_is_told_on_the_timeline(signed_in, debt):
    call = make.call(debt, said="They called at noon.")
    url = reverse("negotiation:call_edit", args=[call.pk])
    form = signed_in.get(url).context["form"]
    typed = {name: value for name in form.fields if (value := form[name].value())}
    signed_in.post(url, typed | {"at": "2026-02-20T10:30", "said": "They called at ten."})
    call.refresh_from_db()
    assert call.said == "They called at ten."
    assert Event.objects.get(kind="call_corrected").data["fields"] == ["said"]


def test_only_the_parties_of_the_debt_are_offered(signed_in, debt, workspace):
    other = make.creditor(workspace, name="Somebody else")
    page = log(signed_in, debt, creditor=other.pk)
    assert "Select a valid choice" in page.text
