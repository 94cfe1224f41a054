"""Notes of a call that is still going on."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_what_a_debt_was_at_first'),
        ('negotiation', '0017_what_contact_rules_ask'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('answers', models.JSONField(default=dict)),
                ('kept_at', models.DateTimeField(auto_now=True)),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_drafts', to='ledger.debt')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'ordering': ['-kept_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_calldraft_once')],
            },
        ),
    ]
