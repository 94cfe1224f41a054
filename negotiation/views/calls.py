from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.models import Debt
from ledger.views.edits import answer
from negotiation.forms.calls import CallEditForm, CallForm
from negotiation.models import CallLog

# how an incoming call ends, one tap each
TAPS = (
    CallLog.Outcome.SPOKE,
    CallLog.Outcome.VOICEMAIL,
    CallLog.Outcome.NO_ANSWER,
    CallLog.Outcome.HUNG_UP,
    CallLog.Outcome.WRONG_NUMBER,
    CallLog.Outcome.RINGLESS,
)


def with_tap(post):
    """The form as sent, with the ending that was tapped."""
    data = post.copy()
    if tapped := post.get("tap"):
        data["outcome"] = tapped
    return data


def blank(debt, direction):
    """A call about this debt, now."""
    return CallLog(
        workspace=debt.workspace,
        debt=debt,
        creditor=debt.holder,
        time_zone=debt.workspace.time_zone,
        at=timezone.now(),
        direction=direction,
        outcome=CallLog.Outcome.SPOKE,
    )


def after(call, member):
    """A talk may lead to more, for who sees the whole; anything else is done."""
    more = call.talked and member.is_whole
    return reverse("negotiation:call_after", args=[call.pk]) if more else call.debt


def call_create(request, debt_id):
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).with_parties().select_related("workspace"), pk=debt_id
    )
    call = blank(debt, CallLog.Direction.INCOMING)
    sent = with_tap(request.POST) if request.method == "POST" else None
    form = CallForm(sent, instance=call, reader=request.user, on=timezone.localdate())
    if form.is_valid():
        row, _made = form.save_once(lambda row: row.log(by=request.user))
        messages.success(request, _("Call saved."))
        return redirect(after(row, request.member))
    context = {
        "debt": debt,
        "form": form,
        "endings": TAPS,
        "title": _("Log a call"),
        "back_url": debt.get_absolute_url(),
    }
    return render(request, "negotiation/call_form.html", context)


def call_edit(request, call_id):
    call = get_object_or_404(
        CallLog.objects.for_user(request.user).select_related("debt__workspace"), pk=call_id
    )
    form = CallEditForm(
        request.POST or None, instance=call, reader=request.user, on=timezone.localdate()
    )
    if form.is_valid() and form.save_over(
        lambda _names: call.correct(by=request.user, on=timezone.localdate())
    ):
        messages.success(request, _("Call corrected."))
        return redirect(call.debt)
    context = {
        "debt": call.debt,
        "form": form,
        "call": call,
        "title": _("Correct a call"),
        "back_url": call.debt.get_absolute_url(),
    }
    return answer(request, "negotiation/call_form.html", context)


@require_POST
def call_done(request, call_id):
    call = get_object_or_404(
        CallLog.objects.for_user(request.user).select_related("debt"), pk=call_id
    )
    call.called_back(on=timezone.localdate(), by=request.user)
    messages.success(request, _("Follow-up done."))
    return redirect(call.debt)
