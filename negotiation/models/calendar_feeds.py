from hashlib import sha256

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ledger.models import Membership, WorkspaceRecord
from ledger.tenancy import MemberQuerySet


def hash_of(token):
    return sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(MemberQuerySet):
    def open(self):
        return self.filter(revoked_at=None)

    def behind(self, token):
        """The feed this secret address stands for; None where it is not known, or not any more."""
        found = self.open().standing().filter(token_hash=hash_of(token))
        return found.select_related("workspace").first()


class CalendarFeed(WorkspaceRecord):
    """A secret address at which a calendar program reads one member's deadlines.

    Only the token's hash is kept. The token is made from the row and the server's secret key, so
    that its owner can be shown it again, and nobody can who has read the database alone.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    details = models.BooleanField(_("show names and amounts"), default=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    wall_key = "token_hash"
    objects = CalendarFeedQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(revoked_at=None),
                name="calendar_feed_one_open_each",
            ),
        ]

    def __str__(self):
        return f"calendar of {self.membership_id}"

    @classmethod
    def open_for(cls, membership, *, details, form_key, now):
        """A new address for this member; the one before stops at once: (feed, made)."""

        def make():
            membership.fresh()  # one at a time
            cls.objects.open().filter(membership=membership).update(revoked_at=now)
            feed = cls(
                workspace_id=membership.workspace_id,
                membership=membership,
                details=details,
                form_key=form_key,
            )
            feed.token_hash = hash_of(feed._drawn())
            feed.save(force_insert=True)
            return feed

        return cls.once(membership.workspace, form_key, make)

    @transaction.atomic
    def revoke(self, *, now):
        CalendarFeed.objects.open().filter(pk=self.pk).update(revoked_at=now)

    def _drawn(self):
        about = f"{self.membership_id} {self.form_key}"
        return salted_hmac("calendar feed", about, algorithm="sha256").hexdigest()

    @property
    def path(self):
        """Its address on this site; "" where the server's secret key is another one by now."""
        token = self._drawn()
        if hash_of(token) != self.token_hash:
            return ""
        return reverse("negotiation:calendar_feed", args=[token])
