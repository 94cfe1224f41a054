"""What is in a table, in two figures: how many rows, and the sum of all their hashes.

The sum is the same for the same rows in any order: no database has to sort for it.
"""

import hashlib

SPAN = 1 << 256


class Tally:
    def __init__(self):
        self.rows = 0
        self.total = 0

    def add(self, row):
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(row).digest())) % SPAN

    def add_lines(self, chunks):
        """Rows as PostgreSQL's COPY writes them: one to a line, in pieces of any length."""
        rest = b""
        for chunk in chunks:
            *lines, rest = (rest + bytes(chunk)).split(b"\n")
            for line in lines:
                self.add(line)
        return self

    def found(self):
        return {"rows": self.rows, "hash": f"{self.total:064x}"}


def differences(expected, found):
    """In plain words, what is not the same: a line for each table."""
    for table in sorted(expected.keys() | found.keys()):
        before, after = expected.get(table), found.get(table)
        if before is None or after is None:
            yield f"{table}: {'not expected' if before is None else 'missing'}"
        elif before["rows"] != after["rows"]:
            yield f"{table}: {after['rows']} rows instead of {before['rows']}"
        elif before["hash"] != after["hash"]:
            yield f"{table}: as many rows, but not the same"
