"""Every deadline of a debt, derived from what happened and never typed in. Pure.

    from negotiation.deadlines import Acts, deadlines
    for deadline in deadlines(facts, history, Acts(), on=day):
        print(deadline.on, deadline.title)

Days are counted from when something was mailed, came, was said or was paid, never from when
somebody wrote it down. A day that was entered wins over one that is counted. Where two days could
be right, the earlier one is taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ledger.dates import add_years
from ledger.facts import CaseHistory, DebtFacts
from ledger.law.cancelled_debt import NO_LENDERS, form_1099c_by
from ledger.law.contact import ContactRule, contact_rules
from ledger.law.insolvency import law as tax_law
from ledger.law.validation import Notice, period
from ledger.words import Text, text
from negotiation.clock import ClockKind
from negotiation.clocks import clocks
from negotiation.deadline import WHY, Deadline, DeadlineKind
from negotiation.stage import DONE, Stage, is_proven_zero, stage
from negotiation.steps import ANSWER_TIME, COUNTER_TIME, MAIL_SOON, OFFER_TIME, PAPER_TIME

# how long after the end we look: good practice, not law
REPORT_TIME = timedelta(days=60)
FORM_TIME = timedelta(days=15)  # mail is late, too: a missing form is asked for from then on
PRESSES = timedelta(days=30)  # a check nobody writes down is not called late for ever

MAIL_IN_TIME = text("Mailed by this day, it gets there while it still makes them stop.")
DISPUTE_TODAY = text("Mail it today: what arrives by {day} still makes them stop.")
NOT_ON_PAPER = text("The deal is not on paper yet. Pay nothing until it is.")
WITH_GRACE = text("Pay as the paper says. The deal gives you until {day} before it counts as late.")
ASK_THEM = text("Your offer has no end day. Ask what they say to it.")
HAVE_PAID = text("You paid it in full. You should have a letter that says nothing is owed.")
HEARING_FIRST = text("Be there, with your papers, also if you have not answered in writing yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A letter: made, mailed, and the next day to look for its answer, as far as it goes."""

    row: str
    issued_on: date
    mailed_on: date | None = None
    due_on: date | None = None
    asks_for_statement: bool = False
    is_over: bool = False  # answered, taken back, returned or replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A call that ended with a day on which to call again."""

    row: str
    call_back_on: date
    called_back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """An offer that stands. `ours`: we made it, and wait for them."""

    row: str
    ours: bool
    made_on: date
    expires_on: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One payment of a deal."""

    row: str
    due_on: date
    amount: Decimal
    paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A deal both sides said yes to. `forgiven` is what is left unpaid by it, in dollars."""

    row: str
    agreed_on: date
    in_writing: bool
    grace_days: int = 0
    parts: tuple[Part, ...] = ()
    settled_on: date | None = None
    confirmed_on: date | None = None
    forgiven: Decimal | None = None
    report_checked_on: date | None = None
    form_came_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A day on which a collector did what may conflict with a rule."""

    row: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What was done on a debt, row by row, beside the dates of its history."""

    letters: tuple[Sent, ...] = ()
    calls: tuple[Promise, ...] = ()
    offers: tuple[Talk, ...] = ()
    deal: Deal | None = None
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one debt on one day."""

    debt: DebtFacts
    history: CaseHistory
    acts: Acts
    on: date
    stage: Stage

    def deadline(
        self,
        kind: DeadlineKind,
        on: date,
        about: str = "",
        *,
        why: Text | None = None,
        amount: Decimal | None = None,
        until: date | None = None,
    ) -> Deadline:
        """`until`: nobody is told after this day that it is late."""
        passed = on < self.on
        return Deadline(
            kind=kind,
            on=on,
            about=about,
            title=kind.text,
            why=why or WHY[kind],
            is_law=kind.is_law,
            passed=passed,
            overdue=passed and kind.is_act and (until is None or self.on <= until),
            amount=amount,
        )


def deadlines(
    debt: DebtFacts, history: CaseHistory, acts: Acts, *, on: date
) -> tuple[Deadline, ...]:
    """Every deadline of this debt as of that day, the earliest first.

    What has ended a debt ends its deadlines, but for those that come after: proof, credit report,
    tax form, a claim about conduct.
    """
    case = Case(debt, history, acts, on, stage(debt, history, on=on))
    found = [*_after(case), *_conduct(case), *_report_ends(case)]
    if case.stage not in (*DONE, Stage.SETTLED, Stage.PAID_IN_FULL):
        found += [*_court(case), *_talks(case), *_deal(case), *_to_sue(case)]
        found += [*_dispute(case), *_mail(case), *_paused(case)]
    return tuple(sorted(found, key=lambda deadline: deadline.order))


# ---- the court ------------------------------------------------------------------------------


def _court(case: Case) -> Iterator[Deadline]:
    """A suit that was answered leaves only the days to be there."""
    history = case.history
    if case.stage is Stage.IN_COURT and history.answered_on is None:
        if history.answer_due_on is not None:
            yield case.deadline(DeadlineKind.ANSWER_LAWSUIT, history.answer_due_on)
        elif history.hearing_on is None or history.hearing_on < case.on:
            since = case.debt.sued_on or case.on
            yield case.deadline(DeadlineKind.FIND_ANSWER_DAY, min(since, case.on))
    if case.debt.sued and history.hearing_on is not None:
        why = None if history.answered_on else HEARING_FIRST
        yield case.deadline(DeadlineKind.HEARING, history.hearing_on, why=why)


def _to_sue(case: Case) -> Iterator[Deadline]:
    """The band in which the time to sue ends: a warning, never an invitation to pay."""
    clock = next(one for one in clocks(case.debt, on=case.on) if one.kind is ClockKind.LIMITATION)
    if clock.ends is None or case.debt.sued:
        return
    earliest, latest = clock.ends
    if earliest < latest:
        yield case.deadline(DeadlineKind.MAY_BE_TOO_LATE, earliest)
    yield case.deadline(DeadlineKind.TIME_TO_SUE_ENDS, latest)


def _dispute(case: Case) -> Iterator[Deadline]:
    """The days to dispute after a collector's notice, until a dispute is in the mail."""
    debt = case.debt
    if debt.holder is None or not debt.holder.collects_for_others or debt.disputed_on:
        return
    found = period([Notice(received_on=debt.notice_received_on)])
    if found is None or _dispute_lies_ready(case):
        return
    why = DISPUTE_TODAY.filled(day=found.safe_on) if case.on > found.mail_by else None
    yield case.deadline(DeadlineKind.MAIL_DISPUTE, found.mail_by, why=why, until=found.safe_on)
    yield case.deadline(DeadlineKind.DISPUTE_ENDS, found.safe_on)


def _dispute_lies_ready(case: Case) -> bool:
    """Then it is that letter which is to be mailed; its own deadline says so."""
    return any(map(_lies_ready, case.acts.letters))


def _lies_ready(letter: Sent) -> bool:
    return letter.asks_for_statement and letter.mailed_on is None and not letter.is_over


# ---- letters and calls ----------------------------------------------------------------------


def _mail(case: Case) -> Iterator[Deadline]:
    for letter in case.acts.letters:
        if letter.is_over:
            continue
        if letter.mailed_on is None:
            yield _ready(case, letter)
        elif letter.due_on is not None:
            asked = letter.asks_for_statement
            kind = DeadlineKind.STATEMENT_DUE if asked else DeadlineKind.LETTER_DUE
            yield case.deadline(kind, letter.due_on, letter.row)
    for call in case.acts.calls:
        if call.called_back_on is None:
            yield case.deadline(DeadlineKind.CALL_BACK, call.call_back_on, call.row)


def _ready(case: Case, letter: Sent) -> Deadline:
    """A dispute that lies ready has its day from the law, any other a few days of ours."""
    notice = period([Notice(received_on=case.debt.notice_received_on)])
    holder = case.debt.holder
    collected = holder is not None and holder.collects_for_others
    if notice and collected and letter.asks_for_statement and notice.open(on=case.on):
        return case.deadline(DeadlineKind.MAIL_LETTER, notice.mail_by, letter.row, why=MAIL_IN_TIME)
    return case.deadline(DeadlineKind.MAIL_LETTER, letter.issued_on + MAIL_SOON, letter.row)


def _paused(case: Case) -> Iterator[Deadline]:
    if case.stage is Stage.PAUSED and case.history.paused_until is not None:
        yield case.deadline(DeadlineKind.RESUME, case.history.paused_until)


# ---- talks and the deal ---------------------------------------------------------------------


def _talks(case: Case) -> Iterator[Deadline]:
    for offer in case.acts.offers:
        ends_on, amount = offer.expires_on, offer.amount
        if not offer.ours:
            day = ends_on or offer.made_on + COUNTER_TIME
            yield case.deadline(DeadlineKind.ANSWER_OFFER, day, offer.row, amount=amount)
            continue
        day, why = ends_on or offer.made_on + OFFER_TIME, None if ends_on else ASK_THEM
        yield case.deadline(DeadlineKind.OFFER_ENDS, day, offer.row, why=why, amount=amount)


def _deal(case: Case) -> Iterator[Deadline]:
    deal = case.acts.deal
    if deal is None:
        return
    if not deal.in_writing:
        yield case.deadline(DeadlineKind.GET_PAPER, deal.agreed_on + PAPER_TIME, deal.row)
    for part in deal.parts:
        if part.paid_on is None:
            yield from _part(case, deal, part)


def _part(case: Case, deal: Deal, part: Part) -> Iterator[Deadline]:
    """Late from the day after it is due; days of grace are told once they run."""
    last = part.due_on + timedelta(days=deal.grace_days)
    why = WITH_GRACE.filled(day=last) if deal.grace_days else None
    why = why if deal.in_writing else NOT_ON_PAPER
    yield case.deadline(DeadlineKind.PAY, part.due_on, part.row, why=why, amount=part.amount)
    if deal.grace_days and part.due_on < case.on:
        yield case.deadline(DeadlineKind.GRACE_ENDS, last, part.row, amount=part.amount)


# ---- after the end --------------------------------------------------------------------------


def _after(case: Case) -> Iterator[Deadline]:
    """Proof, credit report and tax form, counted from the last payment."""
    deal, paid_on = case.acts.deal, case.history.paid_in_full_on
    if deal is None or deal.settled_on is None:
        if paid_on is not None and not is_proven_zero(case.debt):
            yield from _proof(case, paid_on, "", HAVE_PAID)
        return
    if deal.confirmed_on is None and case.stage is not Stage.CONFIRMED:
        yield from _proof(case, deal.settled_on, deal.row)
    report_on = deal.settled_on + REPORT_TIME
    if deal.report_checked_on is None:
        until = report_on + PRESSES
        yield case.deadline(DeadlineKind.CHECK_REPORT, report_on, deal.row, until=until)
    if deal.form_came_on is None and _form_may_come(case, deal.forgiven):
        by = form_1099c_by(deal.settled_on)
        ask_on = by + FORM_TIME
        yield case.deadline(DeadlineKind.FORM_1099C, by, deal.row)
        yield case.deadline(DeadlineKind.ASK_FOR_1099C, ask_on, deal.row, until=ask_on + PRESSES)


def _proof(case: Case, paid_on: date, row: str, why: Text | None = None) -> Iterator[Deadline]:
    yield case.deadline(DeadlineKind.ZERO_BALANCE, paid_on + ANSWER_TIME, row, why=why)


def _form_may_come(case: Case, forgiven: Decimal | None) -> bool:
    """From $600 on, from whoever lends or buys loans: 26 USC 6050P. Unknown counts as yes."""
    enough = forgiven is None or forgiven >= tax_law()["form_1099c"]["dollars"]
    return enough and case.debt.holder not in NO_LENDERS


def _conduct(case: Case) -> Iterator[Deadline]:
    """15 USC 1692k(d): one year from each; only those whose year still runs."""
    years = contact_rules()[ContactRule.CLAIM]["years"]
    for incident in _each_day(case.acts.incidents):
        ends_on = add_years(incident.on, years)
        if ends_on >= case.on:
            yield case.deadline(DeadlineKind.CLAIM_ENDS, ends_on, incident.row)


def _each_day(incidents: Iterable[Incident]) -> Iterable[Incident]:
    """One for each day, however much happened on it."""
    return {one.on: one for one in sorted(incidents, key=lambda one: one.row)}.values()


def _report_ends(case: Case) -> Iterator[Deadline]:
    clock = next(one for one in clocks(case.debt, on=case.on) if one.kind is ClockKind.REPORT)
    if clock.latest is not None:
        yield case.deadline(DeadlineKind.REPORT_ENDS, clock.latest)
