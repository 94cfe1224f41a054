"""What became of a letter is written down for every letter, not only for statement requests."""

import uuid
from datetime import UTC, datetime, time

import django.db.models.deletion
from django.db import migrations, models

METHODS = [
    ("certified", "Certified mail with return receipt"),
    ("tracked", "Tracked mail"),
    ("first_class", "First-class mail"),
    ("fax", "Fax"),
    ("portal", "Their website or e-mail"),
]
RETURNED = [
    ("wrong_address", "Wrong or old address"),
    ("refused", "They refused it"),
    ("unclaimed", "Nobody picked it up"),
    ("other", "Another reason, or none given"),
]


def take_over(apps, schema_editor):
    """One mailing for each letter; what its statement request knew of it moves here."""
    Letter = apps.get_model("negotiation", "Letter")
    Mailing = apps.get_model("negotiation", "Mailing")
    letters = Letter.objects.select_related("statement_request").defer("html", "pdf", "data")
    Mailing.objects.bulk_create(
        [mailing_of(Mailing, letter) for letter in letters.iterator()], batch_size=500
    )


def mailing_of(Mailing, letter):
    asked = getattr(letter, "statement_request", None)
    made = Mailing(workspace_id=letter.workspace_id, letter=letter)
    if asked is None:
        return made
    made.mailed_on, made.method = asked.mailed_on, asked.mail_method
    made.number, made.delivered_on = asked.tracking_number, asked.delivered_on
    made.due_on = asked.due_on
    if asked.mailed_on:
        made.closed_on = asked.answered_on or asked.cancelled_on
    elif asked.cancelled_on:
        made.taken_back_at = datetime.combine(asked.cancelled_on, time(12), UTC)
    return made


def give_back(apps, schema_editor):
    """What a statement request has room for; the mailings of other letters go."""
    StatementRequest = apps.get_model("negotiation", "StatementRequest")
    asked = list(StatementRequest.objects.select_related("letter__mailing"))
    for each in asked:
        mailing = each.letter.mailing
        each.mailed_on, each.mail_method = mailing.mailed_on, mailing.method
        each.tracking_number, each.delivered_on = mailing.number, mailing.delivered_on
        each.due_on = mailing.due_on
    names = ["mailed_on", "mail_method", "tracking_number", "delivered_on", "due_on"]
    StatementRequest.objects.bulk_update(asked, names, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("negotiation", "0005_own_bands")]

    operations = [
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("mailed_on", models.DateField(blank=True, null=True, verbose_name="mailed on")),
                ("method", models.CharField(blank=True, choices=METHODS, max_length=12, verbose_name="how")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="tracking number")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="delivered on")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="came back on")),
                ("returned_why", models.CharField(blank=True, choices=RETURNED, max_length=15, verbose_name="why")),
                ("due_on", models.DateField(editable=False, null=True)),
                ("looked", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("answered_on", models.DateField(editable=False, null=True)),
                ("closed_on", models.DateField(editable=False, null=True)),
                ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                ("letter", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="mailing", to="negotiation.letter")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.workspace")),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "form_key"), name="negotiation_mailing_once"),
                    models.CheckConstraint(
                        condition=models.Q(("delivered_on", None), models.Q(("delivered_on__gte", models.F("mailed_on")), ("mailed_on__isnull", False)), _connector="OR"),
                        name="mailing_mailed_before_delivered",
                        violation_error_message="It cannot arrive before it was mailed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned_on", None), models.Q(("mailed_on__isnull", False), ("returned_on__gte", models.F("mailed_on"))), _connector="OR"),
                        name="mailing_mailed_before_returned",
                        violation_error_message="It cannot come back before it was mailed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_back_at", None), ("mailed_on", None), _connector="OR"),
                        name="mailing_taken_back_never_mailed",
                        violation_error_message="A letter that was mailed cannot be taken back.",
                    ),
                ],
            },
        ),
        migrations.RunPython(take_over, give_back),
    ]
