import django.core.validators
from django.db import migrations

import ledger.fields


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0008_days_of_a_lawsuit'),
    ]

    operations = [
        migrations.AddField(
            model_name='debt',
            name='original_amount',
            field=ledger.fields.Dollars(blank=True, decimal_places=2, help_text='What you borrowed or were billed, before interest and fees.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='what it was at first'),
        ),
    ]
