"""An update that stops half way leaves the walls up, or says that some are down."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from ledger.models import Debt
from ledger.walls import lay
from ledger.walls.pieces import Piece
from tests import make

pytestmark = pytest.mark.django_db
NEVER = Piece(
    table="ledger_debt",
    kind="trigger",
    prefix="frozen",
    sql=(
        'CREATE TRIGGER {name} BEFORE UPDATE ON "ledger_debt" FOR EACH ROW'
        " WHEN (NEW.a_column_to_come IS NOT NULL)"
        + (
            " EXECUTE FUNCTION refuse_frozen()"
            if connection.vendor == "postgresql"
            else " BEGIN SELECT RAISE(ABORT, 'frozen'); END"
        ),
    ),
)


@pytest.fixture
def stopped(monkeypatch):
    """What is said by an update that takes the walls down and is then stopped by this error."""

    def stopped(error):
        def handle(*_, **__):
            assert lay.missing(connection)
            raise error

        said = StringIO()
        monkeypatch.setattr(Migrate, "handle", handle)
        with pytest.raises(type(error)):
            call_command("migrate", "ledger", stderr=said)
        return said.getvalue()

    return stopped


@pytest.mark.parametrize("error", [IntegrityError("a row that does not fit"), KeyboardInterrupt()])
def test_a_failed_update_leaves_every_wall_up(stopped, error):
    assert stopped(error) == ""
    assert lay.missing(connection) == []


def test_a_wall_that_does_not_fit_half_way_is_told_and_all_others_are_up(stopped, monkeypatch):
    wanted = lay.wanted
    monkeypatch.setattr(lay, "wanted", lambda connection: [NEVER, *wanted(connection)])
    said = stopped(IntegrityError("a row that does not fit"))
    assert said.startswith("1 walls of the database are down until migrate has come through.")
    assert said.count("\n") == 1
    assert lay.missing(connection) == [NEVER]
    debt = make.debt(make.workspace(make.user("alice")))
    assert Debt.objects.filter(pk=debt.pk).update(nickname="Written") == 1


def test_walls_that_nobody_can_lay_are_told_and_the_first_error_stays(stopped, monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("the database is gone")

    open_for_migrations = lay.open_for_migrations

    def open_and_lose(connection):
        open_for_migrations(connection)
        monkeypatch.setattr(lay, "at_once", refuse)

    monkeypatch.setattr(lay, "open_for_migrations", open_and_lose)
    said = stopped(DatabaseError("the first error"))
    assert said.startswith("Some walls of the database are down")


def test_a_half_way_place_that_was_asked_for_keeps_its_walls(monkeypatch):
    monkeypatch.setattr(Migrate, "handle", lambda *_, **__: None)
    monkeypatch.setattr("ledger.management.commands.migrate.unapplied", lambda connection: ["one"])
    call_command("migrate", "ledger", "0006", stderr=StringIO())
    assert lay.missing(connection) == lay.stale(connection) == []
