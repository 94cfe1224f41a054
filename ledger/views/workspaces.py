from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.forms.workspaces import WorkspaceForm
from ledger.models import Workspace
from ledger.tenancy import Role, needs
from ledger.views.edits import answer


@needs(Role.MANAGE)
def workspace_edit(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    form = WorkspaceForm(request.POST or None, instance=workspace, on=localdate())
    if form.is_valid() and form.save_over(workspace.change):
        with translation.override(workspace.language):  # the new one, at once
            messages.success(request, _("Your settings are saved."))
        return redirect("ledger:workspace_edit", workspace.pk)
    context = {"form": form, "title": _("Your details and money")}
    return answer(request, "ledger/workspace_form.html", context)
