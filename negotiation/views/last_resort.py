from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from negotiation import last_resort


@require_safe
def bankruptcy(request):
    """What bankruptcy would change, in outline; whether it fits only a lawyer can say."""
    if request.workspace is None:
        return redirect("negotiation:board")
    found = last_resort.of(request.workspace, on=localdate())
    return render(request, "negotiation/bankruptcy.html", found)
