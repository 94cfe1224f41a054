from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ledger.models import Workspace
from negotiation import outcome_page
from negotiation.forms.outcomes import OutcomesForm
from negotiation.weighing import FIRM_PERCENT


@require_safe
def outcomes(request, workspace_id):
    """What was asked, offered and agreed so far, and what it saved."""
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    form = OutcomesForm(request.GET if "rate" in request.GET else None)
    rate = form.asked()
    found = outcome_page.of(workspace, rate=rate)
    context = {
        "form": form,
        "workspace": workspace,
        "rate": rate,
        "all": found["all"],
        "groups": found["groups"],
        "firm_percent": FIRM_PERCENT,
    }
    return render(request, "negotiation/outcomes.html", context)
