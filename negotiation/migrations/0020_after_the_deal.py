"""What is kept once a deal is made: the tax worksheet, the defence file, terms that changed."""

import django.core.validators
import django.db.models.deletion
import ledger.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0011_debt_settled_on'),
        ('negotiation', '0019_complaints'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='form_came_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='agreement',
            name='report_checked_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='DefenceFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('scope', models.CharField(choices=[('whole', 'Everything, for you, a lawyer or a court'), ('send', 'What to send: the deal, the payments and the proof')], max_length=5)),
                ('parts', models.JSONField(default=list)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='defence_files', to='negotiation.agreement')),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='defence_files', to='ledger.debt')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='defence_file', to='ledger.document')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'ordering': ['-made_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_defencefile_once')],
            },
        ),
        migrations.CreateModel(
            name='InsolvencySnapshot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('as_of', models.DateField(verbose_name='the day before it was forgiven')),
                ('owned', models.JSONField(default=list)),
                ('owed', models.JSONField(default=list)),
                ('assets', ledger.fields.Dollars(decimal_places=2, editable=False, max_digits=12, validators=[django.core.validators.MinValueValidator(0)])),
                ('liabilities', ledger.fields.Dollars(decimal_places=2, editable=False, max_digits=12, validators=[django.core.validators.MinValueValidator(0)])),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='worksheets', to='negotiation.agreement')),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='worksheets', to='ledger.debt')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='negotiation.insolvencysnapshot')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'ordering': ['-as_of', '-made_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_insolvencysnapshot_once')],
            },
        ),
        migrations.CreateModel(
            name='NewTerms',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('pause', 'No payments for a while'), ('lower', 'Smaller payments'), ('plan', 'A payment plan until it is paid'), ('rate', 'A lower interest rate'), ('fees', 'No more late fees')], max_length=5, verbose_name='what changes')),
                ('agreed_on', models.DateField(verbose_name='agreed on')),
                ('starts_on', models.DateField(verbose_name='it begins on')),
                ('until', models.DateField(blank=True, help_text='Leave empty if it has no end.', null=True, verbose_name='it ends on')),
                ('monthly', ledger.fields.Dollars(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='to pay each month')),
                ('apr', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(999)], verbose_name='interest rate (APR %)')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='what else was agreed')),
                ('ended_on', models.DateField(editable=False, null=True)),
                ('creditor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.creditor')),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='new_terms', to='ledger.debt')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document', verbose_name='paper')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'verbose_name_plural': 'new terms',
                'ordering': ['-agreed_on', '-made_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('workspace', 'form_key'), name='negotiation_newterms_once'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('starts_on')), _connector='OR'), name='new_terms_end_after_they_begin', violation_error_message='It cannot end before it begins.')],
            },
        ),
    ]
