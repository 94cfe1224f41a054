"""Django's migrate, and then the walls around what it made (ledger.walls)."""

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from ledger.walls import lay

ONLY_LOOKS = ("plan", "check_unapplied", "prune")


class Command(Migrate):
    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if any(options[name] for name in ONLY_LOOKS):
            return super().handle(*args, **options)
        if options["app_label"] or unapplied(connection):
            lay.open_for_migrations(connection)
        super().handle(*args, **options)
        if not unapplied(connection):  # half-way there are tables the models do not know
            lay.lay(connection)


def unapplied(connection):
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
