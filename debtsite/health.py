"""/healthz says that this process lives, /readyz that it can do its work: database and storage."""

import logging

from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from health_check import Database, Storage
from health_check.exceptions import HealthCheckException

CHECKS = {"database": Database, "storage": Storage}
TEXT, JSON = "text/plain", "application/json"
log = logging.getLogger(__name__)


class Health:
    """Answers before anybody's session is looked up: that takes the database, which may be down."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": alive, "/readyz": ready}

    def __call__(self, request):
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer(request)


def alive(request):
    return HttpResponse("ok\n", content_type=TEXT)


def ready(request):
    """Which checks hold, and no more: why one fails is for the log, not for strangers."""
    found = {name: "ok" if holds(name, check()) else "failed" for name, check in CHECKS.items()}
    status = 503 if "failed" in found.values() else 200
    if request.get_preferred_type([TEXT, JSON]) == JSON:
        return JsonResponse(found, status=status)
    lines = "".join(f"{name}: {state}\n" for name, state in found.items())
    return HttpResponse(lines, status=status, content_type=TEXT)


def holds(name, check):
    try:
        check.run()
    except (HealthCheckException, DatabaseError, OSError) as error:
        log.error("Not ready, %s: %s", name, error)
        return False
    return True
