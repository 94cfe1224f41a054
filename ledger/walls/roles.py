"""Who works on the database: three roles beside its owner, each with what it needs and no more.

debtsite_app      the site: sees the rows of whoever asks, owns nothing
debtsite_worker   the background worker and commands: sees all rows, owns nothing
debtsite_backup   reads all rows, changes none

A process takes its role when it connects (DATABASE_ROLE, or by what it is); the login of
DATABASE_URL is a member of it, or is the role itself. Only the owner changes tables.
"""

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from debtsite.role import APP, BACKUP, WORKER

REMEDY = "Run ./run migrate; where its login may make no roles, ./run roles prints what to do."
SEES_ALL = {APP: "NOBYPASSRLS", WORKER: "BYPASSRLS", BACKUP: "BYPASSRLS"}
MAY = {APP: "SELECT, INSERT, UPDATE, DELETE", BACKUP: "SELECT"}
MAY[WORKER] = MAY[APP]
LACKING = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'S')
      AND NOT has_table_privilege(%s, c.oid, 'SELECT')
    LIMIT 1
"""
# two databases of one server may be laid out at the same moment
UNLESS_THERE = """
    DO $$ BEGIN {sql}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""
WHO = """
    SELECT rolname, rolsuper, rolbypassrls,
           EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relname LIKE 'ledger_%%')
    FROM pg_roles WHERE rolname = current_user
"""


def lay(connection):
    """Make the roles where this login may, and give them what new tables ask for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*SEES_ALL]])
        there = {name for (name,) in cursor.fetchall()}
        lacking = [name for name in SEES_ALL if name not in there]
        if lacking and not may_make_roles(cursor):
            return
        for name in lacking:
            cursor.execute(UNLESS_THERE.format(sql=making(name)))
        for name in SEES_ALL:
            cursor.execute(LACKING, [name])
            if cursor.fetchone():
                for statement in granting(name):
                    cursor.execute(statement)


def may_make_roles(cursor):
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    return cursor.fetchone()[0]


def making(name):
    return f"CREATE ROLE {name} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {SEES_ALL[name]}"


def granting(name):
    """What a role may do with the tables there are, and with those its owner will make."""
    yield f"GRANT USAGE ON SCHEMA public TO {name}"
    yield f"GRANT {MAY[name]} ON ALL TABLES IN SCHEMA public TO {name}"
    if name == APP:  # a page cannot say of itself that what never changes may go
        yield f"REVOKE INSERT, UPDATE, DELETE ON ledger_erasure FROM {name}"
    sequences = "SELECT" if name == BACKUP else "USAGE, SELECT"
    yield f"GRANT {sequences} ON ALL SEQUENCES IN SCHEMA public TO {name}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {MAY[name]} ON TABLES TO {name}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {sequences} ON SEQUENCES TO {name}"


def script(login):
    """What an administrator runs once, where the owner of the tables may not make roles."""
    yield from (f"{making(name)};" for name in SEES_ALL)
    yield f'GRANT {", ".join(SEES_ALL)} TO "{login}";'


def let_in(connection, name, password):
    """Let this role sign in, with this password from now on."""
    with connection.cursor() as cursor:
        statement = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
        cursor.execute(statement.format(sql.Identifier(name), sql.Literal(password)))


def trouble(connection):
    """Why the site must not run as this role, in one line; nothing where it may."""
    with connection.cursor() as cursor:
        cursor.execute(WHO)
        name, is_superuser, sees_all, owns = cursor.fetchone()
    why = {"is a superuser": is_superuser, "sees all rows": sees_all, "owns the tables": owns}
    found = [reason for reason, holds in why.items() if holds]
    return f"the database role {name} {' and '.join(found)}" if found else ""


def trouble_now():
    """The same of this process; a database that does not answer now is no reason to stay away."""
    if connection.vendor != "postgresql":
        return ""
    try:
        return trouble(connection)
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        return reason if "role" in reason else ""
    finally:
        connection.close()


def trouble_of_app(connection):
    """Why the site cannot be kept behind the walls; nothing where it is."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [APP])
            return trouble(connection)
    except DatabaseError as error:
        return str(error).strip().partition("\n")[0]


def become(connection, name):
    """Work as this role from now on, where there is one and this login may; "none" goes back."""
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, false)", [name])
    except DatabaseError:
        return
