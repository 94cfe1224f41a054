from itertools import groupby

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ledger.dates import add_months
from negotiation import agenda
from negotiation.step_pages import lateness

MONTHS = 12  # what lies further away is shown when asked for


@require_safe
def calendar(request):
    """What is late, what is due today, and then month by month."""
    workspace = request.workspace
    if workspace is None:
        return redirect("ledger:first_visit")
    on = localdate()
    entries = agenda.of(workspace, on=on)
    ahead = [entry for entry in entries if entry.on > on]
    near = [entry for entry in ahead if entry.on <= add_months(on, MONTHS)]
    everything = "all" in request.GET
    context = {
        "on": on,
        "late": [
            {"entry": entry, "late": lateness(entry.on, on=on)}
            for entry in entries
            if entry.is_late
        ],
        "today": shown(entry for entry in entries if entry.on == on),
        "months": by_month(ahead if everything else near),
        "further": 0 if everything else len(ahead) - len(near),
    }
    return render(request, "negotiation/calendar.html", context)


def shown(entries):
    return [{"entry": entry, "late": ""} for entry in entries]


def by_month(entries):
    months = groupby(entries, key=lambda entry: entry.on.replace(day=1))
    return [{"first": first, "items": shown(found)} for first, found in months]
