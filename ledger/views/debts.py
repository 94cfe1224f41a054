from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.forms.debts import DebtForm, NewDebtForm
from ledger.forms.holders import HolderForm
from ledger.models import Debt, Workspace
from ledger.views.edits import answer
from ledger.views.undo import done_with_undo


def debt_create(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    form = NewDebtForm(request.POST or None, instance=Debt(workspace=workspace), on=localdate())
    if form.is_valid():
        debt, made = form.keep(by=request.user)
        if made:
            messages.success(request, _("{name} is on your list.").format(name=debt.nickname))
        return redirect(debt)
    context = {"form": form, "title": _("Add a debt"), "back_url": reverse("negotiation:board")}
    return render(request, "ledger/debt_form.html", context)


def debt_edit(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user).with_parties(), pk=debt_id)
    form = DebtForm(request.POST or None, instance=debt, on=localdate())
    if form.is_valid() and form.keep(by=request.user):
        messages.success(request, _("Your changes are saved."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "title": _("Edit {name}").format(name=debt.nickname),
        "back_url": debt.get_absolute_url(),
    }
    return answer(request, "ledger/debt_form.html", context)


def debt_holder(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user).with_parties(), pk=debt_id)
    form = HolderForm(request.POST or None, instance=debt, on=localdate())
    if form.is_valid() and form.keep(by=request.user):
        messages.success(request, _("It is written down who has this debt now."))
        return redirect(debt)
    context = {
        "form": form,
        "debt": debt,
        "title": _("The debt moved"),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "ledger/debt_holder.html", context, status=409 if form.conflict else 200)


@require_POST
def debt_archive(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    debt.archive(by=request.user, on=localdate())
    done_with_undo(
        request,
        _("{name} is put away. Nothing is deleted.").format(name=debt.nickname),
        reverse("ledger:debt_restore", args=[debt.pk]),
    )
    return redirect("negotiation:board")


@require_POST
def debt_restore(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    debt.restore(by=request.user, on=localdate())
    messages.success(request, _("{name} is back on your list.").format(name=debt.nickname))
    return redirect(debt)
