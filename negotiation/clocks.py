"""The four clocks of a debt: time to sue, time to dispute, credit report, charge-off. Pure.

    from negotiation.clocks import clocks
    [str(clock.text) for clock in clocks(facts, on=day)]

Each says in a plain sentence when it ends, how sure that is, and which law it rests on. A clock
whose day is not known asks for it; none ever says that nobody can sue.
"""

from datetime import date, timedelta

from ledger.facts import DebtFacts, DebtKind
from ledger.law.credit_report import ReportItem, age_off
from ledger.law.limitation import figures as limitation_figures
from ledger.law.time_barred import CONTRACTS, Status, TimeBar, time_bar
from ledger.law.validation import Notice, Period, period, validation_period
from ledger.law.validation import clocks as validation_rules
from ledger.words import Text, text
from negotiation.clock import Clock, ClockKind, Law, Phase
from negotiation.shares import CLOSED_END, OPEN_END
from negotiation.shares import figures as rules_of_thumb

NO_REPORT_FIGURES = (
    DebtKind.FEDERAL_STUDENT,
    DebtKind.TAX,
    DebtKind.SUPPORT,
    DebtKind.FINE,
    DebtKind.JUDGMENT,
)


def clocks(debt: DebtFacts, *, on: date) -> tuple[Clock, ...]:
    """All four clocks of a debt as of `on`, always in the same order.

    Sources: the state's limitation law, 15 USC 1692g, 15 USC 1681c, and the banks' own rule for
    charge-offs.
    """
    return _limitation(debt, on), _validation(debt, on), _report(debt, on), _charge_off(debt, on)


def _never_late(debt: DebtFacts) -> bool:
    return debt.current is True and debt.first_delinquent_on is None


# ---- time to sue ------------------------------------------------------------------------------

STARTS_LATE = text("It is paid on time so far. The time to sue starts with a payment you miss.")
RUNS = text("The time to sue is running. By what you entered, it ends on {latest}.")
RUNS_UNTIL = text(
    "The time to sue is running. By what you entered, it ends between {earliest} and {latest}."
)
MAY_END = text(
    "The time to sue may be over. By what you entered, it ends between {earliest} and {latest}."
)
MAY_HAVE_ENDED = text(
    "The time to sue may have been over since {latest}. What we do not know could make it longer."
)
PROBABLY_ENDED = text(
    "The time to sue has probably been over since {latest}. They could still file a suit, and then "
    "you must answer it."
)
SUED_IN_TIME = text("The lawsuit of {day} came in time, by what you entered.")
SUED_MAYBE_LATE = text("The lawsuit of {day} may have come too late. Ask legal aid about it soon.")
SUED_PROBABLY_LATE = text(
    "The lawsuit of {day} probably came too late. You must say so in your answer to the court."
)
SUED = {
    Status.OPEN: SUED_IN_TIME,
    Status.MAY_BE_BARRED: SUED_MAYBE_LATE,
    Status.PROBABLY_BARRED: SUED_PROBABLY_LATE,
}
PHASE_OF = {
    Status.OPEN: Phase.RUNNING,
    Status.MAY_BE_BARRED: Phase.UNSURE,
    Status.PROBABLY_BARRED: Phase.OVER,
    Status.NO_LIMIT: Phase.RUNNING,
}


def _limitation(debt: DebtFacts, on: date) -> Clock:
    kind = ClockKind.LIMITATION
    if _never_late(debt) and not debt.sued:
        return Clock(kind=kind, phase=Phase.NONE, text=STARTS_LATE)
    bar = time_bar(debt, on=on)
    if bar.earliest is None or bar.latest is None:
        return _endless(debt, bar)
    return Clock(
        kind=kind,
        phase=PHASE_OF[bar.status],
        text=_time_to_sue(debt, bar, bar.earliest, bar.latest, on),
        starts_on=bar.trigger_on,
        earliest=bar.earliest,
        latest=bar.latest,
        reasons=bar.reasons,
        fields=_missing(debt, bar),
        laws=(Law.of(bar),),
    )


def _endless(debt: DebtFacts, bar: TimeBar) -> Clock:
    """A time to sue whose end is not known, or that has none."""
    fields = _missing(debt, bar)
    why, *reasons = bar.reasons
    return Clock(
        kind=ClockKind.LIMITATION,
        phase=PHASE_OF.get(bar.status, Phase.UNKNOWN if fields else Phase.NONE),
        text=why,
        reasons=tuple(reasons),
        fields=fields,
        laws=(Law.of(bar),) if bar.citation else (),
    )


def _time_to_sue(debt: DebtFacts, bar: TimeBar, earliest: date, latest: date, on: date) -> Text:
    if debt.sued and debt.sued_on:
        return SUED[bar.status].filled(day=debt.sued_on)
    if bar.status is Status.OPEN and earliest == latest:
        return RUNS.filled(latest=latest)
    if bar.status is Status.OPEN:
        return RUNS_UNTIL.filled(earliest=earliest, latest=latest)
    if bar.status is Status.PROBABLY_BARRED:
        return PROBABLY_ENDED.filled(latest=latest)
    if on > latest:
        return MAY_HAVE_ENDED.filled(latest=latest)
    return MAY_END.filled(earliest=earliest, latest=latest)


def _missing(debt: DebtFacts, bar: TimeBar) -> tuple[str, ...]:
    """What the user could enter so that the time to sue is known better."""
    if debt.judgment or debt.kind not in CONTRACTS:
        return ()
    if debt.state not in limitation_figures().states:
        return () if debt.state else ("state",)
    if debt.sued and debt.sued_on is None:
        return ("sued_on",)
    dates = ("last_paid_on", "first_delinquent_on")
    return tuple(name for name in dates if getattr(debt, name) is None)


# ---- time to dispute --------------------------------------------------------------------------

NO_COLLECTOR = text("Only a collector must send the notice that starts this time.")
WHO_HOLDS_IT = text("Say who asks you to pay. A collector’s first notice starts a time to dispute.")
WHEN_IT_CAME = text(
    "Enter the day the collector’s first notice came. A dispute in writing within {days} days of "
    "it makes them stop until they answer."
)
DISPUTE_BY = text(
    "A dispute in writing that they get by {latest} makes them stop until they answer. "
    "Mail it by {mail_by}."
)
DISPUTE_NOW = text(
    "A dispute in writing that they get by {latest} makes them stop until they answer. "
    "Mail it today."
)
DISPUTED = text(
    "You mailed a dispute on {day}. If they got it by {latest}, they must stop until they answer."
)
TOO_LATE = text(
    "This time ended on {latest}. You can still ask them for proof, but they need not stop."
)


def _validation(debt: DebtFacts, on: date) -> Clock:
    law, received_on = Law.of(validation_period()), debt.notice_received_on
    if debt.holder is None:
        return _no_notice(Phase.UNKNOWN, WHO_HOLDS_IT, law, "holder")
    if not debt.holder.collects_for_others:
        return _no_notice(Phase.NONE, NO_COLLECTOR, law)
    found = period([Notice(received_on=received_on)])
    if received_on is None or found is None:
        words = WHEN_IT_CAME.filled(days=validation_period().days)
        return _no_notice(Phase.UNKNOWN, words, law, "notice_received_on")
    return Clock(
        kind=ClockKind.VALIDATION,
        phase=Phase.RUNNING if found.open(on=on) else Phase.OVER,
        text=_time_to_dispute(debt, found, on),
        starts_on=received_on,
        earliest=found.safe_on,
        latest=found.safe_on,
        reasons=found.reasons,
        laws=(law, Law.of(validation_rules()["dispute"])),
    )


def _no_notice(phase: Phase, words: Text, law: Law, *fields: str) -> Clock:
    return Clock(kind=ClockKind.VALIDATION, phase=phase, text=words, fields=fields, laws=(law,))


def _time_to_dispute(debt: DebtFacts, found: Period, on: date) -> Text:
    if debt.disputed_on is not None and debt.disputed_on <= found.safe_on:
        return DISPUTED.filled(day=debt.disputed_on, latest=found.safe_on)
    if not found.open(on=on):
        return TOO_LATE.filled(latest=found.safe_on)
    if on > found.mail_by:
        return DISPUTE_NOW.filled(latest=found.safe_on)
    return DISPUTE_BY.filled(latest=found.safe_on, mail_by=found.mail_by)


# ---- credit report ----------------------------------------------------------------------------

NO_LATE_MARK = text("It is paid on time so far, so no late mark has to leave your credit report.")
RULES_OF_ITS_OWN = text(
    "This kind of debt has its own rules for credit reports. We have no figure."
)
WHEN_MISSED = text(
    "Enter the first payment you missed and never caught up with. If you pay on time, say so there."
)
GONE_ON = text("It must be gone from your credit report on {latest}.")
GONE_IF = text(
    "If it was charged off or given to a collector, it must be gone from your credit report on "
    "{latest}."
)
GONE_NOW = text("About now it must leave your credit report: the day we count is {latest}.")
SHOULD_BE_GONE = text(
    "It should have been gone from your credit report since {latest}. If it is still there, you "
    "can dispute it."
)


def _report(debt: DebtFacts, on: date) -> Clock:
    kind, missed_on = ClockKind.REPORT, debt.first_delinquent_on
    if debt.kind in NO_REPORT_FIGURES:
        return Clock(kind=kind, phase=Phase.NONE, text=RULES_OF_ITS_OWN)
    if _never_late(debt):
        return Clock(kind=kind, phase=Phase.NONE, text=NO_LATE_MARK)
    if missed_on is None:
        fields = ("first_delinquent_on",)
        return Clock(kind=kind, phase=Phase.UNKNOWN, text=WHEN_MISSED, fields=fields)
    found = age_off(ReportItem.CHARGE_OFF, missed_on)
    gone = found.must_be_gone(on=on)
    words = {True: SHOULD_BE_GONE, None: GONE_NOW, False: _when_gone(debt)}[gone]
    return Clock(
        kind=kind,
        phase={True: Phase.OVER, None: Phase.UNSURE, False: Phase.RUNNING}[gone],
        text=words.filled(latest=found.gone_on),
        starts_on=missed_on,
        earliest=found.gone_on,
        latest=found.gone_on,
        reasons=found.reasons,
        laws=(Law.of(found.rule),),
    )


def _when_gone(debt: DebtFacts) -> Text:
    """The rule is about what was charged off or given to a collector."""
    collected = debt.holder is not None and debt.holder.collects_for_others
    sure = collected or debt.in_collections or debt.charged_off_on is not None
    return GONE_ON if sure else GONE_IF


# ---- charge-off -------------------------------------------------------------------------------

NO_LOAN = text(
    "Lenders book a loss on cards and most loans. We have no figure for this kind of debt."
)
NO_LOSS = text("It is paid on time so far, so no loss is booked.")
BOOKED = text("They booked it as a loss on {latest}. That changes their books, not what you owe.")
TO_BE_BOOKED = text(
    "Banks mostly book a loss {days} days after the first missed payment: about {latest}. "
    "Before that, some rather deal."
)
PROBABLY_BOOKED = text(
    "They probably booked it as a loss about {latest}. Their statement or your credit report names "
    "the day."
)
WHEN_MISSED_FOR_LOSS = text(
    "Enter the first payment you missed. Banks mostly book a loss {days} days after it."
)


def _charge_off(debt: DebtFacts, on: date) -> Clock:
    kind, rule = ClockKind.CHARGE_OFF, rules_of_thumb()["charge_off"]
    laws, missed_on = (Law.of(rule),), debt.first_delinquent_on
    if debt.charged_off_on is not None:
        return _booked(debt.charged_off_on, missed_on, on, laws)
    if debt.kind not in (*OPEN_END, *CLOSED_END):
        return Clock(kind=kind, phase=Phase.NONE, text=NO_LOAN)
    if _never_late(debt):
        return Clock(kind=kind, phase=Phase.NONE, text=NO_LOSS)
    days = rule["open_end" if debt.kind in OPEN_END else "closed_end"]
    if missed_on is None:
        words = WHEN_MISSED_FOR_LOSS.filled(days=days)
        fields = ("first_delinquent_on",)
        return Clock(kind=kind, phase=Phase.UNKNOWN, text=words, fields=fields, laws=laws)
    return _expected(missed_on, days, on, laws)


def _booked(booked_on: date, missed_on: date | None, on: date, laws: tuple[Law, ...]) -> Clock:
    return Clock(
        kind=ClockKind.CHARGE_OFF,
        phase=Phase.OVER if booked_on <= on else Phase.RUNNING,
        text=BOOKED.filled(latest=booked_on),
        starts_on=missed_on,
        earliest=booked_on,
        latest=booked_on,
        laws=laws,
    )


def _expected(missed_on: date, days: int, on: date, laws: tuple[Law, ...]) -> Clock:
    expected_on = missed_on + timedelta(days=days)
    ahead = on < expected_on
    words = (
        TO_BE_BOOKED.filled(days=days, latest=expected_on)
        if ahead
        else PROBABLY_BOOKED.filled(latest=expected_on)
    )
    return Clock(
        kind=ClockKind.CHARGE_OFF,
        phase=Phase.RUNNING if ahead else Phase.UNSURE,
        text=words,
        starts_on=missed_on,
        earliest=expected_on,
        latest=expected_on,
        fields=() if ahead else ("charged_off_on",),
        laws=laws,
    )
