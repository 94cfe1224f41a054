"""Everything of a workspace in one file, made by the worker."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0015_departures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Being made'), ('ready', 'Ready'), ('failed', 'Not made'), ('gone', 'Removed')], default='waiting', editable=False, max_length=10)),
                ('total', models.PositiveIntegerField(default=0, editable=False)),
                ('done', models.PositiveIntegerField(default=0, editable=False)),
                ('task_id', models.UUIDField(editable=False, null=True)),
                ('claim', models.UUIDField(editable=False, null=True)),
                ('size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('seen_at', models.DateTimeField(editable=False, null=True)),
                ('asked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'ordering': ['-made_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='ledger_export_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'working'])), fields=('workspace',), name='export_one_at_a_time')],
            },
        ),
        migrations.AddField(
            model_name='workspace',
            name='export_ready',
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
