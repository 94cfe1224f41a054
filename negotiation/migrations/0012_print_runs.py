"""Letters are printed together by the worker; what it made is kept for some days."""

import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("negotiation", "0011_standing_letter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_as",
                    models.CharField(
                        choices=[("one_file", "One file to print"), ("zip", "A ZIP folder with each letter by itself")],
                        default="one_file",
                        max_length=10,
                        verbose_name="how do you want them?",
                    ),
                ),
                ("labels", models.BooleanField(default=False, verbose_name="address labels")),
                (
                    "first_label",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name="first free label"
                    ),
                ),
                ("covers", models.BooleanField(default=False, verbose_name="a cover sheet for each letter")),
                ("proofs", models.BooleanField(default=False, verbose_name="a proof-of-mailing page for each letter")),
                ("both_sides", models.BooleanField(default=False, verbose_name="I print on both sides of the paper")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("working", "Being made"), ("stopped", "Stopped"), ("done", "Ready"), ("failed", "Not made")],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, editable=False)),
                ("done", models.PositiveIntegerField(default=0, editable=False)),
                ("task_id", models.UUIDField(editable=False, null=True)),
                ("claim", models.UUIDField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("cleared_at", models.DateTimeField(editable=False, null=True)),
                ("made_by", models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
            ],
            options={
                "ordering": ["-made_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrintFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("kind", models.CharField(choices=[("letters", "Letters"), ("list", "Mailing list"), ("labels", "Address labels")], max_length=10)),
                ("path", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveBigIntegerField()),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="negotiation.printrun")),
            ],
            options={
                "ordering": ["made_at", "kind"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrintedLetter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveIntegerField()),
                ("held", models.BooleanField(default=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "left_out",
                    models.CharField(
                        blank=True,
                        choices=[("not_ready", "It was mailed, taken back or replaced meanwhile."), ("changed", "Its file is not the one that was made. Please tell your host.")],
                        max_length=10,
                    ),
                ),
                ("by_hand", models.JSONField(default=list)),
                ("pages", models.PositiveIntegerField(null=True)),
                ("letter", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="printed", to="negotiation.letter")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="negotiation.printrun")),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="printrun",
            constraint=models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_printrun_once"),
        ),
        migrations.AddConstraint(
            model_name="printfile",
            constraint=models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_printfile_once"),
        ),
        migrations.AddConstraint(
            model_name="printfile",
            constraint=models.UniqueConstraint(fields=("run", "kind"), name="print_file_one_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="printedletter",
            constraint=models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_printedletter_once"),
        ),
        migrations.AddConstraint(
            model_name="printedletter",
            constraint=models.UniqueConstraint(fields=("run", "letter"), name="printed_letter_once_a_run"),
        ),
        migrations.AddConstraint(
            model_name="printedletter",
            constraint=models.UniqueConstraint(condition=models.Q(("held", True)), fields=("letter",), name="printed_letter_one_open_run"),
        ),
    ]
