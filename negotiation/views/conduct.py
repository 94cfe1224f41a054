"""A company's conduct by the log, and the file for a complaint about it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.models import Creditor
from ledger.views.edits import answer
from negotiation import complaint_file
from negotiation import conduct as by_log
from negotiation.forms.complaints import ComplaintForm
from negotiation.letters.pdf import PdfUnavailable
from negotiation.models import Complaint
from negotiation.views.printed_papers import attached


def find(request, creditor_id):
    return get_object_or_404(
        Creditor.objects.for_user(request.user).select_related("workspace"), pk=creditor_id
    )


@require_safe
def conduct(request, creditor_id):
    """What the log of one company's calls may conflict with, rule by rule."""
    creditor, on = find(request, creditor_id), localdate()
    context = {
        "creditor": creditor,
        "conduct": by_log.of_creditor(creditor, on=on),
        "claim": by_log.claim_rule(),
    }
    return render(request, "negotiation/conduct.html", context)


def complaint_edit(request, creditor_id):
    """The user's own words of a complaint; the file is made from them and the log."""
    creditor = find(request, creditor_id)
    row = Complaint.about(creditor)
    form = ComplaintForm(request.POST or None, instance=row, on=localdate())
    if form.is_valid() and form.save_over(lambda names: row.save(update_fields=names)):
        messages.success(request, _("Saved. Your complaint file is ready."))
        return redirect("negotiation:conduct", creditor.pk)
    context = {
        "form": form,
        "title": _("Your complaint"),
        "intro": _(
            "About {name}. Say what happened and what you want. Leave out what you are not sure of."
        ).format(name=creditor.name),
        "back_url": reverse("negotiation:conduct", args=[creditor.pk]),
    }
    return answer(request, "_form.html", context)


@require_safe
def complaint_pdf(request, creditor_id):
    creditor, on = find(request, creditor_id), localdate()
    try:
        content = complaint_file.to_pdf(creditor, on=on, language=language_of(request))
    except PdfUnavailable as trouble:
        messages.error(request, str(trouble))
        return redirect("negotiation:conduct", creditor.pk)
    return attached(content, "application/pdf", named(creditor, on, "pdf"))


@require_safe
def complaint_text(request, creditor_id):
    creditor, on = find(request, creditor_id), localdate()
    content = complaint_file.to_text(creditor, on=on, language=language_of(request))
    return attached(content, "text/plain; charset=utf-8", named(creditor, on, "txt"))


def language_of(request):
    """One of ours that the file is asked for in; None: the reader's."""
    named = request.GET.get("language")
    return named if named in dict(settings.LANGUAGES) else None


def named(creditor, on, ending):
    return f"{on}-complaint-{slugify(creditor.name) or 'file'}.{ending}"
