"""SQLite: copied by its own backup API while the site is at work, never as a file."""

import sqlite3
from contextlib import closing, contextmanager
from urllib.parse import quote

from debtsite.backup import BackupFailed
from debtsite.backup.tally import Tally, differences

KIND, FILE = "sqlite", "database.sqlite3"
WAIT = 60  # seconds for a writer to end
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


class Sqlite:
    kind, file = KIND, FILE

    def __init__(self, connection):
        self.path = connection.settings_dict["NAME"]
        self.version = sqlite3.sqlite_version

    @contextmanager
    def snapshot(self):
        """The database as it is at one moment, whatever is written meanwhile."""
        with opened(self.path) as live:
            live.execute("BEGIN")
            yield Rows(live)

    def exists(self, table, column, value):
        """Whether a row says so by now."""
        with opened(self.path) as live:
            found = live.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', [value])  # noqa: S608 names of our own tables
            return found.fetchone() is not None

    def dump(self, snapshot, path):
        with closing(sqlite3.connect(path)) as copy:
            snapshot.live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")

    def tallies_of(self, path):
        """What is really in the file that was written."""
        with opened(path) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupFailed(f"{path} is damaged: SQLite does not find it whole.")
            return Rows(copy).tallies()

    def undo_half(self):
        """Nothing to do: SQLite undoes by itself what was stopped half way."""
        return False

    def check_fits(self, content):
        """Any SQLite reads any other's file."""

    def restore(self, path, content):
        """Into the database that is there, in one step: others see the old, then the new."""
        with opened(path) as copy, opened(self.path, "rwc") as live:
            copy.backup(live)
        with opened(self.path) as live:
            found = Rows(live).tallies()
        if wrong := [*differences(content["tables"], found)]:
            raise BackupFailed(f"The restored rows are not those of the backup: {wrong[0]}.")

    def tables(self):
        with opened(self.path, "rwc") as live:
            return Rows(live).tables()

    def count(self, table):
        with opened(self.path) as live:
            return live.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 names of our own tables


class Rows:
    """What can be read in one connection."""

    def __init__(self, live):
        self.live = live

    def tables(self):
        return sorted(name for (name,) in self.live.execute(TABLES))

    def tallies(self):
        return {table: self.tally(table) for table in self.tables()}

    def tally(self, table):
        tally = Tally()
        for row in self.live.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 names of our own tables
            tally.add(repr(row).encode())
        return tally.found()

    def values(self, table, *columns):
        names = ", ".join(f'"{column}"' for column in columns)
        return self.live.execute(f'SELECT {names} FROM "{table}"').fetchall()  # noqa: S608 names of our own tables


@contextmanager
def opened(path, mode="rw"):
    address = f"file:{quote(str(path))}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)) as found:
        yield found
