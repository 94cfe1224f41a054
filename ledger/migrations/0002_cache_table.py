from django.core.management import call_command
from django.db import migrations

TABLE = "debtsite_cache"


def make(apps, schema_editor):
    """Where CACHES points unless CACHE_URL names another cache: rate limits and used codes."""
    call_command(
        "createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
