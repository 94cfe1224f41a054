from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ledger.models.corrections import AlreadyCorrected


def correct(request, wrong, form_class, *, title, template):
    """Answer with the form of a new row beside the wrong one, or with the row it made."""
    if request.method != "POST" and wrong.is_corrected:
        return too_late(request, wrong.debt)
    form = form_of(wrong, form_class, request)
    if form.is_valid():
        return keep(request, form, wrong.debt)
    back_url = wrong.debt.get_absolute_url()
    context = {"form": form, "debt": wrong.debt, "wrong": wrong, "title": title}
    return render(request, template, context | {"back_url": back_url})


def form_of(wrong, form_class, request):
    """A form filled with what the wrong row says."""
    return form_class(
        request.POST or None,
        request.FILES or None,
        instance=type(wrong)(workspace=wrong.debt.workspace, debt=wrong.debt, corrects=wrong),
        initial=model_to_dict(wrong, form_class.Meta.fields),
        on=localdate(),
    )


def keep(request, form, debt):
    try:
        form.keep(by=request.user)
    except AlreadyCorrected:
        return too_late(request, debt)
    messages.success(request, _("Corrected. The old figure stays in the file, struck out."))
    return redirect(debt)


def too_late(request, debt):
    messages.error(request, _("This entry was corrected already. Correct the newer entry instead."))
    return redirect(debt)
