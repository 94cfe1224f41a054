from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Debt
from ledger.wording import dollars
from negotiation import standing
from negotiation.forms.offers import OurOfferForm, TheirOfferForm, YesForm
from negotiation.gates import blocking
from negotiation.letters.talked import letter_kind
from negotiation.models import Agreement, CashMissing, DealStands, Offer, OfferClosed
from negotiation.talks import standing_deal
from negotiation.weighing import Table


def table_of(request, debt_id):
    """The debt with all that is on its table, for whoever may see it."""
    debt = get_object_or_404(
        standing.with_history(Debt.objects.for_user(request.user)).select_related("own_band"),
        pk=debt_id,
    )
    return Table.of(debt, on=localdate())


@require_safe
def talks(request, debt_id):
    """Where the talks of a debt stand: its deal, else the offer to answer, else its case file."""
    table = table_of(request, debt_id)
    return redirect(standing_deal(table.debt) or table.theirs or table.ours or table.debt)


def blank(debt, side, **known):
    return Offer(workspace=debt.workspace, debt=debt, creditor=debt.holder, by=side, **known)


def call_named(request, debt):
    """The call whose figure an offer begins with, if one is named."""
    named = request.GET.get("call")
    return next((call for call in debt.calls.all() if str(call.pk) == named), None)


def offer_create(request, debt_id):
    """An offer of ours; where theirs is open it is a counter-offer."""
    table = table_of(request, debt_id)
    call = call_named(request, table.debt)
    offer = blank(table.debt, Offer.By.US, call=call)
    form = OurOfferForm(request.POST or None, instance=offer, on=table.on, table=table)
    if call:
        form.initial |= {"amount": call.amount, "how": Offer.How.CALL}
    if form.is_valid() and not request.htmx and (made := kept(request, form)):
        return redirect(after(made, table))
    context = {
        "form": form,
        "debt": table.debt,
        "table": table,
        "gates": form.blocking(),
        "weighed": form.weighed(),
        "title": _("Answer with an offer") if table.theirs else _("Make an offer"),
        "submit_label": _("Put it on the table"),
        "back_url": f"{table.debt.get_absolute_url()}#talks",
    }
    page = "_offer_weighed.html" if request.htmx else "offer_form.html"
    return render(request, f"negotiation/{page}", context)


def kept(request, form):
    """The offer on the table; None, with the reason beside its field, where it cannot be."""
    try:
        offer, _made = form.keep(by=request.user)
    except CashMissing as short:
        form.add_error("amount", cash_missing(short))
    except DealStands:
        form.add_error(None, _("There is a deal on this debt. A new offer could undo it."))
    except (OfferClosed, IntegrityError):
        form.add_error(None, _("Another window answered meanwhile. Look at the talks again."))
    else:
        messages.success(request, _("Your offer is on the table."))
        return offer
    return None


def cash_missing(short):
    return _(
        "{amount} is missing: your cash, less what stands in other offers and deals, is not enough."
    ).format(amount=dollars(short.amount))


def after(offer, table):
    """An offer by letter goes on to its letter, with the same figures."""
    if offer.how != Offer.How.LETTER:
        return reverse("negotiation:offer_detail", args=[offer.pk])
    return reverse("negotiation:letter_create", args=[table.debt.pk, letter_kind(offer)])


def offer_receive(request, debt_id):
    """An offer of theirs, from a letter or a call."""
    table = table_of(request, debt_id)
    form = TheirOfferForm(
        request.POST or None,
        request.FILES or None,
        instance=blank(table.debt, Offer.By.THEM),
        on=table.on,
    )
    if form.is_valid() and (offer := received(request, form, table)):
        return redirect("negotiation:offer_detail", offer.pk)
    context = {
        "form": form,
        "debt": table.debt,
        "title": _("They made an offer"),
        "intro": _("For {name}. Write it down as they said it.").format(name=table.debt.nickname),
        "submit_label": _("See what it means"),
        "back_url": f"{table.debt.get_absolute_url()}#talks",
    }
    return render(request, "negotiation/offer_receive.html", context)


def received(request, form, table):
    try:
        offer, _made = form.keep(by=request.user, answers=table.ours)
    except DealStands:
        form.add_error(None, _("There is a deal on this debt. A new offer could undo it."))
    except (OfferClosed, IntegrityError):
        form.add_error(None, _("Another window answered meanwhile. Look at the talks again."))
    else:
        return offer
    return None


def find(request, offer_id):
    return get_object_or_404(Offer.objects.for_user(request.user), pk=offer_id)


@require_safe
def offer_detail(request, offer_id):
    """What one offer means, and what can be done about it."""
    offer, table = on_the_table(request, offer_id)
    return detail_of(request, offer, table, YesForm(offer=offer, table=table))


def on_the_table(request, offer_id):
    """The offer, with the table of its debt."""
    found = find(request, offer_id)
    table = table_of(request, found.debt_id)
    return next(each for each in table.offers if each.pk == found.pk), table


def detail_of(request, offer, table, yes):
    context = {
        "yes": yes,
        "gates": blocking(table.gates()) if yes.asked else (),
        "offer": offer,
        "debt": table.debt,
        "table": table,
        "weighed": table.weigh(offer.amount),
        "lapsed": offer.has_lapsed(on=table.on),
        "letter": letter_kind(offer),
    }
    return render(request, "negotiation/offer_detail.html", context)


@require_POST
def offer_accept(request, offer_id):
    """Both say yes: a deal, which is to be put on paper before anything is paid."""
    offer, table = on_the_table(request, offer_id)
    yes = YesForm(request.POST, offer=offer, table=table)
    if not yes.is_valid():
        return detail_of(request, offer, table, yes)
    why = yes.cleaned_data.get("reason", "")
    try:
        deal, _made = Agreement.reach(
            offer, by=request.user, on=table.on, form_key=yes.key, reason=why
        )
    except CashMissing as short:
        messages.error(request, cash_missing(short))
    except (DealStands, OfferClosed):
        messages.error(request, _("This offer is no longer open. Nothing was changed."))
    else:
        messages.success(request, _("You both said yes. Pay nothing until it is on paper."))
        return redirect("negotiation:agreement_detail", deal.pk)
    return redirect("negotiation:offer_detail", offer.pk)


def ended(request, offer_id, how, said):
    offer = find(request, offer_id)
    try:
        offer.end(how, by=request.user, on=localdate())
    except OfferClosed:
        messages.error(request, _("This offer is no longer open. Nothing was changed."))
    else:
        messages.success(request, said)
    return redirect(f"{offer.debt.get_absolute_url()}#talks")


@require_POST
def offer_refuse(request, offer_id):
    return ended(request, offer_id, Offer.Closed.REFUSED, _("Written down: refused."))


@require_POST
def offer_withdraw(request, offer_id):
    return ended(request, offer_id, Offer.Closed.WITHDRAWN, _("Taken back. Its cash is free."))


@require_POST
def offer_lapse(request, offer_id):
    return ended(request, offer_id, Offer.Closed.LAPSED, _("Written down: its time ran out."))
