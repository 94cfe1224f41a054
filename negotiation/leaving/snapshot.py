"""One moment of the database: what is read inside belongs together, whoever writes meanwhile."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """Nobody has to wait for us: this only reads. Nothing may be written inside."""
    if connection.in_atomic_block:  # somebody else's transaction: what it sees is what there is
        yield
    elif connection.vendor == "sqlite":
        with reading():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def reading():
    """Django's own transactions on SQLite are made for writing and would hold up everybody."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
