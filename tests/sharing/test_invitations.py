"""From the form to the shared page: who can be invited, by what link, and who can take it."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from ledger.models import (
    Activity,
    Invitation,
    InvitationClosed,
    Membership,
    SharedDebt,
    Workspace,
)
from tests import make
from tests.sharing.conftest import signed_in

LINK = re.compile(r"/invitation/([\w-]{43})/")
ACCEPT = {"answer": "accept"}


@pytest.fixture
def sends_mail(settings):
    settings.HAS_MAIL_SERVER = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def invite(browser, workspace, **typed):
    typed = {"email": "ben@example.org", "role": "view", "scope": "whole"} | typed
    return browser.post(reverse("ledger:invitation_create", args=[workspace.pk]), typed)


def page_of(token):
    return reverse("ledger:invitation", args=[token])


def errors(page):
    return page.context["form"].errors


# ---- inviting -----------------------------------------------------------------------------------


def test_the_password_is_asked_before_anybody_is_invited(client, alice, workspace):
    client.force_login(alice)
    url = reverse("ledger:invitation_create", args=[workspace.pk])
    for page in (client.get(url), invite(client, workspace)):
        assert page.status_code == 302
        assert page["Location"].startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()


def test_a_mail_names_who_asks_what_is_shared_and_for_how_long(
    sends_mail, alices_browser, workspace
):
    day = localdate() + timedelta(days=30)
    page = invite(alices_browser, workspace, role="act", until=day, words="Please look at this.")
    assert page.status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["ben@example.org"]
    for said in ("alice@example.org", "Alice Marlowe", "write letters", "Please look at this."):
        assert said in letter.body
    assert date_format(day, "DATE_FORMAT") in letter.body
    assert LINK.search(letter.body)


def test_only_the_hash_of_the_secret_is_kept(sends_mail, alices_browser, workspace):
    invite(alices_browser, workspace)
    token = LINK.search(mail.outbox[0].body)[1]
    assert Invitation.objects.get().token_hash == sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_without_a_mail_server_the_link_is_shown_once(alices_browser, workspace):
    page = invite(alices_browser, workspace)
    assert LINK.search(page.text)
    assert not LINK.search(alices_browser.get(reverse("ledger:people", args=[workspace.pk])).text)


def test_the_same_form_sent_twice_invites_once(sends_mail, alices_browser, workspace):
    key = "0b5b0d4e-6f43-4d9b-9f0e-111111111111"
    for _time in range(2):
        assert invite(alices_browser, workspace, form_key=key).status_code == 302
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_known_and_an_unknown_address_look_the_same(sends_mail, alices_browser, workspace):
    make.user("known")
    answers = []
    for email in ("known@example.org", "nobody@example.org"):
        page = invite(alices_browser, workspace, email=email)
        told = alices_browser.get(page["Location"]).text
        answers.append((page.status_code, told.count(email), told.count("on its way")))
    assert answers[0][0] == answers[1][0] == 302
    assert answers[0][2] == answers[1][2] == 1


def test_a_mail_that_does_not_leave_is_said(settings, sends_mail, alices_browser, workspace):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = invite(alices_browser, workspace)
    assert "did not leave" in alices_browser.get(page["Location"]).text
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "ALICE@example.org"}, "email"),  # oneself
        ({"email": "ben"}, "email"),
        ({"role": "owner"}, "role"),
        ({"scope": "part"}, "debts"),  # and none chosen
        ({"until": "2020-01-01"}, "until"),
        ({"words": "Look at http://bad.example"}, "words"),
        ({"words": "see bad.com"}, "words"),
        ({"words": "See Bad.IO/win today"}, "words"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(alices_browser, workspace, typed, field):
    page = invite(alices_browser, workspace, **typed)
    assert field in errors(page)
    assert not Invitation.objects.exists()


def test_who_sees_some_debts_cannot_manage(alices_browser, workspace, debt):
    page = invite(alices_browser, workspace, scope="part", debts=[debt.pk], role="manage")
    assert "role" in errors(page)


def test_an_address_has_one_invitation_at_a_time(alices_browser, workspace):
    invite(alices_browser, workspace)
    page = invite(alices_browser, workspace, email="Ben@Example.org")
    assert "This address has an invitation already." in page.text
    assert Invitation.objects.count() == 1


# ---- the link -----------------------------------------------------------------------------------


def test_a_visitor_signs_in_first(client, workspace):
    page = client.get(page_of(make.invitation(workspace).token))
    assert page.status_code == 302
    assert page["Location"].startswith(reverse("account_login"))


def test_looking_at_the_offer_accepts_nothing(bens_browser, workspace):
    offer = make.invitation(workspace, words="Thank you")
    page = bens_browser.get(page_of(offer.token))
    for said in ("Alice Marlowe", "alice@example.org", "You cannot change anything", "Thank you"):
        assert said in page.text
    assert Membership.objects.count() == 1


def test_accepting_opens_the_workspace_once(bens_browser, ben, workspace, debt):
    offer = make.invitation(workspace)
    page = bens_browser.post(page_of(offer.token), {"answer": "accept"}, follow=True)
    assert "Blue card" in page.text
    member = Membership.objects.get(user=ben)
    assert (member.role, member.scope, member.until) == ("view", "whole", None)
    again = bens_browser.post(page_of(offer.token), {"answer": "accept"})
    assert again.status_code == 404
    assert Membership.objects.filter(user=ben).count() == 1


def test_the_debts_that_were_chosen_come_along(alices_browser, bens_browser, ben, workspace, debt):
    make.debt(workspace, nickname="Other")
    page = invite(alices_browser, workspace, scope="part", debts=[debt.pk])
    bens_browser.post(page_of(LINK.search(page.text)[1]), {"answer": "accept"})
    member = Membership.objects.get(user=ben)
    assert member.debt_ids == {debt.pk}
    assert not SharedDebt.objects.exclude(invitation=None).exists()


def test_declining_ends_it(bens_browser, workspace):
    offer = make.invitation(workspace)
    bens_browser.post(page_of(offer.token), {"answer": "decline"})
    assert bens_browser.get(page_of(offer.token)).status_code == 404
    assert Membership.objects.count() == 1


def test_only_the_invited_address_can_take_it(workspace, mallory):
    offer = make.invitation(workspace)
    browser = signed_in(mallory)
    for page in (browser.get(page_of(offer.token)), browser.post(page_of(offer.token))):
        assert page.status_code == 403
        assert "Alice" not in page.text
        assert "ben@" not in page.text
    assert Membership.objects.count() == 1


def test_case_makes_no_difference_to_an_address(bens_browser, workspace):
    offer = make.invitation(workspace, "BEN@Example.Org")
    assert bens_browser.get(page_of(offer.token)).status_code == 200


def test_where_mail_arrives_the_address_must_be_proven(sends_mail, bens_browser, ben, workspace):
    offer = make.invitation(workspace)
    assert bens_browser.get(page_of(offer.token)).status_code == 403
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    assert bens_browser.get(page_of(offer.token)).status_code == 200


@pytest.mark.parametrize("change", ["late", "revoked", "renewed", "over"])
def test_a_link_that_does_not_hold_any_more_leads_nowhere(bens_browser, alice, workspace, change):
    offer = make.invitation(workspace)
    if change == "late":
        Invitation.objects.update(expires_at=timezone.now())
    if change == "revoked":
        offer.revoke(by=alice)
    if change == "renewed":
        offer.renew(by=alice)
    if change == "over":
        Invitation.objects.update(until=localdate() - timedelta(days=1))
    page = bens_browser.post(page_of(offer.token), {"answer": "accept"})
    assert page.status_code == 404
    assert "no longer works" in page.text
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "../" * 3])
def test_a_guess_leads_nowhere(bens_browser, token):
    assert bens_browser.get(f"/invitation/{token}/").status_code == 404


def test_sending_it_again_makes_another_link(alices_browser, bens_browser, workspace):
    offer = make.invitation(workspace)
    page = alices_browser.post(reverse("ledger:invitation_again", args=[offer.pk]))
    token = LINK.search(page.text)[1]
    assert bens_browser.get(page_of(offer.token)).status_code == 404
    assert bens_browser.get(page_of(token)).status_code == 200


def test_taking_it_back_is_final(alices_browser, alice, workspace):
    offer = make.invitation(workspace)
    for _time in range(2):
        page = alices_browser.post(reverse("ledger:invitation_revoke", args=[offer.pk]))
        assert page.status_code == 302
    with pytest.raises(InvitationClosed):
        offer.renew(by=alice)


@pytest.mark.parametrize("how", ["ended", "left", "demoted", "over"])
def test_what_a_manager_offered_ends_with_their_right_to_share(
    alices_browser, bens_browser, ben, workspace, how
):
    manager = make.member(workspace, ben, "manage")
    theirs, alices = (make.invitation(workspace, f"{name}@example.org") for name in ("cara", "dan"))
    Invitation.objects.filter(pk=theirs.pk).update(invited_by=ben)
    cara = signed_in(make.user("cara"))
    assert cara.get(page_of(theirs.token)).status_code == 200
    if how == "ended":
        alices_browser.post(reverse("ledger:membership_end", args=[manager.pk]))
    elif how == "left":
        bens_browser.post(reverse("ledger:membership_leave", args=[workspace.pk]))
    elif how == "demoted":
        url = reverse("ledger:membership_edit", args=[manager.pk])
        assert alices_browser.post(url, {"role": "act", "scope": "whole"}).status_code == 302
    else:
        yesterday = localdate() - timedelta(days=1)
        Membership.objects.filter(pk=manager.pk).update(until=yesterday)
    for page in (cara.get(page_of(theirs.token)), cara.post(page_of(theirs.token), ACCEPT)):
        assert page.status_code == 404
    with pytest.raises(InvitationClosed):
        Invitation.objects.get(pk=theirs.pk).accept(make.user("eve"), on=localdate())
    assert signed_in(make.user("dan")).get(page_of(alices.token)).status_code == 200
    listed = alices_browser.get(reverse("ledger:people", args=[workspace.pk])).text
    assert ("cara@example.org" in listed) is (how == "over")  # there it can be sent again


def test_whoever_sends_it_again_stands_for_it(alices_browser, ben, workspace):
    manager = make.member(workspace, ben, "manage", until=localdate() - timedelta(days=1))
    offer = make.invitation(workspace, "cara@example.org")
    Invitation.objects.update(invited_by=manager.user)
    page = alices_browser.post(reverse("ledger:invitation_again", args=[offer.pk]))
    cara = signed_in(make.user("cara"))
    page = cara.get(page_of(LINK.search(page.text)[1]))
    assert "alice@example.org invites you" in page.text


def test_a_name_that_reads_like_an_address_is_in_no_mail(sends_mail, alices_browser, workspace):
    Workspace.objects.update(full_name="You won! evil.io")
    invite(alices_browser, workspace, words="Rent is $1.50 more, e.g. today.")
    assert "evil" not in mail.outbox[0].body
    assert "the debts of alice@example.org" in mail.outbox[0].body
    assert "$1.50" in mail.outbox[0].body


def test_a_new_invitation_replaces_what_somebody_may_do(bens_browser, ben, workspace, debt):
    first = make.member(workspace, ben, "view", debts=[debt])
    offer = make.invitation(workspace, role="act")
    bens_browser.post(page_of(offer.token), {"answer": "accept"})
    first.refresh_from_db()
    assert first.ended_at
    (now,) = Membership.objects.live(on=localdate()).filter(user=ben)
    assert (now.role, now.scope) == ("act", "whole")


def test_an_owner_does_not_give_that_away_by_a_link(alice, workspace):
    offer = make.invitation(workspace, "alice@example.org")
    assert signed_in(alice).post(page_of(offer.token), {"answer": "accept"}).status_code == 404
    assert workspace.memberships.get().role == "owner"


def test_what_happened_is_on_the_activity_page(alices_browser, bens_browser, workspace):
    page = invite(alices_browser, workspace)
    bens_browser.post(page_of(LINK.search(page.text)[1]), {"answer": "accept"}, follow=True)
    told = [line.kind for line in Activity.objects.filter(workspace=workspace).order_by("at")]
    assert told == ["share_invited", "share_accepted", "share_used"]
    shown = alices_browser.get(reverse("negotiation:activity")).text
    assert "Invited ben@example.org" in shown
    assert "ben@example.org looked at your debts" in shown


def test_a_forged_form_from_elsewhere_is_refused(alice, workspace):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(alice)
    assert invite(careful, workspace).status_code == 403
