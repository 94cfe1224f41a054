from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.models import Debt
from negotiation.forms.answers import AnswerForm
from negotiation.forms.statements import DeliveredForm, MailForm, StatementRequestForm
from negotiation.letters.compose import to_sheet
from negotiation.letters.issue import RequestOpen, issue_statement_request
from negotiation.letters.pdf import PdfUnavailable
from negotiation.models import RequestClosed, StatementRequest


def statement_create(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user).with_facts(), pk=debt_id)
    if obstacle := in_the_way(request, debt):
        return obstacle
    form = StatementRequestForm(request.POST or None, debt=debt, on=localdate())
    if form.is_valid() and "issue" in request.POST:
        return issue(request, debt, form)
    context = {"debt": debt, "form": form, "kind": form.kind, "sheet": to_sheet(form.preview())}
    page = "_statement_sheet.html" if request.htmx else "statement_form.html"
    return render(request, f"negotiation/{page}", context)


def in_the_way(request, debt):
    """Where to go first when this debt cannot be asked about yet, or was asked already."""
    if debt.holder is None:
        messages.info(request, _("First say who holds this debt."))
        return redirect("ledger:debt_holder", debt.pk)
    if not debt.workspace.can_write_letters:
        messages.info(request, _("A letter needs your name and mailing address first."))
        return redirect("ledger:workspace_edit", debt.workspace_id)
    if asked := debt.statement_requests.open().first():
        if request.method == "GET":
            messages.info(request, _("You have asked already. Here is where it stands."))
        return redirect("negotiation:statement_detail", asked.pk)
    return None


def issue(request, debt, form):
    try:
        asked, _made = issue_statement_request(
            debt,
            debt.holder,
            form.content(),
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except RequestOpen:
        messages.info(request, _("You have asked already. Here is where it stands."))
        asked = debt.statement_requests.open().get()
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("negotiation:statement_create", debt.pk)
    form.keep_what_it_learned()
    return redirect("negotiation:statement_detail", asked.pk)


def find(request, statement_id):
    return get_object_or_404(
        StatementRequest.objects.for_user(request.user)
        .select_related("letter", "debt__workspace", "creditor", "balance", "document")
        .defer("letter__html", "letter__pdf"),
        pk=statement_id,
    )


def statement_detail(request, statement_id):
    asked = find(request, statement_id)
    return show(request, asked)


def show(request, asked, mail_form=None, answer_form=None):
    on = localdate()
    context = {
        "asked": asked,
        "debt": asked.debt,
        "letter": asked.letter,
        "overdue": asked.is_overdue(on=on),
        "mail_form": mail_form or MailForm(request_row=asked, on=on),
        "delivered_form": DeliveredForm(request_row=asked, on=on, auto_id="id_delivered_%s"),
        "answer_form": answer_form or AnswerForm(request_row=asked, on=on),
    }
    return render(request, "negotiation/statement_detail.html", context)


@require_POST
def statement_mail(request, statement_id):
    asked = find(request, statement_id)
    form = MailForm(request.POST, request_row=asked, on=localdate())
    if not form.is_valid():
        return show(request, asked, mail_form=form)
    try:
        asked.mail(by=request.user, **form.cleaned_data)
    except RequestClosed:
        messages.error(request, _("This request is closed. Nothing was changed."))
    else:
        messages.success(request, _("Marked as mailed. We count the days from here."))
    return redirect("negotiation:statement_detail", asked.pk)


@require_POST
def statement_answer(request, statement_id):
    asked = find(request, statement_id)
    form = AnswerForm(request.POST, request.FILES, request_row=asked, on=localdate())
    if not form.is_valid():
        return show(request, asked, answer_form=form)
    try:
        form.keep(by=request.user)
    except RequestClosed:
        messages.error(request, _("This request is closed. Nothing was changed."))
    else:
        messages.success(request, _("Their answer is in the file."))
    return redirect(asked.debt)


@require_POST
def statement_cancel(request, statement_id):
    asked = find(request, statement_id)
    try:
        asked.cancel(on=localdate(), by=request.user)
    except RequestClosed:
        messages.error(request, _("A letter that was mailed cannot be taken back."))
    else:
        messages.success(request, _("Taken back. You can write a new letter now."))
    return redirect(asked.debt)


@require_POST
def statement_again(request, statement_id):
    """They did not answer in time: close the request and write the next letter."""
    asked = find(request, statement_id)
    try:
        asked.give_up(on=localdate(), by=request.user)
    except RequestClosed:
        messages.error(request, _("Their time to answer is not over. Nothing was changed."))
        return redirect("negotiation:statement_detail", asked.pk)
    return redirect("negotiation:statement_create", asked.debt_id)
