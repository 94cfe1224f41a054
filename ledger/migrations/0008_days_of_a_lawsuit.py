from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0007_security_and_lawsuit_may_be_unknown'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='debt',
            name='debt_judgment_needs_a_lawsuit',
        ),
        migrations.AddField(
            model_name='debt',
            name='served_on',
            field=models.DateField(blank=True, help_text='The day the summons reached you, by hand or by mail.', null=True, verbose_name='court papers came on'),
        ),
        migrations.AddField(
            model_name='debt',
            name='court',
            field=models.CharField(blank=True, help_text='As the court papers name them.', max_length=120, verbose_name='court and case number'),
        ),
        migrations.AddField(
            model_name='debt',
            name='answer_due_on',
            field=models.DateField(blank=True, help_text='The court papers name this day, or a number of days. If not, ask the court.', null=True, verbose_name='answer the court by'),
        ),
        migrations.AddField(
            model_name='debt',
            name='answered_on',
            field=models.DateField(blank=True, help_text='The day the court got your answer. A call to their law firm is no answer.', null=True, verbose_name='you answered the court on'),
        ),
        migrations.AddField(
            model_name='debt',
            name='hearing_on',
            field=models.DateField(blank=True, null=True, verbose_name='next day in court'),
        ),
        migrations.AddConstraint(
            model_name='debt',
            constraint=models.CheckConstraint(condition=Q(sued__isnull=False, sued=True) | Q(judgment=False, court='', sued_on=None, served_on=None, answer_due_on=None, answered_on=None, hearing_on=None), name='debt_judgment_needs_a_lawsuit', violation_error_message='Say yes to the lawsuit too: a judgment comes from one.'),
        ),
    ]
