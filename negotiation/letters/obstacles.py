"""What keeps a letter from being written now, and what to do instead. Pure.

Gates and requirements are called by the names the kinds' files use for them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ledger.law.revival import Act, revival
from ledger.law.time_barred import Status
from ledger.law.validation import clocks, mail_by, validation_ends
from ledger.words import Text, text
from negotiation.gates import (
    ANSWER_FIRST,
    ASK_FIRST,
    ASK_TO_PROVE,
    BARRED,
    DEAL_STANDS,
    DISPUTE_FIRST,
    DISPUTE_NOW,
    ENDS_SOON,
    IT_IS_OVER,
    KEEP_CURRENT,
    KEEP_DEAL,
    KEEP_PROOF,
    MAY_BE_BARRED,
    MAY_DISPUTE,
    NOT_KNOWN,
    NOT_LIKE_OTHERS,
    ON_TIME,
    SUED,
    SUED_UNTIL,
    UNVERIFIED,
)
from negotiation.letters.parts import LetterKind
from negotiation.letters.situation import Case
from negotiation.scoring import special_route
from negotiation.shares import is_decided
from negotiation.stage import Stage
from negotiation.strategy import DEAL, OVER


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One that is `passable` gives way once the user has confirmed its sentence, by its `name`."""

    name: str
    why: Text
    instead: Text
    confirm: Text | None = None
    more: tuple[Text, ...] = ()
    cited: str = ""
    source: str = ""

    @property
    def passable(self) -> bool:
        return self.confirm is not None


NO_AGREEMENT = text("Nothing is agreed in writing yet.")
GET_AGREEMENT = text("Ask for the whole deal on paper first, and pay nothing before.")
NOT_PAID = text("No payment is confirmed yet.")
WHEN_PAID = text("Send it when the last payment has gone through.")
NO_ATTORNEY = text("You have not said that a lawyer acts for you. Write it only if it is true.")
GET_ATTORNEY = text("If you need one, legal aid may help you for free.")
HAVE_ATTORNEY = text("A lawyer acts for me on this debt.")
NO_JUDGMENT = text("No court has decided on this debt, as far as we know.")
ASK_RELEASE = text("When it is paid, ask for a letter that says so.")
NO_REPORT = text(
    "This letter needs your identity theft report. It is for debts that are not yours."
)
MAKE_REPORT = text("Make the report at IdentityTheft.gov first.")
HAVE_REPORT = text("The debt is not mine, and I have made the report.")
STILL_OPEN = text("The time to sue is not over. It runs until {day} or longer.")
DISPUTE_INSTEAD = text("Ask them to prove the debt instead.")
ASK_INSTEAD = text("Ask for more information instead. Do not write that you owe it or will pay.")
PROVE_OR_SAY_OVER = text(
    "Ask them to prove it, or write that the time to sue is over. Offer and promise nothing."
)
PROVE_INSTEAD = text("Ask them to prove it instead. Offer and promise nothing.")
TALKS_ON = text("You are talking about a deal. This letter would end the talks.")
LIMIT_INSTEAD = text("Write how and when they may contact you instead.")
NOT_AN_OFFER_YET = text("They have made no offer that you could answer.")
OFFER_FIRST = text("Make the first offer, or wait for theirs.")
NOTHING_AGREED = text("No offer is on the table that could be agreed to.")
HAVE_AGREEMENT = text("You have the agreement in writing already.")
PAY_NOW = text("Pay as it says, and send the letter that goes with a payment.")
NO_DEBITS = text("You have not said that they take payments from your account by themselves.")
SAY_DEBITS = text("If they do, say so, and this letter asks them to stop.")
HAVE_DEBITS = text("They take payments from my account by themselves.")
NO_BENEFITS = text("You have not said that your income is protected, such as Social Security.")
SAY_BENEFITS = text("If it is, say so, and this letter tells them.")
HAVE_BENEFITS = text("My income is protected, such as Social Security.")
NOT_REPORTED = text("You have not said that a credit report shows this debt.")
GET_REPORT = text("Get your free credit report and see what it says.")
IS_REPORTED = text("A credit report shows this debt, and what it says is wrong.")
HAVE_READ = text("I have read what can start the time to sue again, and want to write it.")
GO_ON_UNPROVED = text("I know that nobody has shown the figure, and want to write it.")
GO_ON_IN_WINDOW = text("I do not want to dispute the debt, and want to write it.")
NOT_DONE = text("It is for an account that is paid or paid on time. This one is not yet.")
LATER = text("Send it when all is paid.")
DEAL_STANDS_AS_IT_IS = text("You have a deal on it. This letter could undo it.")


# ---- what a kind's file requires ----------------------------------------------------------


def _earliest_expiry_passed(case: Case) -> Obstacle | None:
    bar, name = case.bar, "earliest_expiry_passed"
    if is_decided(case.debt) or bar.earliest is None:
        return Obstacle(name, NOT_KNOWN, DISPUTE_INSTEAD, more=bar.reasons)
    if case.on > bar.earliest:
        return None
    return Obstacle(name, STILL_OPEN.filled(day=bar.earliest), DISPUTE_INSTEAD, more=bar.reasons)


def _needs(
    name: str, why: Text, instead: Text, confirm: Text | None = None
) -> Callable[[Case], Obstacle | None]:
    """A requirement that holds where the case says so, or the user has confirmed it."""

    def missing(case: Case) -> Obstacle | None:
        there = case.knows(name) or (confirm is not None and name in case.passed)
        return None if there else Obstacle(name, why, instead, confirm)

    return missing


REQUIRES: Mapping[str, Callable[[Case], Obstacle | None]] = {
    "written_agreement": _needs("written_agreement", NO_AGREEMENT, GET_AGREEMENT),
    "payment_confirmed": _needs("payment_confirmed", NOT_PAID, WHEN_PAID),
    "judgment": _needs("judgment", NO_JUDGMENT, ASK_RELEASE),
    "attorney_on_file": _needs("attorney_on_file", NO_ATTORNEY, GET_ATTORNEY, HAVE_ATTORNEY),
    "theft_report": _needs("theft_report", NO_REPORT, MAKE_REPORT, HAVE_REPORT),
    "earliest_expiry_passed": _earliest_expiry_passed,
}
# what a letter states that its file does not name
STATES: Mapping[str, Callable[[Case], Obstacle | None]] = {
    "L17": _needs("done", NOT_DONE, LATER),
    "L18": _needs("reported", NOT_REPORTED, GET_REPORT, IS_REPORTED),
    "L22": _needs("automatic_payments", NO_DEBITS, SAY_DEBITS, HAVE_DEBITS),
    "L24": _needs("income_exempt", NO_BENEFITS, SAY_BENEFITS, HAVE_BENEFITS),
}


# ---- the gates a kind's file names --------------------------------------------------------

WHEN: dict[Status, tuple[Text, bool | None]] = {
    Status.OPEN: (ENDS_SOON, False),
    Status.MAY_BE_BARRED: (MAY_BE_BARRED, None),
    Status.PROBABLY_BARRED: (BARRED, True),
}


def _time_bar(case: Case) -> Obstacle | None:
    if not case.at_risk or case.stage in OVER:
        return None  # what is settled or paid has nothing left to start again
    bar = case.bar
    why, expired = WHEN.get(bar.status, (NOT_KNOWN, None))
    day = bar.latest if expired else bar.earliest
    acts = [revival(case.debt.state, act, expired=expired) for act in (Act.SIGNED, Act.PAYMENT)]
    over = bar.status in (Status.MAY_BE_BARRED, Status.PROBABLY_BARRED)
    collector = PROVE_OR_SAY_OVER if over else PROVE_INSTEAD
    return Obstacle(
        "time_bar",
        why.filled(day=day) if day else NOT_KNOWN,
        collector if case.to_collector else ASK_INSTEAD,
        confirm=HAVE_READ,
        more=(*(act.text for act in acts), *bar.reasons),
        cited=next((act.citation for act in acts if act.citation), "") or bar.citation,
        source=next((act.source for act in acts if act.source), "") or bar.source,
    )


def _sued(case: Case) -> Obstacle | None:
    """Until the court has an answer, nothing else comes first."""
    if case.stage is not Stage.IN_COURT or case.history.answered_on is not None:
        return None
    due_on = case.history.answer_due_on
    return Obstacle("sued", SUED_UNTIL.filled(day=due_on) if due_on else SUED, ANSWER_FIRST)


def _unverified(case: Case) -> Obstacle | None:
    if case.verified and case.stage is not Stage.DISPUTED:
        return None
    ask = ASK_TO_PROVE if case.to_collector else ASK_FIRST
    return Obstacle("unverified", UNVERIFIED, ask, GO_ON_UNPROVED)


def _validation_window(case: Case) -> Obstacle | None:
    received_on, rule = case.debt.notice_received_on, clocks()["period"]
    if received_on is None or not case.in_window:
        return None
    by = mail_by(received_on)
    instead = DISPUTE_FIRST.filled(day=by) if case.on <= by else DISPUTE_NOW
    return Obstacle(
        "validation_window",
        MAY_DISPUTE.filled(day=validation_ends(received_on)),
        instead,
        confirm=GO_ON_IN_WINDOW,
        cited=rule.citation,
        source=rule.source,
    )


def _cease_while_talking(case: Case) -> Obstacle | None:
    return Obstacle("cease_while_talking", TALKS_ON, LIMIT_INSTEAD) if case.talking else None


GATES: Mapping[str, Callable[[Case], Obstacle | None]] = {
    "sued": _sued,
    "cease_while_talking": _cease_while_talking,
    "time_bar": _time_bar,
    "unverified": _unverified,
    "validation_window": _validation_window,
}


# ---- what a kind needs besides, by what it does -------------------------------------------

OFFERS = ("L5", "L6", "L20")  # they open or go on with talks about money
QUARRELS = ("L2", "L3", "L11", "L15", "L21")  # they could undo a deal
AFTER_THE_END = (  # they still make sense when a debt is over
    "L2", "L3", "L4", "L9", "L12", "L13", "L14", "L15", "L16", "L17", "L18", "L22", "L24", "L26",
)  # fmt: skip
SENSELESS = {
    "L9": (Stage.CONFIRMED,),
    "L15": (Stage.SETTLED, Stage.CONFIRMED, Stage.PAID_IN_FULL, Stage.DISCHARGED),
}


def _moment(kind: LetterKind, case: Case) -> Obstacle | None:
    """Whether the case has come as far as this letter, and no farther."""
    over = case.stage in OVER and kind.id not in AFTER_THE_END
    if over or case.stage in SENSELESS.get(kind.id, ()):
        return Obstacle("over", IT_IS_OVER, KEEP_PROOF)
    if kind.id in QUARRELS and case.stage in DEAL:
        return Obstacle("deal", DEAL_STANDS_AS_IT_IS, KEEP_DEAL)
    if kind.id in OFFERS:
        return _offering(kind, case)
    return _accepting(case) if kind.id == "L7" else None


def _offering(kind: LetterKind, case: Case) -> Obstacle | None:
    route = special_route(case.debt)
    if case.knows("written_agreement") or case.history.accepted_on is not None:
        return Obstacle("deal", DEAL_STANDS, KEEP_DEAL)
    if route is not None:
        return Obstacle("special", NOT_LIKE_OTHERS, route.text)
    if case.debt.current:
        return Obstacle("paid_on_time", ON_TIME, KEEP_CURRENT)
    if kind.id == "L6" and case.history.counter_offer_on is None:
        return Obstacle("no_offer", NOT_AN_OFFER_YET, OFFER_FIRST)
    return None


def _accepting(case: Case) -> Obstacle | None:
    if case.knows("written_agreement"):
        return Obstacle("deal", HAVE_AGREEMENT, PAY_NOW)
    past = case.history
    if past.accepted_on is None and past.counter_offer_on is None and past.offer_out_on is None:
        return Obstacle("no_offer", NOTHING_AGREED, OFFER_FIRST)
    return None


def obstacles(kind: LetterKind, case: Case) -> Iterator[Obstacle]:
    """All that stands in the way of this letter, what weighs most first."""
    if found := _moment(kind, case):
        yield found
    if kind.id in STATES and (found := STATES[kind.id](case)):
        yield found
    for name in sorted(kind.requires):
        if found := REQUIRES[name](case):
            yield found
    for name in GATES:
        if name in kind.gates and (found := GATES[name](case)):
            yield found
