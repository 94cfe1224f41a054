"""Forgotten means gone: no word of it in any table, file or page of the database's own file."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from debtsite import mailbox
from debtsite.background import Later
from ledger import keys
from ledger.models import Allowance, Departure, Erasure, User, Workspace
from ledger.models.leaving import AlreadyLeaving, TooLate
from ledger.walls.pieces import models_of_a_workspace
from negotiation.leaving import erase, export, tasks
from tests import make
from tests.leaving import canaries

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = timedelta(days=7)


def ask(person, workspaces, *, with_account=True, ago=DAYS):
    return Departure.ask(
        person, workspaces, with_account=with_account, language="en", now=timezone.now() - ago
    )


def every_cell():
    """All that stands in the database: (table, what stands there)."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from ((table, cell) for cell in row)


def places_of(words):
    """Where any of these words stands: in a table, a file of ours, or SQLite's own file."""
    found = set()
    plain = [word.encode() for word in words]
    for table, cell in every_cell():
        content = bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
        found |= {(table, word) for word in plain if word in content}
    for path in files():
        content = path.read_bytes()
        found |= {(path.name, word) for word in plain if word in content}
    return found


def files():
    yield from (path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file())
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        yield from name.parent.glob(f"{name.name}*")


@pytest.fixture
def person(db):
    """Somebody with a word of their own in their address."""
    return make.user(f"p{uuid.uuid4().hex}")


@pytest.fixture
def sown(person, settings):
    """A workspace full of words, and those who know of it: (workspace, words)."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    workspace = canaries.full_workspace(person)
    assert canaries.empty_tables(workspace) == []
    words = [*canaries.sow(workspace)]
    words += [person.email, str(workspace.pk), workspace.pk.hex, str(person.pk), person.pk.hex]
    outside = [uuid.uuid4().hex for _ in range(6)]
    known_elsewhere(workspace, person, outside)
    return workspace, [*words, *outside]


def known_elsewhere(workspace, person, words):
    """The cache, a task, a session, the operator's log, mail and a file of a kind yet to come."""
    cache.set(f"{workspace.pk}:{words[0]}", 1)
    Allowance.objects.create(key=f"exports:86400:{person.pk}", until=timezone.now())
    DBTaskResult.objects.create(
        task_path="tests.chores.chore", args_kwargs={"args": [str(workspace.pk)], "kwargs": {}},
        traceback=words[1], exception_class_path="", backend_name="default",
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    session = client.session
    session["typed"] = words[2]
    session.save()
    LogEntry.objects.create(
        user=make.user(f"operator-{uuid.uuid4().hex[:6]}"), action_flag=CHANGE,
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk),
        object_repr=f"{person.email} {words[3]}",
    )  # fmt: skip
    folder = Path(settings.MEDIA_ROOT, "pictures-yet-to-come", str(workspace.pk), "deep")
    folder.mkdir(parents=True)
    (folder / "one").write_text(words[4])
    kept = f"From: a@b.example\nTo: {person.email}\nSubject: x\n\n{words[5]}\n"
    Path(settings.EMAIL_FILE_PATH, "1.log").write_text(kept + "-" * 79 + "\n")


def test_no_word_is_left_anywhere(sown, person):
    workspace, words = sown
    copy = make_copy(workspace, person)
    others = make.workspace(make.user("bystander"), full_name="By Stander")
    with transaction.atomic():
        make.letter(make.debt(others))
    before = {model: count_of(model, others) for model in models_of_a_workspace()}
    assert len(places_of(words)) >= len(words)  # the search finds what is there

    erase.carry_out(ask(person, [workspace]))
    Departure.objects.update(mail_to="")  # the last mail has left
    erase.traces.settle()

    assert places_of(words) == set()
    assert not copy.folder.exists()
    assert not [*Path(settings.MEDIA_ROOT).glob(f"*/{workspace.pk}")]
    assert Workspace.objects.get() == others
    assert {model: count_of(model, others) for model in models_of_a_workspace()} == before


def make_copy(workspace, person):
    asked = tasks.ask_export(workspace, by=person, form_key=uuid.uuid4())
    export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    return asked


def count_of(model, workspace):
    return models.QuerySet(model).filter(workspace=workspace).count()


def test_the_proof_counts_and_names_nobody(sown, person):
    workspace, words = sown
    erase.carry_out(departure := ask(person, [workspace]))
    departure.refresh_from_db()
    assert departure.before["rows"]["negotiation_letter"] == 2
    assert departure.before["rows"]["ledger_user"] == 1
    assert departure.before["files"] >= 5
    assert {*departure.after["rows"]} == {*departure.before["rows"]}
    assert {*departure.after["rows"].values(), departure.after["files"]} == {0}
    assert departure.done_at
    assert not Erasure.objects.exists()
    proof = f"{departure.before} {departure.after} {departure.pk}"
    assert not [word for word in words if word in proof]


def test_the_proof_counts_the_account_too(sown, person, monkeypatch):
    """Whatever a step forgets of it: a proof is written only when nothing is left."""
    workspace, _words = sown
    departure = ask(person, [workspace])

    def forgets(departure_id):
        User.objects.filter(departure=departure_id).update(departure=None)

    with monkeypatch.context() as patched:
        patched.setattr(erase, "erase_account", forgets)
        with pytest.raises(erase.NotGone):
            erase.carry_out(departure)
    departure.refresh_from_db()
    assert departure.done_at is None


STEPS = [
    "erase_rows", "erase_files", "forget_tasks", "erase_account", "forget_person", "finish",
    "tell_those_who_stay", "memberships",
]  # fmt: skip


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_whatever_stops_it_the_next_try_finishes(sown, person, monkeypatch, step, late):
    """As a kill does: in the middle of a step, or right after it."""
    workspace, words = sown
    departure, act = ask(person, [workspace]), getattr(erase, step)

    def killed(*args):
        if late:
            act(*args)
        raise Later

    with monkeypatch.context() as patched:
        patched.setattr(erase, step, killed)
        with pytest.raises(Later):
            erase.carry_out(departure)
    with pytest.raises(TooLate):
        departure.stop(by=person)
    tasks.put_right.call()
    departure.refresh_from_db()
    assert (departure.done_at is not None, departure.mail_to) == (True, "")
    assert not User.objects.filter(pk=person.pk).exists()
    assert [sent["subject"] for sent in mailbox.newest(9)] == ["Debtsite: everything is deleted"]
    mailbox.forget(person.email)  # it has left
    assert places_of(words) == set()


def test_a_workspace_may_go_and_the_account_stay(sown, person):
    workspace, _words = sown
    other = make.workspace(person, name="Second")
    erase.carry_out(ask(person, [workspace], with_account=False))
    person.refresh_from_db()
    assert [one.pk for one in Workspace.objects.all()] == [other.pk]
    assert person.activity.filter(kind="deleted", workspace=None).exists()


def test_who_helped_somebody_leaves_their_work_without_their_name(person):
    owner = make.user("owner")
    workspace = make.workspace(owner)
    debt = make.debt(workspace)
    workspace.memberships.create(user=person, role="act")
    debt.archive(by=person, on=make.TODAY)
    erase.carry_out(ask(person, []))
    assert debt.events.get(kind="debt_archived").by is None
    assert [member.user for member in workspace.memberships.all()] == [owner]


def test_the_keys_of_sealed_words_go_first_of_all_backups(workspace, alice):
    canaries.seal(make.debt(workspace).workspace)
    assert keys.of(workspace.pk)
    erase.carry_out(ask(alice, [workspace], with_account=False))
    assert not keys.of(workspace.pk)


# ---- thinking again ---------------------------------------------------------------------------


def test_nothing_happens_before_its_day(workspace, alice):
    departure = ask(alice, [workspace], ago=DAYS - timedelta(minutes=1))
    tasks.put_right.call()
    assert Workspace.objects.get() == workspace
    Departure.objects.filter(pk=departure.pk).update(due_at=timezone.now())
    tasks.put_right.call()
    assert not Workspace.objects.exists()


def test_stopping_leaves_everything_as_it_was(workspace, alice):
    departure = ask(alice, [workspace], ago=timedelta())
    departure.stop(by=alice)
    workspace.refresh_from_db()
    alice.refresh_from_db()
    assert (workspace.departure, alice.departure, Departure.objects.count()) == (None, None, 0)
    departure.stop(by=alice)  # a second click
    kinds = workspace.activity.values_list("kind", flat=True)
    assert sorted(kinds) == ["deletion_asked", "deletion_stopped"]


def test_one_wish_at_a_time(workspace, alice):
    ask(alice, [workspace], with_account=False)
    with pytest.raises(AlreadyLeaving):
        ask(alice, [workspace])


def test_a_mail_says_when_and_how_to_stop_it(workspace, alice):
    departure = ask(alice, [workspace], ago=timedelta())
    tasks.say_asked.call(str(departure.pk))
    [sent] = mail.outbox
    assert sent.to == [alice.email]
    assert "/leave/" in sent.body
    assert f"/erased/{departure.pk}/" in sent.body


def test_every_table_that_points_into_a_workspace_has_one():
    """Else its rows would be left behind, or stop the deletion."""
    inside = {Workspace, *models_of_a_workspace()}
    for model in apps.get_models(include_auto_created=True):
        into = [field.name for field in model._meta.get_fields() if field.related_model in inside]
        own = [name for name in into if model._meta.get_field(name).concrete]
        assert model in inside or not own, model
