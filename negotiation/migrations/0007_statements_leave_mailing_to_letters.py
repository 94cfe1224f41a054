"""A statement request no longer holds what its letter's mailing says; 0006 moved it."""

from django.db import migrations

GONE = ("delivered_on", "due_on", "mail_method", "mailed_on", "tracking_number")


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0006_mailings")]

    operations = [
        migrations.RemoveConstraint("statementrequest", "statement_request_mailed_before_delivered"),
        *(migrations.RemoveField("statementrequest", name) for name in GONE),
    ]
