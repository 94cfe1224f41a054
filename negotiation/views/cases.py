from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.models import Debt
from ledger.wording import dollars, say
from negotiation import conduct, fact_sheet, outlook, scoring, standing
from negotiation.afterwards import claimed_by
from negotiation.guides import guide
from negotiation.lawsuits import lawsuit
from negotiation.letters.progress import listed
from negotiation.step_pages import OF_ACT, Pages, due_phrase
from negotiation.strategy import OVER
from negotiation.talks import standing_deal
from negotiation.timeline import page
from negotiation.views.drafts import drafts_of
from negotiation.weighing import Table

CALLS_SHOWN = 5


@require_safe
def case_file(request, debt_id):
    debt = get_object_or_404(
        standing.with_history(Debt.objects.for_user(request.user))
        .select_related("own_band")
        .prefetch_related("documents"),
        pk=debt_id,
    )
    on = localdate()
    found = standing.answers(debt, on=on)
    context = {
        "debt": debt,
        **where_it_stands(debt, found, on=on),
        **owed(debt, on=on),
        **history_page(debt, "", request.user),
        "talks": Table.of(debt, found, on=on),
        **deal_of(debt),
        "parties": fact_sheet.parties(debt),
        "groups": fact_sheet.groups(debt),
        **letters_of(debt, on=on),
        **calls_of(debt),
        "documents": [paper for paper in debt.documents.all() if not paper.archived_at],
    }
    name = "case_file" if request.member.is_whole else "case_file_in_part"
    return render(request, f"negotiation/{name}.html", context)


def deal_of(debt):
    """The deal that stands, and who could ask for the debt again once it is paid."""
    deal = standing_deal(debt)
    return {"deal": deal, "claimed_by": deal and claimed_by(deal)}


def calls_of(debt):
    """The last calls, and what the rules make of all of them."""
    calls = list(debt.calls.all())
    return {
        "calls": calls[:CALLS_SHOWN],
        "more_calls": len(calls) > CALLS_SHOWN,
        "conduct": conduct.counted(debt),
    }


@require_safe
def timeline(request, debt_id):
    """Older entries: a part of the page, or a page of its own without JavaScript."""
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    context = {"debt": debt, **history_page(debt, request.GET.get("before", ""), request.user)}
    name = "_timeline" if request.htmx else "timeline"
    return render(request, f"negotiation/{name}.html", context)


def letters_of(debt, *, on):
    return {"letters": listed(debt.letters.all(), on=on), "drafts": drafts_of(debt)}


def history_page(debt, before, reader):
    found, older = page(debt, before, reader=reader)
    return {"lines": found, "older": older}


def where_it_stands(debt, found, *, on):
    """The engine's answers: stage, next step, score."""
    return {
        "stage": say(found.stage.text),
        "is_over": found.stage in OVER,
        "step": found.step,
        "next": next_card(debt, found, on=on),
        "score": found.score,
        "lawsuit": lawsuit(found.facts, found.past, found.stage, on=on),
        "unknown": [
            {
                "text": more.text,
                "points": more.points,
                "url": fact_sheet.first_place(more.fields, debt),
            }
            for more in found.score.unknown
        ],
        "not_a_probability": scoring.NOT_A_PROBABILITY,
        **outlook.of(debt, found, on=on),
    }


def next_card(debt, found, *, on):
    """What the step's card needs besides its words; no button of its own where this is the page."""
    step, pages = found.step, Pages(debt.workspace_id)
    url = pages.step(step.kind, debt.pk, standing.letter_of(debt, step))
    own = getattr(debt, "own_band", None)
    return {
        "url": "" if url == pages.case(debt.pk) else url,
        "due": due_phrase(step.due_on, on=on),
        "is_late": step.overdue,
        **by_hand(debt, guide(found.facts, step, on=on, override=own and own.override()), pages),
    }


def by_hand(debt, found, pages):
    """What to do outside this site, and the buttons to write it down with."""
    return {
        "guide": found,
        "acts": [
            {"text": act.text, "url": pages.act(act, debt.pk), "icon": OF_ACT[act][2]}
            for act in found.acts
        ],
        "phone": debt.holder.phone if debt.holder and found.may_call else "",
    }


def owed(debt, *, on):
    """The figure that counts, today's estimate, and every figure and payment so far."""
    balances, payments = map(with_corrections, (debt.balances.all(), debt.payments.all()))
    return {
        "latest": debt.latest_balance(),
        "estimate": debt.estimate(on=on),
        "several": sum(not item["corrected_by"] for item in balances) > 1,
        "balances": [item | {"parts": parts(item["row"])} for item in balances],
        "payments": [item | {"paid": paid(item["row"])} for item in payments],
    }


def with_corrections(rows):
    """Each row with the key of the one that corrects it, None where it stands."""
    corrected = {row.corrects_id: row.pk for row in rows}
    return [{"row": row, "corrected_by": corrected.get(row.pk)} for row in rows]


def paid(payment):
    return _("Never made") if payment.never_made else dollars(payment.amount)


def parts(entry):
    """Principal, interest and fees, as far as the paper says them."""
    known = (
        (_("principal {amount}"), entry.principal),
        (_("interest {amount}"), entry.interest),
        (_("fees {amount}"), entry.fees),
    )
    said = [says.format(amount=dollars(part)) for says, part in known if part is not None]
    return ", ".join(said)
