from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.forms.documents import DocumentForm
from ledger.models import Debt, Document
from ledger.views.undo import done_with_undo

# whatever is in the file: it runs nothing, loads nothing and is guessed to be nothing else
INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def document_create(request, debt_id):
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    blank = Document(workspace=debt.workspace, debt=debt)
    form = DocumentForm(request.POST or None, request.FILES or None, instance=blank, on=localdate())
    if form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("The paper is in the file."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "title": _("Add a paper"),
        "intro": _("For {name}. A photo will do; the place it was taken is removed.").format(
            name=debt.nickname
        ),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "ledger/document_form.html", context)


@require_safe
def document_list(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    documents = list(debt.documents.all())
    context = {
        "debt": debt,
        "documents": [document for document in documents if not document.archived_at],
        "documents_away": [document for document in documents if document.archived_at],
    }
    return render(request, "ledger/document_list.html", context)


@require_safe
def document_file(request, document_id):
    document = get_object_or_404(Document.objects.for_user(request.user), pk=document_id)
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        as_attachment=not document.is_image,
        filename=document.download_name,
        content_type=document.content_type,
        headers=INERT,
    )


@require_POST
def document_archive(request, document_id):
    document = get_object_or_404(
        Document.objects.for_user(request.user).select_related("debt"), pk=document_id
    )
    document.archive(by=request.user, on=localdate())
    done_with_undo(
        request,
        _("{title} is put away. Nothing is deleted.").format(title=document.title),
        reverse("ledger:document_restore", args=[document.pk]),
    )
    return redirect(document.debt)


@require_POST
def document_restore(request, document_id):
    document = get_object_or_404(
        Document.objects.for_user(request.user).select_related("debt"), pk=document_id
    )
    document.restore(by=request.user, on=localdate())
    messages.success(request, _("{title} is back in the file.").format(title=document.title))
    return redirect(document.debt)
