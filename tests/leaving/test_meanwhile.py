"""Others are at work while somebody is forgotten: nothing of them survives, and nobody waits."""

from datetime import timedelta

import pytest
from django.core import mail

from ledger.first_visit import workspace_for
from ledger.models import Workspace
from negotiation.leaving import erase, tasks
from tests import make
from tests.leaving.test_erase import DAYS, ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_workspace_begun_after_asking_goes_with_the_account(workspace, alice):
    departure = ask(alice, [workspace])
    make.workspace(alice, name="Begun since")
    tasks.put_right.call()
    departure.refresh_from_db()
    assert not Workspace.objects.exists()
    assert departure.before["rows"]["ledger_workspace"] == 2


def test_a_workspace_begun_while_asking_is_part_of_the_wish(workspace, alice):
    seen_by_the_page = [workspace]
    other = make.workspace(alice, name="Begun since")
    departure = ask(alice, seen_by_the_page)
    assert {*departure.workspaces.all()} == {workspace, other}


def test_whoever_goes_begins_a_first_workspace_that_goes_too(alice):
    departure = ask(alice, [], ago=timedelta())
    assert workspace_for(alice, language="en", sender=None).departure == departure


def test_a_workspace_begun_during_the_deletion_goes_with_the_next_try(
    workspace, alice, monkeypatch
):
    departure = ask(alice, [workspace])
    erase_account = erase.erase_account

    def meanwhile(departure_id):
        make.workspace(alice, name="Begun since")
        erase_account(departure_id)

    with monkeypatch.context() as patched:
        patched.setattr(erase, "erase_account", meanwhile)
        with pytest.raises(erase.NotGone):
            erase.carry_out(departure)
    tasks.put_right.call()
    departure.refresh_from_db()
    assert departure.done_at
    assert not Workspace.objects.exists()


def test_one_that_fails_holds_up_nobody_else(workspace, alice, monkeypatch):
    first = ask(alice, [workspace], ago=DAYS * 2)
    second = ask(ben := make.user("ben"), [make.workspace(ben)])
    erase_files = erase.erase_files

    def read_only(workspace_id):
        if workspace_id == workspace.pk:
            raise PermissionError("a folder that cannot be deleted")
        erase_files(workspace_id)

    monkeypatch.setattr(erase, "erase_files", read_only)
    with pytest.raises(PermissionError):
        tasks.put_right.call()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.done_at, second.done_at is not None) == (None, True)
    assert [sent.to for sent in mail.outbox] == [[ben.email]]
