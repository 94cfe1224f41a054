from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ledger.models import WorkspaceRecord
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord
from negotiation.chain import SENT
from negotiation.letters.carriers import tracking_url
from negotiation.letters.kinds import KINDS
from negotiation.models.letters import Letter
from negotiation.models.links import Link

TAKE_BACK_TIME = timedelta(hours=1)
# what may still be said of a letter; each time it was sent or not is a link of the chain
BECAME = (*SENT, "due_on", "looked", "answered_on", "closed_on")


class MailingClosed(Exception):
    """The letter was mailed, taken back, returned or answered already: this cannot be done now."""


class TooLateToTakeBack(MailingClosed):
    """The hour is over: the letter may be on its way, whatever was written down here."""


class MailingQuerySet(FrozenQuerySet):
    def waiting(self):
        """Mailed, with a day on which to look for an answer."""
        return self.filter(closed_on=None).exclude(due_on=None)


class Mailing(FrozenRecord, WorkspaceRecord):
    """What became of a letter after it was made; there is one for every letter.

    `due_on` is the next day to look for an answer. It counts from the day of delivery, or else of
    mailing, never from the day the letter was written. `closed_on`: nothing more to wait for.
    """

    class Method(models.TextChoices):
        CERTIFIED = "certified", _("Certified mail with return receipt")
        TRACKED = "tracked", _("Tracked mail")
        FIRST_CLASS = "first_class", _("First-class mail")
        FAX = "fax", _("Fax")
        PORTAL = "portal", _("Their website or e-mail")

    class Returned(models.TextChoices):
        WRONG_ADDRESS = "wrong_address", _("Wrong or old address")
        REFUSED = "refused", _("They refused it")
        UNCLAIMED = "unclaimed", _("Nobody picked it up")
        OTHER = "other", _("Another reason, or none given")

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="mailing")
    mailed_on = models.DateField(_("mailed on"), null=True, blank=True)
    method = models.CharField(_("how"), max_length=12, choices=Method, blank=True)
    number = models.CharField(_("tracking number"), max_length=40, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    returned_on = models.DateField(_("came back on"), null=True, blank=True)
    returned_why = models.CharField(_("why"), max_length=15, choices=Returned, blank=True)
    due_on = models.DateField(null=True, editable=False)
    looked = models.PositiveSmallIntegerField(default=0, editable=False)  # follow-ups done so far
    answered_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    frozen = Frozen(may=BECAME)

    objects = MailingQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(delivered_on=None)
                | Q(mailed_on__isnull=False, delivered_on__gte=F("mailed_on")),
                name="mailing_mailed_before_delivered",
                violation_error_message=_("It cannot arrive before it was mailed."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None)
                | Q(mailed_on__isnull=False, returned_on__gte=F("mailed_on")),
                name="mailing_mailed_before_returned",
                violation_error_message=_("It cannot come back before it was mailed."),
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(mailed_on=None),
                name="mailing_taken_back_never_mailed",
                violation_error_message=_("A letter that was mailed cannot be taken back."),
            ),
        ]

    def __str__(self):
        return f"mailing of {self.letter_id}"

    @property
    def is_ready(self):
        return not (self.mailed_on or self.taken_back_at)

    @property
    def is_waiting(self):
        return bool(self.due_on and not self.closed_on)

    @property
    def carrier_url(self):
        """Where the post office says how far it is; "" where it cannot know."""
        return tracking_url(self.number)

    def is_late(self, *, on):
        return self.is_waiting and self.due_on < on

    def may_take_back(self, *, now):
        return self.is_ready and now - self.letter.made_at < TAKE_BACK_TIME

    @property
    def follow_ups(self):
        """After how many days to look for an answer, one after the other."""
        kind = KINDS.get(self.letter.kind)
        return kind.follow_up_days if kind else ()

    def _next_due(self):
        if self.mailed_on is None or self.looked >= len(self.follow_ups):
            return None
        return (self.delivered_on or self.mailed_on) + timedelta(days=self.follow_ups[self.looked])

    def _hold(self):
        """This row as it is stored, held; its days are what the next act goes by."""
        fresh = self.fresh()
        for field in self._meta.concrete_fields:
            if field.attname not in ("id", "letter_id"):
                setattr(self, field.attname, getattr(fresh, field.attname))

    def _keep(self):
        """Inside the transaction of the act: what changed, and its link if it was sent or not."""
        self.save(update_fields=BECAME)
        Link.objects.sent(self)

    @transaction.atomic
    def mail(self, *, by, mailed_on, method, number="", delivered_on=None):
        """It left the house; deadlines count from here, or from delivery once that is known.

        Said again it adds the day of delivery, or corrects what was said before; said again in
        the same words, it changes nothing.
        """
        self._hold()
        if self.taken_back_at or self.returned_on or self.closed_on:
            raise MailingClosed
        known = (self.mailed_on, self.method, self.number, self.delivered_on)
        if known == (mailed_on, method, number, delivered_on):
            return
        told = self._what_is_new(mailed_on, delivered_on)
        self.mailed_on, self.method = mailed_on, method
        self.number, self.delivered_on = number, delivered_on
        self.due_on = self._next_due()
        self._keep()
        kind, on = told
        self.letter.tell(kind, on=on, by=by, tracking=number, due_on=self.due_on)

    def _what_is_new(self, mailed_on, delivered_on):
        if self.mailed_on is None:
            return "letter_mailed", mailed_on
        if delivered_on and not self.delivered_on:
            return "letter_delivered", delivered_on
        return "mailing_corrected", mailed_on

    @transaction.atomic
    def come_back(self, *, by, on, why):
        """The post brought it back: nothing was received, so no clock runs."""
        self._hold()
        if self.mailed_on is None or self.returned_on or self.closed_on:
            raise MailingClosed
        self.returned_on, self.returned_why, self.due_on = on, why, None
        self._keep()
        self._end_request(on)
        self.letter.tell("letter_returned", on=on, by=by, returned_why=why)

    @transaction.atomic
    def take_back(self, *, by, now):
        """Undone within the hour; the letter stays in the file, marked as never mailed."""
        self._hold()
        if not self.is_ready:
            raise MailingClosed
        if not self.may_take_back(now=now):
            raise TooLateToTakeBack
        self._never_mailed("request_cancelled", by=by, now=now)

    @transaction.atomic
    def set_aside(self, *, by, now):
        """Somebody says, later, that it was not mailed and will not be."""
        self._hold()
        if not self.is_ready:
            raise MailingClosed
        self._never_mailed("letter_set_aside", by=by, now=now)

    def _never_mailed(self, kind, *, by, now):
        self.taken_back_at = now
        self._keep()
        self._end_request(localdate(now))
        self.letter.tell(kind, on=localdate(now), by=by)

    @transaction.atomic
    def look_again(self, *, by, on, answered):
        """They answered, or they did not and the next day to look is set, if there is one."""
        self._hold()
        if not self.is_waiting:
            raise MailingClosed
        if answered:
            self.answered_on = self.closed_on = on
        else:
            self.looked += 1
            self.due_on = self._next_due()
        self._keep()
        kind = "letter_answered" if answered else "letter_unanswered"
        self.letter.tell(kind, on=on, by=by, due_on=None if answered else self.due_on)

    @transaction.atomic
    def give_way(self, *, on, now):
        """A newer letter takes the place of this one: nothing more is expected of it."""
        self._hold()
        if self.is_ready:
            self.taken_back_at = now
        self.closed_on = self.closed_on or on
        self._keep()
        self._end_request(on)

    def close(self, *, on):
        """Nothing more to wait for, inside the transaction of the act that says why."""
        self._hold()
        self.closed_on = on
        self._keep()

    def _end_request(self, on):
        if (asked := self.letter.request) and asked.is_open:
            asked.end(on=on)
