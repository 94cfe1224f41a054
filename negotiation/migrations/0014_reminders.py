"""Days on which somebody wants to be reminded, whatever happens."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0009_what_a_debt_was_at_first"),
        ("negotiation", "0013_offers_and_agreements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("remind_on", models.DateField(verbose_name="remind me on")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="what to think of")),
                ("put_off_from", models.DateField(editable=False, null=True)),
                ("done_on", models.DateField(editable=False, null=True)),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="negotiation.calllog",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="ledger.debt",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="negotiation.letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="negotiation.offer",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="ledger.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["remind_on", "made_at"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["workspace", "remind_on"],
                        name="reminder_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "form_key"), name="negotiation_reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debt__isnull", False),
                            models.Q(
                                ("call__isnull", True), ("letter__isnull", True), ("offer__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="reminder_of_a_debt",
                    ),
                ],
            },
        ),
    ]
