"""What the database itself refuses, beside the code; `lay` brings all of it up to date.

Between workspaces: row-level security (rows.py, PostgreSQL) and links that cannot cross
(links.py). Over time: what was sent, agreed or paid cannot be changed (frozen.py). inside.py tells
the database who is asking.

`lay` runs at the end of every `migrate`, from the models as they are, so that no new table is
forgotten; and because SQLite drops a table's triggers whenever a migration rebuilds it.
"""

from collections import defaultdict
from itertools import groupby

from django.db import DatabaseError, OperationalError, transaction

from debtsite.refusals import is_busy
from ledger.walls import frozen, links, roles, rows

TRIES = 5
PREFIXES = ("wall", "home", "frozen")
KNOWN = {
    "postgresql": """
        SELECT tablename, 'policy', policyname FROM pg_policies WHERE schemaname = current_schema()
        UNION ALL
        SELECT relname, 'force', 'wall_force' FROM pg_class
            WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT conrelid::regclass::text, 'constraint', conname FROM pg_constraint
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
        UNION ALL
        SELECT tablename, 'index', indexname FROM pg_indexes WHERE schemaname = current_schema()
        UNION ALL
        SELECT tgrelid::regclass::text, 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
    """,
    "sqlite": "SELECT tbl_name, 'trigger', name FROM sqlite_master WHERE type = 'trigger'",
}
DROP = {
    "force": 'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
    "policy": 'DROP POLICY "{name}" ON "{table}"',
    "constraint": 'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
    "index": 'DROP INDEX "{name}"',
    "trigger": 'DROP TRIGGER "{name}"',
}
# SQLite finds out whether a trigger fits when somebody writes, and would refuse them then
PROBES = {
    "postgresql": (),
    "sqlite": (
        'EXPLAIN INSERT INTO "{table}" DEFAULT VALUES',
        'EXPLAIN UPDATE "{table}" SET rowid = rowid',
        'EXPLAIN DELETE FROM "{table}"',
    ),
}
ORDER = ("index", "force", "policy", "constraint", "trigger")  # a link needs the index it leads to


def wanted(connection):
    """Every piece, in the order in which they are made."""
    pieces = [*frozen.wanted(connection)]
    if connection.vendor == "postgresql":
        pieces += [*rows.wanted(), *links.wanted_on_postgresql()]
    else:
        pieces += links.wanted_on_sqlite()
    tables = {*connection.introspection.table_names()}
    pieces = [piece for piece in pieces if piece.table in tables]
    return sorted(pieces, key=lambda piece: ORDER.index(piece.kind))


def known(connection):
    """What is up: {(table, kind, name)}."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor])
        found = ((table.strip('"'), kind, name) for table, kind, name in cursor.fetchall())
        return {piece for piece in found if piece[2].startswith(tuple(f"{p}_" for p in PREFIXES))}


def missing(connection):
    up = known(connection)
    return [piece for piece in wanted(connection) if piece.key not in up]


def stale(connection):
    found = known(connection) - {piece.key for piece in wanted(connection)}
    return sorted(found, key=lambda key: -ORDER.index(key[1]))


def lay(connection):
    """Bring every wall up; on PostgreSQL also the roles and what they may do."""
    down, up = defaultdict(list), defaultdict(list)
    for key in stale(connection):
        down[key[0]].append(how_to_drop(connection, *key))
    links_too = []  # they take two tables, and the indexes of all
    for piece in missing(connection):
        (links_too if piece.kind == "constraint" else up[piece.table]).extend(piece.statements())
    for table in sorted({*down, *up}):
        at_once(connection, [*down[table], *up[table]], table=table)
    for statement in links_too:
        at_once(connection, [statement])
    if connection.vendor == "postgresql":
        roles.lay(connection)


def lay_what_fits(connection):
    """After migrations that stopped half way: every piece that its table has the columns for.

    Nothing is taken down: what is out of date still holds something.
    """
    for piece in missing(connection):
        trying = [probe.format(table=piece.table) for probe in PROBES[connection.vendor]]
        table = "" if piece.kind == "constraint" else piece.table
        try:
            at_once(connection, [*piece.statements(), *trying], table=table)
        except DatabaseError as error:
            if is_busy(error):  # and would be so for each of the others
                raise


def open_for_migrations(connection):
    """Triggers down, and the owner let in to all rows, until `lay` closes everything again.

    Whoever uses the site meanwhile stays behind the policies.
    """
    in_the_way = sorted(key for key in known(connection) if key[1] in ("trigger", "force"))
    for table, keys in groupby(in_the_way, key=lambda key: key[0]):
        at_once(connection, [how_to_drop(connection, *key) for key in keys], table=table)


def at_once(connection, statements, *, table="", tries=TRIES):
    """These in one transaction, one table at a time: people at work wait a moment, no longer.

    A table is held for itself from the beginning: who asks for more and more of it can meet
    somebody who does the same. PostgreSQL ends such a knot by refusing one of the two.
    """
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if table and connection.vendor == "postgresql":
                cursor.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
            for statement in statements:
                cursor.execute(statement)
    except OperationalError:
        if tries == 1 or connection.in_atomic_block:
            raise
        at_once(connection, statements, table=table, tries=tries - 1)


def how_to_drop(connection, table, kind, name):
    of_table = kind == "trigger" and connection.vendor == "postgresql"
    return DROP[kind].format(table=table, name=name) + (f' ON "{table}"' if of_table else "")
