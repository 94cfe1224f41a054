"""PostgreSQL: pg_dump of one snapshot, counted row by row against what it should hold.

Read as debtsite_backup, whom row-level security hides nothing. `row_security = off` makes any
other role fail that would see a part only: an empty dump never passes for a whole one.
"""

import re
import subprocess
import time
from contextlib import contextmanager

import psycopg
from psycopg import sql

from debtsite.backup import BackupFailed, programs
from debtsite.backup.tally import Tally, differences
from debtsite.role import BACKUP

KIND, FILE = "postgresql", "database.dump"
PYTHONS_OWN = ("context", "cursor_factory", "prepare_threshold", "options")
ASIDE = "before_restore"
TRIES = 20
COPY = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \((.*)\) FROM stdin;\n')
TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace('public')
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname
"""
READING = """
    SET row_security = off; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET DateStyle = ISO; SET IntervalStyle = postgres; SET TimeZone = UTC;
    SET extra_float_digits = 3; SET bytea_output = hex
"""
MEMBER = "SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s"
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""


class Postgres:
    kind, file = KIND, FILE

    def __init__(self, connection):
        params = connection.get_connection_params()
        self.login = {name: params[name] for name in params if name not in PYTHONS_OWN}
        with self.opened() as live:
            self.major = live.info.server_version // 10000
            found = live.execute(MEMBER, [BACKUP]).fetchone()
            self.role = BACKUP if found and found[0] else None
        self.version = str(self.major)

    @contextmanager
    def opened(self):
        with psycopg.connect(**self.login, autocommit=True) as live:
            yield live

    @contextmanager
    def snapshot(self):
        """The database as it is at one moment, whatever is written meanwhile."""
        with self.opened() as live:
            self.read_all(live)
            live.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield Rows(live)

    def read_all(self, live):
        """Read as who sees everything, or fail."""
        if self.role:
            live.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(self.role)))
        live.execute(READING)

    def exists(self, table, column, value):
        """Whether a row says so by now."""
        with self.snapshot() as now:
            query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s")
            named = query.format(sql.Identifier(table), sql.Identifier(column))
            return now.live.execute(named, [value]).fetchone() is not None

    def dump(self, snapshot, path):
        (name,) = snapshot.live.execute("SELECT pg_export_snapshot()").fetchone()
        command = [programs.find("pg_dump", major=self.major), "--format=custom"]
        command += [f"--snapshot={name}", "--schema=public", "--file", str(path), "--no-password"]
        command += [f"--role={self.role}"] if self.role else []
        command += ["--dbname", programs.address(self.login)]
        programs.run(command, doing="pg_dump", login=self.login)

    def tallies_of(self, path):
        """What is really in the file that was written: its own COPY lines, table by table."""
        command = [programs.find("pg_restore", major=self.major), "--data-only", "-f", "-"]
        with subprocess.Popen([*command, path], stdout=subprocess.PIPE) as reading:  # noqa: S603 ours
            found = {table: tally.found() for table, tally in copied(reading.stdout)}
        if reading.returncode:
            raise BackupFailed(f"{path} is damaged: pg_restore cannot read it.")
        return found

    def undo_half(self):
        """Put back what stood aside in a restore that was stopped half way; whether one was."""
        with self.opened() as live:
            if is_half := was_cut_off(live.cursor()):
                put_back(live)
        return is_half

    def check_fits(self, content):
        """A dump goes into a server as new as the one it came from."""
        if int(content["database"]["version"]) > self.major:
            made_by = content["database"]["version"]
            raise BackupFailed(
                f"The backup is of PostgreSQL {made_by}; this server is {self.major}, and older."
            )
        if others := self.others():
            raise BackupFailed(
                f"The site is still at work: {others} open connections to this database. "
                "Stop the site and its worker, then restore."
            )

    def others(self):
        """How many else are connected; who has just left is gone a moment later."""
        with self.opened() as live:
            for _try in range(TRIES):
                (others,) = live.execute(OTHERS).fetchone()
                if not others:
                    break
                time.sleep(0.1)
        return others

    def restore(self, path, content):
        """The rows that are there stand aside until those of the backup are proven."""
        with self.opened() as live:
            live.execute(sql.SQL("ALTER SCHEMA public RENAME TO {}").format(sql.Identifier(ASIDE)))
            try:
                self.load(path, "pre-data", "data")
                if wrong := [*differences(content["tables"], self.restored())]:
                    raise BackupFailed(f"These rows are not those of the backup: {wrong[0]}.")
                self.load(path, "post-data")  # policies too: who owns the tables sees no row then
            except BackupFailed as error:
                put_back(live)
                raise BackupFailed(f"{error} The database is as it was before.") from error
            live.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
            live.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(ASIDE)))
            live.execute("ANALYZE")

    def load(self, path, *sections):
        command = [programs.find("pg_restore", major=self.major), "--single-transaction"]
        command += [f"--section={section}" for section in sections]
        command += ["--exit-on-error", "--no-owner", "--no-privileges", "--no-password"]
        command += ["--dbname", programs.address(self.login), str(path)]
        programs.run(command, doing="pg_restore", login=self.login)

    def restored(self):
        with self.opened() as live:
            live.execute(READING)
            return Rows(live).tallies()

    def tables(self):
        with self.opened() as live:
            return Rows(live).tables()

    def count(self, table):
        with self.opened() as live:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            return live.execute(query).fetchone()[0]


class Rows:
    """What can be read in one connection."""

    def __init__(self, live):
        self.live = live
        self.columns = dict(live.execute(TABLES).fetchall())

    def tables(self):
        return sorted(self.columns)

    def tallies(self):
        return {table: self.tally(table) for table in self.tables()}

    def tally(self, table):
        query = self.query("COPY (SELECT {} FROM {}) TO STDOUT", table)
        with self.live.cursor() as cursor, cursor.copy(query) as lines:
            return Tally().add_lines(lines).found()

    def query(self, text, table, columns=None):
        names = map(sql.Identifier, columns or self.columns[table])
        place = sql.Identifier("public", table)
        return sql.SQL(text).format(sql.SQL(", ").join(names), place)

    def values(self, table, *columns):
        return self.live.execute(self.query("SELECT {} FROM {}", table, columns)).fetchall()


def copied(lines):
    """(table, tally) of each COPY in a script."""
    for line in lines:
        if begun := COPY.fullmatch(line):
            rows = iter(lines.readline, b"\\.\n")
            yield begun[1].decode(), Tally().add_lines(rows)


def was_cut_off(cursor):
    """Whether a restore into this database was stopped half way: what was there stands aside."""
    cursor.execute("SELECT to_regnamespace(%s)", [ASIDE])
    return cursor.fetchone()[0] is not None


def put_back(live):
    with live.transaction():
        live.execute("DROP SCHEMA IF EXISTS public CASCADE")
        live.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(ASIDE)))
