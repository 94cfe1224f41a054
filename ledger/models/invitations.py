from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ledger.models.activity import Activity
from ledger.models.base import Record, WorkspaceRecord
from ledger.models.memberships import Membership
from ledger.models.workspaces import Workspace
from ledger.tenancy import Role, Scope, ScopedQuerySet

HOLDS = timedelta(days=7)
TO_GIVE = [(role.value, role.label) for role in Role if role != Role.OWNER]


class InvitationClosed(Exception):
    """It was taken, declined or taken back, or its days are over."""


def hash_of(token):
    return sha256(token.encode()).hexdigest()


class InvitationQuerySet(ScopedQuerySet):
    def waiting(self):
        """Those nobody has answered or taken back; some of them may have run out."""
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)

    def behind(self, token):
        """The invitation this link stands for; None where there is none any more."""
        found = self.waiting().filter(token_hash=hash_of(token), expires_at__gt=timezone.now())
        row = found.select_related("workspace", "invited_by").first()
        return row if row and row.is_vouched_for(on=localdate()) else None

    def take_back(self, inviter_id, *, by):
        """End those that this person sent, but for one that is answered at this very moment."""
        for invitation in self.filter(invited_by=inviter_id).select_related("workspace"):
            with suppress(InvitationClosed):
                invitation.revoke(by=by)


class Invitation(WorkspaceRecord):
    """What somebody was offered by e-mail: to see a workspace, in a role, until a day.

    Of the link's secret only the hash is kept, and a new link ends the one before.
    """

    wall_key = "token_hash"

    email = models.EmailField(_("their e-mail address"))
    role = models.CharField(
        _("what they may do"), max_length=10, choices=TO_GIVE, default=Role.VIEW
    )
    scope = models.CharField(_("what they see"), max_length=5, choices=Scope, default=Scope.WHOLE)
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave it empty for no end.")
    )
    words = models.CharField(_("a line from you"), max_length=300, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    declined_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                "workspace",
                Lower("email"),
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="invitation_one_waiting_each",
                violation_error_message=_(
                    "This address has an invitation already. Send it again, or take it back."
                ),
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.WHOLE) | Q(role__in=[Role.VIEW, Role.ACT]),
                name="invitation_for_some_debts_never_manages",
                violation_error_message=_("Who sees only some debts cannot share the rest."),
            ),
        ]

    def __str__(self):
        return f"invitation {self.pk}"

    @property
    def has_run_out(self):
        return self.expires_at <= timezone.now()

    def draw(self):
        """A new link's secret: returned once, kept nowhere."""
        token = token_urlsafe(32)
        self.token_hash, self.expires_at = hash_of(token), timezone.now() + HOLDS
        return token

    @transaction.atomic
    def keep(self, debts):
        """Save a new one, with the debts it is for; returns the secret of its link."""
        token = self.draw()
        self.save(force_insert=True)
        SharedDebt.objects.choose(debts if self.scope == Scope.PART else (), invitation=self)
        Activity.record(
            "share_invited", person=self.invited_by, workspace=self.workspace, email=self.email
        )
        return token

    def renew(self, *, by):
        """Another link for as many days, from whoever sends it now; the one before leads nowhere
        from now on."""
        token, self.invited_by = self.draw(), by
        self._if_waiting(token_hash=self.token_hash, expires_at=self.expires_at, invited_by=by)
        return token

    @transaction.atomic
    def revoke(self, *, by):
        self._if_waiting(revoked_at=timezone.now())
        Activity.record("share_ended", person=by, workspace=self.workspace, email=self.email)

    @transaction.atomic
    def decline(self, *, by):
        self._if_waiting(declined_at=timezone.now())
        Activity.record("share_declined", person=by, workspace=self.workspace, email=self.email)

    def _if_waiting(self, **values):
        if not Invitation.objects.waiting().filter(pk=self.pk).update(**values):
            raise InvitationClosed

    def is_vouched_for(self, *, on):
        """Whether whoever sent it may still share this workspace."""
        theirs = Membership.objects.live(on=on).filter(
            workspace=self.workspace_id, user=self.invited_by_id
        )
        return any(member.may_manage for member in theirs)

    @transaction.atomic
    def accept(self, person, *, on):
        """This person's membership from now on, in place of the one they may have had."""
        if (self.until and self.until < on) or not self.is_vouched_for(on=on):
            raise InvitationClosed
        before = Membership.objects.select_for_update().filter(
            workspace=self.workspace_id, user=person, ended_at=None
        )
        if any(member.is_owner for member in before):
            raise InvitationClosed
        now = timezone.now()
        self._if_waiting(accepted_at=now)
        before.update(ended_at=now)
        member = Membership.objects.create(
            workspace_id=self.workspace_id,
            user=person,
            role=self.role,
            scope=self.scope,
            until=self.until,
        )
        self.shared_debts.update(membership=member, invitation=None)
        Activity.record(
            "share_accepted", person=person, workspace=self.workspace, email=person.email
        )
        return member


class SharedDebtQuerySet(ScopedQuerySet):
    def choose(self, debts, **whose):
        """These debts and no others, for one membership or invitation; whether that is new."""
        (holder,) = whose.values()
        known = self.filter(**whose)
        gone, _tables = known.exclude(debt__in=debts).delete()
        there = set(known.values_list("debt", flat=True))
        new = [
            self.model(workspace_id=holder.workspace_id, debt=debt, **whose)
            for debt in debts
            if debt.pk not in there
        ]
        return bool(self.bulk_create(new) or gone)


class SharedDebt(Record):
    """A debt that somebody who sees only some may reach, or may once they accept."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    debt = models.ForeignKey("ledger.Debt", models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, related_name="shared_debts"
    )
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, related_name="shared_debts"
    )

    objects = SharedDebtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "debt"], name="shared_debt_once"),
            models.CheckConstraint(
                condition=Q(membership=None) ^ Q(invitation=None),
                name="shared_debt_by_one_of_two",
            ),
        ]

    def __str__(self):
        return f"{self.debt_id} for {self.membership_id or self.invitation_id}"
