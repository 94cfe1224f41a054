from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.activity import Activity
from ledger.models.base import Record
from ledger.models.workspaces import Workspace
from ledger.tenancy import MembershipQuerySet, Role, Scope


def in_order(debt_ids):
    return sorted(map(str, debt_ids))


class Membership(Record):
    """Who may open a workspace: what they may do there, with which debts, since when, until when.

    A row is never deleted while its workspace lives: it says who could see what, and when.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("what they may do"), max_length=10, choices=Role, default=Role.OWNER)
    scope = models.CharField(_("what they see"), max_length=5, choices=Scope, default=Scope.WHOLE)
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave it empty for no end.")
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seen_on = models.DateField(null=True, editable=False)  # the last day this member came

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"],
                condition=Q(ended_at=None),
                name="membership_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.WHOLE) | Q(role__in=[Role.VIEW, Role.ACT]),
                name="membership_for_some_debts_never_manages",
                violation_error_message=_("Who sees only some debts cannot share the rest."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.OWNER) | Q(until=None),
                name="membership_of_an_owner_has_no_end",
            ),
        ]

    def __str__(self):
        return f"{self.user_id} in {self.workspace_id}"

    @property
    def is_owner(self):
        return self.role == Role.OWNER

    @property
    def is_whole(self):
        return self.scope == Scope.WHOLE

    @property
    def may_act(self):
        return Role(self.role).covers(Role.ACT)

    @property
    def may_manage(self):
        return Role(self.role).covers(Role.MANAGE)

    @cached_property
    def debt_ids(self):
        """The debts this membership is for; nothing where it is for all of them."""
        if self.is_whole:
            return frozenset()
        return frozenset(self.shared_debts.values_list("debt", flat=True))

    @cached_property
    def debts(self):
        """As a form over this membership holds them against those it was shown with."""
        return in_order(self.debt_ids)

    @cached_property
    def whose(self):
        """Whose debts these are: the name on their letters, else the owner's address."""
        return self.workspace.full_name or self.shared_by

    @cached_property
    def shared_by(self):
        owner = Membership.objects.filter(
            workspace=self.workspace_id, role=Role.OWNER, ended_at=None
        )
        return owner.values_list("user__email", flat=True).first() or ""

    def come(self, *, on):
        """Whether this is the first time on that day."""
        if self.seen_on == on:
            return False
        new = Membership.objects.filter(pk=self.pk).exclude(seen_on=on)
        return bool(new.update(seen_on=on))

    @transaction.atomic
    def change(self, names, debts, *, by):
        """Keep what is different in role, scope or last day, and reach these debts alone."""
        self.save(update_fields=[name for name in names if name != "debts"])
        self.shared_debts.choose(debts, membership=self)
        if not self.may_manage:
            self._take_back_invitations(by)
        self._tell("share_changed", by)

    @transaction.atomic
    def end(self, *, by):
        """From now on this person reaches nothing of the workspace; whether this changed it."""
        still_open = Membership.objects.filter(pk=self.pk, ended_at=None)
        if ended := bool(still_open.update(ended_at=timezone.now())):
            self._take_back_invitations(by)
            self._tell("share_left" if by == self.user else "share_ended", by)
        return ended

    def _take_back_invitations(self, by):
        """What this person offered to others: it is not theirs to offer any more."""
        invitations = apps.get_model("ledger", "Invitation").objects
        invitations.waiting().filter(workspace=self.workspace_id).take_back(self.user_id, by=by)

    def _tell(self, kind, by):
        email = self.user.email
        Activity.record(kind, person=by, workspace=self.workspace, email=email)
