"""Plans as they were on a day, kept so that life can be laid beside them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_what_a_debt_was_at_first'),
        ('negotiation', '0020_after_the_deal'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedPlan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_on', models.DateField(editable=False)),
                ('owed', models.DecimalField(decimal_places=2, editable=False, max_digits=12)),
                ('data', models.JSONField(editable=False)),
                ('asked', models.JSONField(default=dict, editable=False)),
                ('workspace', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='saved_plans', to='ledger.workspace')),
            ],
            options={
                'ordering': ['-made_on', '-made_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_savedplan_once')],
            },
        ),
    ]
