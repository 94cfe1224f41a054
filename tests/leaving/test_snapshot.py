"""A copy shows one moment, while others go on writing; and a worker may be killed over it."""

import json
import threading
import zipfile
from uuid import uuid4

import pytest
from django.db import connection

from debtsite.background import Later
from ledger.models import Creditor, Export, Payment
from negotiation.leaving import data_files, export, packing, tasks
from negotiation.leaving.snapshot import one_moment
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(act):
    """In a connection of its own, as another process would; its trouble is ours."""
    trouble = []

    def run():
        try:
            act()
        except AssertionError as error:
            trouble.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive(), "it had to wait for us"
    assert not trouble


def test_what_is_read_belongs_together_and_nobody_waits(workspace):
    make.creditor(workspace, name="Before")
    with one_moment():
        assert Creditor.objects.count() == 1
        elsewhere(lambda: make.creditor(workspace, name="Meanwhile"))
        assert Creditor.objects.count() == 1
    assert Creditor.objects.count() == 2


def test_a_copy_never_has_a_row_without_what_it_hangs_on(workspace, alice, monkeypatch):
    """A debt and its payment, made while the tables are written one after the other."""
    asked = tasks.ask_export(workspace, by=alice, form_key=uuid4())
    write = data_files.write_table

    def write_and_meddle(folder, out, table, rows):
        write(folder, out, table, rows)
        if table.name == "ledger_debt":
            elsewhere(lambda: make.payment(make.debt(workspace, nickname="Meanwhile")))

    monkeypatch.setattr(data_files, "write_table", write_and_meddle)
    export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    with zipfile.ZipFile(asked.file) as archive:
        data = json.loads(archive.read("data.json"))["tables"]
        assert "Meanwhile" not in archive.read("index.html").decode()
    assert (data["ledger_debt"], data["ledger_payment"]) == ([], [])
    assert Payment.objects.count() == 1


def test_a_killed_worker_leaves_nothing_half_done(workspace, alice, monkeypatch):
    make.document(make.debt(workspace))
    asked = tasks.ask_export(workspace, by=alice, form_key=uuid4())

    def killed(parcel):
        raise Later

    with monkeypatch.context() as patched:
        patched.setattr(packing.Parcel, "close", killed)
        with pytest.raises(Later):
            export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    assert (asked.state, asked.file.exists()) == (Export.State.WORKING, False)
    export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    assert asked.state == Export.State.READY
    assert [path.name for path in asked.folder.iterdir()] == ["everything.zip"]


def test_a_worker_that_was_thought_dead_leaves_it_to_the_other(workspace, alice, monkeypatch):
    asked = tasks.ask_export(workspace, by=alice, form_key=uuid4())
    close = packing.Parcel.close

    def overtaken(parcel):
        Export.objects.filter(pk=asked.pk).update(claim=uuid4())
        close(parcel)

    monkeypatch.setattr(packing.Parcel, "close", overtaken)
    export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    assert asked.state == Export.State.WORKING
