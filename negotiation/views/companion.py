"""A call while it goes on, and what becomes of it."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.forms.base import a_key
from ledger.models import Debt
from ledger.wording import day
from negotiation import calling
from negotiation.forms.calls import CompanionForm
from negotiation.models import CallDraft, CallLog, CashMissing, DealStands, Offer, OfferClosed
from negotiation.views.calls import blank, with_tap
from negotiation.views.offers import cash_missing, table_of

ENDINGS = (
    CallLog.Outcome.SPOKE,
    CallLog.Outcome.OFFERED,
    CallLog.Outcome.PROMISED,
    CallLog.Outcome.REFUSED,
    CallLog.Outcome.VOICEMAIL,
    CallLog.Outcome.NO_ANSWER,
    CallLog.Outcome.HUNG_UP,
    CallLog.Outcome.BUSY,
)


OUT = CallLog.Direction.OUTGOING


def call_companion(request, debt_id):
    """Phone in hand: the script, the figures, and what is said, kept as it is typed."""
    table = table_of(request, debt_id)
    debt, sent = table.debt, request.method == "POST"
    data = with_tap(request.POST) if sent else None
    form = CompanionForm(data, instance=blank(debt, OUT), reader=request.user, on=table.on)
    if sent and form.is_valid():
        call, _made = form.save_once(lambda row: CallDraft.become(row, by=request.user))
        messages.success(request, _("Call saved."))
        return saved(request, call)
    if sent and request.headers.get("X-Call"):
        return JsonResponse({}, status=422)
    draft = None if sent else debt.call_drafts.first()
    if draft:
        form.resume(draft)
    context = {
        "debt": debt,
        "form": form,
        "draft": draft,
        "script": calling.script_of(table),
        "endings": ENDINGS,
        "gates": [gate for gate in table.gates() if gate.blocking],
    }
    return render(request, "negotiation/call_companion.html", context)


def saved(request, call):
    """On to what can be made of the call; a script is told where that is."""
    url = reverse("negotiation:call_after", args=[call.pk])
    return JsonResponse({"url": url}) if request.headers.get("X-Call") else redirect(url)


def find_debt(request, debt_id):
    return get_object_or_404(
        Debt.objects.for_user(request.user).with_parties().select_related("workspace"), pk=debt_id
    )


@require_POST
def call_keep(request, debt_id):
    """Keep the notes of a call that goes on, however unfinished."""
    debt = find_debt(request, debt_id)
    key = a_key(request.POST.get("form_key", ""))
    form = CompanionForm(
        request.POST, instance=blank(debt, OUT), reader=request.user, on=timezone.localdate()
    )
    if key:
        CallDraft.keep(debt, key, form.typed())
    if request.htmx or request.headers.get("X-Call"):
        return HttpResponse(status=204)
    messages.success(request, _("Your notes are kept."))
    return redirect("negotiation:call_companion", debt.pk)


@require_POST
def call_discard(request, debt_id):
    """Throw the notes of an unfinished call away."""
    debt = find_debt(request, debt_id)
    debt.call_drafts.filter(form_key=a_key(request.POST.get("form_key", ""))).delete()
    messages.success(request, _("Your notes are gone. This is a fresh page."))
    return redirect("negotiation:call_companion", debt.pk)


def find_call(request, call_id):
    return get_object_or_404(
        CallLog.objects.for_user(request.user).select_related("debt__workspace", "creditor"),
        pk=call_id,
    )


@require_safe
def call_after(request, call_id):
    """What can be made of a call: an offer, a follow-up, a letter, each one tap."""
    call = find_call(request, call_id)
    table = table_of(request, call.debt_id)
    offers = [offer for offer in table.offers if offer.call_id == call.pk]
    deal = any(not deal.fell_through_on for deal in table.debt.agreements.all())
    context = {
        "call": call,
        "debt": table.debt,
        "offers": offers,
        "may_offer": bool(call.amount and call.talked and not offers and not deal),
        "may_be_ours": table.band.limits is not None,
        "follow_ups": calling.follow_ups(table.on),
        "letters": calling.letters_after(call, table),
    }
    return render(request, "negotiation/call_after.html", context)


@require_POST
def call_offer(request, call_id):
    """Make an offer, ours or theirs, of the amount that was named in a call."""
    call = find_call(request, call_id)
    side = Offer.By.US if request.POST.get("by") == Offer.By.US else Offer.By.THEM
    if call.amount is None:
        messages.error(request, _("No amount was named in this call."))
        return redirect("negotiation:call_after", call.pk)
    table = table_of(request, call.debt_id)
    if side == Offer.By.US and calling.needs_a_reason(call, table):
        form_url = reverse("negotiation:offer_create", args=[call.debt_id])
        return redirect(f"{form_url}?call={call.pk}")
    offer = calling.offer_of(call, side, table)
    try:
        made, _new = Offer.once(
            call.workspace, offer.form_key, lambda: offer.make(by=request.user, on=table.on)
        )
    except CashMissing as short:
        messages.error(request, cash_missing(short))
    except DealStands:
        messages.error(request, _("There is a deal on this debt. A new offer could undo it."))
    except (OfferClosed, IntegrityError):
        messages.error(request, _("Another window answered meanwhile. Look at the talks again."))
    else:
        return redirect("negotiation:offer_detail", made.pk)
    return redirect("negotiation:call_after", call.pk)


@require_POST
def call_follow_up(request, call_id):
    """Put the next call on a day."""
    call = find_call(request, call_id)
    asked = request.POST.get("days", "")
    found = {str(days): on for days, _words, on in calling.follow_ups(timezone.localdate())}
    if asked in found:
        call.call_back(found[asked], on=timezone.localdate(), by=request.user)
        messages.success(request, _("You call them back on {day}.").format(day=day(found[asked])))
    return redirect("negotiation:call_after", call.pk)
