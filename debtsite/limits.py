"""How much one person, and all of them together, may ask of the site in a while.

Whoever goes too fast is told so in plain words, when it goes on, and keeps what was typed. What
counts is decided here, by route; how much is for the operator (settings.LIMITS).
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from debtsite.rates import Rate
from ledger.models import Allowance

TOLD = {
    "letters": gettext_lazy("You made %(most)d letters in %(span)s."),
    "drawings": gettext_lazy("We drew %(most)d previews for you in %(span)s."),
    "papers": gettext_lazy("You printed %(most)d papers in %(span)s."),
    "uploads": gettext_lazy("You added %(most)d files in %(span)s."),
    "exports": gettext_lazy("You asked for %(most)d copies in %(span)s."),
    "mails": gettext_lazy("We sent %(most)d e-mails for you in %(span)s."),
    "signups": gettext_lazy("%(most)d people signed up in %(span)s."),
    "calculations": gettext_lazy("You worked out %(most)d answers in %(span)s."),
}
SPANS = {
    "minute": gettext_lazy("one minute"),
    "hour": gettext_lazy("one hour"),
    "day": gettext_lazy("one day"),
}
POSTED = {
    "account_signup": "signups",
    "negotiation:print_run_create": "papers",
    "negotiation:print_run_resume": "papers",
    "negotiation:defence_create": "papers",
    "negotiation:round_create": "letters",
    "negotiation:export_create": "exports",
    "ledger:invitation_create": "mails",
    "ledger:invitation_again": "mails",
}
LOOKED_AT = {
    "negotiation:complaint_pdf": "papers",
    "negotiation:letter_cover": "papers",
    "negotiation:letter_docx": "papers",
    "negotiation:letter_proof": "papers",
    "negotiation:plan_on_paper": "papers",
    "negotiation:bankruptcy": "calculations",
    "negotiation:plan": "calculations",
    "negotiation:plan_ways": "calculations",
    "ledger:dates": "calculations",
    "ledger:garnishment": "calculations",
    "ledger:insolvency": "calculations",
    "ledger:recording": "calculations",
    "ledger:true_cost": "calculations",
}
WRITES_A_LETTER = "negotiation:letter_create"
PRINTS_SEVERAL = "negotiation:print_run_create"
# Given back where nothing was done. A file that was looked through and a page that was drawn are
# work done, whatever mistake stood in the form.
ACTS = ("letters", "exports", "mails", "signups")
SECRETS = ("csrfmiddlewaretoken", "password", "code")  # never on the page that asks to wait
DEFAULT_WAIT = 300  # seconds; where only the account library knows how long


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was too much, and when it goes on."""

    kind: str
    rate: Rate
    until: datetime

    def __str__(self):
        told = _("Many people use this site just now.")
        if self.rate.whose == "person":
            told = TOLD[self.kind] % {"most": self.rate.most, "span": SPANS[self.rate.per]}
        return f"{told} {self.goes_on}"

    @property
    def goes_on(self):
        until = timezone.localtime(self.until)
        time = time_format(until, "TIME_FORMAT")
        if until.date() == timezone.localdate():
            return _("You can go on at {time}.").format(time=time.removesuffix("."))  # of "a.m."
        return _("You can go on at {time} on {day}.").format(
            time=time, day=date_format(until, "DATE_FORMAT")
        )

    @property
    def wait(self):
        """Seconds, never none."""
        return max(1, round((self.until - timezone.now()).total_seconds()))


def take(kind, *, who="", amount=1):
    """Use some of what this person (a word for them that stays the same) and the site have left.

    Where one of the two refuses, nothing of the other is used.
    """
    used = []
    for rate, key in keys(kind, who):
        if until := Allowance.objects.take(key, rate, now=timezone.now(), amount=amount):
            leave(used, amount)
            return Refusal(kind, rate, until)
        used.append((rate, key))
    return None


def give_back(kind, *, who="", amount=1):
    leave(keys(kind, who), amount)


def leave(used, amount):
    for rate, key in used:
        Allowance.objects.give_back(key, min(amount, rate.most))  # no more was taken


def keys(kind, who):
    for rate in settings.LIMITS[kind]:
        if rate.whose == "site":
            yield rate, f"{kind}:{rate.per}:site"
        elif who:
            yield rate, f"{kind}:{rate.per}:{who}"


class Limits:
    """Middleware: counts what a request asks for before its view, and takes care of who waits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.taken, request.refusal = [], None
        response = self.get_response(request)
        if request.refusal:
            response.status_code = 429
            response.headers["Retry-After"] = str(request.refusal.wait)
        if response.status_code not in (302, 303):
            for asked in request.taken:
                give_back(**asked)
        return response

    def process_view(self, request, view, args, kwargs):
        for kind, amount in asked_for(request):
            asked = {"kind": kind, "who": str(request.user.pk or ""), "amount": amount}
            if refusal := take(**asked):
                request.refusal = refusal
                return refused(request, kind)
            if kind in ACTS:
                request.taken.append(asked)
        return None


def asked_for(request):
    """What counts, and how much of it; a page is drawn with every letter that is made."""
    route = request.resolver_match.view_name
    if request.method in ("GET", "HEAD"):
        kind = LOOKED_AT.get(route)
        return [(kind, 1)] if kind == "papers" or (kind and request.GET) else []
    if request.method != "POST":
        return []
    if route == WRITES_A_LETTER:
        return [("drawings", 1), *([("letters", 1)] if "issue" in request.POST else [])]
    kind = POSTED.get(route) or ("uploads" if request.FILES else "")
    several = len(request.POST.getlist("letters")) if route == PRINTS_SEVERAL else 1
    return [(kind, max(1, several))] if kind else []


def refused(request, kind):
    """A letter too many is drawn and kept all the same; whatever else is too much waits."""
    writes = request.resolver_match.view_name == WRITES_A_LETTER
    if writes and kind == "letters" and not request.htmx:
        return only_keep(request)
    return ask_to_wait(request)


def only_keep(request):
    """The letter is not made; its page is shown again, and what was typed is kept as its draft."""
    request.POST = request.POST.copy()
    request.POST.pop("issue", None)
    messages.error(request, f"{request.refusal} {_('What you typed is kept.')}")


def ask_to_wait(request):
    context = {"refusal": request.refusal, "typed": typed(request), "files": [*request.FILES]}
    if request.htmx:
        return HttpResponse(render_to_string("_limit.html", context, request))
    return render(request, "limit.html", context)


def typed(request):
    """What the form held, to be sent once more."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for value in values
    ]


def too_many_tries(request):
    """The answer of the account library's own limits."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(DEFAULT_WAIT)
    return response
