"""Saving a row of these is looked at by the manager that knows what never changes."""

from django.db import migrations

NEVER = {"base_manager_name": "objects"}


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_exports")]

    operations = [
        migrations.AlterModelOptions(
            name="balanceentry",
            options=NEVER
            | {"ordering": ["-as_of", "-made_at"], "verbose_name_plural": "balance entries"},
        ),
        migrations.AlterModelOptions(
            name="payment", options=NEVER | {"ordering": ["-paid_on", "-made_at"]}
        ),
        migrations.AlterModelOptions(
            name="document", options=NEVER | {"ordering": ["-made_at"]}
        ),
        migrations.AlterModelOptions(
            name="event",
            options=NEVER | {"ordering": ["-happened_on", "-recorded_at", "-id"]},
        ),
    ]
