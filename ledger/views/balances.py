from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.forms.balances import BalanceForm
from ledger.models import BalanceEntry, Debt
from ledger.views.corrections import correct


def balance_create(request, debt_id):
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    blank = BalanceEntry(workspace=debt.workspace, debt=debt)
    form = BalanceForm(request.POST or None, request.FILES or None, instance=blank, on=localdate())
    if form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("The balance is in the file."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "title": _("Add a balance"),
        "intro": _("For {name}. Each figure is kept with its day and its source.").format(
            name=debt.nickname
        ),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "ledger/balance_form.html", context)


def balance_correct(request, balance_id):
    wrong = get_object_or_404(
        BalanceEntry.objects.for_user(request.user).select_related(
            "debt__workspace", "corrected_by"
        ),
        pk=balance_id,
    )
    return correct(
        request,
        wrong,
        BalanceForm,
        title=_("Correct a balance"),
        template="ledger/balance_form.html",
    )
