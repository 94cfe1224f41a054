"""Which workspace a request is in, and whose clock and language it follows."""

import zoneinfo

from django.utils import timezone, translation

from ledger.models import Workspace


class CurrentWorkspace:
    """Sets `request.workspace` (None for a visitor and before the first visit's first step)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.workspace = self.find(request)
        if request.workspace is None:
            return self.get_response(request)
        language = request.workspace.language
        request.LANGUAGE_CODE = language
        with (
            timezone.override(zoneinfo.ZoneInfo(request.workspace.time_zone)),
            translation.override(language),
        ):
            response = self.get_response(request)
            response.headers["Content-Language"] = language
            return response

    def find(self, request):
        if not request.user.is_authenticated:
            return None
        return Workspace.objects.for_user(request.user).order_by("made_at").first()
