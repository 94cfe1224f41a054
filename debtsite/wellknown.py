"""What machines ask any site for: whom to tell of a hole (RFC 9116), and what to leave alone."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=180)  # the standard asks for less than a year
TEXT = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def security_txt(request):
    """Only where the operator said whom to tell: a file without an address helps nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    day = (timezone.now() + GOOD_FOR).astimezone(UTC).date()
    fields = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en, es",
        "Canonical": settings.SITE_URL.geturl().rstrip("/") + reverse("security_txt"),
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(lines, content_type=TEXT)


@login_not_required
@require_safe
def robots_txt(request):
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type=TEXT)
