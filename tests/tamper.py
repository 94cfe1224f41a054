"""Whoever owns the database can take the triggers down: what happens to the rows is seen later."""

from django.db import connection, models, transaction

from ledger.models import Erasure, Workspace
from ledger.walls import lay
from ledger.walls.pieces import models_of_a_workspace


def by_hand(sql, *values):
    """Run this behind the application's back, with every trigger down until the test ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger goes while one waits
        lay.open_for_migrations(connection)
        cursor.execute(sql, values)


def key(row):
    """The row's id as its database keeps it."""
    return row.pk if connection.vendor == "postgresql" else row.pk.hex


def let_all_go():
    """Erase every workspace: SQLite's triggers look at each row that a test committed."""
    with transaction.atomic():
        for workspace in Workspace.objects.all():
            Erasure.objects.get_or_create(workspace_id=workspace.pk)
        for model in (*models_of_a_workspace(), Workspace, Erasure):
            rows = models.QuerySet(model)
            rows._raw_delete(rows.db)
