import pytest
from django.contrib import admin
from django.urls import reverse

from ledger.models import Membership, User
from tests import make


@pytest.fixture
def operator(client, db):
    person = User.objects.create_superuser("operator@example.org", "a long enough password")
    client.force_login(person)
    return client


def test_the_operator_sees_people_and_ids_and_no_debts(operator, workspace, debt):
    make.balance(debt)
    membership = Membership.objects.get()
    pages = [
        reverse("admin:index"),
        reverse("admin:ledger_user_changelist"),
        reverse("admin:ledger_user_change", args=[membership.user_id]),
        reverse("admin:ledger_membership_changelist"),
        reverse("admin:ledger_membership_change", args=[membership.pk]),
    ]
    for url in pages:
        page = operator.get(url)
        assert page.status_code == 200
        for secret in ("My debts", "Blue card", "Midtown", "Alice Marlowe", "1200.00", "1,200"):
            assert secret not in page.text


def test_only_people_and_memberships_are_there():
    ours = {model for model in admin.site._registry if model._meta.app_label != "sites"}
    assert {User, Membership} <= ours
    assert not [model for model in ours if model._meta.app_label in ("negotiation", "auth")]
    assert {model for model in ours if model._meta.app_label == "ledger"} == {User, Membership}


def test_nobody_is_added_or_deleted_by_hand(operator, alice):
    assert operator.get(reverse("admin:ledger_user_add")).status_code == 403
    url = reverse("admin:ledger_user_delete", args=[alice.pk])
    assert operator.post(url, {"post": "yes"}).status_code == 403


def test_an_account_can_be_closed_to_its_person(operator, alice):
    url = reverse("admin:ledger_user_change", args=[alice.pk])
    operator.post(url, {})  # both boxes unticked
    alice.refresh_from_db()
    assert not alice.is_active


def test_a_membership_can_be_ended(operator, workspace):
    url = reverse("admin:ledger_membership_change", args=[Membership.objects.get().pk])
    operator.post(url, {"ended_at_0": "2026-03-02", "ended_at_1": "10:00"})
    assert Membership.objects.get().ended_at


def test_others_do_not_get_in(client, alice):
    client.force_login(alice)
    assert client.get(reverse("admin:ledger_user_changelist")).status_code == 302
