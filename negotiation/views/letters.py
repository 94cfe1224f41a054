"""A letter that was made: its paper, and what became of it after it was printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.models import Workspace
from negotiation.forms import letter_data
from negotiation.forms.answers import AnswerForm
from negotiation.forms.mailings import DeliveredForm, MailForm, ReturnedForm
from negotiation.letters.compose import sheet_of, to_sheet
from negotiation.letters.content import reading_copy
from negotiation.letters.kinds import KINDS
from negotiation.letters.letter import LetterContent
from negotiation.letters.offering import write_url
from negotiation.letters.progress import listed, state_of
from negotiation.letters.recipients import addressee
from negotiation.models import Letter, LetterDraft, MailingClosed, TooLateToTakeBack
from negotiation.views.drafts import drafts_in

PAGE = 50
DELIVERED = "id_delivered_%s"
CLOSED = gettext_lazy("This letter has moved on meanwhile. Nothing was changed.")


@require_safe
def letter_list(request, workspace_id):
    """Every letter of the workspace, the newest first; those to mail stand above."""
    workspace = get_object_or_404(Workspace.objects.for_user(request.user), pk=workspace_id)
    mine = Letter.objects.for_user(request.user).filter(workspace=workspace)
    rows = mine.light().select_related("debt", "mailing", "statement_request")
    on, page = localdate(), Paginator(rows.moved_on(), PAGE).get_page(request.GET.get("page"))
    context = {
        "ready": listed(rows.ready(), on=on),
        "page": page,
        "letters": listed(page.object_list, on=on),
        "drafts": drafts_in(workspace),
    }
    return render(request, "negotiation/letter_list.html", context)


def find(request, letter_id):
    return get_object_or_404(
        Letter.objects.for_user(request.user)
        .select_related(
            "debt__workspace",
            "mailing",
            "statement_request__balance",
            "statement_request__document",
        )
        .defer("pdf"),
        pk=letter_id,
    )


@require_safe
def letter_detail(request, letter_id):
    return show(request, find(request, letter_id))


def show(request, letter, **forms):
    """The letter's page; `forms` are those that need another look."""
    on = localdate()
    kind = KINDS.get(letter.kind)
    context = {
        "letter": letter,
        "mailing": letter.mailing,
        "debt": letter.debt,
        "asked": letter.request,
        "state": state_of(letter, on=on),
        "is_late": letter.mailing.is_late(on=on),
        "answered_on": answered_on(letter),
        "reads_other": get_language() != letter.language,
        "may_take_back": letter.mailing.may_take_back(now=timezone.now()),
        "advice": kind.advice.say(get_language()) if kind else "",
        "may_correct": kind is not None,
        "replacement": letter.debt.letters.light().filter(replaces=letter).first(),
        "sheet": sheet_of(letter.html),
        "reading": reading(letter),
        "other_language": "es" if letter.language == "en" else "en",
        "papers": letter.papers.select_related("document"),
        **forms_of(letter, on=on),
        **forms,
    }
    return render(request, "negotiation/letter_detail.html", context)


def answered_on(letter):
    """The day an answer came, to a request or to any other letter; None where none did."""
    asked = letter.request
    return asked.answered_on if asked else letter.mailing.answered_on


def forms_of(letter, *, on):
    asked = letter.request
    return {
        "mail_form": MailForm(letter=letter, on=on),
        "delivered_form": DeliveredForm(letter=letter, on=on, auto_id=DELIVERED),
        "returned_form": ReturnedForm(letter=letter, on=on, auto_id="id_returned_%s"),
        "answer_form": AnswerForm(request_row=asked, on=on) if asked else None,
    }


def reading(letter):
    """The letter in the other language, while its wording is still the one it was made with."""
    kind = KINDS.get(letter.kind)
    if kind is None or kind.version != letter.template_version or "said" not in letter.data:
        return ""
    other = "es" if letter.language == "en" else "en"
    return to_sheet(reading_copy(LetterContent.restore(letter.data), other))


def letter_pdf(request, letter_id):
    """The bytes as they were issued, whatever the templates say today."""
    letter = get_object_or_404(
        Letter.objects.for_user(request.user).defer("html", "data"), pk=letter_id
    )
    name = f"{letter.issued_on}-{slugify(letter.title)}-{slugify(letter.recipient)}.pdf"
    return HttpResponse(
        bytes(letter.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


# ---- what became of it --------------------------------------------------------------------


@require_POST
def letter_mail(request, letter_id):
    letter = find(request, letter_id)
    known = {"letter": letter, "on": localdate()}
    if "arrived" in request.POST:
        forms = {"delivered_form": DeliveredForm(request.POST, auto_id=DELIVERED, **known)}
    else:
        forms = {"mail_form": MailForm(request.POST, **known)}
    (form,) = forms.values()
    if not form.is_valid():
        return show(request, letter, **forms)
    act = letter.mailing.mail
    said = _("Written down. We count the days from here.")
    return done(request, letter, said, lambda: act(by=request.user, **form.cleaned_data))


@require_POST
def letter_return(request, letter_id):
    letter = find(request, letter_id)
    form = ReturnedForm(request.POST, letter=letter, on=localdate(), auto_id="id_returned_%s")
    if not form.is_valid():
        return show(request, letter, returned_form=form)
    day, why = form.cleaned_data["returned_on"], form.cleaned_data["why"]
    return done(
        request,
        letter,
        _("Written down. Check the address, then send it again."),
        lambda: letter.mailing.come_back(by=request.user, on=day, why=why),
    )


@require_POST
def letter_take_back(request, letter_id):
    letter = find(request, letter_id)
    return done(
        request,
        letter,
        _("Taken back. You can write a new letter now."),
        lambda: letter.mailing.take_back(by=request.user, now=timezone.now()),
        closed=_("A letter that was mailed cannot be taken back."),
    )


@require_POST
def letter_set_aside(request, letter_id):
    letter = find(request, letter_id)
    return done(
        request,
        letter,
        _("Put aside. It stays in the file as never mailed."),
        lambda: letter.mailing.set_aside(by=request.user, now=timezone.now()),
    )


@require_POST
def letter_look(request, letter_id):
    """Whether an answer came: it ends the waiting, or the next day to look is set."""
    letter = find(request, letter_id)
    answered = request.POST.get("answered") == "yes"
    return done(
        request,
        letter,
        _("Good. Keep what they wrote with this debt.") if answered else _("Written down."),
        lambda: letter.mailing.look_again(by=request.user, on=localdate(), answered=answered),
    )


def done(request, letter, said, act, *, closed=CLOSED):
    try:
        act()
    except TooLateToTakeBack:
        messages.error(
            request,
            _("The hour is over. If it was never mailed, put it aside, or correct it."),
        )
    except MailingClosed:
        messages.error(request, closed)
    else:
        messages.success(request, said)
    return redirect("negotiation:letter_detail", letter.pk)


@require_POST
def letter_correct(request, letter_id):
    """Open a draft that says the same, to be put right; issued, it takes this letter's place."""
    letter = find(request, letter_id)
    if newer := letter.debt.letters.light().filter(replaces=letter).first():
        messages.info(request, _("It was corrected already. This is the newer letter."))
        return redirect("negotiation:letter_detail", newer.pk)
    kind = KINDS[letter.kind]
    key = str(letter.creditor_id or letter.recipient_kind)
    to = addressee(letter.debt, kind, key)
    if to is None:
        messages.info(request, _("It went to somebody who no longer has this debt. Write anew."))
        return redirect("negotiation:letter_choose", letter.debt_id)
    answers = letter_data.answers_of(letter, to, on=localdate())
    draft = LetterDraft.correct(letter, key, answers, now=timezone.now())
    return redirect(write_url(letter.debt, letter.kind, draft.recipient))
