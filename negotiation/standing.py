"""Keeps every debt's standing equal to what the pure engine says of its facts today.

Nothing pushes: whoever shows standings calls `refresh` first. When nothing changed that costs one
row; otherwise only the debts behind are worked out, in a fixed number of queries.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import F, Prefetch, Q

from ledger.facts import CaseHistory, DebtFacts
from ledger.models import Workspace
from negotiation import scoring, stage, steps, talks
from negotiation.models import Agreement, Letter, Sheet, Standing, StatementRequest
from negotiation.strategy import DEAL, OVER

VERSION = scoring.VERSION
COLUMNS = (
    "holder", "stage", "route", "score", "step", "letter", "why", "due_on", "presses_on", "basis",
    "amount", "estimate", "archived", "revision", "on", "version",
)  # fmt: skip


def refresh(workspace, *, on):
    """Bring this workspace's standings up to its facts and to this day."""
    sheet = Sheet.objects.filter(workspace=workspace).first()
    if sheet and (sheet.revision, sheet.on, sheet.version) == (workspace.revision, on, VERSION):
        return
    # read before the debts: a change that comes in between makes the sheet old, never wrong
    revision = Workspace.objects.values_list("revision", flat=True).get(pk=workspace.pk)
    update(behind(workspace, on=on), on=on)
    Sheet.objects.update_or_create(
        workspace=workspace, defaults={"revision": revision, "on": on, "version": VERSION}
    )
    workspace.revision = revision


def behind(workspace, *, on):
    """The debts whose standing is missing, or was worked out for other facts, days or rules."""
    current = Q(standing__revision=F("revision"), standing__on=on, standing__version=VERSION)
    return workspace.debts.exclude(current & Q(standing__isnull=False))


@transaction.atomic
def update(debts, *, on):
    """Work these debts out and store the answers."""
    made = [of(debt, on=on) for debt in with_history(debts)]
    Standing.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["debt"], update_fields=COLUMNS, batch_size=500
    )


def with_history(debts):
    """The debts with all that `history` reads besides the facts."""
    asked = StatementRequest.objects.select_related("letter__mailing").defer(
        "letter__html", "letter__pdf", "letter__data"
    )
    letters = Letter.objects.light().select_related("mailing", "statement_request")
    return (
        debts.with_facts()
        .select_related("own_band")
        .prefetch_related(
            Prefetch("statement_requests", asked),
            Prefetch("letters", letters),
            Prefetch("agreements", Agreement.objects.select_related("offer")),
            "agreements__instalments__payment",
            "offers",
            "calls",
        )
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine says of one debt on one day; board and case file both ask here."""

    facts: DebtFacts
    past: CaseHistory
    stage: stage.Stage
    step: steps.Step
    score: scoring.Score


def answers(debt, *, on):
    facts, past = facts_of(debt), history(debt)
    at = stage.stage(facts, past, on=on)
    facts = replace(facts, in_deal=at in (*DEAL, *OVER))
    step = steps.next_step(facts, past, at, on=on)
    return Answers(facts, past, at, step, scoring.score(facts, on=on))


def of(debt, *, on):
    """This debt's standing today, not stored yet."""
    found, guess = answers(debt, on=on), debt.estimate(on=on)
    return Standing(
        workspace_id=debt.workspace_id,
        debt=debt,
        holder=debt.holder,
        stage=found.stage,
        route=found.score.route or "",
        score=found.score.points,
        step=found.step.kind,
        letter_id=letter_of(debt, found.step),
        why=found.step.why.to_data(),
        due_on=found.step.due_on,
        presses_on=presses_on(found.step),
        basis=found.facts.basis,
        amount=found.facts.balance,
        estimate=guess and guess.total,
        archived=debt.archived_at is not None,
        revision=debt.revision,
        on=on,
        version=VERSION,
    )


def facts_of(debt):
    """The ledger's facts, and what belongs to acts: a written dispute, the user's own opening."""
    mailed = [
        ask.mailed_on
        for ask in debt.statement_requests.all()
        if ask.mailed_on and ask.asked_as == ask.AskedAs.VALIDATION
    ]
    own = getattr(debt, "own_band", None)
    return replace(
        debt.facts(),
        disputed_on=max(mailed, default=None),
        own_opening=own and own.own_open_percent,
    )


def presses_on(step):
    """The day this step is sorted by: a court waits for nobody, and what has no day comes last."""
    if step.kind in steps.COURT:
        return date.min
    return step.due_on or date.max


def history(debt):
    """What has happened on this debt, as the dates the stage is derived from."""
    asked = [ask for ask in debt.statement_requests.all() if not ask.cancelled_on]
    last = max(asked, key=lambda ask: ask.made_at, default=None)
    waiting = [
        call.call_back_on
        for call in debt.calls.all()
        if call.call_back_on and not call.called_back_on
    ]
    others = others_of(debt)
    return CaseHistory(
        statement_issued_on=last and last.letter.issued_on,
        statement_mailed_on=last and last.mailed_on,
        statement_due_on=last and last.due_on,
        statement_answered_on=last and last.answered_on,
        validation_asked=bool(last and last.asked_as == last.AskedAs.VALIDATION),
        letter_issued_on=min((each.issued_on for each in ready(others)), default=None),
        letter_due_on=min((each.mailing.due_on for each in waiting_for(others)), default=None),
        call_back_on=min(waiting, default=None),
        paused_until=debt.paused_until,
        answer_due_on=debt.answer_due_on,
        answered_on=debt.answered_on,
        hearing_on=debt.hearing_on,
        **talks.dates(debt),
    )


# ---- letters of every other kind ----------------------------------------------------------


def others_of(debt):
    """The debt's letters that ask for no statement: those have a history of their own."""
    return [letter for letter in debt.letters.all() if letter.request is None]


def ready(letters):
    return [letter for letter in letters if letter.mailing.is_ready]


def waiting_for(letters):
    return [letter for letter in letters if letter.mailing.is_waiting]


def letter_of(debt, step):
    """The letter this step is about: the request's own, else the one that has waited longest."""
    if step.kind in (steps.StepKind.WAIT_FOR_ANSWER, steps.StepKind.CHASE_ANSWER):
        return request_letter(debt)
    if step.kind is steps.StepKind.FOLLOW_UP:
        found = sorted(waiting_for(others_of(debt)), key=lambda letter: letter.mailing.due_on)
        return found[0].pk if found else None
    if step.kind is not steps.StepKind.MAIL_LETTER:
        return None
    asked = [ask.letter for ask in debt.statement_requests.all() if ask.is_open]
    found = ready(asked) or sorted(ready(others_of(debt)), key=lambda letter: letter.issued_on)
    return found[0].pk if found else None


def request_letter(debt):
    """The letter of the open request; there is one at most."""
    asked = (ask.letter_id for ask in debt.statement_requests.all() if ask.is_open)
    return next(asked, None)
