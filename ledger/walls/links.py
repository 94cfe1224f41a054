"""Links that stay in their workspace: a row never points at another workspace's row.

PostgreSQL holds it by foreign keys over (workspace, row); SQLite cannot add those to a table that
is there, so triggers refuse what they would.
"""

from django.db.models import ForeignKey

from ledger.walls.pieces import Piece, models_of_a_workspace


def links():
    """(table, column, table it points into) of every link between two rows of a workspace."""
    models = {*models_of_a_workspace()}
    for model in models:
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model in models:
                yield model._meta.db_table, field.column, field.related_model._meta.db_table


def wanted_on_postgresql():
    found = sorted(links())
    for table in sorted({into for _table, _column, into in found}):
        yield Piece(
            table=table,
            kind="index",
            prefix="home",
            sql=(f'CREATE UNIQUE INDEX {{name}} ON "{table}" (workspace_id, id)',),
        )
    for table, column, into in found:
        yield Piece(
            table=table,
            kind="constraint",
            prefix="home",
            sql=(
                f'ALTER TABLE "{table}" ADD CONSTRAINT {{name}} '
                f'FOREIGN KEY (workspace_id, "{column}") REFERENCES "{into}" (workspace_id, id) '
                "DEFERRABLE INITIALLY DEFERRED",
            ),
        )


def wanted_on_sqlite():
    for table, column, into in sorted(links()):
        # a row that is still to come in the same act is left to the foreign key
        other = f'FROM "{into}" WHERE id = NEW."{column}" AND workspace_id <> NEW.workspace_id'
        crosses = f"EXISTS (SELECT 1 {other})"
        for event in ("INSERT", f'UPDATE OF "{column}", workspace_id'):
            yield Piece(
                table=table,
                kind="trigger",
                prefix="home",
                sql=(
                    f'CREATE TRIGGER {{name}} BEFORE {event} ON "{table}" WHEN {crosses} '
                    "BEGIN SELECT RAISE(ABORT, 'a link into another workspace'); END",
                ),
            )
