"""The proof of a settled debt in one file, and the answer to whoever asks for it again."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models.documents import NoRoom
from negotiation import defence
from negotiation.forms import letter_data
from negotiation.forms.defence import DefenceForm
from negotiation.letters.kinds import KINDS
from negotiation.letters.offering import write_url
from negotiation.letters.pdf import PdfUnavailable
from negotiation.letters.recipients import addressee
from negotiation.models import DefenceFile, LetterDraft
from negotiation.printing.binding import Unprintable
from negotiation.views.agreements import find

DISPUTE = KINDS["L3"]


@require_POST
def defence_create(request, agreement_id):
    deal = find(request, agreement_id)
    if not deal.settled_on:
        messages.info(request, _("Enter the last payment first."))
        return redirect(deal)
    form = DefenceForm(request.POST)
    made = made_now(request, deal, **form.cleaned_data) if form.is_valid() else None
    return redirect(made or deal)


def made_now(request, deal, scope, form_key):
    """The file; None, with the reason for the reader, where it cannot be made."""
    try:
        made, _new = defence.make(deal, scope, by=request.user, on=localdate(), form_key=form_key)
    except NoRoom:
        messages.error(
            request, _("Your workspace is full: its papers may have up to 200 MB in all.")
        )
    except PdfUnavailable as trouble:
        messages.error(request, str(trouble))
    except Unprintable:
        messages.error(request, _("Its papers are too much for one file. Try the one to send."))
    except FileNotFoundError:
        messages.error(request, _("A paper of this debt is missing on the disk. Restore it first."))
    else:
        return made
    return None


@require_safe
def defence_file(request, defence_id):
    """The file, and each part of it with its fingerprint worked out anew."""
    file = get_object_or_404(
        DefenceFile.objects.for_user(request.user).select_related("document", "debt"), pk=defence_id
    )
    try:
        found = defence.checked(file)
    except (FileNotFoundError, PdfUnavailable, Unprintable):
        found = None
    context = {
        "file": file,
        "debt": file.debt,
        "parts": found[1] if found else [],
        "is_whole": bool(found) and defence.is_whole(found),
    }
    return render(request, "negotiation/defence_file.html", context)


@require_POST
def defence_answer(request, agreement_id):
    """Somebody asks for a settled debt again: a dispute with the proof behind it, ready to read."""
    deal = find(request, agreement_id)
    debt = deal.debt
    to = addressee(debt, DISPUTE, str(debt.holder.pk)) if debt.holder else None
    if not deal.settled_on or to is None:
        messages.info(request, _("That letter is for collectors. Here are those that fit."))
        return redirect("negotiation:letter_choose", debt.pk)
    file = newest_to_send(deal) or made_now(request, deal, defence.SEND, uuid4())
    if file is None:
        return redirect(deal)
    kept = debt.letter_drafts.kept().filter(kind=DISPUTE.id, recipient=to.key).first()
    begun = kept.answers if kept else letter_data.begun(debt, DISPUTE, to, on=localdate())
    begun = begun if isinstance(begun, dict) and kept else dict(begun.lists())
    LetterDraft.keep(debt, DISPUTE.id, to.key, begun | settled(deal, file))
    return redirect(write_url(debt, DISPUTE.id, to.key))


def newest_to_send(deal):
    """The file to send that holds all the proof there is by now."""
    proof = str(deal.confirmation_id or "")
    return next(
        (
            file
            for file in deal.defence_files.filter(
                scope=defence.SEND, document__archived_at=None
            ).select_related("document")
            if not proof or any(part["row"] == proof for part in file.parts)
        ),
        None,
    )


def settled(deal, file):
    """The answers of the dispute that the deal knows."""
    paid = sum(part.payment.amount for part in deal.instalments.all() if part.payment)
    return {
        "form_key": [str(uuid4())],
        "ground": ["settled"],
        "settled_on": [str(deal.written_on or deal.agreed_on)],
        "settled_amount": [letter_data.as_typed(paid)],
        "documents": [str(file.document_id)],
    }
