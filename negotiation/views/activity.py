from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledger.activity_words import GROUPS
from negotiation.activity import page


@require_safe
def activity(request):
    """What was done with the account and in the workspace, by whom; one kind of it with `show`."""
    group = request.GET.get("show", "")
    group = group if group in GROUPS else ""
    found, entries = page(request.user, request.workspace, group, request.GET.get("page"))
    context = {
        "page": found,
        "entries": entries,
        "groups": GROUPS,
        "group": group,
        "devices": request.user.usersession_set.count(),
    }
    return render(request, "negotiation/activity.html", context)
