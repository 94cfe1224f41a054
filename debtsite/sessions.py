"""Where somebody is signed in, and signing out there."""

import re

from allauth.account.adapter import get_adapter
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ledger.models import Activity

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def session_list(request):
    sessions = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda session: (not session.is_current(), -session.created_at.timestamp()),
    )
    if request.method == "POST":
        return session_end(request, sessions)
    rows = [{"session": session, "device": device(session.user_agent)} for session in sessions]
    return render(request, "usersessions/usersession_list.html", {"rows": rows})


def session_end(request, sessions):
    """Signs out one session (`which` is its id), the others, or all of them."""
    chosen = request.POST.get("which", "others")
    wanted = {
        "all": lambda session: True,
        "others": lambda session: not session.is_current(),
    }.get(chosen, lambda session: str(session.pk) == chosen)
    ended = [session for session in sessions if wanted(session)]
    if not ended and chosen != "others":
        raise Http404
    here = any(session.is_current() for session in ended)
    for session in ended:
        if not session.is_current():
            name = device_name(session.user_agent)
            Activity.record("device_signed_out", person=request.user, device=name)
    end_sessions(request, ended)
    if here:
        return redirect(get_adapter().get_logout_redirect_url(request))
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")


def device(user_agent):
    return device_name(user_agent) or _("Unknown device")


def device_name(user_agent):
    """What a browser calls itself, in words people use: Firefox, Windows."""
    browser = next((name for sign, name in BROWSERS.items() if f"{sign}/" in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if re.search(sign, user_agent)), "")
    return ", ".join(filter(None, (browser, system)))
