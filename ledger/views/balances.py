from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.forms.balances import PARTS, BalanceForm
from ledger.models import BalanceEntry, Debt
from ledger.models.balances import AlreadyCorrected


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
    if request.method != "POST" and wrong.is_corrected:
        return too_late(request, wrong.debt)
    form = correction_of(wrong, request)
    if form.is_valid():
        return correct(request, form, wrong.debt)
    context = {
        "form": form,
        "debt": wrong.debt,
        "wrong": wrong,
        "title": _("Correct a balance"),
        "back_url": wrong.debt.get_absolute_url(),
    }
    return render(request, "ledger/balance_form.html", context)


def correction_of(wrong, request):
    """The form of a new entry, filled with what the wrong one says."""
    known = {name: getattr(wrong, name) for name in ("as_of", "total", "source", *PARTS)}
    return BalanceForm(
        request.POST or None,
        request.FILES or None,
        instance=BalanceEntry(workspace=wrong.debt.workspace, debt=wrong.debt, corrects=wrong),
        initial=known | {"document": wrong.document_id},
        on=localdate(),
    )


def correct(request, form, debt):
    try:
        form.keep(by=request.user)
    except AlreadyCorrected:
        return too_late(request, debt)
    messages.success(request, _("Corrected. The old figure stays in the file, struck out."))
    return redirect(debt)


def too_late(request, debt):
    messages.error(request, _("This entry was corrected already. Correct the newer entry instead."))
    return redirect(debt)
