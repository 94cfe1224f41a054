"""Which workspace a request is in, what it may do there, and by whose clock and in whose words."""

import zoneinfo

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.timezone import localdate

from ledger import tenancy
from ledger.changes import watched
from ledger.models import Activity
from ledger.reach import is_out_of_reach, names_a_row, workspace_named
from ledger.tenancy import CHOSEN, Role

OURS = ("ledger", "negotiation")  # the pages that are about a workspace
SHOWN_IN = "shown_in"  # in forms whose address names no row: another window may be elsewhere


class CurrentWorkspace:
    """Sets `request.member` and `request.workspace`, None for a visitor and before the first
    visit's first step: of the row the address names, else what was opened last."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.member = request.workspace = None
        request.places, request.looks_only, request.is_told = (), False, False
        with timezone.override(None), translation.override(translation.get_language()):
            if request.user.is_authenticated:
                request.places = tenancy.remember(request.user)
                enter(request, chosen(request))
            with watched() as changes:
                response = self.get_response(request)
            tell_of(changes, request, response)
            if request.workspace:
                response.headers["Content-Language"] = translation.get_language()
            return response

    def process_view(self, request, view, args, kwargs):
        if not is_ours(request, view):
            return None
        if not follow(request, kwargs) or request.member is None:
            return None  # nobody's row that this person knows: the view finds nothing either
        if is_out_of_reach(request, kwargs):
            raise Http404
        come(request)
        request.user.asks = tenancy.needed_for(view, request.method)
        request.looks_only = not (request.member.may_act or hasattr(view, "needs"))
        for_oneself = getattr(view, "needs", "") == Role.VIEW
        request.is_told = not (request.member.is_owner or for_oneself)
        if Role(request.member.role).covers(request.user.asks):
            return None
        return render(request, "ledger/look_only.html", status=403)


def is_ours(request, view):
    ours = request.resolver_match.namespaces[:1] in ([name] for name in OURS)
    return ours and request.user.is_authenticated and getattr(view, "login_required", True)


def chosen(request):
    """What was opened last, while it may still be; else somebody's own, else the oldest."""
    last = request.session.get(CHOSEN)
    known = (member for member in request.places if str(member.workspace_id) == last)
    return next(known, request.places[0] if request.places else None)


def follow(request, kwargs):
    """Go where the request belongs; whether it is a place of this person's."""
    named = meant(request, kwargs)
    if named is None:
        return True
    member = next((one for one in request.places if str(one.workspace_id) == named), None)
    if member is None and not names_a_row(kwargs):
        raise Http404  # no view may take the form of one place for another's
    if member and member != request.member:
        enter(request, member)
        request.session[CHOSEN] = str(member.workspace_id)
    return member is not None


def meant(request, kwargs):
    """The workspace of the row the address names, else the one its form was shown in. None in
    the usual case: each view looks into the only workspace there is."""
    if not names_a_row(kwargs):
        return request.POST.get(SHOWN_IN)
    mine = request.places
    in_one_of_their_own = len(mine) == 1 and mine[0].is_owner
    return None if in_one_of_their_own else str(workspace_named(kwargs))


def enter(request, member):
    """The debtor's clock, so that a deadline means their day; their words for themselves alone."""
    if member is None:
        return
    request.member, request.workspace = member, member.workspace
    timezone.activate(zoneinfo.ZoneInfo(member.workspace.time_zone))
    if member.is_owner:
        request.LANGUAGE_CODE = member.workspace.language
        translation.activate(member.workspace.language)


def come(request):
    """Somebody else's first look of a day is told to whoever shared."""
    member = request.member
    if not member.is_owner and member.come(on=localdate()):
        write(request, "share_used")


def tell_of(changes, request, response):
    """Whatever somebody else changed is told too, where no debt's history tells it."""
    acts = request.is_told and request.method not in tenancy.LOOKING
    if acts and response.status_code < 400 and changes.is_untold:
        write(request, "share_acted")


def write(request, kind):
    person = request.user
    Activity.record(kind, person=person, workspace=request.workspace, email=person.email)


def rights(request):
    """For templates: what is offered on this page. The server decides all the same."""
    member = getattr(request, "member", None)
    return {
        "may_act": not getattr(request, "looks_only", False),
        "may_manage": member is not None and member.may_manage,
        "in_part": member is not None and not member.is_whole,
        "places": getattr(request, "places", ()),
    }
