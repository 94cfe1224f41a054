"""Saving a row of these is looked at by the manager that knows what never changes."""

from django.db import migrations

NEVER = {"base_manager_name": "objects"}
ORDER = {
    "agreement": ["-agreed_on", "-made_at"],
    "defencefile": ["-made_at"],
    "enclosure": ["position"],
    "insolvencysnapshot": ["-as_of", "-made_at"],
    "instalment": ["number"],
    "offer": ["-made_on", "-made_at"],
    "round": ["-made_on", "-made_at"],
    "savedplan": ["-made_on", "-made_at"],
    "statementrequest": ["-made_at"],
}


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0017_rows_that_never_change"),
        ("negotiation", "0021_kept_plans"),
    ]

    operations = [
        migrations.AlterModelOptions(name="mailing", options=NEVER),
        migrations.AlterModelOptions(
            name="newterms",
            options=NEVER
            | {"ordering": ["-agreed_on", "-made_at"], "verbose_name_plural": "new terms"},
        ),
        *(
            migrations.AlterModelOptions(name=name, options=NEVER | {"ordering": order})
            for name, order in ORDER.items()
        ),
    ]
