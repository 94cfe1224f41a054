"""Where a debt stands on its way to nothing: derived from what happened, never typed in. Pure."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.facts import Basis, CaseHistory, DebtFacts
from ledger.money import CENT, ZERO, share
from ledger.words import Text, text
from negotiation.scoring import special_route
from negotiation.shares import shares


class Stage(StrEnum):
    UNVERIFIED = "unverified"
    STATEMENT_REQUESTED = "statement_requested"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    SAVING = "saving"
    OFFER_OUT = "offer_out"
    COUNTER_OFFER = "counter_offer"
    AGREED = "agreed"
    PAYING = "paying"
    SETTLED = "settled"
    CONFIRMED = "confirmed"
    PAUSED = "paused"
    IN_COURT = "in_court"
    PAID_IN_FULL = "paid_in_full"
    WRITTEN_OFF = "written_off"
    DISCHARGED = "discharged"

    @property
    def text(self) -> Text:
        """How it is called on screen."""
        return STAGES[self]


STAGES = {
    Stage.UNVERIFIED: text("Not verified yet"),
    Stage.STATEMENT_REQUESTED: text("Statement asked for"),
    Stage.VERIFIED: text("Verified"),
    Stage.DISPUTED: text("Disputed"),
    Stage.SAVING: text("Saving up"),
    Stage.OFFER_OUT: text("Offer sent"),
    Stage.COUNTER_OFFER: text("They made an offer"),
    Stage.AGREED: text("Agreed in writing"),
    Stage.PAYING: text("Paying"),
    Stage.SETTLED: text("Settled"),
    Stage.CONFIRMED: text("Settled and proven"),
    Stage.PAUSED: text("Paused"),
    Stage.IN_COURT: text("In court"),
    Stage.PAID_IN_FULL: text("Paid in full"),
    Stage.WRITTEN_OFF: text("Written off by time"),
    Stage.DISCHARGED: text("Ended by bankruptcy"),
}
DONE = (Stage.CONFIRMED, Stage.DISCHARGED, Stage.WRITTEN_OFF)


def stage(debt: DebtFacts, history: CaseHistory, *, on: date) -> Stage:
    """The one stage of a debt on that day.

    What ended it comes first, unless somebody sued after that; then a lawsuit, which no pause may
    hide; then a deal and its payments; then a pause; then talks, a dispute or an open request, and
    last what is known of the balance.
    """
    for found in (_ended(debt, history), _in_court(debt, history), _deal(history)):
        if found:
            return found
    if history.paused_until is not None and on < history.paused_until:
        return Stage.PAUSED
    return _talks(history) or _request(debt, history) or _balance(debt, on)


def is_proven_zero(debt: DebtFacts) -> bool:
    """Whether the holder itself has written that nothing is owed."""
    return debt.basis is Basis.VERIFIED and debt.balance is not None and debt.balance <= ZERO


def _ended(debt: DebtFacts, history: CaseHistory) -> Stage | None:
    """How it ended. People are sued for debts they have paid: a later lawsuit opens it again."""
    ends = (
        (Stage.CONFIRMED, history.confirmed_on),
        (Stage.DISCHARGED, history.discharged_on),
        (Stage.PAID_IN_FULL, history.paid_in_full_on),
        (Stage.SETTLED, history.settled_on),
        (Stage.WRITTEN_OFF, history.written_off_on),
    )
    for ended, day in ends:
        if day is not None and not _sued_since(debt, day, unknown=ended is Stage.WRITTEN_OFF):
            proven = is_proven_zero(debt) and _verified_since(debt, day)
            return Stage.CONFIRMED if ended is Stage.SETTLED and proven else ended
    open_lawsuit = debt.sued and not debt.judgment
    return Stage.PAID_IN_FULL if is_proven_zero(debt) and not open_lawsuit else None


def _sued_since(debt: DebtFacts, day: date, *, unknown: bool) -> bool:
    """Whether a lawsuit came later; `unknown` is the answer where its day is not known."""
    if not debt.sued:
        return False
    return unknown if debt.sued_on is None else debt.sued_on > day


def _in_court(debt: DebtFacts, history: CaseHistory) -> Stage | None:
    """A lawsuit without a judgment, unless it is known that the deal came after it."""
    if not debt.sued or debt.judgment:
        return None
    agreed, sued = history.agreed_on, debt.sued_on
    dealt_with = agreed is not None and sued is not None and agreed >= sued
    return None if dealt_with else Stage.IN_COURT


def _deal(history: CaseHistory) -> Stage | None:
    if history.agreed_on is None:
        return None
    paid = history.first_paid_on
    return Stage.PAYING if paid is not None and paid >= history.agreed_on else Stage.AGREED


def _talks(history: CaseHistory) -> Stage | None:
    ours, theirs = history.offer_out_on, history.counter_offer_on
    if theirs is not None and (ours is None or theirs >= ours):
        return Stage.COUNTER_OFFER
    return None if ours is None else Stage.OFFER_OUT


def _request(debt: DebtFacts, history: CaseHistory) -> Stage | None:
    """A dispute or a mailed request that nothing has answered yet, whichever came last."""
    asked, disputed = open_request_on(debt, history), open_dispute_on(debt, history)
    if disputed is not None and (asked is None or disputed > asked):
        return Stage.DISPUTED
    return None if asked is None else Stage.STATEMENT_REQUESTED


def open_dispute_on(debt: DebtFacts, history: CaseHistory) -> date | None:
    """The day of the dispute after which neither an answer nor a verified balance has come."""
    disputed, answered = debt.disputed_on, history.statement_answered_on
    if disputed is None or (answered is not None and answered >= disputed):
        return None
    return None if _verified_since(debt, disputed) else disputed


def open_request_on(debt: DebtFacts, history: CaseHistory) -> date | None:
    """The day the request was mailed that has no answer yet."""
    mailed = history.statement_mailed_on
    answered = history.statement_answered_on is not None
    return None if mailed is None or answered or _verified_since(debt, mailed) else mailed


def _verified_since(debt: DebtFacts, day: date) -> bool:
    verified = debt.basis is Basis.VERIFIED and debt.balance is not None
    return verified and debt.balance_on is not None and debt.balance_on >= day


def _balance(debt: DebtFacts, on: date) -> Stage:
    if debt.basis is not Basis.VERIFIED or debt.balance is None:
        return Stage.UNVERIFIED
    if special_route(debt) is not None or debt.current:
        return Stage.VERIFIED  # nobody saves for an offer that is not to be made
    if debt.cash is not None and debt.cash < opening_offer(debt, debt.balance, on=on):
        return Stage.SAVING
    return Stage.VERIFIED


def opening_offer(debt: DebtFacts, balance: Decimal, *, on: date) -> Decimal:
    """What a first offer takes of that balance, in dollars: the user's own share of it, or ours."""
    percent = debt.own_opening or shares(debt, on=on).percents.open
    return min(max(share(balance, percent), CENT), balance)
