"""PostgreSQL refuses too: without the code's own filter, another workspace's rows are not there."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from ledger.models import Creditor, Debt, Workspace
from ledger.tenancy import ScopedQuerySet
from ledger.walls import inside, lay, roles
from ledger.walls.pieces import models_of_a_workspace
from negotiation.models import CalendarFeed
from negotiation.models.calendar_feeds import hash_of
from tests import make
from tests.test_tenancy import MALLORYS, leaks, rows

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def alices(workspace):
    return rows(workspace)


@pytest.fixture
def mallorys(mallory):
    return rows(make.workspace(mallory, full_name="Mal Ory"), names=MALLORYS)


@pytest.fixture
def nothing_filtered(monkeypatch):
    """The code's own filter, taken out of every view."""
    monkeypatch.setattr(ScopedQuerySet, "for_user", lambda rows, user: rows.all())


def test_every_table_of_a_workspace_is_closed_even_to_its_owner():
    tables = {model._meta.db_table for model in models_of_a_workspace()} | {"ledger_workspace"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert tables <= {name for (name,) in cursor.fetchall()}


def test_nothing_is_missing_after_migrate():
    assert lay.missing(connection) == lay.stale(connection) == []


def test_who_says_nothing_sees_nothing(alices):
    with inside.inside():
        assert [model for model in models_of_a_workspace() if model._base_manager.exists()] == []
        assert not Workspace.objects.exists()
    assert Workspace.objects.exists()


def test_a_person_sees_their_own_rows_and_no_others(alice, alices, mallorys):
    with inside.as_person(alice.pk):
        assert [*Workspace.objects.all()] == [alices["workspace_id"]]
        for model in models_of_a_workspace():
            owners = {*model._base_manager.values_list("workspace_id", flat=True)}
            assert owners <= {alices["workspace_id"].pk}, model


def test_a_revoked_member_sees_nothing(alice, alices):
    alices["workspace_id"].memberships.update(ended_at="2026-01-01T00:00Z")
    with inside.as_person(alice.pk):
        assert not Debt.objects.exists()


def test_nothing_is_put_into_another_workspace(mallory, alices, mallorys):
    other, own = alices["workspace_id"], mallorys["creditor_id"]
    with inside.as_person(mallory.pk):
        for act in (
            lambda: Creditor(workspace=other, name="Forged").save(),
            lambda: Creditor.objects.filter(pk=own.pk).update(workspace=other),
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                act()
    assert Creditor.objects.filter(workspace=other).get() == alices["creditor_id"]


def test_nothing_of_another_workspace_is_changed_or_deleted(mallory, alices, mallorys):
    theirs = Debt.objects.filter(pk=alices["debt_id"].pk)
    with inside.as_person(mallory.pk):
        assert theirs.update(nickname="Forged") == 0
        assert theirs._raw_delete("default") == 0
    assert theirs.get().nickname == alices["debt_id"].nickname


def test_a_view_that_forgot_its_filter_shows_nothing_of_others(
    client, mallory, alices, mallorys, nothing_filtered
):
    client.force_login(mallory)
    for url in (
        alices["debt_id"].get_absolute_url(),
        reverse("ledger:creditor_detail", args=[alices["creditor_id"].pk]),
        reverse("negotiation:letter_pdf", args=[alices["letter_id"].pk]),
        reverse("ledger:document_file", args=[alices["document_id"].pk]),
    ):
        assert client.get(url).status_code == 404
    assert leaks(client.get("/")) == []


def test_its_owner_still_opens_it(client, alice, alices, nothing_filtered):
    client.force_login(alice)
    url = reverse("negotiation:letter_pdf", args=[alices["letter_id"].pk])
    assert client.get(url).status_code == 200


def test_what_was_said_ends_with_the_transaction(alice, alices):
    with inside.as_person(alice.pk):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('app.workspaces', true)")
        who, workspaces = cursor.fetchone()
    assert who != roles.APP
    assert workspaces in ("", None)


def test_one_wall_within_another_gives_way_and_comes_back(alice, mallory, alices, mallorys):
    with inside.as_person(alice.pk):
        with inside.as_person(mallory.pk):
            assert Debt.objects.get() == mallorys["debt_id"]
        assert Debt.objects.get() == alices["debt_id"]
        with pytest.raises(ZeroDivisionError), inside.as_person(mallory.pk):
            raise ZeroDivisionError
        assert Debt.objects.get() == alices["debt_id"]


@pytest.mark.parametrize("own", [roles.APP, roles.WORKER])
def test_a_wall_within_an_act_goes_back_to_the_role_of_its_process(own, alice, settings):
    settings.DATABASE_ROLE = own
    with transaction.atomic(), connection.cursor() as cursor:
        with inside.as_person(alice.pk):
            pass
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (own,)


def test_a_secret_address_opens_its_own_workspace_alone(alices, mallorys):
    feed = alices["feed_id"]
    with inside.by_key(CalendarFeed, feed.token_hash):
        assert Debt.objects.get() == alices["debt_id"]
    with inside.by_key(CalendarFeed, hash_of("guessed")):
        assert not CalendarFeed.objects.exists()
        assert not Debt.objects.exists()


def test_a_failed_act_is_undone_and_its_error_page_still_drawn(alice, alices):
    debt = alices["debt_id"]

    def view(request):
        Debt.objects.filter(pk=debt.pk).update(nickname="Half-way")
        try:
            raise ZeroDivisionError
        except ZeroDivisionError as error:
            wall.process_exception(request, error)
        return SimpleNamespace(seen=Debt.objects.get(pk=debt.pk).nickname)

    wall = inside.Wall(view)
    request = RequestFactory().get("/")
    request.user = alice
    assert wall(request).seen == debt.nickname


def test_the_site_may_not_be_who_sees_everything():
    assert "is a superuser" in roles.trouble(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [roles.APP])
        assert roles.trouble(connection) == ""
        cursor.execute("SELECT set_config('role', %s, true)", [roles.WORKER])
        assert "sees all rows" in roles.trouble(connection)


def test_the_backup_role_reads_everything_and_changes_nothing(alices):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [roles.BACKUP])
        assert Debt.objects.exists()
        with pytest.raises(DatabaseError, match="permission denied"):
            Debt.objects.update(nickname="Changed")


def test_a_wall_that_is_down_is_seen_and_brought_up_again():
    with connection.cursor() as cursor:
        cursor.execute('ALTER TABLE "ledger_creditor" NO FORCE ROW LEVEL SECURITY')
    assert [piece.table for piece in lay.missing(connection)] == ["ledger_creditor"]
    lay.lay(connection)
    assert lay.missing(connection) == []
