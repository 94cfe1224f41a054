from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.forms.creditors import CreditorForm, CreditorSearch, NewCreditorForm
from ledger.models import Creditor, Workspace
from ledger.views.edits import answer
from ledger.views.undo import done_with_undo

PAGE = 50


def creditor_list(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    search = CreditorSearch(request.GET)
    away = search.wants_away()
    found = workspace.creditors.archived(away).search(search.words()).with_debts()
    context = {
        "workspace": workspace,
        "search": search,
        "away": away,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "any_away": away or workspace.creditors.archived(True).exists(),
    }
    return render(request, "ledger/creditor_list.html", context)


def creditor_create(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    blank = Creditor(workspace=workspace)
    form = NewCreditorForm(request.POST or None, instance=blank, on=localdate())
    if form.is_valid():
        creditor, made = form.save_once()
        if made:
            messages.success(request, _("{name} is saved.").format(name=creditor.name))
        return redirect("ledger:creditor_detail", creditor.pk)
    context = {
        "form": form,
        "title": _("Add a creditor"),
        "intro": _("Anyone who lends, buys, collects or sues. You add the debts later."),
        "back_url": reverse("ledger:creditor_list", args=[workspace.pk]),
    }
    return render(request, "ledger/creditor_form.html", context)


def creditor_detail(request, creditor_id):
    creditor = get_object_or_404(
        Creditor.objects.for_user(request.user).with_debts(), pk=creditor_id
    )
    contacts = list(creditor.contacts.all())
    context = {
        "creditor": creditor,
        "contacts": [contact for contact in contacts if not contact.archived_at],
        "contacts_away": [contact for contact in contacts if contact.archived_at],
    }
    return render(request, "ledger/creditor_detail.html", context)


def creditor_edit(request, creditor_id):
    creditor = get_object_or_404(Creditor.objects.for_user(request.user), pk=creditor_id)
    form = CreditorForm(request.POST or None, instance=creditor, on=localdate())
    if form.is_valid() and form.save_over(creditor.change):
        messages.success(request, _("{name} is saved.").format(name=creditor.name))
        return redirect("ledger:creditor_detail", creditor.pk)
    context = {
        "form": form,
        "title": _("Edit creditor"),
        "back_url": reverse("ledger:creditor_detail", args=[creditor.pk]),
    }
    return answer(request, "ledger/creditor_form.html", context)


@require_POST
def creditor_archive(request, creditor_id):
    creditor = get_object_or_404(Creditor.objects.for_user(request.user), pk=creditor_id)
    creditor.set_archived(True)
    done_with_undo(
        request,
        _("{name} is put away. Debts and letters still show the name.").format(name=creditor.name),
        reverse("ledger:creditor_restore", args=[creditor.pk]),
    )
    return redirect("ledger:creditor_list", creditor.workspace_id)


@require_POST
def creditor_restore(request, creditor_id):
    creditor = get_object_or_404(Creditor.objects.for_user(request.user), pk=creditor_id)
    creditor.set_archived(False)
    messages.success(request, _("{name} is back on your list.").format(name=creditor.name))
    return redirect("ledger:creditor_detail", creditor.pk)
