"""What is still missing before an offer should go out: gates, each with a way round it. Pure.

    from negotiation.gates import gates
    [gate.kind for gate in gates(facts, history, on=day, amount=Decimal("3000"))]

A blocking gate wants something done first; a person may pass it, but only with a reason they give.
A warning is to be read. What nobody knows counts as danger, never as a pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ledger.facts import Basis, CaseHistory, DebtFacts
from ledger.law.bankruptcy import law as bankruptcy_law
from ledger.law.revival import Act, Revival, revival
from ledger.law.rules import Rule
from ledger.law.time_barred import (
    CONTRACTS,
    Status,
    TimeBar,
    bands,
    is_too_young,
    time_bar,
)
from ledger.law.validation import clocks, mail_by, validation_ends, validation_open
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation.factors import SOURCES, Factor
from negotiation.scoring import Route
from negotiation.shares import is_decided
from negotiation.stage import Stage, open_dispute_on, open_request_on, stage
from negotiation.strategy import DEAL, OVER, band

FRESH = timedelta(days=90)  # a figure older than this may have grown: our own margin


class GateKind(StrEnum):
    OVER = "over"
    DEAL = "deal"
    LAWSUIT = "lawsuit"
    LAWSUIT_UNKNOWN = "lawsuit_unknown"
    JUDGMENT = "judgment"
    SPECIAL = "special"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    VALIDATION = "validation"
    TIME_BAR = "time_bar"
    TIME_UNKNOWN = "time_unknown"
    PAID_ON_TIME = "paid_on_time"
    OLD_FIGURE = "old_figure"
    BANKRUPTCY = "bankruptcy"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Gate:
    """`why` it is there and what to do `instead`; `more` explains. No `cited`: our own rule.

    `blocking`: to be passed only with a reason the user gives; else a warning. `fields` are the
    DebtFacts whose entry would open it, where an answer alone would.
    """

    kind: GateKind
    blocking: bool
    why: Text
    instead: Text
    cited: str = ""
    source: str = ""
    more: tuple[Text, ...] = ()
    fields: tuple[str, ...] = ()


IT_IS_OVER = text("This debt is over. Nothing needs to be offered any more.")
KEEP_PROOF = text("Keep the proof. If they ask again, send them a copy.")
DEAL_STANDS = text("You have a deal on it. A new offer could undo it.")
KEEP_DEAL = text("Get it in writing, keep to it, and pay as it says.")
SUED = text("They have sued you. An offer does not stop the court.")
SUED_UNTIL = text(
    "They have sued you. The court wants your answer by {day}; an offer changes nothing."
)
NOBODY_SAID = text("You have not said if they have sued you.")
LOOK_FOR_PAPERS = text(
    "Look for court papers first. A court sets a day, and an offer moves no day."
)
ANSWERED = text("They have sued you, and you have answered. The days in court stay as they are.")
IN_THE_CASE = text("Ask that a deal says: they end the case at the court, for good.")
ANSWER_FIRST = text("Answer the lawsuit first, in writing. Legal aid may help you for free.")
DECIDED = text("A court has decided. Part of your pay or money in the bank can be taken.")
SATISFACTION = text("Ask that the deal says: they tell the court in writing that it is paid.")
NOT_LIKE_OTHERS = text("This debt does not bargain like others.")
UNVERIFIED = text("Nobody has shown in writing what is owed.")
ASK_FIRST = text("Ask for a written statement first, and offer on that figure.")
ASK_TO_PROVE = text("Ask the collector in writing to prove it, and offer on the figure they prove.")
DISPUTED = text("You asked them to prove it, and they have not done so yet.")
WAIT_FOR_PROOF = text("Wait for their answer, or ask again. Offer when they have shown the figure.")
MUST_STOP = text("A collector who got your dispute in time must stop until it answers.")
MAY_DISPUTE = text("You can still dispute this debt until {day}.")
DISPUTE_FIRST = text("If anything looks wrong, mail a dispute by {day}. An offer can wait.")
DISPUTE_NOW = text("If anything looks wrong, mail a dispute today. An offer can wait.")
BARRED = text("The time to sue has probably been over since {day}.")
MAY_BE_BARRED = text("The time to sue may have been over since {day}.")
ENDS_SOON = text("The time to sue may end from {day} on.")
READ_FIRST = text("Read your state’s rule first. Pay nothing, and do not write that you owe it.")
THINK_FIRST = text("Think about it first. A payment or a promise now can give them more time.")
NOT_KNOWN = text("We cannot tell if the time to sue is over.")
HELP_FIRST = text("Ask legal aid before you pay or write that you owe it.")
ON_TIME = text("It is paid on time. Few holders take less before a payment is missed.")
KEEP_CURRENT = text("Keep it so. If that gets hard, ask for a lower rate or more time.")
OLD_FIGURE = text("Their figure is from {day}. Interest and fees may have been added since.")
ASK_AGAIN = text("Ask for a new figure, so that your percentage is of what is owed today.")
MAY_COME_UNDONE = text(
    "You may file for bankruptcy. "
    "What you pay in the {days} days before can be taken back from them."
)
ASK_A_LAWYER = text("Ask a lawyer or legal aid before you pay {least} or more.")
NO_CASH = text("You have not said how much cash you have.")
ENTER_CASH = text("Enter your cash. Never offer what is not there.")
SHORT = text("You have {cash}, and this offer takes {amount}. {missing} is missing.")
SAVE_FIRST = text("Save up first, or offer what is there.")


def gates(
    debt: DebtFacts, history: CaseHistory, *, on: date, amount: Decimal | None = None
) -> tuple[Gate, ...]:
    """What to mind before offering `amount` dollars on that day; by default, our opening offer.

    In a fixed order: the court and the deal first, cash last. More cash never adds a gate.
    ValueError for an amount that is not above zero.
    """
    if amount is not None and amount <= ZERO:
        raise ValueError("An offer is more than zero.")
    at = stage(debt, history, on=on)
    if at in OVER:
        return (Gate(GateKind.OVER, True, IT_IS_OVER, KEEP_PROOF),)
    special = tuple(_special(debt, on))
    first = (*_deal(history, at), *_court(debt, history), *special)
    if special:
        return first
    return (
        *first,
        *_court_unknown(debt),
        *_proof(debt, history, on),
        *_validation(debt, on),
        *_time(debt, on),
        *_warnings(debt, on, amount),
        *_cash(debt, on, amount),
    )


def blocking(found: tuple[Gate, ...]) -> tuple[Gate, ...]:
    """The gates that want something done first."""
    return tuple(gate for gate in found if gate.blocking)


def _gate(kind: GateKind, why: Text, instead: Text, rule: Rule, *, block: bool) -> Gate:
    return Gate(kind, block, why, instead, rule.citation, rule.source)


# ---- the deal, the court, special debts -------------------------------------------------------


def _deal(history: CaseHistory, at: Stage) -> Iterator[Gate]:
    if at in DEAL or history.accepted_on is not None:
        yield Gate(GateKind.DEAL, True, DEAL_STANDS, KEEP_DEAL)


def _court(debt: DebtFacts, history: CaseHistory) -> Iterator[Gate]:
    if is_decided(debt):
        yield Gate(GateKind.JUDGMENT, False, DECIDED, SATISFACTION, *SOURCES[Factor.LAWSUIT])
    elif debt.sued and history.answered_on is not None:
        yield Gate(GateKind.LAWSUIT, False, ANSWERED, IN_THE_CASE)
    elif debt.sued:
        due_on = history.answer_due_on
        why = SUED_UNTIL.filled(day=due_on) if due_on else SUED
        yield Gate(GateKind.LAWSUIT, True, why, ANSWER_FIRST)


def _court_unknown(debt: DebtFacts) -> Iterator[Gate]:
    if debt.sued is None and not debt.current and not is_decided(debt):
        kind, fields = GateKind.LAWSUIT_UNKNOWN, ("sued",)
        yield Gate(kind, False, NOBODY_SAID, LOOK_FOR_PAPERS, fields=fields)


def _special(debt: DebtFacts, on: date) -> Iterator[Gate]:
    found = band(debt, on=on)
    if found.why is not None and found.route is not Route.UNVERIFIED:
        yield Gate(GateKind.SPECIAL, True, NOT_LIKE_OTHERS, found.why)


# ---- proof of what is owed --------------------------------------------------------------------


def _proof(debt: DebtFacts, history: CaseHistory, on: date) -> Iterator[Gate]:
    collector, rule = _is_collector(debt), clocks()["dispute"]
    waiting = open_request_on(debt, history) is not None
    unanswered = open_dispute_on(debt, history) is not None
    disputed = unanswered or (waiting and history.validation_asked)
    if not _is_verified(debt):
        ask = ASK_TO_PROVE if collector else ASK_FIRST
        ask = WAIT_FOR_PROOF if waiting or disputed else ask
        law = (rule.citation, rule.source) if collector else ()
        yield Gate(GateKind.UNVERIFIED, True, UNVERIFIED, ask, *law)
    if disputed and collector:
        why = rule.citation, rule.source, (MUST_STOP,)
        yield Gate(GateKind.DISPUTED, True, DISPUTED, WAIT_FOR_PROOF, *why)
    elif disputed:
        yield Gate(GateKind.DISPUTED, True, DISPUTED, WAIT_FOR_PROOF)


def _validation(debt: DebtFacts, on: date) -> Iterator[Gate]:
    """Inside the period a dispute is worth more than an offer: 15 USC 1692g(b)."""
    received_on = debt.notice_received_on
    if received_on is None or not _is_collector(debt) or debt.disputed_on is not None:
        return
    if validation_open(received_on, on=on):
        by = mail_by(received_on)
        why = MAY_DISPUTE.filled(day=validation_ends(received_on))
        instead = DISPUTE_FIRST.filled(day=by) if on <= by else DISPUTE_NOW
        block = not _is_verified(debt)
        yield _gate(GateKind.VALIDATION, why, instead, clocks()["period"], block=block)


def _is_collector(debt: DebtFacts) -> bool:
    return debt.holder is not None and debt.holder.collects_for_others


def _is_verified(debt: DebtFacts) -> bool:
    return debt.basis is Basis.VERIFIED and debt.balance is not None


# ---- the time to sue --------------------------------------------------------------------------


def _time(debt: DebtFacts, on: date) -> Iterator[Gate]:
    """What is over, or may be, could start again by the offer or by its payment."""
    if is_decided(debt) or debt.current or is_too_young(debt, on=on):
        return
    bar = time_bar(debt, on=on)
    if bar.status is Status.UNKNOWN:
        yield _time_unknown(debt, bar)
    elif bar.risky_to_admit and not (debt.sued and bar.status is Status.OPEN):
        yield from _time_bar(debt, bar)


def _time_unknown(debt: DebtFacts, bar: TimeBar) -> Gate:
    """Blocking where the user can find out; where we have no figures it only warns."""
    states = {state for state, _ in bands()}
    fillable = debt.kind in CONTRACTS and (not debt.state or debt.state in states)
    acts = tuple(act.text for act in _acts(debt, expired=None))
    if fillable:
        return Gate(GateKind.TIME_UNKNOWN, True, NOT_KNOWN, bar.reasons[0], more=acts)
    more = (*bar.reasons, *acts)
    return Gate(GateKind.TIME_UNKNOWN, False, NOT_KNOWN, HELP_FIRST, more=more)


WHEN_OVER: dict[Status, tuple[Text, Text, bool | None]] = {
    Status.OPEN: (ENDS_SOON, THINK_FIRST, False),
    Status.MAY_BE_BARRED: (MAY_BE_BARRED, READ_FIRST, None),
    Status.PROBABLY_BARRED: (BARRED, READ_FIRST, True),
}


def _time_bar(debt: DebtFacts, bar: TimeBar) -> Iterator[Gate]:
    why, instead, expired = WHEN_OVER[bar.status]
    acts = _acts(debt, expired=expired)
    dangerous = any(act.dangerous for act in acts)
    day = bar.latest if expired else bar.earliest
    if day is None or (expired is False and not dangerous):
        return
    cited = next((act.citation for act in acts if act.citation), "") or bar.citation
    yield Gate(
        GateKind.TIME_BAR,
        dangerous and expired is not False,
        why.filled(day=day),
        instead,
        cited,
        next((act.source for act in acts if act.source), "") or bar.source,
        (*(act.text for act in acts), *bar.reasons),
    )


def _acts(debt: DebtFacts, *, expired: bool | None) -> list[Revival]:
    """What the payment and the letter would do there."""
    return [revival(debt.state, act, expired=expired) for act in (Act.PAYMENT, Act.SIGNED)]


# ---- warnings, cash ---------------------------------------------------------------------------


def _warnings(debt: DebtFacts, on: date, amount: Decimal | None) -> Iterator[Gate]:
    if debt.current:
        yield Gate(GateKind.PAID_ON_TIME, False, ON_TIME, KEEP_CURRENT)
    if _is_verified(debt) and debt.balance_on is not None and on - debt.balance_on > FRESH:
        why = OLD_FIGURE.filled(day=debt.balance_on)
        yield Gate(GateKind.OLD_FIGURE, False, why, ASK_AGAIN)
    rule = bankruptcy_law()["preference"]
    least = Decimal(rule["dollars"])
    if debt.facing_bankruptcy and (amount is None or amount >= least):
        why = MAY_COME_UNDONE.filled(days=rule.days)
        instead = ASK_A_LAWYER.filled(least=least)
        yield _gate(GateKind.BANKRUPTCY, why, instead, rule, block=False)


def _cash(debt: DebtFacts, on: date, amount: Decimal | None) -> Iterator[Gate]:
    """Whether the money is there; without an amount, for the lowest first offer of our own band."""
    ours = band(debt, on=on).ours
    takes = amount or (ours.open.amount if ours else None)
    if takes is None:
        return
    if debt.cash is None:
        yield Gate(GateKind.CASH, True, NO_CASH, ENTER_CASH)
    elif debt.cash < takes:
        why = SHORT.filled(cash=debt.cash, amount=takes, missing=takes - debt.cash)
        yield Gate(GateKind.CASH, True, why, SAVE_FIRST)
