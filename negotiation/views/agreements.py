from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Debt, Payment
from negotiation import standing
from negotiation.afterwards import afterwards, claimed_by
from negotiation.forms.agreements import AgreementForm, ConfirmationForm, DealPaymentForm
from negotiation.models import Agreement, Instalment, NotInWriting, OfferClosed, PaidAlready
from negotiation.models.agreements import LOOKED_AT


def find(request, agreement_id):
    """The deal, on its debt with all that the engine reads."""
    deal = get_object_or_404(Agreement.objects.for_user(request.user), pk=agreement_id)
    debt = standing.with_history(Debt.objects.for_user(request.user)).get(pk=deal.debt_id)
    return next(each for each in debt.agreements.all() if each.pk == deal.pk)


@require_safe
def agreement_detail(request, agreement_id):
    """Where a deal stands: its paper, its terms, its payments, its proof."""
    deal, on = find(request, agreement_id), localdate()
    parts = list(deal.instalments.all())
    context = {
        "deal": deal,
        "debt": deal.debt,
        "offer": deal.offer,
        "missing": deal.missing_terms if deal.written_on else (),
        "parts": [{"row": part, "late": deal.is_late(part, on=on)} for part in parts],
        "next_part": next((part for part in parts if part.payment is None), None),
        "is_late": any(deal.is_late(part, on=on) for part in parts),
        **after_the_deal(deal, on=on),
    }
    return render(request, "negotiation/agreement_detail.html", context)


def after_the_deal(deal, *, on):
    """What is left to do once the last payment is made, and what is kept of the deal."""
    files = deal.defence_files.select_related("document").filter(document__archived_at=None)
    return {
        "after": afterwards(deal, on=on),
        "files": files if deal.settled_on else (),
        "worksheet": deal.worksheets.first(),
        "form_key": uuid4(),
        "claimed_by": claimed_by(deal),
    }


def agreement_edit(request, agreement_id):
    """Their letter came: what it says, held against the checklist."""
    deal = find(request, agreement_id)
    form = AgreementForm(request.POST or None, request.FILES or None, instance=deal, on=localdate())
    if form.is_valid() and form.keep(by=request.user):
        tell_what_is_missing(request, deal)
        return redirect("negotiation:agreement_detail", deal.pk)
    context = {
        "form": form,
        "deal": deal,
        "terms": form.needed,
        "title": _("Their letter with the deal"),
        "back_url": deal.get_absolute_url(),
    }
    status = 409 if form.conflict else 200
    return render(request, "negotiation/agreement_form.html", context, status=status)


def tell_what_is_missing(request, deal):
    if deal.missing_terms:
        messages.warning(request, _("Kept. Something is missing in it, so pay nothing yet."))
    else:
        messages.success(request, _("Every term is on paper. Now you can pay."))


def instalment_pay(request, instalment_id):
    """A payment of the deal. Without the paper it takes a reason."""
    part = get_object_or_404(Instalment.objects.for_user(request.user), pk=instalment_id)
    deal = find(request, part.agreement_id)
    part.agreement = deal
    on = localdate()
    blank = Payment(workspace=deal.workspace, debt=deal.debt)
    form = DealPaymentForm(
        request.POST or None, request.FILES or None, instance=blank, on=on, part=part
    )
    if form.is_valid() and paid(request, form):
        return redirect("negotiation:agreement_detail", deal.pk)
    context = {
        "form": form,
        "deal": deal,
        "part": part,
        "title": _("Pay what you agreed"),
        "submit_label": _("I have paid this"),
        "back_url": deal.get_absolute_url(),
    }
    return render(request, "negotiation/instalment_form.html", context)


def paid(request, form):
    try:
        _payment, made = form.keep(by=request.user)
    except NotInWriting:
        form.add_error(None, _("Their letter is not in the file, or a term is missing in it."))
        return False
    except PaidAlready:
        messages.info(request, _("This part was paid already. Nothing was changed."))
        return True
    if made:
        messages.success(request, _("Written down. Keep the proof for good."))
    return True


def agreement_confirm(request, agreement_id):
    """The proof that nothing is owed any more."""
    deal = find(request, agreement_id)
    if not deal.settled_on:
        messages.info(request, _("Enter the last payment first."))
        return redirect("negotiation:agreement_detail", deal.pk)
    form = ConfirmationForm(
        request.POST or None, request.FILES or None, instance=deal, on=localdate()
    )
    if form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("It is over, and you can prove it."))
        return redirect("negotiation:agreement_detail", deal.pk)
    context = {
        "form": form,
        "deal": deal,
        "title": _("The proof that it is over"),
        "intro": _("Their letter says that the balance is zero. Keep it for good."),
        "back_url": deal.get_absolute_url(),
    }
    return render(request, "_form.html", context)


@require_POST
def agreement_end(request, agreement_id):
    """The deal is off: nobody paid, or they did not keep to it."""
    deal = find(request, agreement_id)
    try:
        deal.fall_through(by=request.user, on=localdate(), why=request.POST.get("why", "")[:300])
    except OfferClosed:
        messages.error(request, _("This deal is over already. Nothing was changed."))
    else:
        messages.success(request, _("The deal is off. Its cash is free again."))
    return redirect(f"{deal.debt.get_absolute_url()}#talks")


@require_POST
def agreement_look(request, agreement_id):
    """The credit reports are right, or the tax form is here: nothing asks for it any more."""
    deal = find(request, agreement_id)
    name = next((name for name in LOOKED_AT if name in request.POST), None)
    if name and deal.settled_on:
        deal.tick_off(name, by=request.user, on=localdate())
        messages.success(request, _("Written down."))
    return redirect("negotiation:agreement_detail", deal.pk)
