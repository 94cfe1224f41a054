import ledger.facts
from django.db import migrations, models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce


def say_no_where_nobody_said(apps, schema_editor):
    """The way back: what was not known reads as no again, as it did before."""
    # in one go: PostgreSQL alters no table in which a row was changed twice before
    apps.get_model('ledger', 'Debt').objects.filter(Q(security='') | Q(sued=None)).update(
        security=Case(When(security='', then=Value('none')), default=F('security')),
        sued=Coalesce('sued', Value(False)),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0006_payment_corrections'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='debt',
            name='debt_judgment_needs_a_lawsuit',
        ),
        migrations.AlterField(
            model_name='debt',
            name='security',
            field=models.CharField(blank=True, choices=[('', 'Not known'), (ledger.facts.Security['NONE'], 'Nothing'), (ledger.facts.Security['VEHICLE'], 'A car or other vehicle'), (ledger.facts.Security['HOME'], 'A home'), (ledger.facts.Security['LAND'], 'Land'), (ledger.facts.Security['GOODS'], 'Goods bought with it'), (ledger.facts.Security['DEPOSIT'], 'A deposit'), (ledger.facts.Security['OTHER'], 'Something else')], help_text='What you gave as security, if anything. Most cards and bills have none.', max_length=10, verbose_name='what they could take'),
        ),
        migrations.AlterField(
            model_name='debt',
            name='sued',
            field=models.BooleanField(blank=True, choices=[(None, 'Not known'), (True, 'Yes'), (False, 'No')], null=True, verbose_name='a lawsuit was filed'),
        ),
        migrations.AddConstraint(
            model_name='debt',
            constraint=models.CheckConstraint(condition=Q(sued__isnull=False, sued=True) | Q(judgment=False, sued_on=None), name='debt_judgment_needs_a_lawsuit', violation_error_message='Say yes to the lawsuit too: a judgment comes from one.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, say_no_where_nobody_said),
    ]
