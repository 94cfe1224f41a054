"""Who wants to be told by e-mail what is due, and which mail went out last."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0009_what_a_debt_was_at_first"),
        ("negotiation", "0015_calendar_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("never", "No e-mail"),
                            ("daily", "Every day on which something is due"),
                            ("weekly", "Once a week"),
                        ],
                        default="never",
                        max_length=6,
                        verbose_name="how often",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=0,
                        verbose_name="on which day",
                    ),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (5, "5 a.m."),
                            (6, "6 a.m."),
                            (7, "7 a.m."),
                            (8, "8 a.m."),
                            (9, "9 a.m."),
                            (10, "10 a.m."),
                        ],
                        default=7,
                        verbose_name="from what hour",
                    ),
                ),
                ("details", models.BooleanField(default=False, verbose_name="say which debts, with names")),
                ("begun_on", models.DateField(editable=False, null=True)),
                ("claimed_for", models.DateField(editable=False, null=True)),
                ("claimed_at", models.DateTimeField(editable=False, null=True)),
                ("sent_for", models.DateField(editable=False, null=True)),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest",
                        to="ledger.membership",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_digest_once"),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (0, 6)), ("hour__in", [5, 6, 7, 8, 9, 10])),
                        name="digest_at_a_morning_hour",
                    ),
                ],
            },
        ),
    ]
