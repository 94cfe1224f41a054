"""Django's migrate, and then the walls around what it made (ledger.walls)."""

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from debtsite.backup import half
from ledger.walls import lay

ONLY_LOOKS = ("plan", "check_unapplied", "prune")


class Command(Migrate):
    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if any(options[name] for name in ONLY_LOOKS):
            return super().handle(*args, **options)
        if half.is_restored_by_half(connection):
            raise CommandError(half.REFUSAL)
        opens, is_whole = unapplied(connection) or options["app_label"], False
        try:
            if opens:
                lay.open_for_migrations(connection)
            super().handle(*args, **options)
            if not unapplied(connection):
                lay.lay(connection)
                is_whole = True
        finally:
            if not is_whole:  # it stopped, or was asked for a part
                self.close_again(connection)

    def close_again(self, connection):
        """Half way there are tables the models do not know: the walls that fit, and a word."""
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        try:
            lay.lay_what_fits(connection)
            down = len(lay.missing(connection))
        except DatabaseError:
            down = "Some"
        if down:
            self.stderr.write(
                f"{down} walls of the database are down until migrate has come through. "
                "Run it again; doctor says how it stands."
            )


def unapplied(connection):
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
