"""The one next step of a debt: what to do, why, and until when. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ledger.facts import CaseHistory, DebtFacts
from ledger.law.time_barred import time_bar
from ledger.law.validation import mail_by, validation_ends, validation_open
from ledger.words import Text, text
from negotiation.scoring import Route, special_route
from negotiation.stage import Stage, is_proven_zero, open_request_on, opening_offer


class StepKind(StrEnum):
    REQUEST_STATEMENT = "request_statement"
    MAIL_LETTER = "mail_letter"
    WAIT_FOR_ANSWER = "wait_for_answer"
    CHASE_ANSWER = "chase_answer"
    FOLLOW_UP = "follow_up"
    CALL_BACK = "call_back"
    ENTER_CASH = "enter_cash"
    SAVE_CASH = "save_cash"
    PREPARE_OFFER = "prepare_offer"
    ANSWER_OFFER = "answer_offer"
    GET_IT_IN_WRITING = "get_it_in_writing"
    PAY = "pay"
    GET_PROOF = "get_proof"
    ANSWER_LAWSUIT = "answer_lawsuit"
    GO_TO_COURT = "go_to_court"
    WATCH_COURT = "watch_court"
    ASK_FOR_HELP = "ask_for_help"
    KEEP_CURRENT = "keep_current"
    NOTHING = "nothing"
    RESUME = "resume"

    @property
    def text(self) -> Text:
        """The step's title: a short request, fit for a button."""
        return TITLES[self]


TITLES = {
    StepKind.REQUEST_STATEMENT: text("Ask for a statement"),
    StepKind.MAIL_LETTER: text("Mail the letter"),
    StepKind.WAIT_FOR_ANSWER: text("Enter their answer"),
    StepKind.CHASE_ANSWER: text("Ask them again"),
    StepKind.FOLLOW_UP: text("Look for their answer"),
    StepKind.CALL_BACK: text("Call them back"),
    StepKind.ENTER_CASH: text("Enter your cash"),
    StepKind.SAVE_CASH: text("Save up for an offer"),
    StepKind.PREPARE_OFFER: text("Prepare an offer"),
    StepKind.ANSWER_OFFER: text("Answer their offer"),
    StepKind.GET_IT_IN_WRITING: text("Get it in writing"),
    StepKind.PAY: text("Pay what you agreed"),
    StepKind.GET_PROOF: text("Get the proof"),
    StepKind.ANSWER_LAWSUIT: text("Answer the lawsuit"),
    StepKind.GO_TO_COURT: text("Be in court"),
    StepKind.WATCH_COURT: text("Watch for court mail"),
    StepKind.ASK_FOR_HELP: text("Get free help"),
    StepKind.KEEP_CURRENT: text("Keep paying on time"),
    StepKind.NOTHING: text("Nothing to do"),
    StepKind.RESUME: text("Take it up again"),
}

# how long we wait before we remind: good practice, not law
MAIL_SOON = timedelta(days=3)
ANSWER_TIME = timedelta(days=30)
OFFER_TIME = timedelta(days=14)
COUNTER_TIME = timedelta(days=10)
PAPER_TIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    """`due_on` is None where nothing presses; `overdue` from the day after it."""

    kind: StepKind
    title: Text
    why: Text
    due_on: date | None = None
    overdue: bool = False


Next = tuple[StepKind, Text, date | None]
Finder = Callable[[DebtFacts, CaseHistory, date], Next]


def next_step(debt: DebtFacts, history: CaseHistory, stage: Stage, *, on: date) -> Step:
    """The step that follows from the stage `negotiation.stage` found for this debt and day.

    A call promised for today or earlier comes before what can wait; a court, a payment, a deadline
    of the law and a pause cannot. So does a letter that lies there, or whose answer is late.
    """
    kind, why, due_on = STEPS[stage](debt, history, on)
    if kind is StepKind.NOTHING or _can_wait(kind, debt, on):
        kind, why, due_on = _other_letter(kind, history, on) or (kind, why, due_on)
    call_on = history.call_back_on
    if call_on is not None and call_on <= on and _can_wait(kind, debt, on):
        kind, why, due_on = StepKind.CALL_BACK, CALL_BACK, call_on
    return Step(kind, kind.text, why, due_on, overdue=due_on is not None and due_on < on)


def _other_letter(kind: StepKind, history: CaseHistory, on: date) -> Next | None:
    """A letter of any other kind: mail it, or see whether its answer came."""
    if kind is not StepKind.MAIL_LETTER and history.letter_issued_on is not None:
        return StepKind.MAIL_LETTER, MAIL_IT, history.letter_issued_on + MAIL_SOON
    due_on = history.letter_due_on
    if kind is StepKind.MAIL_LETTER or due_on is None or due_on > on:
        return None
    return StepKind.FOLLOW_UP, FOLLOW_UP, due_on


def _can_wait(kind: StepKind, debt: DebtFacts, on: date) -> bool:
    if kind in (StepKind.REQUEST_STATEMENT, StepKind.MAIL_LETTER):
        return not _in_validation_period(debt, on)
    return kind not in CANNOT_WAIT


COURT = (StepKind.ANSWER_LAWSUIT, StepKind.GO_TO_COURT)  # both have a day that nobody can move
CANNOT_WAIT = (*COURT, StepKind.PAY, StepKind.RESUME, StepKind.NOTHING)
FOLLOW_UP = text(
    "You mailed them a letter and it is time to see if they answered. Say yes, or write again."
)
CALL_BACK = text("You meant to call them by now. Your notes of the last call are on file.")


# ---- before an offer: in writing, verified, with cash -------------------------------------

MAIL_IT = text("The letter is ready. It counts only from the day you mail it.")
ASK_FIRST = text(
    "Interest and fees grow. Find out in writing what is owed, and to whom, before you offer."
)
ASK_AGAIN = text("Their answer did not prove the balance. Ask for what is missing.")
ASK_COLLECTOR = text(
    "Ask in writing what is owed, and to whom. Enter the day their first notice came: "
    "within 30 days of it, a dispute makes them stop until they answer."
)
DISPUTE_LATE = text(
    "The 30 days after their notice are over. You can still ask, but they need not stop."
)
WAITING = text("They have your letter. Enter what they send you, also if it is only a part.")
CHASE = text("They have not answered in the time we gave them. Write to them again, or call.")
CHASE_COLLECTOR = text(
    "They have not answered yet. A collector who got your dispute in time must stop until it does."
)
DISPUTE_OPEN = text("You disputed it. Enter what they send you to prove it.")
ENTER_CASH = text(
    "The balance is verified. Enter your cash to see if it is enough for a first offer."
)
OURS_IS_SHORT = text("A first offer for a debt like this is often about {amount}. You have {cash}.")
YOURS_IS_SHORT = text("Your own first offer takes {amount}. You have {cash}.")
PREPARE = text("The balance is verified and you have cash for a first offer.")
PREPARE_WITH_CARE = text(
    "Read your state’s rule first. Where the time to sue is over, or nearly, "
    "an offer or a payment can start it again."
)
KEEP_CURRENT = text(
    "It is paid on time. Keep it so: few holders take less before a payment is missed."
)


def _verify(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    return _letter(debt, history, on) or _other_route(debt) or _ask(debt, history, on)


def _wait(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    if letter := _letter(debt, history, on):
        return letter
    mailed = open_request_on(debt, history)
    due_on = history.statement_due_on or (mailed or on) + ANSWER_TIME
    if on > due_on:
        return StepKind.CHASE_ANSWER, CHASE_COLLECTOR if history.validation_asked else CHASE, due_on
    return StepKind.WAIT_FOR_ANSWER, WAITING, due_on


def _disputed(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    due_on = (debt.disputed_on or on) + ANSWER_TIME
    chase = StepKind.CHASE_ANSWER, CHASE_COLLECTOR if _is_collector(debt) else CHASE, due_on
    wait = StepKind.WAIT_FOR_ANSWER, DISPUTE_OPEN, due_on
    return _letter(debt, history, on) or (chase if on > due_on else wait)


def _offer(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    return _letter(debt, history, on) or _other_route(debt) or _cash(debt, on)


def _letter(debt: DebtFacts, history: CaseHistory, on: date) -> Next | None:
    """The letter that was made and lies there; no day that came before it answers it."""
    made = history.statement_issued_on
    later = (history.statement_mailed_on, history.statement_answered_on)
    if made is None or any(day is not None and day >= made for day in later):
        return None
    if debt.notice_received_on is not None and _in_validation_period(debt, on):
        by = mail_by(debt.notice_received_on)
        why = text("Mail it by {day}. It then gets there while it still makes them stop.", day=by)
        return StepKind.MAIL_LETTER, why, by
    return StepKind.MAIL_LETTER, MAIL_IT, made + MAIL_SOON


def _other_route(debt: DebtFacts) -> Next | None:
    route = special_route(debt)
    if route is Route.SECURED:
        return StepKind.KEEP_CURRENT, route.text, None
    if route is not None:
        return StepKind.ASK_FOR_HELP, route.text, None
    return (StepKind.KEEP_CURRENT, KEEP_CURRENT, None) if debt.current else None


def _ask(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    why, due_on = ASK_FIRST, None
    if history.statement_answered_on is not None:
        why = ASK_AGAIN
    elif _is_collector(debt):
        why, due_on = _ask_collector(debt.notice_received_on, on)
    return StepKind.REQUEST_STATEMENT, why, due_on


def _ask_collector(received_on: date | None, on: date) -> tuple[Text, date | None]:
    """Inside the validation period the request has a day: 15 USC 1692g(b)."""
    if received_on is None:
        return ASK_COLLECTOR, None
    ends_on, by = validation_ends(received_on), mail_by(received_on)
    if on > ends_on:
        return DISPUTE_LATE, None
    if on > by:
        return text(
            "Mail it today. A dispute that arrives by {day} makes them stop until they answer.",
            day=ends_on,
        ), by
    return text(
        "Mail a dispute by {day}. It then gets there in the 30 days after their notice, "
        "and they must stop until they answer.",
        day=by,
    ), by


def _cash(debt: DebtFacts, on: date) -> Next:
    """Offers begin where our band opens, and after a look at the time to sue."""
    if debt.cash is None or debt.balance is None:
        return StepKind.ENTER_CASH, ENTER_CASH, None
    least = opening_offer(debt, debt.balance, on=on)
    if debt.cash < least:
        why = YOURS_IS_SHORT if debt.own_opening else OURS_IS_SHORT
        return StepKind.SAVE_CASH, why.filled(amount=least, cash=debt.cash), None
    risky = time_bar(debt, on=on).risky_to_admit
    return StepKind.PREPARE_OFFER, PREPARE_WITH_CARE if risky else PREPARE, None


def _is_collector(debt: DebtFacts) -> bool:
    return debt.holder is not None and debt.holder.collects_for_others


def _in_validation_period(debt: DebtFacts, on: date) -> bool:
    return _is_collector(debt) and validation_open(debt.notice_received_on, on=on) is True


# ---- talks, the deal, the end -------------------------------------------------------------

OFFER_SENT = text("Your offer is with them. Enter what they say to it.")
NO_WORD = text("They have not said anything to your offer. Ask them, or make it again.")
THEIR_OFFER = text("They made you an offer. See what it means, then take it, counter it or wait.")
WRITE_IT = text("You both said yes. Pay nothing until the whole deal is on paper.")
PAY_FIRST = text("The deal is on paper. Pay as it says, in a way that you can prove.")
PAY_NEXT = text("Pay the next part in time, in a way that you can prove.")
PROVE_IT = text("Ask for a letter that says nothing is owed any more, and keep it for good.")
ANSWER_COURT = text(
    "Answer the court in writing by {day}, or they can win without you. "
    "Legal aid may help you for free."
)
ANSWER_LATE = text(
    "The day for your answer was {day}. Ask the court or legal aid today what you can still do. "
    "If you have answered, enter the day."
)
WHICH_DAY = text(
    "The court papers name a day for your answer. Enter it. Until we know it, take it as today: "
    "without an answer they can win. Legal aid may help you for free."
)
HEARING = text("Be in court on {day}, with your papers. A call or an offer does not move that day.")
HEARING_ONLY = text(
    "Be in court on {day}, with your papers. Ask the court now if it wants a written answer first."
)
ANSWERED = text(
    "You answered on {day}. Open all mail from the court. Enter the next day in court, or what it "
    "decided."
)
TAKE_UP = text("You put this one aside until then.")
PROVEN = text("It is over and you can prove it. Keep the papers for good.")
DISCHARGED = text("A bankruptcy ended it. Keep the court’s paper for good.")
WRITTEN_OFF = text("You closed it as too old. Pay or promise nothing on it.")


def _offer_out(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    if history.accepted_on is not None:
        return _write_it(history.accepted_on)
    due_on = history.offer_expires_on or (history.offer_out_on or on) + OFFER_TIME
    if on > due_on:
        return StepKind.CHASE_ANSWER, NO_WORD, due_on
    return StepKind.WAIT_FOR_ANSWER, OFFER_SENT, due_on


def _counter_offer(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    if history.accepted_on is not None:
        return _write_it(history.accepted_on)
    due_on = history.offer_expires_on or (history.counter_offer_on or on) + COUNTER_TIME
    return StepKind.ANSWER_OFFER, THEIR_OFFER, due_on


def _write_it(accepted_on: date) -> Next:
    return StepKind.GET_IT_IN_WRITING, WRITE_IT, accepted_on + PAPER_TIME


def _agreed(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    return StepKind.PAY, PAY_FIRST, history.payment_due_on


def _paying(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    return StepKind.PAY, PAY_NEXT, history.payment_due_on


def _settled(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    settled_on = history.settled_on
    return StepKind.GET_PROOF, PROVE_IT, settled_on and settled_on + ANSWER_TIME


def _paid_in_full(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    if is_proven_zero(debt):
        return StepKind.NOTHING, PROVEN, None
    paid_on = history.paid_in_full_on
    return StepKind.GET_PROOF, PROVE_IT, paid_on and paid_on + ANSWER_TIME


def _in_court(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    """The answer comes first; where nobody knows by when, there is no time to lose."""
    due_on, hearing_on = history.answer_due_on, history.hearing_on
    if history.answered_on is None and due_on is not None:
        words = ANSWER_COURT if due_on >= on else ANSWER_LATE
        return StepKind.ANSWER_LAWSUIT, words.filled(day=due_on), due_on
    if hearing_on is not None and hearing_on >= on:
        words = HEARING if history.answered_on else HEARING_ONLY
        return StepKind.GO_TO_COURT, words.filled(day=hearing_on), hearing_on
    if history.answered_on is not None:
        return StepKind.WATCH_COURT, ANSWERED.filled(day=history.answered_on), None
    return StepKind.ANSWER_LAWSUIT, WHICH_DAY, on


def _paused(debt: DebtFacts, history: CaseHistory, on: date) -> Next:
    return StepKind.RESUME, TAKE_UP, history.paused_until


def _over(why: Text) -> Finder:
    return lambda debt, history, on: (StepKind.NOTHING, why, None)


STEPS: dict[Stage, Finder] = {
    Stage.UNVERIFIED: _verify,
    Stage.STATEMENT_REQUESTED: _wait,
    Stage.DISPUTED: _disputed,
    Stage.VERIFIED: _offer,
    Stage.SAVING: _offer,
    Stage.OFFER_OUT: _offer_out,
    Stage.COUNTER_OFFER: _counter_offer,
    Stage.AGREED: _agreed,
    Stage.PAYING: _paying,
    Stage.SETTLED: _settled,
    Stage.PAID_IN_FULL: _paid_in_full,
    Stage.IN_COURT: _in_court,
    Stage.PAUSED: _paused,
    Stage.CONFIRMED: _over(PROVEN),
    Stage.DISCHARGED: _over(DISCHARGED),
    Stage.WRITTEN_OFF: _over(WRITTEN_OFF),
}
