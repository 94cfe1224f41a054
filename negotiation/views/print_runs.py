from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debtsite.background import somebody_works
from ledger.models import Workspace
from ledger.views.documents import INERT
from negotiation.forms.print_runs import PileMailedForm, PrintRunForm
from negotiation.models import PrintFile, PrintRun
from negotiation.models.print_runs import AlreadyPrinting, RunClosed
from negotiation.printing import tasks

LATEST = 5


def print_run_create(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    form = PrintRunForm(
        request.POST or None,
        instance=PrintRun(workspace=workspace),
        on=localdate(),
        only=request.GET.get("letter"),
    )
    if form.is_valid():
        try:
            run, _made = form.begin(by=request.user)
        except AlreadyPrinting:
            messages.error(request, _("Some of these letters are being printed already."))
            return redirect("negotiation:print_run_create", workspace.pk)
        return redirect(run)
    runs = PrintRun.objects.for_user(request.user).filter(workspace=workspace)
    context = {"form": form, "workspace": workspace, "runs": runs[:LATEST]}
    return render(request, "negotiation/print_run_form.html", context)


@require_safe
def print_run_detail(request, run_id):
    """How far it is; asked again every second by its own progress bar."""
    run = get_object_or_404(PrintRun.objects.for_user(request.user), pk=run_id)
    nobody_works = run.is_open and not somebody_works()
    context = {"run": run, "nobody_works": nobody_works, "mailed_form": None}
    if not run.is_open:
        context |= outcome_of(run)
    part = "_print_progress" if request.htmx else "print_run_detail"
    return render(request, f"negotiation/{part}.html", context)


def outcome_of(run):
    """What came of it, and what is left to the reader."""
    rows = run.letters.select_related("letter__mailing").defer("letter__html", "letter__pdf")
    return {
        "files": run.files.select_related("run"),
        "printed": [row for row in rows if row.done_at and not row.left_out],
        "left_out": [row for row in rows if row.left_out],
        "by_hand": [row for row in rows if row.by_hand],
        "kept_days": tasks.KEPT_DAYS,
        "mailed_form": mailed_form(run),
    }


def mailed_form(run, data=None):
    letters = run.unmailed().select_related("debt", "mailing").defer("html", "pdf")
    return PileMailedForm(data, letters=list(letters), on=localdate())


@require_POST
def print_run_mailed(request, run_id):
    """All letters of the pile left the house on one day."""
    run = get_object_or_404(PrintRun.objects.for_user(request.user), pk=run_id)
    form = mailed_form(run, request.POST)
    if not form.is_valid():
        context = {"run": run, "nobody_works": False} | outcome_of(run) | {"mailed_form": form}
        return render(request, "negotiation/print_run_detail.html", context)
    form.mail(by=request.user)
    messages.success(request, _("Written down. We count the days from here."))
    return redirect(run)


@require_POST
def print_run_stop(request, run_id):
    run = get_object_or_404(PrintRun.objects.for_user(request.user), pk=run_id)
    if run.stop():
        messages.success(request, _("Stopped. What is done is kept, and you can go on later."))
    return redirect(run)


@require_POST
def print_run_resume(request, run_id):
    run = get_object_or_404(PrintRun.objects.for_user(request.user), pk=run_id)
    try:
        tasks.resume(run)
    except RunClosed:
        messages.info(request, _("This is under way already, or it is done."))
    except AlreadyPrinting:
        messages.error(request, _("Some of these letters are being printed already."))
    return redirect(run)


@require_safe
def print_file(request, file_id):
    kept = get_object_or_404(
        PrintFile.objects.for_user(request.user).select_related("run"), pk=file_id
    )
    try:
        content = kept.open()
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=kept.name,
        content_type=kept.content_type,
        headers=INERT,
    )
