"""A chain over the letters of each workspace and their way; those there are get their links."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

from negotiation import chain


def link_what_is_there(apps, schema_editor):
    """The letters of each workspace in the order they were made, each with what is known of it."""
    Letter = apps.get_model("negotiation", "Letter")
    ends = {}
    letters = Letter.objects.select_related("mailing").prefetch_related(
        models.Prefetch(
            "papers",
            apps.get_model("negotiation", "Enclosure")
            .objects.order_by("position")
            .select_related("document"),
        )
    )
    for letter in letters.order_by("made_at", "id").iterator(chunk_size=20):
        add(apps, ends, letter, "issued", chain.of_letter(letter, letter.papers.all()))
        if (told := chain.of_mailing(letter.mailing)) != chain.NOT_SENT:
            add(apps, ends, letter, "sent", told)


def add(apps, ends, letter, act, told):
    number, previous = ends.get(letter.workspace_id, (0, chain.FIRST))
    link = apps.get_model("negotiation", "Link")(
        workspace_id=letter.workspace_id,
        letter_id=letter.pk,
        number=number + 1,
        act=act,
        told=told,
        made_at=timezone.now(),
    )
    link.sha256 = chain.joined(previous, chain.said(link, chain.BOUND))
    link.save(force_insert=True)
    ends[letter.workspace_id] = (link.number, link.sha256)


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0022_rows_that_never_change")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[("issued", "Issued"), ("sent", "Sent")], max_length=6
                    ),
                ),
                ("told", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="negotiation.letter",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ledger.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="link_once_a_number"
                    )
                ],
            },
        ),
        migrations.RunPython(link_what_is_there, migrations.RunPython.noop),
    ]
