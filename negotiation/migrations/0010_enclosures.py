"""A letter knows which of the debt's papers go into its envelope."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("negotiation", "0009_letter_drafts")]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.document")),
                ("letter", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="negotiation.letter")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_enclosure_once"),
                    models.UniqueConstraint(fields=("letter", "document"), name="enclosure_once_a_letter"),
                ],
            },
        ),
    ]
