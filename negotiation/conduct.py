"""A company's conduct by the log of calls and messages: what may not fit which rule.

A finding names what was noted and the rule it touches, and is a presumption the other side may
rebut. It never says that anybody broke the law.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q

from ledger.dates import add_years
from ledger.facts import CreditorKind, DebtKind
from ledger.law.contact import (
    Contact,
    ContactRule,
    Ending,
    Finding,
    HeldDebt,
    Medium,
    Place,
    Presumption,
    Purpose,
    Side,
    Whom,
    contact_rules,
)
from ledger.law.contact_review import review
from ledger.models import Debt
from ledger.models.debts import ROLES
from ledger.wording import cite, say
from ledger.words import Text, text
from negotiation.conduct_told import LETTERS, wishes
from negotiation.deadlines import Incident
from negotiation.models import CallLog, Letter, StatementRequest

MAY_CONFLICT = text("May conflict with {rule}")
ARGUABLE = text("Can be argued either way: {rule}")
SEEMS_TO_FIT = text("Seems to fit {rule}")
TITLES = {
    Presumption.VIOLATION: MAY_CONFLICT,
    Presumption.OPEN: ARGUABLE,
    Presumption.COMPLIANCE: SEEMS_TO_FIT,
}
ENDINGS = {
    CallLog.Outcome.VOICEMAIL: Ending.VOICEMAIL,
    CallLog.Outcome.NO_ANSWER: Ending.NO_ANSWER,
    CallLog.Outcome.WRONG_NUMBER: Ending.NO_ANSWER,
    CallLog.Outcome.BUSY: Ending.NOT_CONNECTED,
    CallLog.Outcome.DROPPED: Ending.DROPPED,
    CallLog.Outcome.RINGLESS: Ending.RINGLESS_VOICEMAIL,
    # nobody knows if they talked before: what is not known never counts for the user
    CallLog.Outcome.HUNG_UP: Ending.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the calls it rests on; `ends_on` is the last day of the year for a claim."""

    finding: Finding
    calls: tuple
    debt: object
    day: date
    ends_on: date
    over: bool

    @property
    def title_words(self):
        """What it is called on a page: the rule, and never more than that it may conflict."""
        told = TITLES[self.finding.presumption].original
        return say(Text(told)).replace("{rule}", cite(self.finding.rule.citation))

    @property
    def against_them(self):
        return self.finding.presumption is not Presumption.COMPLIANCE


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the log says of one company; `undated` are letters that count once they arrived."""

    shown: tuple[Shown, ...]
    fitting: tuple[Shown, ...]
    calls: tuple
    letters: tuple
    undated: tuple
    bound: bool

    @property
    def first_end(self):
        """The first day on which a year ends that still runs."""
        return min((one.ends_on for one in self.shown if not one.over), default=None)


def contact_of(call):
    """A line of the log as the rules read it."""
    medium, incoming = Medium(call.medium), call.direction == CallLog.Direction.INCOMING
    ending = ENDINGS.get(call.outcome, Ending.TALKED) if medium is Medium.CALL else None
    talked = ending is Ending.TALKED
    return Contact(
        at=call.at,
        medium=medium,
        by=Side.THEM if incoming else Side.YOU,
        ending=ending,
        collector=str(call.creditor_id),
        whom=Whom(call.whom),
        raised=call.debt_ids,
        discussed=call.debt_ids if talked else frozenset(),
        place=Place(call.place) if call.place else None,
        address=call.number,
        wrong_number=call.outcome == CallLog.Outcome.WRONG_NUMBER,
        purpose=Purpose(call.purpose),
        opt_out=call.opt_out,
        ref=str(call.pk),
    )


def findings(creditor, workspace, calls, letters, requests, debts):
    """Every finding about this company, by time."""
    held = [
        HeldDebt(key=str(debt.pk), collector=str(creditor.pk), kind=DebtKind(debt.kind))
        for debt in debts
    ]
    return review(
        [contact_of(call) for call in calls],
        wishes(calls, letters, requests),
        zones=[ZoneInfo(workspace.time_zone)],
        debts=held,
        state=workspace.state,
        holder=CreditorKind(creditor.kind),
    )


def of_creditor(creditor, *, on):
    """The conduct of one company about all debts, in a fixed number of queries."""
    workspace = creditor.workspace
    calls, letters, requests = noted(creditor)
    debts = {str(debt.pk): debt for debt in debts_of(creditor)}
    found = findings(creditor, workspace, calls, letters, requests, debts.values())
    by_ref = {str(call.pk): call for call in calls}
    shown = [show(one, by_ref, debts, ZoneInfo(workspace.time_zone), on) for one in found]
    return Conduct(
        shown=tuple(one for one in shown if one.against_them),
        fitting=tuple(one for one in shown if not one.against_them),
        calls=tuple(calls),
        letters=tuple(letters),
        undated=tuple(letter for letter in letters if is_undated(letter)),
        bound=CreditorKind(creditor.kind).collects_for_others or workspace.state == "DC",
    )


def noted(creditor):
    """All calls, letters and written disputes of this company, the oldest first."""
    theirs = {"workspace": creditor.workspace_id, "creditor": creditor}
    calls = CallLog.objects.filter(**theirs).select_related("debt").order_by("at")
    letters = Letter.objects.filter(**theirs).select_related("mailing", "debt")
    disputes = StatementRequest.objects.filter(
        asked_as=StatementRequest.AskedAs.VALIDATION, **theirs
    )
    return (
        list(calls),
        list(letters.defer("html", "pdf").order_by("issued_on", "made_at")),
        list(disputes.select_related("letter__mailing", "debt")),
    )


def debts_of(creditor):
    """The debts this company stands behind today, or was called about."""
    behind = Q(calls__creditor=creditor)
    for role in ROLES:
        behind |= Q(**{role: creditor})
    return Debt.objects.filter(behind, workspace=creditor.workspace_id).distinct()


def is_undated(letter):
    """Mailed, but nobody noted when it arrived: until then it stops nothing."""
    mailing = letter.mailing
    sent = mailing.mailed_on and not (mailing.delivered_on or mailing.returned_on)
    return bool(letter.kind in LETTERS and sent)


def show(one, calls, debts, zone, on):
    day = one.contacts[-1].day(zone)
    ends_on = add_years(day, claim_rule()["years"])
    return Shown(
        finding=one,
        calls=tuple(calls[contact.ref] for contact in one.contacts if contact.ref in calls),
        debt=debts.get(one.debt),
        day=day,
        ends_on=ends_on,
        over=ends_on < on,
    )


def claim_rule():
    """How long a claim about a collector may be brought: 15 USC 1692k(d)."""
    return contact_rules()[ContactRule.CLAIM]


# ---- of one debt, from what is read already ---------------------------------------------------


def of_debt(debt):
    """The findings that touch a debt, from its own calls and letters alone.

    `debt` comes from `standing.with_history`. What was said about other debts of the same company
    stands on the page of that company.
    """
    return [one for _creditor, found in by_party(debt) for one in found]


def counted(debt):
    """Each party of the debt with the number of findings about it; none where there are none."""
    return [(creditor, len(found)) for creditor, found in by_party(debt) if found]


def by_party(debt):
    """Each party of the debt with the findings that speak against it."""
    calls = [call for call in debt.calls.all() if call.creditor_id]
    for creditor in {party.pk: party for party in debt.parties()}.values():
        theirs = [call for call in calls if call.creditor_id == creditor.pk]
        if not theirs:
            continue
        letters = [letter for letter in debt.letters.all() if letter.creditor_id == creditor.pk]
        requests = [
            ask
            for ask in debt.statement_requests.all()
            if ask.creditor_id == creditor.pk and ask.asked_as == ask.AskedAs.VALIDATION
        ]
        every = findings(creditor, debt.workspace, theirs, letters, requests, [debt])
        yield creditor, [one for one in every if one.presumption is not Presumption.COMPLIANCE]


def incidents(debt):
    """The days a year is counted from, for `deadlines.Acts`; presumed ones alone."""
    zone = ZoneInfo(debt.workspace.time_zone)
    return tuple(
        Incident(on=one.contacts[-1].day(zone), row=str(one.contacts[-1].ref))
        for one in of_debt(debt)
        if one.presumption is Presumption.VIOLATION
    )
