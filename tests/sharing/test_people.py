"""The people of a workspace: who is listed, what can be changed, and that an end is an end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from ledger.models import Activity, Event, Membership, Workspace
from negotiation.models import CalendarFeed, Digest
from tests import make
from tests.ledger.views.test_first_visit import DEBT, SENDER
from tests.sharing.conftest import signed_in


def people_of(workspace):
    return reverse("ledger:people", args=[workspace.pk])


def end(browser, member):
    return browser.post(reverse("ledger:membership_end", args=[member.pk]))


def case_of(debt):
    return reverse("negotiation:case_file", args=[debt.pk])


# ---- the list -----------------------------------------------------------------------------------


def test_alone_the_page_says_that_nobody_else_sees_anything(alices_browser, workspace):
    assert "Nobody else can see anything of it." in alices_browser.get(people_of(workspace)).text


def test_the_list_says_who_what_until_when_and_when_last(alices_browser, ben, workspace, debt):
    day = localdate() + timedelta(days=9)
    make.member(workspace, ben, "act", debts=[debt], until=day, seen_on=localdate())
    make.invitation(workspace, "cara@example.org")
    page = " ".join(alices_browser.get(people_of(workspace)).text.split())
    for said in ("ben@example.org", "May look and help", "only some debts", "Blue card"):
        assert said in page
    assert "Last day: " in page
    assert "Last here on " in page
    assert "cara@example.org" in page
    assert "Nobody else" not in page


def test_who_could_see_it_before_stays_on_the_list(alices_browser, alice, ben, workspace):
    make.member(workspace, ben).end(by=alice)
    page = alices_browser.get(people_of(workspace))
    assert [member.user for member in page.context["before"]] == [ben]


@pytest.mark.parametrize("role", ["view", "act"])
def test_the_list_is_for_those_who_manage(bens_browser, ben, workspace, role):
    make.member(workspace, ben, role)
    assert bens_browser.get(people_of(workspace)).status_code == 403


# ---- ending -------------------------------------------------------------------------------------


def test_an_end_holds_from_the_next_request(alices_browser, bens_browser, ben, workspace, debt):
    member = make.member(workspace, ben)
    assert bens_browser.get(case_of(debt)).status_code == 200
    end(alices_browser, member)
    assert bens_browser.get(case_of(debt)).status_code == 404
    assert "Blue card" not in bens_browser.get("/", follow=True).text


def test_it_is_asked_before_it_is_ended(alices_browser, ben, workspace):
    member = make.member(workspace, ben)
    page = alices_browser.get(reverse("ledger:membership_end", args=[member.pk]))
    assert "ben@example.org" in page.text
    member.refresh_from_db()
    assert member.ended_at is None


def test_ended_twice_is_ended_once(alices_browser, ben, workspace):
    member = make.member(workspace, ben)
    for _time in range(2):
        assert end(alices_browser, member).status_code == 302
    assert Activity.objects.filter(kind="share_ended").count() == 1


def test_nobody_ends_an_owner_or_raises_themselves(bens_browser, ben, workspace):
    mine = make.member(workspace, ben, "manage")
    owner = workspace.memberships.get(role="owner")
    for member in (owner, mine):
        assert end(bens_browser, member).status_code == 404
        url = reverse("ledger:membership_edit", args=[member.pk])
        assert bens_browser.post(url, {"role": "manage", "scope": "whole"}).status_code == 404


def test_leaving_by_oneself(bens_browser, ben, workspace, debt):
    make.member(workspace, ben)
    url = reverse("ledger:membership_leave", args=[workspace.pk])
    assert "Alice Marlowe" in bens_browser.get(url).text
    bens_browser.post(url)
    assert bens_browser.get(case_of(debt)).status_code == 404
    assert Activity.objects.filter(kind="share_left", person=ben).exists()


def test_an_owner_does_not_leave(alices_browser, workspace):
    url = reverse("ledger:membership_leave", args=[workspace.pk])
    assert alices_browser.post(url)["Location"] == people_of(workspace)
    assert workspace.memberships.get().ended_at is None


@pytest.mark.parametrize("how", ["ended", "over", "part"])
def test_calendar_and_mail_end_with_the_membership(ben, workspace, debt, how):
    member = make.member(workspace, ben)
    Digest.choose(member, on=localdate(), every="daily")
    CalendarFeed.open_for(member, details=False, form_key=member.pk, now=timezone.now())
    assert (Digest.objects.wanted().count(), CalendarFeed.objects.standing().count()) == (1, 1)
    changed = {
        "ended": {"ended_at": timezone.now()},
        "over": {"until": localdate() - timedelta(days=1)},
        "part": {"scope": "part"},
    }[how]
    Membership.objects.filter(pk=member.pk).update(**changed)
    assert (Digest.objects.wanted().count(), CalendarFeed.objects.standing().count()) == (0, 0)


# ---- changing -----------------------------------------------------------------------------------


def test_a_change_holds_at_once(alices_browser, bens_browser, ben, workspace, debt):
    other = make.debt(workspace, nickname="Other")
    member = make.member(workspace, ben, "view")
    url = reverse("ledger:membership_edit", args=[member.pk])
    typed = {"role": "act", "scope": "part", "debts": [debt.pk], "until": localdate()}
    assert alices_browser.post(url, typed).status_code == 302
    assert bens_browser.get(case_of(debt)).status_code == 200
    assert bens_browser.get(case_of(other)).status_code == 404
    assert Activity.objects.filter(kind="share_changed").count() == 1
    typed |= {"debts": [other.pk]}
    assert alices_browser.post(url, typed).status_code == 302
    assert bens_browser.get(case_of(debt)).status_code == 404
    assert Activity.objects.filter(kind="share_changed").count() == 2


def test_a_debt_of_somebody_else_cannot_be_shared(alices_browser, ben, mallory, workspace):
    hers = make.debt(make.workspace(mallory))
    member = make.member(workspace, ben)
    url = reverse("ledger:membership_edit", args=[member.pk])
    page = alices_browser.post(url, {"role": "view", "scope": "part", "debts": [hers.pk]})
    assert "debts" in page.context["form"].errors


def test_a_stale_window_shares_no_debt_again(alices_browser, ben, workspace, debt):
    """It asks which of the two is meant, and does what is answered."""
    other = make.debt(workspace, nickname="Other")
    member = make.member(workspace, ben, "view", debts=[debt, other])
    url = reverse("ledger:membership_edit", args=[member.pk])
    shown = alices_browser.get(url).context["form"]
    typed = {"role": "view", "scope": "part", "debts": [debt.pk], "seen": shown["seen"].value()}
    assert alices_browser.post(url, typed).status_code == 302
    page = alices_browser.post(url, typed | {"role": "act", "debts": [debt.pk, other.pk]})
    assert page.status_code == 409
    (_role, debts) = page.context["form"].both
    assert ({*debts.mine.split(", ")}, debts.theirs) == ({"Blue card", "Other"}, "Blue card")
    assert [shared.debt for shared in member.shared_debts.all()] == [debt]
    again = typed | {"role": "act", "debts": [debt.pk, other.pk], "keep-role": "mine"}
    again["seen"] = page.context["form"]["seen"].value()
    assert alices_browser.post(url, again | {"keep-debts": "theirs"}).status_code == 302
    member.refresh_from_db()
    assert member.role == "act"
    assert [shared.debt for shared in member.shared_debts.all()] == [debt]


# ---- what a helper does -------------------------------------------------------------------------


def test_who_did_it_stands_in_the_timeline(bens_browser, ben, workspace, debt):
    make.member(workspace, ben, "act")
    bens_browser.post(reverse("ledger:debt_archive", args=[debt.pk]))
    assert Event.objects.get(kind="debt_archived").by == ben


def test_a_viewer_is_told_kindly(bens_browser, ben, workspace, debt):
    make.member(workspace, ben)
    page = bens_browser.post(reverse("ledger:debt_archive", args=[debt.pk]))
    assert page.status_code == 403
    assert "You may look here, not change" in page.text
    debt.refresh_from_db()
    assert debt.archived_at is None


def test_a_form_is_shown_to_a_viewer_without_its_button(bens_browser, ben, workspace, debt):
    make.member(workspace, ben)
    page = bens_browser.get(reverse("ledger:debt_edit", args=[debt.pk]))
    assert "<fieldset disabled>" in page.text


def test_ones_own_settings_are_not_somebody_elses(bens_browser, ben, workspace):
    make.member(workspace, ben)
    answers = {"every": "daily", "weekday": "0", "hour": "7"}
    assert bens_browser.post(reverse("negotiation:calendar_reach"), answers).status_code == 302
    assert bens_browser.get("/accounts/password/change/").status_code == 200
    assert "looks-only" not in bens_browser.get("/accounts/password/change/").text


def test_a_helper_starts_a_list_of_their_own(bens_browser, ben, workspace, debt):
    make.member(workspace, ben)
    page = bens_browser.get(reverse("ledger:first_visit"))
    assert page.context["sender"].instance.full_name == ""
    typed = SENDER | DEBT
    assert bens_browser.post(reverse("ledger:first_visit"), typed).status_code == 302
    mine = Workspace.objects.get(memberships__user=ben, memberships__role="owner")
    assert mine.debts.get().nickname == "Desert Peak Recovery"
    assert workspace.debts.get() == debt


def test_a_helper_never_reads_what_somebody_calls_their_list(bens_browser, ben, workspace, debt):
    Workspace.objects.filter(pk=workspace.pk).update(name="Before the divorce")
    make.member(workspace, ben)
    pages = (bens_browser.get("/"), bens_browser.post(f"/debts/{debt.pk}/archive/"))
    assert [page.status_code for page in pages] == [200, 403]
    for page in pages:
        assert "Alice Marlowe" in page.text
        assert "Before the divorce" not in page.text


# ---- several workspaces -------------------------------------------------------------------------


@pytest.fixture
def own(ben):
    workspace = make.workspace(ben, full_name="Ben Ito")
    make.debt(workspace, nickname="Bens loan")
    return workspace


def test_the_switcher_changes_whose_debts_are_shown(bens_browser, ben, workspace, debt, own):
    make.member(workspace, ben)
    page = bens_browser.get("/")
    assert "Bens loan" in page.text
    assert "Your own debts" in page.text
    page = bens_browser.post(reverse("ledger:workspace_open", args=[workspace.pk]), follow=True)
    assert "Blue card" in page.text
    assert "Bens loan" not in page.text
    assert "Alice Marlowe" in page.text
    assert "shared by alice@example.org" in page.text


def test_a_link_leads_into_the_workspace_it_is_of(bens_browser, ben, workspace, debt, own):
    make.member(workspace, ben)
    assert "shared by alice@example.org" in bens_browser.get(case_of(debt)).text
    assert "Blue card" in bens_browser.get("/").text


def test_a_form_is_kept_where_it_was_shown(bens_browser, ben, workspace, debt, own):
    """Whatever was opened in another window meanwhile."""
    make.member(workspace, ben)
    url = reverse("negotiation:calendar_reach")
    assert f'name="shown_in" value="{own.pk}"' in bens_browser.get(url).text
    bens_browser.get(case_of(debt))
    answers = {"every": "daily", "weekday": "0", "hour": "7", "shown_in": own.pk}
    assert bens_browser.post(url, answers).status_code == 302
    assert Digest.objects.get().workspace == own
    bens_browser.get(case_of(debt))
    assert bens_browser.post(reverse("negotiation:plan_save"), answers).status_code == 302
    assert (own.saved_plans.count(), workspace.saved_plans.count()) == (1, 0)


def test_a_form_of_what_ended_changes_nothing_elsewhere(
    bens_browser, alice, ben, workspace, debt, own
):
    member = make.member(workspace, ben)
    bens_browser.get(case_of(debt))
    member.end(by=alice)
    for name in ("calendar_reach", "calendar_feed_create", "plan_save"):
        answers = {"every": "daily", "weekday": "0", "hour": "7", "shown_in": workspace.pk}
        assert bens_browser.post(reverse(f"negotiation:{name}"), answers).status_code == 404
    assert not Digest.objects.exists()
    assert not CalendarFeed.objects.exists()
    assert not own.saved_plans.exists()


def test_a_choice_that_ended_falls_back_in_silence(bens_browser, alice, ben, workspace, debt, own):
    member = make.member(workspace, ben)
    bens_browser.post(reverse("ledger:workspace_open", args=[workspace.pk]))
    member.end(by=alice)
    page = bens_browser.get("/")
    assert page.status_code == 200
    assert "Bens loan" in page.text
    assert "Alice" not in page.text


def test_nobody_switches_to_what_is_not_theirs(bens_browser, workspace, own):
    url = reverse("ledger:workspace_open", args=[workspace.pk])
    assert bens_browser.post(url).status_code == 404


def test_the_board_is_not_kept_from_before_the_end_or_the_change(
    bens_browser, alice, ben, workspace, debt
):
    member = make.member(workspace, ben)
    first = bens_browser.get("/")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert bens_browser.get("/", **again).status_code == 304
    Membership.objects.filter(pk=member.pk).update(role="act")
    assert bens_browser.get("/", **again).status_code == 200
    member.end(by=alice)
    assert bens_browser.get("/", **again).status_code == 302


def test_a_helper_reads_in_their_own_language_and_by_the_debtors_clock(ben, workspace, debt):
    Workspace.objects.filter(pk=workspace.pk).update(language="es")
    make.member(workspace, ben)
    browser = signed_in(ben)
    assert browser.get("/")["Content-Language"] == "en"
    assert browser.get("/", HTTP_ACCEPT_LANGUAGE="es")["Content-Language"] == "es"
