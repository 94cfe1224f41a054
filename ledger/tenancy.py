"""Who may see a row and who may change it: decided here, once, for every model of a workspace.

A membership counts from the day it is made until it is ended or its last day is over. Its role
says what it may do, its scope whether it is for all debts or for some. Nothing else in the code
asks about that. On SQLite this module is the only wall between workspaces.
"""

from functools import wraps

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

CHOSEN = "workspace"  # in the session: which of several was opened last
LOOKING = ("GET", "HEAD", "OPTIONS", "TRACE")


class Role(models.TextChoices):
    """What a member may do; each may do what those before it may."""

    VIEW = "view", _("Look")
    ACT = "act", _("Look and change")
    MANAGE = "manage", _("Look, change and share")
    OWNER = "owner", _("Owner")

    def covers(self, needed):
        ranks = [*Role]
        return ranks.index(self) >= ranks.index(needed)


class Scope(models.TextChoices):
    WHOLE = "whole", _("Everything")
    PART = "part", _("Only some debts")


def needs(role):
    """For a view: which role it takes, whatever the verb. Without it, see `needed_for`."""

    def mark(view):
        @wraps(view)
        def asking(request, *args, **kwargs):
            request.user.asks = role  # also where another view calls this one
            return view(request, *args, **kwargs)

        asking.needs = role
        return asking

    return mark


def needed_for(view, method):
    """The role a request takes: to look, any; to change something, the right to act."""
    usual = Role.VIEW if method in LOOKING else Role.ACT
    return getattr(view, "needs", usual)


def still_on(day, path=""):
    """In SQL: ended_at IS NULL AND (until IS NULL OR until >= day)."""
    in_time = Q(**{f"{path}until": None}) | Q(**{f"{path}until__gte": day})
    return Q(**{f"{path}ended_at": None}) & in_time


def memberships_of(user):
    """The live memberships of this person; asked once in a request, see `remember`."""
    known = getattr(user, "live_memberships", None)
    return fetched(user) if known is None else known


def fetched(user):
    found = apps.get_model("ledger", "Membership").objects.live(on=localdate()).filter(user=user)
    mine = [*found.select_related("workspace").order_by("workspace__made_at")]
    return sorted(mine, key=lambda member: member.role != Role.OWNER)  # one's own first


def own_workspace(user):
    """The one this person made for themselves, if they did."""
    mine = (member.workspace for member in memberships_of(user) if member.role == Role.OWNER)
    return next(mine, None)


def remember(user):
    """Look once for all of a request; `forget` when that request makes or ends a membership."""
    user.live_memberships = fetched(user)
    return user.live_memberships


def forget(user):
    user.live_memberships = None


def granted(user):
    """The memberships that carry what this request asks for (`asks`, set by the middleware)."""
    asks = getattr(user, "asks", Role.VIEW)
    return [member for member in memberships_of(user) if Role(member.role).covers(asks)]


def managed_by(user):
    """The ids of the workspaces whose sharing is this person's business."""
    return [member.workspace_id for member in memberships_of(user) if member.may_manage]


class ScopedQuerySet(models.QuerySet):
    """Rows of the workspaces somebody is a member of today.

    Who is a member for some debts alone reaches what hangs off those: rows with a `debt`.
    """

    workspace_path = "workspace"

    def for_user(self, user):
        """The rows this person may see; another's row is not there at all."""
        return self.filter(self.seen_by(user))

    def seen_by(self, user):
        mine = granted(user)
        whole = [member.workspace_id for member in mine if member.is_whole]
        seen = Q(**{f"{self.workspace_path}__in": whole})
        if self.debt_path and (debts := [pk for member in mine for pk in member.debt_ids]):
            seen |= Q(**{f"{self.debt_path}__in": debts})
        return seen

    @property
    def debt_path(self):
        if self.model is apps.get_model("ledger", "Debt"):
            return "pk"
        try:
            return self.model._meta.get_field("debt").name
        except FieldDoesNotExist:
            return ""


class MembershipQuerySet(ScopedQuerySet):
    def live(self, *, on):
        """Those that count on this day."""
        return self.filter(still_on(on))

    def workspaces_of(self, person_id):
        """The ids of the workspaces somebody may open now: what the database's own wall asks."""
        mine = self.live(on=localdate()).filter(user=person_id)
        return mine.values_list("workspace_id", flat=True)


class MemberQuerySet(ScopedQuerySet):
    """Rows that are one member's own, such as a calendar address: no other member sees them."""

    def seen_by(self, user):
        return Q(membership__in=[member.pk for member in granted(user) if member.is_whole])

    def standing(self):
        """Those whose member is still one of the whole workspace, and may still sign in: for
        what runs unattended."""
        return self.filter(
            still_on(localdate(), "membership__"),
            membership__scope=Scope.WHOLE,
            membership__user__is_active=True,
        )
