"""For the operator: who may sign in, and which workspaces they are members of.

Nobody's debts are shown here. Workspaces go by their ids, and nothing can be added or deleted.
"""

from django.contrib import admin
from django.contrib.auth.models import Group

from ledger.models import Membership, User


class LookOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(LookOnly):
    list_display = ["email", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email"]
    fields = ["email", "is_active", "is_staff", "date_joined", "last_login"]
    readonly_fields = ["email", "date_joined", "last_login"]


@admin.register(Membership)
class MembershipAdmin(LookOnly):
    list_display = ["id", "workspace_id", "user", "role", "scope", "until", "made_at", "ended_at"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["workspace_id", "user", "role", "scope", "until", "made_at", "ended_at"]
    readonly_fields = ["workspace_id", "user", "role", "scope", "until", "made_at"]


admin.site.unregister(Group)
