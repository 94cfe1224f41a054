"""Says what was done, with a button that undoes it at once."""

from django.contrib import messages
from django.template.loader import render_to_string


def done_with_undo(request, sentence, undo_url):
    shown = {"sentence": sentence, "undo_url": undo_url}
    messages.success(request, render_to_string("ledger/_undo.html", shown, request=request))
