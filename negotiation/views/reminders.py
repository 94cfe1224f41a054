from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.models import Debt, Workspace
from ledger.views.edits import answer
from ledger.views.undo import done_with_undo
from ledger.wording import day
from negotiation.agenda import place_of
from negotiation.forms.reminders import (
    GeneralReminderForm,
    ReminderFields,
    ReminderForm,
    SoonForm,
    day_after,
)
from negotiation.models import Reminder, ReminderDone
from negotiation.models.reminders import TOPICS
from negotiation.step_pages import Pages


def reminder_create(request, debt_id):
    debt = get_object_or_404(
        Debt.objects.for_user(request.user).select_related("workspace"), pk=debt_id
    )
    about = {name: request.GET[name] for name in TOPICS if name in request.GET}
    form = ReminderForm(
        request.POST or None,
        instance=Reminder(workspace=debt.workspace, debt=debt),
        initial=about,
        on=localdate(),
    )
    intro = _("About {name}.").format(name=debt.nickname)
    return made_or_shown(request, form, back_url=debt.get_absolute_url(), intro=intro)


def reminder_create_general(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    form = GeneralReminderForm(
        request.POST or None, instance=Reminder(workspace=workspace), on=localdate()
    )
    return made_or_shown(request, form, back_url=reverse("negotiation:calendar"), intro="")


def back(request, row):
    """Where reminders are listed; for who sees only some debts, the page of theirs."""
    if request.member.is_whole:
        return reverse("negotiation:calendar")
    return row.debt.get_absolute_url()


def made_or_shown(request, form, *, back_url, intro):
    if form.is_valid():
        row, _made = form.save_once(lambda row: row.make(by=request.user, on=localdate()))
        sentence = _("We will remind you on {day}.").format(day=day(row.remind_on))
        done_with_undo(request, sentence, reverse("negotiation:reminder_done", args=[row.pk]))
        place = place_of(row, Pages(row.workspace_id))
        return redirect(place if request.member.is_whole else row.debt)
    context = {"form": form, "title": _("Remind me"), "intro": intro, "back_url": back_url}
    return render(request, "_form.html", context)


def reminder_edit(request, reminder_id):
    row = get_object_or_404(
        Reminder.objects.for_user(request.user).select_related("debt", "workspace"), pk=reminder_id
    )
    form = ReminderFields(request.POST or None, instance=row, on=localdate())
    try:
        if form.is_valid() and form.save_over(
            lambda names: row.change(names, by=request.user, on=localdate())
        ):
            messages.success(request, _("Reminder changed."))
            return redirect(back(request, row))
    except ReminderDone:
        messages.info(request, _("This one is ticked off already."))
        return redirect(back(request, row))
    context = {
        "form": form,
        "title": _("Change a reminder"),
        "intro": row.debt.nickname if row.debt else "",
        "back_url": back(request, row),
    }
    return answer(request, "_form.html", context)


def found(request, reminder_id):
    return get_object_or_404(
        Reminder.objects.for_user(request.user).select_related("debt", "workspace"), pk=reminder_id
    )


@require_POST
def reminder_done(request, reminder_id):
    row = found(request, reminder_id)
    row.done(by=request.user, on=localdate())
    undo = reverse("negotiation:reminder_not_done", args=[row.pk])
    done_with_undo(request, _("Reminder ticked off."), undo)
    return redirect(back(request, row))


@require_POST
def reminder_not_done(request, reminder_id):
    row = found(request, reminder_id)
    row.not_done(by=request.user, on=localdate())
    messages.success(request, _("The reminder is back."))
    return redirect(back(request, row))


@require_POST
def reminder_put_off(request, reminder_id):
    row, form = found(request, reminder_id), SoonForm(request.POST)
    if not form.is_valid():
        return redirect("negotiation:reminder_edit", row.pk)
    later = day_after(form.cleaned_data["soon"], on=localdate())
    try:
        row.put_off(later, by=request.user, on=localdate())
    except ReminderDone:
        messages.info(request, _("This one is ticked off already."))
    else:
        undo = reverse("negotiation:reminder_not_later", args=[row.pk])
        done_with_undo(request, _("Put off until {day}.").format(day=day(later)), undo)
    return redirect(back(request, row))


@require_POST
def reminder_not_later(request, reminder_id):
    row = found(request, reminder_id)
    row.back_from_later(by=request.user, on=localdate())
    messages.success(request, _("The reminder is back on its day."))
    return redirect(back(request, row))
