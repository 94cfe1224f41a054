"""Papers that go with one letter: its cover sheet, its proof of mailing, a copy to edit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from negotiation.letters.docx import DOCX, to_docx
from negotiation.letters.letter import LetterContent
from negotiation.letters.pdf import PdfUnavailable
from negotiation.models import Letter
from negotiation.printing import papers


@require_safe
def letter_cover(request, letter_id):
    return paper(request, letter_id, papers.cover_sheet, "cover")


@require_safe
def letter_proof(request, letter_id):
    return paper(request, letter_id, papers.proof_of_mailing, "proof-of-mailing")


def paper(request, letter_id, make, name):
    letter = get_object_or_404(
        Letter.objects.for_user(request.user)
        .select_related("workspace", "mailing")
        .prefetch_related("papers__document")
        .defer("html", "pdf"),
        pk=letter_id,
    )
    try:
        content = make(letter)
    except PdfUnavailable as trouble:
        messages.error(request, str(trouble))
        return redirect("negotiation:letter_detail", letter.pk)
    return attached(content, "application/pdf", f"{letter.issued_on}-{name}.pdf")


@require_safe
def letter_docx(request, letter_id):
    """For those who must change something by hand; what was issued stays as it is."""
    letter = get_object_or_404(
        Letter.objects.for_user(request.user).defer("html", "pdf"), pk=letter_id
    )
    try:
        content = to_docx(LetterContent.restore(letter.data))
    except PdfUnavailable as trouble:
        messages.error(request, str(trouble))
        return redirect("negotiation:letter_detail", letter.pk)
    name = f"{letter.issued_on}-{slugify(letter.title)}-{slugify(letter.recipient)}.docx"
    return attached(content, DOCX, name)


def attached(content, content_type, name):
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
