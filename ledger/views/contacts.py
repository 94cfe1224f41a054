from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.forms.creditors import ContactForm, NewContactForm
from ledger.models import Contact, Creditor
from ledger.views.edits import answer
from ledger.views.undo import done_with_undo


def contact_create(request, creditor_id):
    creditor = get_object_or_404(Creditor.objects.for_user(request.user), pk=creditor_id)
    blank = Contact(workspace=creditor.workspace, creditor=creditor)
    form = NewContactForm(request.POST or None, instance=blank, on=localdate())
    if form.is_valid():
        form.save_once()
        messages.success(request, _("{name} is saved.").format(name=form.instance.name))
        return redirect("ledger:creditor_detail", creditor.pk)
    context = {
        "form": form,
        "title": _("Add a contact at {name}").format(name=creditor.name),
        "back_url": reverse("ledger:creditor_detail", args=[creditor.pk]),
    }
    return render(request, "ledger/contact_form.html", context)


def contact_edit(request, contact_id):
    contact = get_object_or_404(Contact.objects.for_user(request.user), pk=contact_id)
    form = ContactForm(request.POST or None, instance=contact, on=localdate())
    if form.is_valid() and form.save_over(lambda names: contact.save(update_fields=names)):
        messages.success(request, _("{name} is saved.").format(name=contact.name))
        return redirect("ledger:creditor_detail", contact.creditor_id)
    context = {
        "form": form,
        "title": _("Edit contact"),
        "back_url": reverse("ledger:creditor_detail", args=[contact.creditor_id]),
    }
    return answer(request, "ledger/contact_form.html", context)


@require_POST
def contact_archive(request, contact_id):
    contact = get_object_or_404(Contact.objects.for_user(request.user), pk=contact_id)
    contact.set_archived(True)
    done_with_undo(
        request,
        _("{name} is put away.").format(name=contact.name),
        reverse("ledger:contact_restore", args=[contact.pk]),
    )
    return redirect("ledger:creditor_detail", contact.creditor_id)


@require_POST
def contact_restore(request, contact_id):
    contact = get_object_or_404(Contact.objects.for_user(request.user), pk=contact_id)
    contact.set_archived(False)
    messages.success(request, _("{name} is back.").format(name=contact.name))
    return redirect("ledger:creditor_detail", contact.creditor_id)
