from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from ledger.first_visit import first_debt, workspace_for
from ledger.forms.first_visit import FirstDebtForm, SenderForm
from ledger.tenancy import CHOSEN, Role, needs, own_workspace


@needs(Role.VIEW)
def first_visit(request):
    """From nothing to the first letter: the sender, where not known yet, and one debt.

    In one's own workspace, also for somebody who helps in another's.
    """
    own = own_workspace(request.user)
    known = own and own.can_write_letters
    sender = None if known else SenderForm(request.POST or None, instance=own)
    debt_form = FirstDebtForm(request.POST or None)
    if request.method == "POST" and debt_form.is_valid() and (known or sender.is_valid()):
        debt = begin(request, sender, debt_form)
        request.session[CHOSEN] = str(debt.workspace_id)
        return redirect("negotiation:statement_create", debt.pk)
    context = {"sender": sender, "form": debt_form}
    return render(request, "ledger/first_visit.html", context)


def begin(request, sender, form):
    workspace = workspace_for(
        request.user,
        language=get_language(),
        sender=sender.cleaned_data if sender else {},
    )
    debt, _made = first_debt(
        workspace,
        form.cleaned_data["form_key"],
        party=form.party(),
        account_last4=form.cleaned_data["account_last4"],
        amount=form.cleaned_data["amount"],
        by=request.user,
        on=localdate(),
    )
    return debt
