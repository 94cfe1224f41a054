"""Who may see a row: decided here, once, for every model that hangs off a workspace.

A membership counts from the day it is made until it is ended; nothing else in the code asks
about memberships. On SQLite this module is the only wall between workspaces.
"""

from django.db import models


class ScopedQuerySet(models.QuerySet):
    """Rows of the workspaces somebody is a member of today."""

    memberships_path = "workspace__memberships"

    def for_user(self, user):
        """The rows this person may see; another's row is not there at all."""
        path = self.memberships_path
        return self.filter(**{f"{path}__user": user, f"{path}__ended_at": None})


class MemberQuerySet(ScopedQuerySet):
    """Rows that are one member's own, such as a calendar address: no other member sees them."""

    memberships_path = "membership"

    def standing(self):
        """Those whose member is still one, and may still sign in: for what runs unattended."""
        return self.filter(membership__ended_at=None, membership__user__is_active=True)
