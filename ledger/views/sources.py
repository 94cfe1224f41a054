from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ledger import labels, sources_page
from ledger.law.sourced import Question
from ledger.law.sources import state_names


@require_safe
def sources(request):
    """Every legal figure by question; what is folded comes only when it is asked for.

    ?open= opens a question and ?states=all those of its states, ?state= puts one state first,
    ?show=all shows everything.
    """
    show_all = request.GET.get("show") == "all"
    opened = set(Question) if show_all else {*Question} & {request.GET.get("open")}
    unfolded = opened if show_all or request.GET.get("states") == "all" else ()
    state = state_asked(request)
    shown = sources_page.sections(state, on=localdate(), unfolded=unfolded)
    context = {
        "sections": shown,
        "states": [(code, name) for code, name in labels.states() if code in state_names()],
        "state": state,
        "state_name": labels.STATES.get(state, ""),
        "show_all": show_all,
        "opened": opened,
        "count": sum(section.count for section in shown),
        "old": sum(section.old for section in shown),
    }
    return render(request, "ledger/sources.html", context)


def state_asked(request):
    """The state asked for; the household's own where the address names none."""
    own = request.workspace.state if request.workspace else ""
    state = request.GET.get("state", own)
    return state if state in state_names() else ""
