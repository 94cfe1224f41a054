"""Who can see a workspace: its list, invitations, and ending them."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger import inviting, sharing_words
from ledger.forms.base import a_key
from ledger.forms.sharing import InvitationForm, MembershipForm
from ledger.models import Invitation, InvitationClosed, Membership, Workspace
from ledger.tenancy import CHOSEN, Role, needs
from ledger.views.edits import answer as answer_to

MOST = 20  # people and open invitations together
SHOWN = 10  # of those who could see it before


@needs(Role.MANAGE)
@require_safe
def people(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    mine = Membership.objects.for_user(request.user).filter(workspace=workspace)
    live = mine.live(on=localdate()).select_related("user").order_by("made_at")
    before = mine.exclude(pk__in=live).select_related("user").order_by("-made_at")[:SHOWN]
    waiting = Invitation.objects.for_user(request.user).filter(workspace=workspace).waiting()
    context = {
        "workspace": workspace,
        "people": [row(member) for member in live],
        "before": before,
        "waiting": [row(invitation) for invitation in waiting.order_by("made_at")],
    }
    return render(request, "ledger/people.html", context)


def row(shared):
    """A member or an invitation with what it allows, in words."""
    debts = shared.shared_debts.values_list("debt__nickname", flat=True).order_by("debt__nickname")
    return {"it": shared, "may": sharing_words.MAY[shared.role], "debts": list(debts)}


@needs(Role.MANAGE)
def invitation_create(request, workspace_id):
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    return invite(request, workspace)


@reauthentication_required
def invite(request, workspace):
    mine = Invitation.objects.for_user(request.user).filter(workspace=workspace)
    if known := mine.filter(form_key=a_key(request.POST.get("form_key", ""))).first():
        return back(known)  # the same form once more
    taken = known_addresses(request, workspace)
    row = Invitation(workspace=workspace, invited_by=request.user)
    form = InvitationForm(request.POST or None, instance=row, on=localdate(), taken=taken)
    if form.is_valid() and len(taken) + mine.waiting().count() >= MOST:
        form.add_error(None, _("You share this with many people already. End one first."))
    if form.is_valid():
        drawn = []
        invitation, made = form.save_once(lambda new: drawn.append(new.keep(form.chosen_debts)))
        return sent(request, invitation, drawn[0]) if made else back(invitation)
    context = {
        "form": form,
        "title": _("Invite somebody"),
        "submit_label": _("Invite"),
        "back_url": reverse("ledger:people", args=[workspace.pk]),
        "mail_leaves": settings.HAS_MAIL_SERVER,
    }
    return render(request, "ledger/invitation_form.html", context)


def known_addresses(request, workspace):
    mine = Membership.objects.for_user(request.user).filter(workspace=workspace)
    return [*mine.live(on=localdate()).values_list("user__email", flat=True)]


def sent(request, invitation, token):
    """By mail where mail leaves; else the link is shown once, to be passed on by hand."""
    left = inviting.send(invitation, token)
    if settings.HAS_MAIL_SERVER:
        if left:
            messages.success(
                request,
                _("The invitation is on its way to {email}.").format(email=invitation.email),
            )
        else:
            messages.error(
                request,
                _("The invitation is made, but the mail did not leave. Send it again later."),
            )
        return back(invitation)
    context = {"invitation": invitation, "link": inviting.link_to(token)}
    return render(request, "ledger/invitation_link.html", context)


def back(row):
    return redirect("ledger:people", row.workspace_id)


@needs(Role.MANAGE)
@require_POST
def invitation_again(request, invitation_id):
    invitation = get_object_or_404(
        Invitation.objects.for_user(request.user).select_related("workspace", "invited_by"),
        pk=invitation_id,
    )
    return send_again(request, invitation)


@reauthentication_required
def send_again(request, invitation):
    try:
        token = invitation.renew(by=request.user)
    except InvitationClosed:
        return closed(request, invitation)
    return sent(request, invitation, token)


@needs(Role.MANAGE)
@require_POST
def invitation_revoke(request, invitation_id):
    invitation = get_object_or_404(
        Invitation.objects.for_user(request.user).select_related("workspace"), pk=invitation_id
    )
    try:
        invitation.revoke(by=request.user)
    except InvitationClosed:
        return closed(request, invitation)
    messages.success(request, _("The invitation is taken back. Its link leads nowhere now."))
    return back(invitation)


def closed(request, invitation):
    messages.info(request, _("This invitation was answered or taken back already."))
    return back(invitation)


@needs(Role.MANAGE)
def membership_edit(request, membership_id):
    """Never the owner's, and never one's own: nobody raises themselves."""
    member = get_object_or_404(
        Membership.objects.for_user(request.user)
        .live(on=localdate())
        .exclude(Q(user=request.user) | Q(role=Role.OWNER))
        .select_related("user", "workspace"),
        pk=membership_id,
    )
    return change(request, member)


@reauthentication_required
def change(request, member):
    form = MembershipForm(request.POST or None, instance=member, on=localdate())
    if form.is_valid() and form.save_shared(by=request.user):
        messages.success(
            request, _("Saved. It holds for {email} at once.").format(email=member.user.email)
        )
        return back(member)
    context = {
        "form": form,
        "title": _("Change what somebody may do"),
        "member": member,
        "back_url": reverse("ledger:people", args=[member.workspace_id]),
    }
    return answer_to(request, "ledger/membership_form.html", context)


@needs(Role.MANAGE)
def membership_end(request, membership_id):
    member = get_object_or_404(
        Membership.objects.for_user(request.user)
        .exclude(Q(user=request.user) | Q(role=Role.OWNER))
        .select_related("user", "workspace"),
        pk=membership_id,
    )
    if request.method != "POST":
        return render(request, "ledger/membership_end.html", {"member": member})
    member.end(by=request.user)
    messages.success(request, _("{email} sees nothing of it any more.").format(email=member.user))
    return back(member)


# ---- for whoever was invited --------------------------------------------------------------------


@needs(Role.VIEW)
def membership_leave(request, workspace_id):
    """Out of what somebody else shared; one's own workspace is not left but deleted."""
    member = here(request, workspace_id)
    if member.is_owner:
        return redirect("ledger:people", workspace_id)
    if request.method != "POST":
        return render(request, "ledger/membership_leave.html", {"member": member})
    member.end(by=request.user)
    request.session.pop(CHOSEN, None)
    messages.success(request, _("You no longer see this. Thank you for your help."))
    return redirect("negotiation:board")


@needs(Role.VIEW)
@require_POST
def workspace_open(request, workspace_id):
    """The one of several to work in from now on."""
    request.session[CHOSEN] = str(here(request, workspace_id).workspace_id)
    return redirect("negotiation:board")


def here(request, workspace_id):
    if request.member is None or request.member.workspace_id != workspace_id:
        raise Http404
    return request.member


@needs(Role.VIEW)
def invitation(request, token):
    """What the link of a mail offers. Looking changes nothing."""
    offer = inviting.look(token)
    if offer is None:
        return render(request, "ledger/invitation_gone.html", status=404)
    if not inviting.is_for(offer, request.user):
        return render(request, "ledger/invitation_not_yours.html", status=403)
    if request.method != "POST":
        return render(request, "ledger/invitation.html", {"offer": offer})
    try:
        return answer(request, token)
    except InvitationClosed:
        return render(request, "ledger/invitation_gone.html", status=404)


def answer(request, token):
    if request.POST.get("answer") != "accept":
        inviting.decline(token, request.user)
        messages.success(request, _("You declined. You see nothing of it."))
        return redirect("negotiation:board")
    member = inviting.accept(token, request.user)
    request.session[CHOSEN] = str(member.workspace_id)
    messages.success(request, _("You can see it now. Thank you for helping."))
    return redirect("negotiation:board")
