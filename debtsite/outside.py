"""What must be written at once, whatever becomes of the request that wrote it.

On PostgreSQL a request of a signed-in person is one transaction: undone as a whole when it fails,
and holding its row locks until it ends. Counts of tries, used one-time codes and the rest of the
cache go over a connection of their own instead (the database alias `outside`, the same database).
On SQLite requests are no transactions, and one connection is enough.
"""

from django.conf import settings

ALIAS = "outside"
MODELS = (("ledger", "allowance"), ("django_cache", "cacheentry"))


class Outside:
    """Django's database router for these models."""

    def db_for_read(self, model, **hints):
        written_at_once = (model._meta.app_label, model._meta.model_name) in MODELS
        return ALIAS if written_at_once and ALIAS in settings.DATABASES else None

    db_for_write = db_for_read
