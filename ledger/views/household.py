from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger import finances, household_page
from ledger.forms.household import ItemForm, NewItemForm, blank
from ledger.household import Section
from ledger.models import HouseholdItem, Workspace
from ledger.views.edits import answer
from ledger.views.undo import done_with_undo


@require_safe
def household(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    shown = household_page.of(workspace, finances.of(workspace))
    return render(request, "ledger/household.html", {"workspace": workspace, "shown": shown})


def income_create(request, workspace_id):
    return create(request, workspace_id, Section.INCOME)


def expense_create(request, workspace_id):
    return create(request, workspace_id, Section.EXPENSE)


def asset_create(request, workspace_id):
    return create(request, workspace_id, Section.ASSET)


def liability_create(request, workspace_id):
    return create(request, workspace_id, Section.LIABILITY)


def create(request, workspace_id, section):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    row = blank(workspace, section, on=localdate())
    form = NewItemForm(request.POST or None, instance=row, on=localdate())
    if form.is_valid():
        item, made = form.save_once(HouseholdItem.add)
        if made:
            messages.success(request, _("{name} is written down.").format(name=item))
        if "another" in request.POST:
            return redirect(f"ledger:{section}_create", workspace.pk)
        return redirect("ledger:household", item.workspace_id)
    context = {
        "form": form,
        "title": household_page.ADD[section],
        "back_url": place_of(row),
    }
    return render(request, "ledger/household_form.html", context)


def household_item_edit(request, item_id):
    item = get_object_or_404(
        HouseholdItem.objects.for_user(request.user).select_related("workspace"), pk=item_id
    )
    form = ItemForm(request.POST or None, instance=item, on=localdate())
    if form.is_valid() and form.save_over(item.change):
        messages.success(request, _("Your changes are saved."))
        return redirect("ledger:household", item.workspace_id)
    context = {
        "form": form,
        "item": item,
        "title": _("Change {name}").format(name=item),
        "back_url": place_of(item),
    }
    return answer(request, "ledger/household_form.html", context)


@require_POST
def household_item_remove(request, item_id):
    item = get_object_or_404(
        HouseholdItem.objects.for_user(request.user).select_related("workspace"), pk=item_id
    )
    item.remove()
    done_with_undo(
        request,
        _("{name} is removed.").format(name=item),
        reverse("ledger:household_item_restore", args=[item.pk]),
    )
    return redirect("ledger:household", item.workspace_id)


@require_POST
def household_item_restore(request, item_id):
    item = get_object_or_404(
        HouseholdItem.objects.for_user(request.user).select_related("workspace"), pk=item_id
    )
    item.restore()
    messages.success(request, _("{name} is back.").format(name=item))
    return redirect("ledger:household", item.workspace_id)


def place_of(item):
    """The household's page, at the section this row belongs to."""
    return f"{reverse('ledger:household', args=[item.workspace_id])}#{item.section}"
