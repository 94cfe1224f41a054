"""Taking everything along, and leaving for good: the pages. The worker does the work."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debtsite.background import somebody_works
from ledger.models import Activity, Departure, Export, Workspace
from ledger.models.leaving import (
    DELETION_DAYS,
    AlreadyExporting,
    AlreadyLeaving,
    TooLate,
)
from ledger.tenancy import Role, needs
from ledger.views.documents import INERT
from negotiation.forms.leaving import DepartureForm, ExportForm
from negotiation.leaving import tasks, whose
from negotiation.leaving.export import NoRoom, require_room

SHOWN = 5

# ---- taking along -----------------------------------------------------------------------------


@needs(Role.OWNER)
def export_create(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    return export_page(request, workspace)


@reauthentication_required
def export_page(request, workspace):
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if asked := ask_export(request, workspace, form):
            return redirect(asked)
        return redirect("negotiation:export_create", workspace.pk)
    exports = Export.objects.for_user(request.user).filter(workspace=workspace)
    latest = list(exports.exclude(state=Export.State.GONE)[:SHOWN])
    for export in latest:
        export.see()
    context = {"form": form, "workspace": workspace, "exports": latest}
    return render(request, "negotiation/export_form.html", context)


def ask_export(request, workspace, form):
    """The copy this form asks for; else nothing, and a message that says why."""
    try:
        require_room(workspace)
        return tasks.ask_export(workspace, by=request.user, form_key=form.key)
    except AlreadyExporting:
        messages.info(request, _("A copy is being made already. It is on this page."))
    except NoRoom:
        messages.error(
            request, _("There is no room for a copy just now. Please tell whoever runs this site.")
        )
    return None


@needs(Role.OWNER)
@require_safe
def export_detail(request, export_id):
    """How far it is; asked again every second by its own progress bar."""
    export = get_object_or_404(
        Export.objects.for_user(request.user).select_related("workspace"), pk=export_id
    )
    export.see()
    nobody_works = export.is_open and not somebody_works()
    context = {"export": export, "nobody_works": nobody_works}
    part = "_export_progress" if request.htmx else "export_detail"
    return render(request, f"negotiation/{part}.html", context)


@needs(Role.OWNER)
@require_safe
def export_file(request, export_id):
    export = get_object_or_404(Export.objects.for_user(request.user).ready(), pk=export_id)
    return sent(request, export)


@reauthentication_required
def sent(request, export):
    """The file as it lies on the disk, a piece at a time."""
    try:
        content = export.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    export.see()
    Activity.record("export_downloaded", person=request.user, workspace=export.workspace)
    name = f"debtsite-{export.made_at:%Y-%m-%d}.zip"
    return FileResponse(
        content, as_attachment=True, filename=name, content_type="application/zip", headers=INERT
    )


@needs(Role.OWNER)
@require_POST
def export_remove(request, export_id):
    export = get_object_or_404(Export.objects.for_user(request.user), pk=export_id)
    export.clear()
    messages.success(request, _("The copy is removed from this site."))
    return redirect("negotiation:export_create", export.workspace_id)


# ---- leaving ----------------------------------------------------------------------------------


@needs(Role.VIEW)  # an account is everybody's own, whoever's workspace they look at
@reauthentication_required
def departure_create(request):
    workspaces = whose.own_workspaces(request.user)
    departure = Departure.standing(request.user, workspaces)
    form = DepartureForm(request.POST or None, workspaces=workspaces)
    if departure is None and form.is_valid():
        ask_departure(request, form)
        return redirect("negotiation:departure_create")
    context = {
        "form": form,
        "departure": departure,
        "workspaces": workspaces,
        "days": DELETION_DAYS,
    }
    return render(request, "negotiation/departure_form.html", context)


def ask_departure(request, form):
    try:
        tasks.ask_departure(
            request.user,
            form.chosen(),
            with_account=form.with_account,
            language=get_language(),
            now=timezone.now(),
        )
    except AlreadyLeaving:  # in another window: its day is on the page
        return


@needs(Role.VIEW)
@require_POST
def departure_stop(request):
    departure = Departure.standing(request.user, whose.own_workspaces(request.user))
    if departure:
        try:
            departure.stop(by=request.user)
        except TooLate:
            messages.error(request, _("The deletion has begun. It cannot be stopped any more."))
        else:
            messages.success(request, _("The deletion is stopped. Nothing was deleted."))
    return redirect("negotiation:board")


@login_not_required  # its account may be gone; the number in the link is the secret
@require_safe
def departure_receipt(request, receipt_id):
    departure = whose.behind(receipt_id)
    if departure is None:
        raise Http404
    with translation.override(departure.language):
        return render(request, "negotiation/departure_receipt.html", {"departure": departure})
