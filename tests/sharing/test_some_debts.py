"""Whoever helps with some debts: what their forms know of the others, and where their acts lead."""

import pytest
from django.urls import reverse

from negotiation.models import CallLog, Reminder
from tests import make


@pytest.fixture
def bank(workspace):
    """One company behind every debt."""
    return make.creditor(workspace, name="Open Bank")


@pytest.fixture
def shared(workspace, bank):
    return make.debt(workspace, nickname="Shared card", collector=bank)


@pytest.fixture
def also_shared(workspace, bank):
    return make.debt(workspace, nickname="Shared loan", collector=bank)


@pytest.fixture
def hidden(workspace, bank):
    return make.debt(workspace, nickname="Medical", collector=bank)


@pytest.fixture
def helper(bens_browser, ben, workspace, shared, also_shared):
    make.member(workspace, ben, "act", debts=[shared, also_shared])
    return bens_browser


def log_of(debt):
    return reverse("negotiation:call_create", args=[debt.pk])


def edit_of(call):
    return reverse("negotiation:call_edit", args=[call.pk])


def typed(page, **changes):
    """What a browser sends for the form of a page."""
    values = {bound.html_name: bound.value() for bound in page.context["form"]}
    known = {name: value for name, value in values.items() if value not in (None, False, "")}
    return known | changes


# ---- what a call was also about -----------------------------------------------------------------


def test_a_call_names_no_debt_that_is_not_shared(helper, alices_browser, shared, hidden):
    page = helper.get(log_of(shared))
    assert "Shared loan" in page.text
    for secret in ("Medical", str(hidden.pk)):
        assert secret not in page.text
        assert secret in alices_browser.get(log_of(shared)).text


def test_a_call_takes_no_debt_that_is_not_shared(helper, shared, also_shared, hidden):
    page = helper.get(log_of(shared))
    answer = helper.post(log_of(shared), typed(page, also_about=[hidden.pk]))
    assert "also_about" in answer.context["form"].errors
    assert not CallLog.objects.exists()
    assert helper.post(log_of(shared), typed(page, also_about=[also_shared.pk])).status_code == 302
    assert CallLog.objects.get().also_about == [str(also_shared.pk)]


def test_who_puts_a_call_right_drops_nothing_they_do_not_see(helper, shared, also_shared, hidden):
    about = [str(hidden.pk), str(also_shared.pk)]
    call = make.call(shared, creditor=shared.collector, also_about=about)
    page = helper.get(edit_of(call))
    assert page.context["form"]["also_about"].value() == about[1:]
    helper.post(edit_of(call), typed(page, also_about=[], said="They called again."))
    call.refresh_from_db()
    assert (call.said, call.also_about) == ("They called again.", about[:1])


def test_two_versions_of_a_call_name_what_the_reader_sees(helper, shared, also_shared, hidden):
    call = make.call(shared, creditor=shared.collector)
    page = helper.get(edit_of(call))
    about = [str(hidden.pk), str(also_shared.pk)]
    CallLog.objects.update(also_about=about)
    answer = helper.post(edit_of(call), typed(page, said="They called again."))
    assert answer.status_code == 409
    assert [each.theirs for each in answer.context["form"].both][-1] == "Shared loan"
    assert not any(secret in answer.text for secret in ("Medical", str(hidden.pk)))
    sent = dict(answer.context["form"].carried()) | {"seen": answer.context["form"]["seen"].value()}
    kept = {"keep-said": "mine", "keep-also_about": "theirs"}
    assert helper.post(edit_of(call), sent | kept).status_code == 302
    call.refresh_from_db()
    assert (call.said, call.also_about) == ("They called again.", about)


# ---- where an act leads -------------------------------------------------------------------------


def test_after_a_call_stands_the_debt(helper, shared):
    page = helper.get(log_of(shared))
    answer = helper.post(log_of(shared), typed(page, outcome="spoke"), follow=True)
    assert answer.redirect_chain == [(shared.get_absolute_url(), 302)]
    assert "Call saved." in answer.text


def test_after_each_act_on_a_reminder_stands_the_debt(helper, shared):
    call = make.call(shared)
    url = reverse("negotiation:reminder_create", args=[shared.pk])
    acts = [(url, {"soon": "7", "call": call.pk})]
    helper.post(*acts[0])
    row = Reminder.objects.get()
    for name in ("put_off", "not_later", "done", "not_done"):
        acts.append((reverse(f"negotiation:reminder_{name}", args=[row.pk]), {"soon": "21"}))
    edit = reverse("negotiation:reminder_edit", args=[row.pk])
    acts.append((edit, {"remind_on": row.remind_on, "words": "Ask for Dana"}))
    for act in acts:
        answer = helper.post(*act, follow=True)
        assert (answer.status_code, answer.redirect_chain) == (
            200,
            [(shared.get_absolute_url(), 302)],
        )
    assert f'href="{shared.get_absolute_url()}"' in helper.get(edit).text
