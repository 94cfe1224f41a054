"""A letter may go to somebody who is no party to the debt, and may take another's place."""

import django.db.models.deletion
from django.db import migrations, models


def name_recipients(apps, schema_editor):
    """The kind and address of those written to so far, as their letters say it."""
    Letter = apps.get_model("negotiation", "Letter")
    letters = list(Letter.objects.select_related("creditor").defer("html", "pdf"))
    for letter in letters:
        letter.recipient_kind = letter.data.get("recipient_kind") or letter.creditor.kind
        letter.address = "\n".join(letter.data.get("recipient_lines", ()))[:400]
    Letter.objects.bulk_update(letters, ["recipient_kind", "address"], batch_size=100)


def make_parties(apps, schema_editor):
    """On the way back every letter needs a creditor: those of nobody get one of their name."""
    Letter = apps.get_model("negotiation", "Letter")
    Creditor = apps.get_model("ledger", "Creditor")
    for letter in Letter.objects.filter(creditor=None).defer("html", "pdf", "data"):
        party, _made = Creditor.objects.get_or_create(
            workspace_id=letter.workspace_id, name=letter.recipient, kind="government",
            defaults={"address": letter.address},
        )
        Letter.objects.filter(pk=letter.pk).update(creditor=party)


class Migration(migrations.Migration):
    # what is written between changes of the table is seen by them only in a transaction of its own
    atomic = False
    dependencies = [("ledger", "0001_initial"), ("negotiation", "0007_statements_leave_mailing_to_letters")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="creditor",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="ledger.creditor"),
        ),
        migrations.AddField(
            model_name="letter",
            name="recipient_kind",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="letter",
            name="address",
            field=models.TextField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="letter",
            name="replaces",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="negotiation.letter"),
        ),
        migrations.RunPython(name_recipients, make_parties, atomic=True),
        migrations.AlterModelOptions(
            name="letter",
            options={"base_manager_name": "objects", "ordering": ["-issued_on", "-made_at"]},
        ),
    ]
