"""Deadlines outside the site: a calendar address, and mail. Each member chooses for themselves."""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debtsite.rates import Rate
from ledger import time_zones
from ledger.models import Allowance
from ledger.tenancy import Role, needs
from ledger.walls.inside import by_key
from negotiation import calendar_file, digests
from negotiation.forms.calendar_reach import CalendarFeedForm, DigestForm
from negotiation.models import CalendarFeed, Digest
from negotiation.models.calendar_feeds import hash_of

HOUR = 3600
TRIES = {"address": 60, "visitor": 600}  # how often a calendar may be asked for in an hour


@needs(Role.VIEW)  # each member's own choice
def calendar_reach(request):
    """Where my calendar reads my deadlines, and whether mail tells me of them."""
    if request.workspace is None:
        return redirect("ledger:first_visit")
    mine = request.workspace.membership_of(request.user)
    digest = Digest.objects.for_user(request.user).filter(membership=mine).first()
    digest = digest or Digest(workspace=request.workspace, membership=mine)
    feed = CalendarFeed.objects.for_user(request.user).open().filter(membership=mine).first()
    form = DigestForm(request.POST or None, instance=digest, on=localdate())
    if form.is_valid():
        Digest.choose(mine, on=localdate(), **form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("negotiation:calendar_reach")
    zone = request.workspace.time_zone
    context = {
        "zone": time_zones.HERE.get(zone, zone.replace("_", " ")),
        "digest_form": form,
        "mail_leaves": settings.HAS_MAIL_SERVER,
        "feed": feed,
        "address": calendar_file.address(feed.path) if feed and feed.path else "",
        "feed_form": CalendarFeedForm(instance=CalendarFeed(workspace=request.workspace), on=None),
    }
    return render(request, "negotiation/calendar_reach.html", context)


@needs(Role.VIEW)
@require_POST
def calendar_feed_create(request):
    if request.workspace is None:
        return redirect("ledger:first_visit")
    mine = request.workspace.membership_of(request.user)
    feed = CalendarFeed(workspace=request.workspace, membership=mine)
    form = CalendarFeedForm(request.POST, instance=feed, on=localdate())
    if form.is_valid():
        CalendarFeed.open_for(
            mine,
            details=form.cleaned_data["details"],
            form_key=form.cleaned_data["form_key"] or feed.form_key,
            now=timezone.now(),
        )
        messages.success(request, _("Your calendar address is ready."))
    return redirect("negotiation:calendar_reach")


@needs(Role.VIEW)
@require_POST
def calendar_feed_revoke(request, feed_id):
    feed = get_object_or_404(CalendarFeed.objects.for_user(request.user), pk=feed_id)
    feed.revoke(now=timezone.now())
    messages.success(request, _("The address no longer works."))
    return redirect("negotiation:calendar_reach")


@login_not_required
@require_safe
def calendar_feed(request, token):
    """For calendar programs: the secret in the address is all they know."""
    if asked_too_often("visitor", visitor(request)):
        return ask_to_wait(request)
    with by_key(CalendarFeed, hash_of(token)):
        known = calendar_file.leads_anywhere(token)  # a guess is counted for its visitor alone
        waits = known and asked_too_often("address", token)
        found = None if waits else calendar_file.behind(token)
    if waits:
        return ask_to_wait(request)
    if found is None:
        raise Http404
    return HttpResponse(
        found,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="debtsite.ics"'},
    )


def visitor(request):
    """Where somebody comes from; all of an IPv6 network that is one's own counts as one."""
    return truncate_ip(get_adapter().get_client_ip(request) or "")


def asked_too_often(kind, who):
    """Counted by the hour; what is counted is kept only as a hash."""
    key = f"calendar:{kind}:{sha256(who.encode()).hexdigest()}"
    rate = Rate(TRIES[kind], "hour", "person")
    return Allowance.is_used_up(key, rate, now=timezone.now())


def ask_to_wait(request):
    response = render(request, "429.html", status=429)
    response["Retry-After"] = HOUR
    response._has_been_logged = True  # the log would keep the address, which is a secret
    return response


@csrf_exempt  # mail programs send this for their reader; the link itself says whose it is
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request, token):
    """Looking at the link changes nothing: mail scanners open every link they find."""
    with by_key(Digest, digests.row_of(token)):
        digest = digests.behind(token)
        if digest is None:
            raise Http404
        if request.method == "POST":
            digest.stop()
    with translation.override(digest.workspace.language):
        stopped = request.method == "POST" or digest.every == Digest.Every.NEVER
        return render(request, "negotiation/digest_stop.html", {"stopped": stopped})
