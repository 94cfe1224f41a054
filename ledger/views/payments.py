from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.forms.payments import PaymentCorrectionForm, PaymentForm
from ledger.models import Debt, Payment
from ledger.views.corrections import correct


def payment_create(request, debt_id):
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    blank = Payment(workspace=debt.workspace, debt=debt)
    form = PaymentForm(request.POST or None, request.FILES or None, instance=blank, on=localdate())
    if form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("The payment is in the file."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "title": _("Add a payment you made"),
        "intro": _("For {name}. Keep the proof with it.").format(name=debt.nickname),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "ledger/payment_form.html", context)


def payment_correct(request, payment_id):
    wrong = get_object_or_404(
        Payment.objects.for_user(request.user).select_related("debt__workspace", "corrected_by"),
        pk=payment_id,
    )
    return correct(
        request,
        wrong,
        PaymentCorrectionForm,
        title=_("Correct a payment"),
        template="ledger/payment_form.html",
    )
