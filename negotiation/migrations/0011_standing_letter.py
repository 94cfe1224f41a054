"""A stored next step names the letter it is about; all are worked out anew."""

import django.db.models.deletion
from django.db import migrations, models


def forget(apps, schema_editor):
    apps.get_model("negotiation", "Standing").objects.update(version=0)
    apps.get_model("negotiation", "Sheet").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0010_enclosures")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="letter",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="negotiation.letter"),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
