"""Others are at work while somebody is forgotten: nothing of them survives, and nobody waits."""

import os
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone

from ledger.first_visit import workspace_for
from ledger.models import Departure, Workspace
from negotiation.leaving import counting, erase, tasks
from negotiation.printing import binding, job
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


def test_a_worker_that_is_still_printing_leaves_nothing(workspace, alice, monkeypatch):
    with transaction.atomic():
        run = make.print_run(make.letter(make.debt(workspace)))
    departure = ask(alice, [workspace])

    def overtaken(run, printed):
        erase.carry_out(departure)
        run.put("00001-cover.pdf", b"private")
        run.check_held()

    monkeypatch.setattr(job, "prepare", overtaken)
    job.work(run.pk, run.task_id)
    assert not [*files_of(workspace)]


def test_what_a_worker_wrote_after_the_proof_goes_within_minutes(workspace, alice, mallory):
    others = make.workspace(mallory)
    erase.carry_out(departure := ask(alice, [workspace]))
    late = [write(workspace), write(others)]
    lost = write(Workspace(pk=uuid.uuid4()))
    long_ago = time.time() - 3600
    os.utime(lost, (long_ago, long_ago))  # no deletion of late explains it
    tasks.put_right.call()
    assert [folder.exists() for folder in (*late, lost)] == [True, True, True]  # too new to tell
    for folder in late:
        os.utime(folder, (time.time() - 660,) * 2)
    tasks.put_right.call()
    assert all(folder.exists() for folder in late)
    begun_at = timezone.now() - timedelta(minutes=20)
    Departure.objects.filter(pk=departure.pk).update(begun_at=begun_at)
    tasks.put_right.call()
    assert [folder.exists() for folder in (*late, lost)] == [False, True, True]


def write(workspace):
    folder = Path(settings.MEDIA_ROOT, "prints", str(workspace.pk))
    folder.mkdir(parents=True)
    (folder / "one").write_text("private")
    return folder


def files_of(workspace):
    return Path(settings.DATA_DIR).rglob(f"*{workspace.pk}*")


def test_papers_on_a_killed_workers_desk_are_counted_and_go(workspace, alice):
    departure = ask(alice, [workspace])
    with binding.desk(workspace.pk) as folder:
        (folder / "statement.pdf").write_bytes(b"private")
        assert counting.of([workspace.pk], [])["files"] == 1
        erase.carry_out(departure)
        assert not folder.exists()
    departure.refresh_from_db()
    assert departure.before["files"] == 1
