"""Choosing a letter for a debt and writing it; what is typed is kept as a draft all along."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Debt
from ledger.views.undo import done_with_undo
from negotiation import standing
from negotiation.forms import draft_versions, letter_data
from negotiation.forms.letters import LetterForm, was
from negotiation.letters.choosing import Answer
from negotiation.letters.issue import Order, RequestOpen, issue
from negotiation.letters.kinds import KINDS
from negotiation.letters.offering import (
    Told,
    called,
    judged,
    offered,
    reason,
    write_url,
)
from negotiation.letters.parts import AskType
from negotiation.letters.pdf import PdfUnavailable
from negotiation.letters.proofreading import findings, put_safely
from negotiation.letters.recipients import addressee, addressees
from negotiation.models import DraftChanged, LetterDraft, LetterMade

SHORT_LIST = 5


def find_debt(request, debt_id):
    return get_object_or_404(standing.with_history(Debt.objects.for_user(request.user)), pk=debt_id)


@require_safe
def letter_choose(request, debt_id):
    debt = find_debt(request, debt_id)
    context = {"debt": debt, "drafts": drafts_of(debt), **offered(debt, on=localdate())}
    return render(request, "negotiation/letter_choose.html", context)


def drafts_of(debt):
    return listed(debt.letter_drafts.kept())


def drafts_in(workspace):
    return listed(LetterDraft.kept_in(workspace).select_related("debt"))


def listed(drafts):
    """Drafts, each with its address and what it is called."""
    return [
        {
            "row": draft,
            "title": KINDS[draft.kind].title.say(get_language()),
            "url": write_url(draft.debt, draft.kind, draft.recipient),
        }
        for draft in drafts
        if draft.kind in KINDS
    ]


def letter_create(request, debt_id, kind):
    debt = find_debt(request, debt_id)
    if kind not in KINDS:
        raise Http404
    kind = KINDS[kind]
    to = addressee(debt, kind, request.GET.get("to", ""))
    draft = to and debt.letter_drafts.kept().filter(kind=kind.id, recipient=to.key).first()
    if obstacle := in_the_way(request, debt, kind, to, draft):
        return obstacle
    told = told_of(request, draft)
    found = judged(debt, kind, to, told, on=localdate())
    if found.answer is not Answer.OFFERED and not (draft and draft.replaces_id):
        messages.info(request, reason(found))
        return redirect("negotiation:letter_choose", debt.pk)
    about = {"debt": debt, "kind": kind, "to": to, "on": localdate(), "warnings": found.warnings}
    if request.method == "POST":
        return write(request, about, draft)
    data = MultiValueDict(draft.answers) if draft else begun(debt, kind, to, told)
    data["window"], data["kept"] = str(uuid4()), draft.print if draft else ""
    return show(request, LetterForm(data, **about), draft)


def told_of(request, draft):
    """What was said on the way here, now and when the draft was begun."""
    kept = draft.answers.get("told", [""])[0] if draft else request.POST.get("told", "")
    return Told.read(request.GET).with_all_of(Told.read(QueryDict(kept)))


def begun(debt, kind, to, told):
    """A new letter's answers: the debt's facts, or those typed for another recipient before."""
    data = letter_data.begun(debt, kind, to, on=localdate())
    data["told"] = urlencode(told.pairs())
    if other := debt.letter_drafts.kept().filter(kind=kind.id, replaces=None).first():
        mine = ("form_key", "name", "address", "contact", "told", "read", "full_number")
        mine += ("window", "kept")
        said = {name: value for name, value in other.answers.items() if name not in mine}
        for name, values in said.items():
            data.setlist(name, values)
        letter_data.made_fit(data, kind, to)
    return data


def in_the_way(request, debt, kind, to, draft):
    """Where to go first when this letter cannot be written yet."""
    if debt.holder is None:
        messages.info(request, _("First say who holds this debt."))
        return redirect("ledger:debt_holder", debt.pk)
    if not debt.workspace.can_write_letters:
        messages.info(request, _("A letter needs your name and mailing address first."))
        return redirect("ledger:workspace_edit", debt.workspace_id)
    if kind.asked_as and (asked := open_request(debt, draft)):
        if request.method == "GET":
            messages.info(request, _("You have asked already. Here is where it stands."))
        return redirect("negotiation:letter_detail", asked.letter_id)
    if to is None:
        messages.info(request, _("This letter fits nobody who is involved in this debt."))
        return redirect("negotiation:letter_choose", debt.pk)
    return None


def open_request(debt, draft):
    """The request that waits for an answer, unless the draft puts its letter right."""
    corrected = draft and draft.replaces_id
    found = (asked for asked in debt.statement_requests.all() if asked.is_open)
    return next((asked for asked in found if asked.letter_id != corrected), None)


# ---- writing ------------------------------------------------------------------------------


def write(request, about, draft):
    """Keep what was typed; then make the letter, put a safer sentence in, or just show it."""
    data = request.POST
    if draft and data.get("chosen") == draft.print:
        data = draft_versions.chosen(LetterForm(data, **about), draft, data)
        data["kept"] = draft.print
    if "use" in data:
        data = put_safely(LetterForm(data, **about), data["use"])
    form = LetterForm(data, **about)
    try:
        draft = kept(form)
    except LetterMade as late:  # a second click, or a late copy of what was typed
        return redirect("negotiation:letter_detail", late.args[0].pk)
    except DraftChanged as changed:
        (draft,) = changed.args
        return show(request, form, draft, both=draft_versions.of(form, draft))
    if "issue" in data and form.is_ready() and not waits(form, data.getlist("seen")):
        return make(request, form, draft)
    return show(request, form, draft)


def kept(form):
    """What was typed, as the draft of this letter."""
    about = (form.debt, form.kind.id, form.to.key, form.typed())
    return LetterDraft.keep(*about, form_key=form.value("form_key"))[0]


def waits(form, seen):
    """Whether a sentence would do harm, or gives pause and was not shown to its writer before."""
    return any(found.blocks or found.id not in seen for found in findings(form))


def make(request, form, draft):
    order = Order(
        debt=form.debt,
        to=form.to,
        content=form.content(),
        form_key=form.value("form_key"),
        by=request.user,
        papers=tuple(form.value("documents") or ()),
        replaces=draft.replaces,
    )
    try:
        letter, _made = issue(order)
    except RequestOpen:
        messages.info(request, _("You have asked already. Here is where it stands."))
        asked = form.debt.statement_requests.open().get()
        return redirect("negotiation:letter_detail", asked.letter_id)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return show(request, form, draft)
    form.keep_what_it_learned()
    return redirect("negotiation:letter_detail", letter.pk)


def show(request, form, draft, *, both=()):
    context = live(form, draft) | {"both": both, "draft_print": draft.print if both else ""}
    if request.htmx:
        shown = request.POST.get("asked", "").split(",")
        context["asks_changed"] = shown != [ask.key for ask in form.asks]
        context["edits_changed"] = form.new_words or form.words_shown != form.edits
        context["both_changed"] = request.POST.get("both_shown", "") != context["draft_print"]
        return render(request, "negotiation/_letter_live.html", context)
    context["stopped"] = "issue" in request.POST and context["findings"] and not form.errors
    page = context | around(form, draft)
    return render(request, "negotiation/letter_form.html", page, status=409 if both else 200)


def live(form, draft):
    """What may change with every answer."""
    told, other = findings(form), other_language(form.value("language") or "en")
    return {
        "form": form,
        "kept_at": draft and localtime(draft.kept_at),
        "sheet": form.sheet(),
        "reading": form.sheet(other),
        "other_language": other,
        "findings": told,
        "is_blocked": any(found.blocks for found in told),
        "asks": [{"field": form[ask.key], "folds": is_long(ask)} for ask in form.asks],
        "edits": [{"field": form[name], "was": form[was(name)]} for name in form.edits],
        "edits_open": bool(form.edited) or any(name in form.errors for name in form.edits),
    }


def around(form, draft):
    """What stands still on the page."""
    language = get_language()
    kind, debt, to = form.kind, form.debt, form.to
    told = Told.read(QueryDict(form.value("told")))
    return {
        "debt": debt,
        "to": to,
        "to_kind": called(to),
        "title": kind.title.say(language),
        "why": kind.why.say(language),
        "warn": kind.warn.say(language) if kind.warn else "",
        "warnings": form.warnings,
        "write_url": write_url(debt, kind.id, to.key),
        "others": [
            {"name": called(each), "url": write_url(debt, kind.id, each.key, told)}
            for each in addressees(debt, kind)
            if each.key != to.key
        ],
        "replaces": draft and draft.replaces,
        "reads_other": language != (form.value("language") or "en"),
    }


def is_long(ask):
    """A list that is folded away: what is usual is ticked in it already."""
    return ask.type is AskType.CHOICES and len(ask.choices) > SHORT_LIST


def other_language(language):
    return "es" if language == "en" else "en"


# ---- drafts -------------------------------------------------------------------------------


def find_draft(request, draft_id):
    return get_object_or_404(
        LetterDraft.objects.for_user(request.user).select_related("debt"), pk=draft_id
    )


@require_POST
def draft_discard(request, draft_id):
    draft = find_draft(request, draft_id)
    draft.discard(now=timezone.now())
    done_with_undo(
        request,
        _("The draft is gone."),
        reverse("negotiation:draft_restore", args=[draft.pk]),
    )
    return redirect(draft.debt)


@require_POST
def draft_restore(request, draft_id):
    draft = find_draft(request, draft_id)
    if draft.restore():
        messages.success(request, _("The draft is back."))
        return redirect(write_url(draft.debt, draft.kind, draft.recipient))
    messages.info(request, _("You have begun a newer draft of this letter. Here it is."))
    return redirect(write_url(draft.debt, draft.kind, draft.recipient))
