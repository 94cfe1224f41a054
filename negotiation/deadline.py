"""One deadline: its kind, its day, what it is about, and how it reads. Pure.

Titles and reasons name no creditor and no amount: they also stand in calendars and mail, where
others may read along.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.words import Text, text


class DeadlineKind(StrEnum):
    """In the order in which they come on one day: a court waits for nobody."""

    ANSWER_LAWSUIT = "answer_lawsuit"
    FIND_ANSWER_DAY = "find_answer_day"
    HEARING = "hearing"
    PAY = "pay"
    GRACE_ENDS = "grace_ends"
    MAIL_DISPUTE = "mail_dispute"
    DISPUTE_ENDS = "dispute_ends"
    GET_PAPER = "get_paper"
    ANSWER_OFFER = "answer_offer"
    OFFER_ENDS = "offer_ends"
    CALL_BACK = "call_back"
    MAIL_LETTER = "mail_letter"
    STATEMENT_DUE = "statement_due"
    LETTER_DUE = "letter_due"
    ZERO_BALANCE = "zero_balance"
    CHECK_REPORT = "check_report"
    FORM_1099C = "form_1099c"
    ASK_FOR_1099C = "ask_for_1099c"
    CLAIM_ENDS = "claim_ends"
    RESUME = "resume"
    MAY_BE_TOO_LATE = "may_be_too_late"
    TIME_TO_SUE_ENDS = "time_to_sue_ends"
    REPORT_ENDS = "report_ends"

    @property
    def text(self) -> Text:
        return TITLES[self]

    @property
    def is_law(self) -> bool:
        """Whether a law or a court sets the day; all others are promises or good practice."""
        return self in LAW

    @property
    def is_act(self) -> bool:
        """Whether there is something to do by then; the others only come to pass."""
        return self not in COMES_TO_PASS


TITLES = {
    DeadlineKind.ANSWER_LAWSUIT: text("Answer the lawsuit"),
    DeadlineKind.FIND_ANSWER_DAY: text("Find the day to answer the lawsuit"),
    DeadlineKind.HEARING: text("Be in court"),
    DeadlineKind.PAY: text("Pay what you agreed"),
    DeadlineKind.GRACE_ENDS: text("Last day to pay under the deal"),
    DeadlineKind.MAIL_DISPUTE: text("Mail a dispute"),
    DeadlineKind.DISPUTE_ENDS: text("The time to dispute ends"),
    DeadlineKind.GET_PAPER: text("Get it in writing"),
    DeadlineKind.ANSWER_OFFER: text("Answer their offer"),
    DeadlineKind.OFFER_ENDS: text("Your offer ends"),
    DeadlineKind.CALL_BACK: text("Call them back"),
    DeadlineKind.MAIL_LETTER: text("Mail the letter"),
    DeadlineKind.STATEMENT_DUE: text("Look for their statement"),
    DeadlineKind.LETTER_DUE: text("Look for their answer"),
    DeadlineKind.ZERO_BALANCE: text("Have the zero-balance letter"),
    DeadlineKind.CHECK_REPORT: text("Check your credit reports"),
    DeadlineKind.FORM_1099C: text("Look for a form 1099-C"),
    DeadlineKind.ASK_FOR_1099C: text("Ask about a missing form 1099-C"),
    DeadlineKind.CLAIM_ENDS: text("The year for a claim about a collector ends"),
    DeadlineKind.RESUME: text("Take it up again"),
    DeadlineKind.MAY_BE_TOO_LATE: text("The time to sue may end"),
    DeadlineKind.TIME_TO_SUE_ENDS: text("The time to sue ends, by what you entered"),
    DeadlineKind.REPORT_ENDS: text("It must leave your credit reports"),
}
WHY = {
    DeadlineKind.ANSWER_LAWSUIT: text(
        "The court wants your answer in writing by this day, or they can win without you. "
        "Legal aid may help you for free."
    ),
    DeadlineKind.FIND_ANSWER_DAY: text(
        "The court papers name a day for your answer. Enter it. Until we know it, take it as today."
    ),
    DeadlineKind.HEARING: text("Bring your papers. A call or an offer does not move this day."),
    DeadlineKind.PAY: text("Pay as the paper says, in a way that you can prove."),
    DeadlineKind.GRACE_ENDS: text("The deal gives you days of grace. They end on this day."),
    DeadlineKind.MAIL_DISPUTE: text(
        "Mailed by this day, it gets there in the 30 days after their notice, and they must stop "
        "until they answer."
    ),
    DeadlineKind.DISPUTE_ENDS: text(
        "A dispute that arrives by this day makes them stop until they answer."
    ),
    DeadlineKind.GET_PAPER: text(
        "You both said yes. Pay nothing until the whole deal is on paper."
    ),
    DeadlineKind.ANSWER_OFFER: text("See what it means, then take it, counter it or wait."),
    DeadlineKind.OFFER_ENDS: text("Ask what they say to it. After this day it no longer stands."),
    DeadlineKind.CALL_BACK: text("You meant to call them on this day. Your notes are on file."),
    DeadlineKind.MAIL_LETTER: text("The letter is ready. It counts only from the day you mail it."),
    DeadlineKind.STATEMENT_DUE: text(
        "You asked what is owed. It is fair to expect an answer by then."
    ),
    DeadlineKind.LETTER_DUE: text(
        "You mailed them a letter. See if they answered, or write again."
    ),
    DeadlineKind.ZERO_BALANCE: text(
        "Thirty days after the last payment you should have a letter that says nothing is owed."
    ),
    DeadlineKind.CHECK_REPORT: text(
        "Two months after the last payment, your reports should say that it is settled or paid."
    ),
    DeadlineKind.FORM_1099C: text(
        "Part of a debt was forgiven. If they must report that, this form should come by then."
    ),
    DeadlineKind.ASK_FOR_1099C: text(
        "If none came, ask them. A forgiven part may still count as income on your tax return."
    ),
    DeadlineKind.CLAIM_ENDS: text(
        "A claim about what a collector did must reach a court within a year. If you think of one, "
        "talk to a lawyer or legal aid well before."
    ),
    DeadlineKind.RESUME: text("You put this one aside until then."),
    DeadlineKind.MAY_BE_TOO_LATE: text(
        "From this day on, the time to sue may be over. A payment or a promise could start it "
        "again."
    ),
    DeadlineKind.TIME_TO_SUE_ENDS: text(
        "They could still ask, or file a suit that you must answer. A payment or a promise could "
        "start the time again."
    ),
    DeadlineKind.REPORT_ENDS: text(
        "If it is still there after this day, you can dispute it. A bureau may count a day more."
    ),
}
LAW = (
    DeadlineKind.ANSWER_LAWSUIT,
    DeadlineKind.HEARING,
    DeadlineKind.DISPUTE_ENDS,
    DeadlineKind.FORM_1099C,
    DeadlineKind.CLAIM_ENDS,
    DeadlineKind.MAY_BE_TOO_LATE,
    DeadlineKind.TIME_TO_SUE_ENDS,
    DeadlineKind.REPORT_ENDS,
)
COMES_TO_PASS = (
    DeadlineKind.HEARING,
    DeadlineKind.DISPUTE_ENDS,
    DeadlineKind.FORM_1099C,
    DeadlineKind.CLAIM_ENDS,
    DeadlineKind.MAY_BE_TOO_LATE,
    DeadlineKind.TIME_TO_SUE_ENDS,
    DeadlineKind.REPORT_ENDS,
)
ORDER = {kind: place for place, kind in enumerate(DeadlineKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something to do by a day, or a day on which something ends.

    `about` is the row it is about, by its id; "" is the debt itself. `passed`: the day is over.
    `overdue`: it is, and what was to be done is still not done. `amount` is for readers who asked
    to see amounts.
    """

    kind: DeadlineKind
    on: date
    about: str = ""
    title: Text
    why: Text
    is_law: bool
    passed: bool
    overdue: bool
    amount: Decimal | None = None

    @property
    def order(self) -> tuple[date, int, str]:
        return self.on, ORDER[self.kind], self.about
