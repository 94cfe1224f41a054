from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from negotiation.letters.compose import sheet_of
from negotiation.models import Letter


def letter_detail(request, letter_id):
    letter = get_object_or_404(
        Letter.objects.for_user(request.user)
        .select_related("debt", "statement_request")
        .defer("pdf", "data"),
        pk=letter_id,
    )
    context = {"letter": letter, "debt": letter.debt, "sheet": sheet_of(letter.html)}
    return render(request, "negotiation/letter_detail.html", context)


def letter_pdf(request, letter_id):
    """The bytes as they were issued, whatever the templates say today."""
    letter = get_object_or_404(
        Letter.objects.for_user(request.user).defer("html", "data"), pk=letter_id
    )
    name = f"{letter.issued_on}-{slugify(letter.title)}-{slugify(letter.recipient)}.pdf"
    return HttpResponse(
        bytes(letter.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
