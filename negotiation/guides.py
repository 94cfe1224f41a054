"""What to do, in plain steps, for a step done by phone, on paper or before a court. Pure.

from negotiation.guides import guide
guide(facts, step, on=day).todo
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ledger.facts import DebtFacts
from ledger.law.bankruptcy import FREE_HELP, Help
from ledger.law.time_barred import time_bar
from ledger.words import Text, text
from negotiation.gates import HELP_FIRST
from negotiation.settlement import said
from negotiation.steps import WHICH_DAY, Step, StepKind
from negotiation.strategy import Override, band

LEGAL_AID = FREE_HELP[0]

READ_PAPERS = text("Read the court papers today. They name the day by which you must answer.")
ANSWER_IN_WRITING = text(
    "Answer the court in writing by that day. A call to their law firm is no answer."
)
KEEP_COPY = text("Keep a copy of your answer, and something that shows the court has it.")
BEFORE_YOU_SIGN = text("Ask for help before you pay, sign or promise anything.")
BRING_PAPERS = text("Bring all papers: their letters, your payments, and your answer.")
COME_EARLY = text("Come early. If you cannot come, tell the court before that day, in writing.")
WHICH_PLANS = text("Ask them which plans they have, and write down what they say.")
KEEP_LETTERS = text("Keep every letter here.")
OPEN_WITH = text(
    "Open with {open}. That is {percent} percent of what they verified. Aim for {aim} or less."
)
CALL_THEM = text("Call them and name your figure. Write down what they say.")
ON_PAPER_FIRST = text("Pay nothing until the whole deal is on paper.")


class Act(StrEnum):
    """What a button of the card does."""

    ADD_COURT_PAPER = "add_court_paper"
    ENTER_DATES = "enter_dates"
    LOG_CALL = "log_call"
    ADD_PAPER = "add_paper"
    ADD_PAYMENT = "add_payment"

    @property
    def text(self) -> Text:
        return ACTS[self]


ACTS = {
    Act.ADD_COURT_PAPER: text("Add the court paper"),
    Act.ENTER_DATES: text("Enter the dates"),
    Act.LOG_CALL: text("Log a call"),
    Act.ADD_PAPER: text("Add a paper"),
    Act.ADD_PAYMENT: text("Add a payment"),
}
BY_PHONE = (Act.LOG_CALL, Act.ADD_PAPER)


@dataclass(frozen=True, slots=True)
class Guide:
    """The first act is the main one. `may_call`: whether to offer the holder's number."""

    todo: tuple[Text, ...] = ()
    acts: tuple[Act, ...] = ()
    free_help: Help | None = None
    may_call: bool = True


COURT_HELP = (Act.ADD_COURT_PAPER, Act.ENTER_DATES), LEGAL_AID
IN_COURT = Guide(
    (READ_PAPERS, ANSWER_IN_WRITING, KEEP_COPY),
    *COURT_HELP,
    may_call=False,  # whoever answers there speaks for those who sue
)
GUIDES = {
    StepKind.ANSWER_LAWSUIT: IN_COURT,
    StepKind.GO_TO_COURT: Guide((COME_EARLY, BRING_PAPERS), *COURT_HELP, may_call=False),
    StepKind.WATCH_COURT: Guide((), *COURT_HELP, may_call=False),
    StepKind.ASK_FOR_HELP: Guide((BEFORE_YOU_SIGN, WHICH_PLANS, KEEP_LETTERS), BY_PHONE, LEGAL_AID),
    StepKind.ANSWER_OFFER: Guide((ON_PAPER_FIRST,), BY_PHONE),
    StepKind.GET_IT_IN_WRITING: Guide(acts=(Act.ADD_PAPER, Act.LOG_CALL)),
    StepKind.KEEP_CURRENT: Guide(acts=(Act.ADD_PAYMENT,)),
}


def guide(debt: DebtFacts, step: Step, *, on: date, override: Override | None = None) -> Guide:
    """The steps and buttons for this step; empty where its own page says what to do.

    `override`: the user's own figures for an offer, which then stand here too.
    """
    if step.why == WHICH_DAY:
        return replace(IN_COURT, acts=IN_COURT.acts[::-1])  # the day first: all else hangs on it
    if step.kind is StepKind.PREPARE_OFFER:
        return _offer(debt, on, override)
    return GUIDES.get(step.kind, Guide())


def _offer(debt: DebtFacts, on: date, override: Override | None) -> Guide:
    """By phone and on paper; where the time to sue may be over, help comes before any figure."""
    if time_bar(debt, on=on).risky_to_admit:
        return Guide((HELP_FIRST,), (Act.ADD_PAPER, Act.LOG_CALL), LEGAL_AID, may_call=False)
    limits = band(debt, on=on, override=override).limits
    figure = limits and OPEN_WITH.filled(
        open=limits.open.amount,
        percent=said(limits.open.percent),
        aim=limits.aim.amount,
    )
    todo = (figure, CALL_THEM, ON_PAPER_FIRST)
    return Guide(tuple(line for line in todo if line), BY_PHONE)
