"""What is known when a letter is chosen: of the debt, its past, and by its writer. Pure."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ledger.facts import Basis, CaseHistory, DebtFacts
from ledger.law.time_barred import Status, TimeBar, is_too_young, time_bar
from ledger.law.validation import validation_open
from negotiation.letters.parts import COLLECTORS, Recipient
from negotiation.shares import is_decided
from negotiation.stage import Stage


# no slots: what is worked out of it is kept
@dataclass(frozen=True)
class Case:
    """One debt on one day, seen from the party a letter would go to.

    `passed` names what the writer has confirmed, by the names of the verdicts: a gate read and
    passed ("time_bar", "unverified", "validation_window") or a fact ("theft_report").
    """

    debt: DebtFacts
    history: CaseHistory
    stage: Stage
    recipient: Recipient
    on: date
    passed: frozenset[str] = frozenset()

    @property
    def to_collector(self) -> bool:
        return self.recipient in COLLECTORS

    @cached_property
    def bar(self) -> TimeBar:
        return time_bar(self.debt, on=self.on)

    @cached_property
    def at_risk(self) -> bool:
        return time_bar_risk(self.debt, on=self.on, bar=self.bar)

    @property
    def verified(self) -> bool:
        return self.debt.basis is Basis.VERIFIED and self.debt.balance is not None

    @property
    def in_window(self) -> bool:
        """Whether a dispute mailed now could still make the collector stop."""
        undisputed = self.debt.disputed_on is None
        received_on = self.debt.notice_received_on
        return undisputed and self.to_collector and validation_open(received_on, on=self.on) is True

    def knows(self, fact: str) -> bool:
        """Whether the case shows what a letter rests on, by the names the kinds' files use.

        Other facts only its writer knows: they are confirmed, not shown.
        """
        past = self.history
        paid = bool(past.settled_on or past.paid_in_full_on or past.confirmed_on)
        shown = {
            "written_agreement": past.agreed_on is not None,
            "payment_confirmed": paid,
            "done": paid or bool(self.debt.current),
            "judgment": is_decided(self.debt),
            "income_exempt": bool(self.debt.income_exempt),
        }
        return shown.get(fact, False)

    @property
    def talking(self) -> bool:
        talks = (Stage.OFFER_OUT, Stage.COUNTER_OFFER, Stage.AGREED, Stage.PAYING)
        return self.stage in talks


def time_bar_risk(debt: DebtFacts, *, on: date, bar: TimeBar | None = None) -> bool:
    """Whether words in a letter could start the time to sue again, or nobody knows.

    They cannot after a judgment, while it is paid on time, or where it was opened so lately that
    no court could call the time over within half a year.
    """
    if is_decided(debt) or debt.current or is_too_young(debt, on=on):
        return False
    found = bar or time_bar(debt, on=on)
    return found.risky_to_admit and not (debt.sued and found.status is Status.OPEN)
