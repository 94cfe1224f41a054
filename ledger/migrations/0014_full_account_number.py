import django.core.validators
from django.db import migrations, models

import ledger.sealed_field


class Migration(migrations.Migration):
    """The whole account number, sealed, for who wants it in a letter."""

    dependencies = [("ledger", "0013_activity")]

    operations = [
        migrations.AddField(
            model_name="debt",
            name="account_number",
            field=ledger.sealed_field.SealedText(
                blank=True, default="", verbose_name="full account number"
            ),
        ),
        migrations.AlterField(
            model_name="debt",
            name="account_last4",
            field=models.CharField(
                blank=True,
                help_text="The last four are all we need.",
                max_length=4,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[0-9A-Za-z]{2,4}\\Z", "Only the last four characters."
                    )
                ],
                verbose_name="last four of the account number",
            ),
        ),
    ]
