"""What is typed for a letter is kept until the letter is made."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("negotiation", "0008_letters_to_anybody")]

    operations = [
        migrations.CreateModel(
            name="LetterDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("kind", models.CharField(max_length=5)),
                ("recipient", models.CharField(max_length=40)),
                ("answers", models.JSONField(default=dict)),
                ("kept_at", models.DateTimeField(auto_now=True)),
                ("discarded_at", models.DateTimeField(editable=False, null=True)),
                ("debt", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="letter_drafts", to="ledger.debt")),
                ("replaces", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="negotiation.letter")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
            ],
            options={
                "ordering": ["-kept_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_letterdraft_once"),
                    models.UniqueConstraint(condition=models.Q(("discarded_at", None)), fields=("debt", "kind", "recipient"), name="letter_draft_one_of_a_kind"),
                ],
            },
        ),
    ]
