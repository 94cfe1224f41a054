"""The answer to a form over a row: its page, or both versions where another window saved first."""

from django.shortcuts import render
from django.utils.timezone import localtime


def answer(request, template, context):
    form = context["form"]
    if not form.conflict:
        return render(request, template, context)
    word = form.last_word
    context |= {
        "saved_by": word.by.email if word and word.by and word.by != request.user else "",
        "saved_by_me": bool(word and word.by == request.user),
        "saved_at": word and localtime(word.recorded_at),
    }
    return render(request, "ledger/both_versions.html", context, status=409)
