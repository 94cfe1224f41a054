"""Offers to several at once with the same cash: the plan, and how it stands."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.models import Workspace
from ledger.money import ZERO
from negotiation import round_page
from negotiation.forms.rounds import RoundForm
from negotiation.models import CashMissing, DealStands, OfferClosed, Round
from negotiation.rounds import next_one
from negotiation.views.offers import cash_missing


def round_create(request, workspace_id):
    """The plan of a round; nothing is offered before the second button."""
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    on, guests = localdate(), round_page.guests(workspace, on=localdate())
    typed = request.POST if request.method == "POST" else request.GET or None
    form = RoundForm(typed, guests=guests, workspace=workspace, on=on)
    rows = form.rows()
    if request.method == "POST" and (made := begun(request, form, rows)):
        return redirect(made)
    context = {
        "form": form,
        "workspace": workspace,
        "rows": rows,
        "together": sum((row.place.amount or ZERO for row in rows), ZERO),
        "left_out": [one for one in guests if one.why],
        "earlier": workspace.rounds.all()[:5],
    }
    return render(request, "negotiation/round_form.html", context)


def begun(request, form, rows):
    """The round; None, with the reason for the reader, where it cannot begin."""
    rounds = Round.objects.for_user(request.user).filter(workspace=form.workspace)
    key = getattr(form, "cleaned_data", {}).get("form_key")
    if made := rounds.filter(form_key=key).first():
        return made
    if not any(row.place.amount for row in rows):
        if not form.errors:
            form.add_error("cash", _("The cash is not enough for a first offer to any of them."))
        return None
    try:
        made, _new = round_page.begin(
            form.workspace, form.cleaned_data, rows, by=request.user, on=form.on
        )
    except CashMissing as short:
        form.add_error("cash", cash_missing(short))
    except (DealStands, OfferClosed, IntegrityError):
        form.add_error(None, _("Another window answered meanwhile. Look at the plan again."))
    else:
        messages.success(request, _("Your offers are on the table. Now write their letters."))
        return made
    return None


@require_safe
def round_detail(request, round_id):
    """How a round stands: who has answered, and who is next."""
    found = get_object_or_404(Round.objects.for_user(request.user), pk=round_id)
    offers = list(found.offers.select_related("debt", "base", "agreement").order_by("turn"))
    turn = next_one([offer.turn for offer in offers if offer.is_open])
    context = {
        "round": found,
        "offers": offers,
        "next_offer": next((offer for offer in offers if offer.turn == turn), None),
    }
    return render(request, "negotiation/round_detail.html", context)
