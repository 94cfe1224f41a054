"""What a call or message was, as the rules about contact ask it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_what_a_debt_was_at_first'),
        ('negotiation', '0016_digests'),
    ]

    operations = [
        migrations.AddField(
            model_name='calllog',
            name='also_about',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='calllog',
            name='employer_forbids',
            field=models.BooleanField(default=False, verbose_name='you said that your employer does not allow this'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='has_lawyer',
            field=models.BooleanField(default=False, verbose_name='you told them who your lawyer for this debt is'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='may_call_again',
            field=models.BooleanField(default=False, verbose_name='I said yes to another call from them'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='medium',
            field=models.CharField(choices=[('call', 'Phone call'), ('text', 'Text message'), ('email', 'E-mail'), ('private_message', 'Message on social media'), ('letter', 'Letter'), ('in_person', 'In person')], default='call', max_length=15, verbose_name='how they got in touch'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='number',
            field=models.CharField(blank=True, help_text='Yours: the one that rang, or that the message went to.', max_length=120, verbose_name='number or address they used'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='opt_out',
            field=models.BooleanField(blank=True, choices=[(None, 'Not known'), (True, 'Yes'), (False, 'No')], null=True, verbose_name='does the message say how to stop more of them?'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='place',
            field=models.CharField(blank=True, choices=[('home', 'Home'), ('work', 'Work'), ('other', 'Somewhere else')], max_length=5, verbose_name='where it reached you'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='promise',
            field=models.CharField(blank=True, max_length=300, verbose_name='what they promised'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='purpose',
            field=models.CharField(choices=[('collecting', 'To collect'), ('asked_for', 'To bring what you had asked for'), ('dropped_call', 'To go on with a call that was cut off'), ('lawsuit', 'About a running lawsuit'), ('required_by_law', 'A law made them, such as court papers'), ('efforts_end', 'To say that they stop'), ('may_use_remedy', 'To say what they may do next'), ('will_use_remedy', 'To say what they will do next'), ('opt_out_confirmed', 'To confirm that they will send no more of these')], default='collecting', max_length=20, verbose_name='why they got in touch'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='quote',
            field=models.TextField(blank=True, help_text='Only what you remember word for word.', max_length=1000, verbose_name='their exact words'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='reference',
            field=models.CharField(blank=True, max_length=60, verbose_name='their reference for this call'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='seconds',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='calllog',
            name='told_days',
            field=models.CharField(blank=True, choices=[('every', 'every day'), ('weekdays', 'Monday to Friday'), ('weekend', 'Saturday and Sunday')], max_length=8, verbose_name='you named a bad time: on'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='told_from',
            field=models.TimeField(blank=True, null=True, verbose_name='from'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='told_medium',
            field=models.CharField(blank=True, choices=[('call', 'Phone call'), ('text', 'Text message'), ('email', 'E-mail'), ('private_message', 'Message on social media'), ('letter', 'Letter'), ('in_person', 'In person')], max_length=15, verbose_name='you asked them not to use'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='told_place',
            field=models.CharField(blank=True, choices=[('home', 'Home'), ('work', 'Work'), ('other', 'Somewhere else')], max_length=5, verbose_name='you said not to reach you at'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='told_until',
            field=models.TimeField(blank=True, null=True, verbose_name='until'),
        ),
        migrations.AddField(
            model_name='calllog',
            name='whom',
            field=models.CharField(choices=[('you', 'You, or your spouse'), ('other_person', 'Somebody else'), ('your_lawyer', 'Your lawyer')], default='you', max_length=15, verbose_name='whom they reached'),
        ),
        migrations.AlterField(
            model_name='calllog',
            name='outcome',
            field=models.CharField(choices=[('spoke', 'We spoke'), ('voicemail', 'Voicemail'), ('no_answer', 'No answer'), ('wrong_number', 'Wrong number'), ('promised', 'A promise was made'), ('offered', 'They made an offer'), ('refused', 'They refused'), ('hung_up', 'Hung up'), ('busy', 'Busy, or it did not connect'), ('dropped', 'Cut off before anybody spoke'), ('ringless', 'A voicemail without a ring'), ('came', 'A message or letter came')], max_length=12, verbose_name='how it ended'),
        ),
        migrations.AddConstraint(
            model_name='calllog',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('medium', 'call'), models.Q(('outcome', 'came'), _negated=True)), models.Q(models.Q(('medium', 'call'), _negated=True), ('outcome', 'came')), _connector='OR'), name='call_ends_as_a_call_does', violation_error_message='Say how a call ended, and of a message that it came.'),
        ),
    ]
