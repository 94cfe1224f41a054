"""How often things were done of late: what limits are counted in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('ledger', '0018_shared_workspaces'),
    ]

    operations = [
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('key', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('used', models.PositiveIntegerField(default=0)),
                ('until', models.DateTimeField()),
            ],
        ),
    ]
