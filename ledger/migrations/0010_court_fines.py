import ledger.facts
from django.db import migrations, models


def call_them_something_else(apps, schema_editor):
    """The way back: before, a court's fine was something else."""
    apps.get_model('ledger', 'Debt').objects.filter(kind='fine').update(kind='other')


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_what_a_debt_was_at_first'),
    ]

    operations = [
        migrations.AlterField(
            model_name='debt',
            name='kind',
            field=models.CharField(choices=[(ledger.facts.DebtKind[name], label) for name, label in (
                ('CREDIT_CARD', 'Credit card'),
                ('STORE_CARD', 'Store card'),
                ('MEDICAL', 'Medical bill'),
                ('PERSONAL_LOAN', 'Personal loan'),
                ('PAYDAY', 'Payday loan'),
                ('AUTO', 'Car loan'),
                ('MORTGAGE', 'Mortgage'),
                ('HOME_EQUITY', 'Home equity loan'),
                ('PRIVATE_STUDENT', 'Private student loan'),
                ('FEDERAL_STUDENT', 'Federal student loan'),
                ('TAX', 'Tax'),
                ('SUPPORT', 'Child or spousal support'),
                ('UTILITY', 'Utility or phone bill'),
                ('RENT', 'Rent'),
                ('JUDGMENT', 'Court judgment'),
                ('FINE', 'Court fine or restitution'),
                ('OTHER', 'Something else'),
            )], default=ledger.facts.DebtKind['OTHER'], max_length=20, verbose_name='kind of debt'),
        ),
        migrations.RunPython(migrations.RunPython.noop, call_them_something_else),
    ]
