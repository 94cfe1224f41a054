"""Asking, waiting, downloading, thinking again: each page, and who may open it."""

import shutil
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ledger.models import Activity, Departure, Export, Workspace
from negotiation.leaving import erase, export, tasks
from tests import make

pytestmark = pytest.mark.django_db
BOARD = reverse("negotiation:board")
LEAVE = reverse("negotiation:departure_create")
STOP = reverse("negotiation:departure_stop")
ASK = {"what": "account", "typed": "delete"}


def route(name, row):
    return reverse(f"negotiation:{name}", args=[row.pk])


def sign_in(client, person):
    """Signed in, and the password given once more just now."""
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": "a long enough password"})
    return client


@pytest.fixture
def signed_in(client, alice, workspace):
    return sign_in(client, alice)


@pytest.fixture
def helper(client, mallory, workspace):
    """Somebody who may manage, and yet is not the owner."""
    workspace.memberships.create(user=mallory, role="manage")
    return sign_in(client, mallory)


def work():
    for waiting in Export.objects.open():
        export.work(waiting.pk, waiting.task_id)


def kinds(workspace):
    return [*Activity.objects.filter(workspace=workspace).values_list("kind", flat=True)]


# ---- taking along -----------------------------------------------------------------------------


def test_from_asking_to_the_file(signed_in, workspace):
    page = signed_in.get(route("export_create", workspace))
    asked = {"form_key": page.context["form"]["form_key"].value()}
    progress = signed_in.post(route("export_create", workspace), asked, follow=True)
    assert "Your file is being made" in progress.text
    again = signed_in.post(route("export_create", workspace), asked)
    one = Export.objects.get()
    assert again.url == one.get_absolute_url()
    work()
    assert "The copy of everything is ready." in signed_in.get(BOARD).text
    assert "Download everything" in signed_in.get(one.get_absolute_url()).text
    assert "The copy of everything is ready." not in signed_in.get(BOARD).text
    file = signed_in.get(route("export_file", one))
    assert file.streaming
    assert b"".join(file.streaming_content) == one.file.read_bytes()
    assert file["Content-Disposition"].startswith('attachment; filename="debtsite-')
    assert file["Cache-Control"] == "no-store"
    told = {"export_asked", "export_ready", "export_downloaded"}
    assert told <= {*kinds(workspace)}


@pytest.mark.parametrize("name", ["export_create", "export_file"])
def test_who_left_the_machine_open_is_asked_for_the_password_first(client, alice, workspace, name):
    client.force_login(alice)
    row = workspace if name == "export_create" else make.export(workspace)
    assert "/accounts/reauthenticate/" in client.get(route(name, row)).url


def test_deleting_asks_for_the_password_first(client, alice, workspace):
    client.force_login(alice)
    assert "/accounts/reauthenticate/" in client.get(LEAVE).url
    client.post(LEAVE, ASK)
    assert not Departure.objects.exists()


def test_only_the_owner_takes_everything_along(helper, workspace):
    ready = make.export(workspace)
    assert helper.get(route("export_create", workspace)).status_code == 403
    assert helper.post(route("export_create", workspace)).status_code == 403
    assert helper.get(route("export_detail", ready)).status_code == 403
    assert helper.get(route("export_file", ready)).status_code == 403
    assert helper.post(route("export_remove", ready)).status_code == 403
    assert "copy of everything" not in helper.get(BOARD).text


def test_one_at_a_time(signed_in, workspace):
    url = route("export_create", workspace)
    signed_in.post(url)
    page = signed_in.post(url, follow=True)
    assert "A copy is being made already." in page.text
    assert Export.objects.open().count() == 1


def test_the_newest_copies_stay(workspace, alice):
    old = [make.export(workspace) for _ in range(Export.KEPT)]
    newest = Export.objects.create(workspace=workspace, asked_by=alice, task_id=workspace.pk)
    export.work(newest.pk, workspace.pk)
    states = [row.state for row in Export.objects.order_by("made_at")]
    assert states == ["gone", "ready", "ready"]
    assert [one.file.exists() for one in (*old, newest)] == [False, True, True]


def test_a_full_disk_says_so(signed_in, workspace, monkeypatch):
    monkeypatch.setattr(export, "SPARE", 10**18)
    page = signed_in.post(route("export_create", workspace), follow=True)
    assert "There is no room for a copy just now." in page.text
    assert not Export.objects.exists()


def test_after_a_week_the_file_goes(workspace, signed_in):
    old = make.export(workspace, ended_at=timezone.now() - timedelta(days=7, minutes=1))
    new = make.export(workspace, ended_at=timezone.now() - timedelta(days=6, hours=23))
    tasks.put_right.call()
    assert (old.folder.exists(), new.folder.exists()) == (False, True)
    assert signed_in.get(route("export_file", old)).status_code == 404
    assert "This file is gone" in signed_in.get(old.get_absolute_url()).text


def test_a_copy_that_no_backup_brought_back_is_gone(workspace, signed_in):
    one = make.export(workspace)
    shutil.rmtree(one.folder)
    tasks.put_right.call()
    assert "This file is gone" in signed_in.get(one.get_absolute_url()).text


def test_it_can_be_removed_before(workspace, signed_in):
    one = make.export(workspace)
    signed_in.post(route("export_remove", one))
    assert not one.folder.exists()


def test_stopping_one_that_is_being_made(workspace, signed_in, alice):
    signed_in.post(route("export_create", workspace))
    one = Export.objects.get()
    signed_in.post(route("export_remove", one))
    export.work(one.pk, one.task_id)
    assert [Export.objects.get().state, one.folder.exists()] == ["gone", False]


def test_what_nobody_will_do_is_said(workspace, signed_in):
    signed_in.post(route("export_create", workspace))
    DBTaskResult.objects.all().delete()
    tasks.put_right.call()
    page = signed_in.get(Export.objects.get().get_absolute_url())
    assert "The file could not be made" in page.text


# ---- leaving ----------------------------------------------------------------------------------


def test_from_asking_to_thinking_again(signed_in, workspace, alice):
    page = signed_in.post(LEAVE, ASK, follow=True)
    assert "It will be deleted on" in page.text
    for url in (BOARD, reverse("account_email"), reverse("ledger:sources")):
        assert "Your account and all that is in it will be deleted on" in signed_in.get(url).text
    page = signed_in.post(STOP, follow=True)
    assert "The deletion is stopped. Nothing was deleted." in page.text
    assert "will be deleted" not in signed_in.get(BOARD).text
    assert not Departure.objects.exists()
    assert {"deletion_asked", "deletion_stopped"} <= {*kinds(workspace)}
    alice.refresh_from_db()
    assert alice.departure is None


@pytest.mark.parametrize("typed", ["", "yes", "delet", "deleted"])
def test_a_slip_deletes_nothing(signed_in, workspace, typed):
    page = signed_in.post(LEAVE, ASK | {"typed": typed})
    assert page.status_code == 200
    assert not Departure.objects.exists()


def test_the_word_is_one_of_the_persons_language(client, alice):
    make.workspace(alice, language="es")
    sign_in(client, alice)
    client.post(LEAVE, ASK)
    assert not Departure.objects.exists()
    client.post(LEAVE, ASK | {"typed": " Borrar "})
    assert Departure.objects.get().language == "es"


def test_a_workspace_alone(signed_in, workspace, alice):
    signed_in.post(LEAVE, ASK | {"what": workspace.pk})
    assert "“My debts” will be deleted on" in signed_in.get(BOARD).text
    workspace.refresh_from_db()
    assert not workspace.departure.with_account


def test_nobody_elses_workspace_can_be_chosen(helper, workspace):
    helper.post(LEAVE, ASK | {"what": workspace.pk})
    assert not Departure.objects.exists()


def test_whoever_helps_sees_it_and_cannot_stop_it(helper, workspace, alice):
    now = timezone.now()
    Departure.ask(alice, [workspace], with_account=False, language="en", now=now)
    page = helper.get(BOARD)
    assert "The debts of Alice Marlowe will be deleted on" in page.text
    assert "My debts" not in page.text
    assert STOP not in page.text
    helper.post(STOP)
    assert Departure.objects.exists()


def test_whoever_helps_may_delete_their_own_account(helper, workspace, mallory):
    helper.post(LEAVE, ASK)
    departure = Departure.objects.get()
    assert not departure.workspaces.exists()
    Departure.objects.update(due_at=timezone.now())
    tasks.put_right.call()
    assert [*Workspace.objects.all()] == [workspace]
    assert not workspace.memberships.filter(user=mallory).exists()


def test_once_begun_it_cannot_be_stopped(signed_in, workspace):
    signed_in.post(LEAVE, ASK)
    erase.begin(Departure.objects.get().pk)
    page = signed_in.post(STOP, follow=True)
    assert "It cannot be stopped any more." in page.text
    assert Departure.objects.exists()


def test_the_receipt_is_there_for_whoever_has_its_number(client, workspace, alice):
    departure = Departure.ask(
        alice, [workspace], with_account=True, language="en", now=timezone.now()
    )
    url = reverse("negotiation:departure_receipt", args=[departure.pk])
    assert "Not deleted yet." in client.get(url).text
    Departure.objects.update(due_at=timezone.now())
    tasks.put_right.call()
    page = client.get(url)
    assert "We counted again, and nothing is left." in page.text
    assert "ledger_membership" in page.text
    assert alice.email not in page.text
    [sent] = mail.outbox
    assert (sent.to, url in sent.body) == ([alice.email], True)
    assert client.get(url.replace(str(departure.pk), str(workspace.pk))).status_code == 404


def test_who_is_deleted_is_signed_out(signed_in, workspace):
    signed_in.post(LEAVE, ASK)
    Departure.objects.update(due_at=timezone.now())
    tasks.put_right.call()
    assert signed_in.get(BOARD).status_code == 302
