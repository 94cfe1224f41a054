"""The day a debt was settled: from then on it no longer counts as owed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0010_court_fines'),
    ]

    operations = [
        migrations.AddField(
            model_name='debt',
            name='settled_on',
            field=models.DateField(editable=False, null=True),
        ),
    ]
