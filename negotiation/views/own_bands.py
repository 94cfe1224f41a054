from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.models import Debt
from ledger.views.edits import answer
from negotiation import standing
from negotiation.forms.own_bands import OwnBandForm
from negotiation.models import OwnBand
from negotiation.shares import shares


def own_band(request, debt_id):
    """The user's own figures for a debt; all left empty, ours count again."""
    debt = get_object_or_404(
        standing.with_history(Debt.objects.for_user(request.user)).select_related("own_band"),
        pk=debt_id,
    )
    on = localdate()
    row = getattr(debt, "own_band", None) or OwnBand(workspace=debt.workspace, debt=debt)
    ours = shares(standing.facts_of(debt), on=on)
    form = OwnBandForm(request.POST or None, instance=row, on=on, ours=ours.percents)
    if form.is_valid() and form.save_over(partial(row.change, by=request.user, on=on)):
        messages.success(request, _("Your figures are saved. Ours stay beside them."))
        return redirect(f"{debt.get_absolute_url()}#offer")
    context = {
        "form": form,
        "debt": debt,
        "title": _("Your own figures"),
        "intro": _("For {name}, in percent of the balance they verified.").format(
            name=debt.nickname
        ),
        "back_url": f"{debt.get_absolute_url()}#offer",
    }
    return answer(request, "negotiation/own_band.html", context)
