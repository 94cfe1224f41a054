"""Answers to what no view may see: too large, broken, or sent to another host's name.

And to what no view can help: a database that is busy, away or without room. Nothing of such a
request was saved; the page says so, and holds what was sent, to be sent again.
"""

import errno
import shutil
import sqlite3
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.template.loader import render_to_string
from psycopg.errors import DiskFull

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TAKEN_IN, PIECE = 32 * 1024 * 1024, 64 * 1024
LEAST = 1024 * 1024  # bytes that a writer of SQLite may need
SOON = 10  # seconds: a database is back, or a queue is shorter
NOT_KEPT = ("/accounts/", "/admin/")  # passwords and codes are sent there: no page repeats them


def bad_request(request, exception):
    if not isinstance(exception, TOO_MUCH):
        return HttpResponseBadRequest(render_to_string("400.html"))
    take_in(request)
    return HttpResponse(render_to_string("413.html"), status=413)


def take_in(request):
    """The rest of what is being sent, within reason: a browser still sending shows no answer."""
    try:
        for _ in range(TAKEN_IN // PIECE):
            if not request.read(PIECE):
                return
    except UnreadablePostError:
        pass  # it went away


def failed(request):
    """A page for what went wrong on our side; it may count on nothing, not even the database."""
    error = sys.exc_info()[1]
    full = is_full(error)
    if not full and not is_busy(error):
        return HttpResponse(render_to_string("500.html"), status=500)
    context = {"full": full, "again": sent_before(request)}
    page = render_to_string("503.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(SOON)})


def is_busy(error):
    """Whether the same may well work in a moment: nothing is wrong with what was asked."""
    if isinstance(error, InterfaceError):  # the connection broke while it was used
        return True
    cause = error.__cause__ if error else None
    wrong_query = isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", None) in (
        sqlite3.SQLITE_ERROR,
        None,
    )
    return isinstance(error, OperationalError) and not wrong_query


def is_full(error):
    """Whether a disk has no room left: ours, or the database's."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    cause = error.__cause__ if error else None
    if isinstance(cause, sqlite3.OperationalError) and is_busy(error):
        return cause.sqlite_errorcode == sqlite3.SQLITE_FULL or no_room_for_sqlite()
    return isinstance(cause, DiskFull)


def no_room_for_sqlite():
    """Without any room it cannot even open its file, and does not say why."""
    file = Path(settings.DATABASES["default"]["NAME"])
    return shutil.disk_usage(file.parent).free < LEAST


def sent_before(request):
    """What a form sent, as [(name, value)], to be sent once more; nothing where it cannot be."""
    if request.method != "POST" or request.path.startswith(NOT_KEPT):
        return []
    try:
        if request.FILES:  # no page can hold a file: the browser's way back still has it
            return []
        return [(name, value) for name, values in request.POST.lists() for value in values]
    except (*TOO_MUCH, UnreadablePostError):
        return []
