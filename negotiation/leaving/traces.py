"""What stays behind in places that are no rows of ours: the cache, and SQLite's own file."""

from django.core.cache import cache
from django.db import connection
from django.utils import timezone


def forget_cached(*words):
    """Entries whose key names one of these, and all that ran out; Redis forgets by itself."""
    table = getattr(cache, "_table", None)
    if table is None:
        return
    table = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now()])  # noqa: S608 our table
        for word in words:
            name = f"%{word}%"
            cursor.execute(f"DELETE FROM {table} WHERE cache_key LIKE %s", [name])  # noqa: S608 our table


def now():
    """As the database cache writes it."""
    return connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))


def settle():
    """SQLite writes zeroes over what is deleted (secure_delete), first beside its file: bring
    that home, so that no copy of a deleted page lies about."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
