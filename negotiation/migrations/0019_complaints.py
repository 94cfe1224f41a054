"""A person's own words for a complaint about one company."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_what_a_debt_was_at_first'),
        ('negotiation', '0018_call_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('story', models.TextField(blank=True, help_text='Short and in order. The list of calls is added for you.', max_length=4000, verbose_name='what happened, in your words')),
                ('wanted', models.TextField(blank=True, help_text='Such as: stop calling my work, or correct the figure.', max_length=1000, verbose_name='what you want them to do')),
                ('creditor', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='complaint', to='ledger.creditor')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_complaint_once')],
            },
        ),
    ]
