from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ledger.models import Membership, WorkspaceRecord
from ledger.tenancy import MemberQuerySet

MORNING = 7
HOURS = {
    5: _("5 a.m."),
    6: _("6 a.m."),
    7: _("7 a.m."),
    8: _("8 a.m."),
    9: _("9 a.m."),
    10: _("10 a.m."),
}
# a worker that fell silent with a mail in hand: after so long another one takes it
LEASE = timedelta(minutes=10)


class DigestQuerySet(MemberQuerySet):
    def wanted(self):
        """Those to be sent at all; who is no member any more gets nothing."""
        return self.standing().exclude(every=Digest.Every.NEVER)


class Digest(WorkspaceRecord):
    """Whether, how often and when one member wants to be told by e-mail what is due.

    A mail belongs to a day of the person's own calendar. It is claimed for that day before it is
    sent and written down as sent after it, so that it goes out once, whoever sends it.
    """

    class Every(models.TextChoices):
        NEVER = "never", _("No e-mail")
        DAILY = "daily", _("Every day on which something is due")
        WEEKLY = "weekly", _("Once a week")

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="digest")
    every = models.CharField(_("how often"), max_length=6, choices=Every, default=Every.NEVER)
    weekday = models.PositiveSmallIntegerField(
        _("on which day"), choices=[*WEEKDAYS.items()], default=0
    )
    hour = models.PositiveSmallIntegerField(
        _("from what hour"),
        choices=[*HOURS.items()],
        default=MORNING,
    )
    details = models.BooleanField(_("say which debts, with names"), default=False)
    begun_on = models.DateField(null=True, editable=False)
    claimed_for = models.DateField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_for = models.DateField(null=True, editable=False)

    wall_key = "id"
    objects = DigestQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6)) & Q(hour__in=[*HOURS]),
                name="digest_at_a_morning_hour",
            ),
        ]

    def __str__(self):
        return f"{self.every} mail to {self.membership_id}"

    @classmethod
    @transaction.atomic
    def choose(cls, membership, *, on, **chosen):
        """Keep what this member chose on that day; the first mail comes with the next morning."""
        membership.fresh()  # one at a time
        row, _made = cls.objects.get_or_create(
            membership=membership, defaults={"workspace_id": membership.workspace_id}
        )
        cls.objects.filter(pk=row.pk).update(begun_on=on, **chosen)

    def stop(self):
        Digest.objects.filter(pk=self.pk).update(every=self.Every.NEVER)

    def due_for(self, local):
        """The day whose mail is due at this moment of the person's own clock; None if none is.

        Of a weekly mail it is the weekday chosen, also when the site was down on that day.
        """
        if local.hour < self.hour:
            return None
        day = local.date()
        if self.every == self.Every.WEEKLY:
            day -= timedelta(days=(day.weekday() - self.weekday) % 7)
        told = [known for known in (self.begun_on, self.sent_for) if known]
        return day if all(known < day for known in told) else None

    def claim(self, day, *, now):
        """Whether this mail is the caller's to send: at most one has it at a time."""
        mine = Digest.objects.filter(pk=self.pk)
        if not mine.wanted().exists():
            return False
        free = Q(claimed_for=None) | Q(claimed_for__lt=day) | Q(claimed_at__lt=now - LEASE)
        unsent = Q(sent_for=None) | Q(sent_for__lt=day)
        # of this row alone: who waited for another's claim would see joined rows as they were
        return bool(mine.filter(free, unsent).update(claimed_for=day, claimed_at=now))

    def sent(self, day):
        """It went out, or there was nothing to say on that day."""
        Digest.objects.filter(pk=self.pk).update(sent_for=day)
