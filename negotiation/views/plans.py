import uuid
from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ledger.law.bankruptcy import FREE_HELP
from ledger.money import ZERO
from ledger.words import Text
from negotiation import boards, plan_pdf, standing, ways_out
from negotiation.forms.plans import WaysForm
from negotiation.letters.pdf import PdfUnavailable
from negotiation.models import SavedPlan
from negotiation.plan.terms import Objective
from negotiation.plan.what_if import MONTHS, PERCENT, WhatIf
from negotiation.plan_page import PlanPage
from negotiation.plan_progress import Kept
from negotiation.views.board import Reader
from negotiation.views.printed_papers import attached

WEEK = timedelta(days=7)
KEPT_SHOWN = 12
OBJECTIVES = {
    Objective.SOONEST: gettext_lazy("Soonest: owe nothing as early as you can"),
    Objective.CHEAPEST: gettext_lazy("Cheapest: pay the least in all, even if you wait"),
    Objective.CALMEST: gettext_lazy("Calmest: fewest open debts and calls"),
}
SHARES = {
    "open": gettext_lazy("Little: they take your first offers"),
    "aim": gettext_lazy("As we expect"),
    "walk_away": gettext_lazy("Much: they hold out to your limit"),
}
CASH_STEP, SAVING_STEP = 50, 10
MORE_CASH, MORE_SAVING = 10_000, 1_000


@require_safe
def plan(request):
    """When is it over, and what does it cost?"""
    workspace = request.workspace
    if workspace is None:
        return redirect("negotiation:board")
    on, what_if = localdate(), WhatIf.read(request.GET)
    context = answer(workspace, what_if, on=on)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "negotiation/_plan_answer.html", context)
    return render(request, "negotiation/plan.html", context | asked(workspace, what_if))


def answer(workspace, what_if, *, on):
    """What follows from the figures."""
    page = PlanPage.of(workspace, what_if, on=on)
    saved = list(workspace.saved_plans.all()[:KEPT_SHOWN])
    return {
        "page": page,
        "query": urlencode(what_if.changes),
        "saved": saved,
        "kept": Kept(saved[0], page) if saved and what_if.is_true else None,
        "choices": [(one, OBJECTIVES[one], zero, total) for one, zero, total in page.choices],
        "free_help": FREE_HELP,
        "form_key": uuid.uuid4(),
        **next_thing(workspace, on=on),
    }


def asked(workspace, what_if):
    """What the form of other figures is drawn with."""
    return {
        "objectives": OBJECTIVES.items(),
        "shares": SHARES.items(),
        "sliders": sliders(workspace, what_if),
        "most_tax": PERCENT,
        "more_open": bool({"objective", "share", "tax"} & what_if.changes.keys()),
    }


def next_thing(workspace, *, on):
    """The board's own first thing: there is one next step, wherever it is shown."""
    standing.refresh(workspace, on=on)
    first, _due = boards.pressing(workspace, on=on, by=on + WEEK)
    if first is None:
        return {"first": None}
    return {"first": Reader(workspace, on=on).show(first), "why": Text.from_data(first.why)}


def sliders(workspace, what_if):
    """The ranges of the form: from nothing to a good deal more than there is."""
    cash, saving = workspace.cash or ZERO, workspace.monthly_saving or ZERO
    most_kept = max(int(cash) // CASH_STEP * CASH_STEP, 1000)
    dollars = partial(slider, "dollars")
    least_cash = -(int(cash) // CASH_STEP * CASH_STEP)
    least_saving = -(int(saving) // SAVING_STEP * SAVING_STEP)
    return [
        dollars("cash", _("Cash now"), what_if.cash, cash, least_cash, MORE_CASH, CASH_STEP),
        dollars(
            "saving", _("Saved a month"), what_if.saving, saving, least_saving, MORE_SAVING,
            SAVING_STEP,
        ),
        dollars("floor", _("Cash never to touch"), what_if.floor, ZERO, 0, most_kept, CASH_STEP),
        slider("months", "lost", _("Months without pay, from next month on"), what_if.lost, ZERO, 0,
               MONTHS, 1),
    ]  # fmt: skip


def slider(kind, name, label, value, base, least, most, step):
    return {
        "kind": kind, "name": name, "label": label, "value": value, "base": base,
        "result": base + value, "least": least, "most": most, "step": step,
    }  # fmt: skip


@require_POST
def plan_save(request):
    """Keep the plan as it is today, to compare with later."""
    workspace = request.workspace
    if workspace is None:
        raise Http404
    what_if = WhatIf.read(request.GET)
    page = PlanPage.of(workspace, what_if, on=localdate())
    saved, made = SavedPlan.keep(
        workspace,
        page.snapshot,
        owed=page.facts.owed_in_plan,
        asked=what_if,
        form_key=key_of(request.POST.get("form_key", "")),
    )
    if made:
        messages.success(request, _("The plan is kept. Later you see here how life went by it."))
    return redirect(saved)


def key_of(sent):
    try:
        return uuid.UUID(sent)
    except ValueError:
        return uuid.uuid4()


@require_safe
def saved_plan(request, plan_id):
    """A plan that was kept, and what became of it."""
    saved = get_object_or_404(
        SavedPlan.objects.for_user(request.user).select_related("workspace"), pk=plan_id
    )
    page = PlanPage.of(saved.workspace, saved.what_if.with_true_money, on=localdate())
    context = {"saved_plan": saved, "kept": Kept(saved, page), "page": page}
    return render(request, "negotiation/saved_plan.html", context)


@require_safe
def plan_ways(request):
    """Every way out side by side; what looks better than our plan is said first."""
    if request.workspace is None:
        return redirect("negotiation:board")
    what_if = WhatIf.read(request.GET)
    page = PlanPage.of(request.workspace, what_if, on=localdate())
    form = WaysForm(request.GET)
    valid = form.is_valid()
    found = ways_out.of(
        page,
        counselor=form.counselor() if valid else None,
        at_risk=form.at_risk_amount() if valid else ZERO,
    )
    context = {
        "page": page,
        "form": form,
        "asked": what_if.changes.items(),
        "query": urlencode(what_if.changes),
        **found,
    }
    return render(request, "negotiation/plan_ways.html", context)


@require_safe
def plan_on_paper(request):
    """The plan on one page, as a PDF."""
    if request.workspace is None:
        return redirect("negotiation:board")
    on, what_if = localdate(), WhatIf.read(request.GET)
    try:
        content = plan_pdf.to_pdf(request.workspace, what_if, on=on)
    except PdfUnavailable as trouble:
        messages.error(request, str(trouble))
        return redirect(reverse("negotiation:plan"))
    return attached(content, "application/pdf", f"{on}-plan.pdf")
