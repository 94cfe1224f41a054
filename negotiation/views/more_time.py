"""For whoever can pay, but later: letters that ask for time, and what they granted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Debt
from negotiation.forms.new_terms import NewTermsForm
from negotiation.letters.offering import offered
from negotiation.models import NewTerms
from negotiation.views.drafts import find_debt

ASK_FOR_TIME = ("L10", "L11")


@require_safe
def more_time(request, debt_id):
    """The path for more time: what can be asked, and what was agreed so far."""
    debt, on = find_debt(request, debt_id), localdate()
    found = offered(debt, on=on)
    context = {
        "debt": debt,
        "letters": [one for one in (*found["first"], *found["also"]) if one.kind in ASK_FOR_TIME],
        "not_now": [one for one in found["not_now"] if one.kind in ASK_FOR_TIME],
        "agreed": debt.new_terms.select_related("document"),
        "standing": {terms.pk for terms in debt.new_terms.standing(on=on)},
    }
    return render(request, "negotiation/more_time.html", context)


def new_terms_create(request, debt_id):
    """They agreed to give more time."""
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    blank = NewTerms(workspace=debt.workspace, debt=debt)
    form = NewTermsForm(request.POST or None, request.FILES or None, instance=blank, on=localdate())
    page = reverse("negotiation:more_time", args=[debt.pk])
    if form.is_valid():
        kept, _made = form.keep(by=request.user)
        if kept.document_id:
            messages.success(request, _("Kept. Pay as it says."))
        else:
            messages.warning(request, _("Kept. Ask them to write it down, and add their letter."))
        return redirect(page)
    context = {
        "form": form,
        "debt": debt,
        "title": _("They gave me more time"),
        "intro": _("For {name}. Write it down as their letter says it.").format(name=debt.nickname),
        "back_url": page,
    }
    return render(request, "_form.html", context)


@require_POST
def new_terms_end(request, terms_id):
    """The time they gave is over, or they took it back."""
    terms = get_object_or_404(NewTerms.objects.for_user(request.user), pk=terms_id)
    if terms.end(by=request.user, on=localdate()):
        messages.success(request, _("Written down: it is over."))
    return redirect("negotiation:more_time", terms.debt_id)
