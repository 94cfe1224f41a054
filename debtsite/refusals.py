"""Answers to what no view may see: too large, broken, or sent to another host's name."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.template.loader import render_to_string

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TAKEN_IN, PIECE = 32 * 1024 * 1024, 64 * 1024


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
