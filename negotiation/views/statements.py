"""The request for a statement: a letter like any other, whose answer is entered here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Debt
from negotiation.forms.answers import AnswerForm
from negotiation.letters.kinds import kind_for
from negotiation.models import RequestClosed, StatementRequest
from negotiation.views import letters


@require_safe
def statement_create(request, debt_id):
    """The letter that asks whoever holds the debt for its figures."""
    debt = get_object_or_404(Debt.objects.for_user(request.user).with_parties(), pk=debt_id)
    if debt.holder is None:
        messages.info(request, _("First say who holds this debt."))
        return redirect("ledger:debt_holder", debt.pk)
    return redirect("negotiation:letter_create", debt.pk, kind_for(debt.holder.party).id)


def find(request, statement_id):
    return get_object_or_404(
        StatementRequest.objects.for_user(request.user).select_related("letter__mailing", "debt"),
        pk=statement_id,
    )


@require_safe
def statement_detail(request, statement_id):
    return redirect("negotiation:letter_detail", find(request, statement_id).letter_id)


@require_POST
def statement_answer(request, statement_id):
    asked = find(request, statement_id)
    form = AnswerForm(request.POST, request.FILES, request_row=asked, on=localdate())
    if not form.is_valid():
        return letters.show(request, letters.find(request, asked.letter_id), answer_form=form)
    try:
        form.keep(by=request.user)
    except RequestClosed:
        messages.error(request, _("This request is closed. Nothing was changed."))
    else:
        messages.success(request, _("Their answer is in the file."))
    return redirect(asked.debt)


@require_POST
def statement_again(request, statement_id):
    """They did not answer in time: close the request and write the next letter."""
    asked = find(request, statement_id)
    try:
        asked.give_up(on=localdate(), by=request.user)
    except RequestClosed:
        messages.error(request, _("Their time to answer is not over. Nothing was changed."))
        return redirect("negotiation:letter_detail", asked.letter_id)
    return redirect("negotiation:statement_create", asked.debt_id)
