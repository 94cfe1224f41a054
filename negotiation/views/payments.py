from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.models import Debt, Payment
from negotiation.forms.payments import PaymentMadeForm


def payment_create(request, debt_id):
    """A payment somebody made; while a deal is not on paper, only with open eyes."""
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    deal = unwritten_deal(debt)
    blank = Payment(workspace=debt.workspace, debt=debt)
    form = PaymentMadeForm(
        request.POST or None, request.FILES or None, instance=blank, on=localdate(), deal=deal
    )
    if form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("The payment is in the file."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "deal": deal,
        "title": _("Add a payment you made"),
        "intro": _("For {name}. Keep the proof with it.").format(name=debt.nickname),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "negotiation/payment_form.html", context)


def unwritten_deal(debt):
    """The deal of this debt that is not on paper with all its terms yet."""
    deal = debt.agreements.unpaid().select_related("offer").first()
    return deal if deal and not deal.is_in_writing else None
