"""What is known when a letter is chosen: of the debt, its past, and by its writer alone. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ledger.facts import Basis, CaseHistory, DebtFacts
from ledger.law.time_barred import Status, TimeBar, is_too_young, time_bar
from ledger.law.validation import validation_open
from negotiation.letters.parts import COLLECTORS, Recipient
from negotiation.shares import is_decided
from negotiation.stage import Stage

BILLING_ERROR_TIME = timedelta(days=60)  # 15 USC 1666(a)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What no fact of the debt tells. What is not known does not count for the letter.

    `passed` names what the user has confirmed, by the names of the verdicts: a gate read and passed
    ("time_bar", "unverified", "validation_window") or a fact ("theft_report"). `statement_on` is
    the date of the card statement with the charge in question, `reported` whether a credit report
    shows the debt.
    """

    negotiating: bool = False
    attorney_on_file: bool = False
    bankruptcy_attested: bool = False
    agreement_in_writing: bool = False
    payment_confirmed: bool = False
    theft_report: bool = False
    automatic_payments: bool = False
    income_exempt: bool = False
    reported: bool = False
    statement_on: date | None = None
    passed: frozenset[str] = frozenset()


# no slots: what is worked out of it is kept
@dataclass(frozen=True)
class Case:
    """One debt on one day, seen from the party a letter would go to."""

    debt: DebtFacts
    history: CaseHistory
    stage: Stage
    recipient: Recipient
    situation: Situation
    on: date

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
        """Whether what a letter rests on is so, by the names the kinds' files use."""
        past, told = self.history, self.situation
        done = past.settled_on or past.paid_in_full_on or past.confirmed_on
        paid = bool(done) or told.payment_confirmed
        return {
            "written_agreement": past.agreed_on is not None or told.agreement_in_writing,
            "payment_confirmed": paid,
            "done": paid or bool(self.debt.current),
            "judgment": is_decided(self.debt),
            "attorney_on_file": told.attorney_on_file,
            "theft_report": told.theft_report,
            "reported": told.reported,
            "automatic_payments": told.automatic_payments,
            "income_exempt": told.income_exempt or bool(self.debt.income_exempt),
            "recent_statement": self._has_recent_statement(),
        }[fact]

    def _has_recent_statement(self) -> bool:
        """A statement whose date is not known is asked for in the letter itself."""
        statement_on = self.situation.statement_on
        return statement_on is None or self.on <= statement_on + BILLING_ERROR_TIME

    @property
    def talking(self) -> bool:
        talks = (Stage.OFFER_OUT, Stage.COUNTER_OFFER, Stage.AGREED, Stage.PAYING)
        return self.situation.negotiating or self.stage in talks


def time_bar_risk(debt: DebtFacts, *, on: date, bar: TimeBar | None = None) -> bool:
    """Whether words in a letter could start the time to sue again, or nobody knows.

    They cannot after a judgment, while it is paid on time, or where it was opened so lately that
    no court could call the time over within half a year.
    """
    if is_decided(debt) or debt.current or is_too_young(debt, on=on):
        return False
    found = bar or time_bar(debt, on=on)
    return found.risky_to_admit and not (debt.sued and found.status is Status.OPEN)
