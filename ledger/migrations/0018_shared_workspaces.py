"""Members in other roles than the owner's, and the invitations that make them."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

ROLES = [('view', 'Look'), ('act', 'Look and change'), ('manage', 'Look, change and share')]
SCOPES = [('whole', 'Everything'), ('part', 'Only some debts')]
NEVER_MANAGES = models.Q(('scope', 'whole'), ('role__in', ['view', 'act']), _connector='OR')
NOT_THE_REST = 'Who sees only some debts cannot share the rest.'


def last_day():
    return models.DateField(blank=True, help_text='Leave it empty for no end.', null=True, verbose_name='last day')


def scope():
    return models.CharField(choices=SCOPES, default='whole', max_length=5, verbose_name='what they see')


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0017_rows_that_never_change'),
    ]

    operations = [
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[*ROLES, ('owner', 'Owner')], default='owner', max_length=10, verbose_name='what they may do'),
        ),
        migrations.AddField(model_name='membership', name='scope', field=scope()),
        migrations.AddField(model_name='membership', name='until', field=last_day()),
        migrations.AddField(
            model_name='membership',
            name='seen_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=NEVER_MANAGES, name='membership_for_some_debts_never_manages', violation_error_message=NOT_THE_REST),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'owner'), _negated=True), ('until', None), _connector='OR'), name='membership_of_an_owner_has_no_end'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('email', models.EmailField(max_length=254, verbose_name='their e-mail address')),
                ('role', models.CharField(choices=ROLES, default='view', max_length=10, verbose_name='what they may do')),
                ('scope', scope()),
                ('until', last_day()),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='a line from you')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('expires_at', models.DateTimeField(editable=False)),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('declined_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'abstract': False,
                'constraints': [
                    models.UniqueConstraint(fields=('workspace', 'form_key'), name='ledger_invitation_once'),
                    models.UniqueConstraint(models.F('workspace'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('declined_at', None), ('revoked_at', None)), name='invitation_one_waiting_each', violation_error_message='This address has an invitation already. Send it again, or take it back.'),
                    models.CheckConstraint(condition=NEVER_MANAGES, name='invitation_for_some_debts_never_manages', violation_error_message=NOT_THE_REST),
                ],
            },
        ),
        migrations.CreateModel(
            name='SharedDebt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.debt')),
                ('invitation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shared_debts', to='ledger.invitation')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shared_debts', to='ledger.membership')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.workspace')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('membership', 'debt'), name='shared_debt_once'),
                    models.CheckConstraint(condition=models.Q(('membership', None), ('invitation', None), _connector='XOR'), name='shared_debt_by_one_of_two'),
                ],
            },
        ),
    ]
