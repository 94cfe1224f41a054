"""The forgiven part of a settled debt: its tax, the form, and the worksheet of that day."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.law.bankruptcy import Help
from ledger.law.cancelled_debt import FREE_HELP, HELP_ADDRESS, cancelled_debt
from ledger.law.insolvency import law
from ledger.models import Debt
from ledger.money import ZERO
from negotiation.forms.worksheets import WorksheetForm
from negotiation.models import InsolvencySnapshot

TAX_CLINIC = Help(FREE_HELP, HELP_ADDRESS)


@require_safe
def forgiven_debt(request, debt_id):
    """The tax side of a deal, from the worksheet that was kept for it."""
    debt = get_object_or_404(Debt.objects.for_user(request.user).with_facts(), pk=debt_id)
    deal = debt.agreements.standing().select_related("offer").first()
    if deal is None:
        messages.info(request, _("There is no deal on this debt yet."))
        return redirect(debt)
    kept = deal.worksheets.filter(replaced_by=None).first()
    found = cancelled(deal, kept)
    context = {
        "debt": debt,
        "deal": deal,
        "offer": deal.offer,
        "kept": kept,
        "earlier": deal.worksheets.exclude(pk=kept.pk) if kept else (),
        "worth": kept and kept.worth,
        "cancelled": found,
        "laws": [*found.rules, law()["insolvency"]],
        "free_help": TAX_CLINIC,
    }
    return render(request, "negotiation/forgiven_debt.html", context)


def cancelled(deal, kept):
    """What the law makes of the forgiven part, by the worksheet that counts."""
    facts, owed = deal.debt.facts(), deal.offer.base_total
    holder = deal.offer.creditor.party if deal.offer.creditor else facts.holder
    return cancelled_debt(
        max((owed or ZERO) - deal.offer.amount, ZERO),
        insolvency=kept and kept.worth,
        holder=holder,
        kind=facts.kind,
        settled_on=deal.settled_on,
    )


def worksheet_correct(request, worksheet_id):
    """A new worksheet in the place of a kept one."""
    kept = get_object_or_404(
        InsolvencySnapshot.objects.for_user(request.user).select_related("agreement__debt"),
        pk=worksheet_id,
    )
    page = reverse("negotiation:forgiven_debt", args=[kept.debt_id])
    form = WorksheetForm(request.POST, snapshot=kept, on=localdate())
    if form.is_valid():
        keep(request, form)
        return redirect(page)
    context = {
        "form": form,
        "title": _("Put the worksheet right"),
        "intro": _("What you owned and owed on that day. What you do not touch keeps its source."),
        "back_url": page,
    }
    return render(request, "negotiation/worksheet_form.html", context)


def keep(request, form):
    """The new worksheet; each is put right once, also by two windows at the same moment."""
    try:
        form.keep(by=request.user)
    except IntegrityError:
        messages.info(request, _("Another window put it right meanwhile. Here it is."))
    else:
        messages.success(request, _("The new worksheet is kept. The one before stays in the file."))
