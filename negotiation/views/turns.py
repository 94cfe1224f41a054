from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from negotiation.order import RULE_OF_THUMB
from negotiation.turns import turns


@require_safe
def which_first(request):
    """Which debt to settle first with the cash at hand, and why."""
    if request.workspace is None:
        return redirect("negotiation:board")
    context = {
        "groups": turns(request.workspace, on=localdate()),
        "rule_of_thumb": RULE_OF_THUMB,
    }
    return render(request, "negotiation/which_first.html", context)
