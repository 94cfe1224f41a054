"""Calculators: what is asked stands in the address, nothing is saved."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ledger import finances
from ledger.forms.calculators import RecordingForm, TrueCostForm
from ledger.forms.clocks import DatesForm
from ledger.forms.garnishment import GarnishmentForm
from ledger.forms.insolvency import InsolvencyForm
from ledger.law import bankruptcy, cancelled_debt
from ledger.law.benefits import protected_income

LEGAL_AID = [one for one in bankruptcy.FREE_HELP if one.text == bankruptcy.LEGAL_AID]
TAX_CLINIC = [bankruptcy.Help(cancelled_debt.FREE_HELP, cancelled_debt.HELP_ADDRESS)]
# each calculator by its route: its icon, the question it answers, and what it does
CALCULATORS = {
    "garnishment": (
        "wallet2",
        _("How much of my pay can they take?"),
        _("The most that may be taken of one paycheck, and which law says so."),
    ),
    "true_cost": (
        "credit-card",
        _("What does a deal really cost?"),
        _("What you pay, and the tax on what is forgiven."),
    ),
    "insolvency": (
        "file-earmark-text",
        _("Will I pay tax on forgiven debt?"),
        _("A worksheet of what you own and owe. It starts from your household."),
    ),
    "dates": (
        "calendar-event",
        _("When is it too late?"),
        _("Time to sue, credit reports, a collector’s notice, an error on a statement."),
    ),
    "recording": (
        "telephone",
        _("May I record a call?"),
        _("By your state and theirs."),
    ),
}


@require_safe
def calculators(request):
    return render(request, "ledger/calculators.html", {"calculators": CALCULATORS})


@require_safe
def garnishment(request):
    form = GarnishmentForm(request.GET, on=localdate(), workspace=request.workspace)
    return answered(request, form, "garnishment", LEGAL_AID, safe=protected_income())


@require_safe
def insolvency(request):
    known = household_of(request)
    form = InsolvencyForm(request.GET, on=localdate(), workspace=request.workspace, finances=known)
    return answered(request, form, "insolvency", TAX_CLINIC, known=known)


@require_safe
def true_cost(request):
    form = TrueCostForm(
        request.GET,
        on=localdate(),
        workspace=request.workspace,
        finances=household_of(request),
    )
    return answered(request, form, "true_cost", TAX_CLINIC)


@require_safe
def dates(request):
    form = DatesForm(request.GET, on=localdate(), workspace=request.workspace)
    return answered(request, form, "dates", LEGAL_AID)


@require_safe
def recording(request):
    form = RecordingForm(request.GET, on=localdate(), workspace=request.workspace)
    return answered(request, form, "recording", LEGAL_AID)


def household_of(request):
    return finances.of(request.workspace) if request.workspace else None


def answered(request, form, name, free_help, **shown):
    """The calculator's page: its form and, if what was asked makes sense, the answer."""
    _icon, title, intro = CALCULATORS[name]
    answer = form.answer() if form.is_valid() else None
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "answer": answer,
        "laws": form.laws(answer) if answer else [],
        "free_help": free_help,
        **shown,
    }
    return render(request, f"ledger/calculators/{name}.html", context)
