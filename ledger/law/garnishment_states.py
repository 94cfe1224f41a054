"""What the states leave of a paycheck to those who collect ordinary debts. Pure.

A state's limits are data; what each kind of limit means stands here. What is not known about a
person never makes a limit apply: it becomes a question, for the state may protect more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.facts import CreditorKind, DebtKind
from ledger.law.garnishment_law import Insurance, StateLaw, StateLimit, Take, Wage, states
from ledger.law.pay import DAYS_IN_A_WEEK, Limit, Pay, PayPeriod, times, weeks_in
from ledger.money import ZERO, cents, share
from ledger.words import Text, text

ALL_OF_IT = 100  # percent
QUESTIONS = {
    "gross": text("Enter your gross pay. Your state may keep more of your pay safe."),
    "state_wage": text("Enter your state's minimum wage. It may keep more of your pay safe."),
    "head_of_family": text("If your family lives mostly on your pay, more of it may be safe."),
    "agreed_in_writing": text(
        "Some contracts say that pay may be taken. If you never agreed to that, yours may be safe."
    ),
    "needed_for_family": text("If your family needs your pay to live, it may be safe."),
    "gets_aid": text("If you can get help with a hospital bill, your pay may be safe from it."),
    "poverty_percent": text("If your household has little income, your pay may be safe."),
    "holder": text("If the hospital or doctor itself collects, your pay may be safe."),
}
SHARE = text("In {state}, at most {percent} percent of your disposable pay may be taken: {amount}.")
SHARE_OF_GROSS = text(
    "In {state}, at most {percent} percent of your gross pay may be taken: {amount}."
)
ABOVE = text("In {state}, {floor} of this paycheck is safe. You have {amount} more than that.")
ALL_SAFE = text("In {state}, {floor} of this paycheck is safe, and you have no more than that.")
SHARE_ABOVE = text(
    "In {state}, {floor} of this paycheck is safe. {percent} percent of the rest is {amount}."
)
BY_PARTS = text("In {state}, a share of each part of your pay may be taken, {amount} in all.")
NOTHING = text("In {state}, no pay may be taken for this debt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What a state's law may ask about the person who earns the pay. None and "" mean: not known.

    `state_wage` is the minimum wage in dollars an hour: the city's where that is higher and the
    state's rule says so. `poverty_percent` is household income in percent of the poverty line.
    """

    state: str = ""  # USPS code
    state_wage: Decimal | None = None
    head_of_family: bool | None = None  # the family lives mostly on this pay
    agreed_in_writing: bool | None = None  # that pay may be taken
    needed_for_family: bool | None = None
    gets_aid: bool | None = None  # may have free or cheaper care from the hospital
    poverty_percent: Decimal | None = None
    yearly_pay: Decimal | None = None  # expected for the calendar year, in dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a limit may look at. `federal_wage` in dollars an hour."""

    pay: Pay
    worker: Worker
    kind: DebtKind
    holder: CreditorKind | None
    federal_wage: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class StateAnswer:
    """A state's limits for one case, and what would have to be known for the others."""

    law: StateLaw
    limits: tuple[Limit, ...]
    questions: tuple[Text, ...]


def state_answer(case: Case) -> StateAnswer | None:
    """Every limit of the worker's state that applies; None for a state whose law is not on file."""
    law = states().get(case.worker.state)
    if law is None:
        return None
    limits: list[Limit] = []
    questions: list[str] = []
    for limit in law.limits:
        unknown = _unknown(limit, case)
        if unknown == ():
            limits.append(_limit(limit, law, case))
            higher = limit.wage is Wage.HIGHER and case.worker.state_wage is None
            unknown = ("state_wage",) if higher else ()
        questions += unknown or ()
    asked = tuple(QUESTIONS[name] for name in dict.fromkeys(questions))
    return StateAnswer(law, tuple(limits), asked)


def yearly_most(law: StateLaw, yearly_pay: Decimal) -> Decimal | None:
    """The most one holder may take of a year with such pay, in dollars; None: no cap."""
    if not law.yearly:
        return None
    for below, most in law.yearly:
        if yearly_pay < below:
            return Decimal(most)
    return share(yearly_pay, Decimal(law.yearly_percent))


def _unknown(limit: StateLimit, case: Case) -> tuple[str, ...] | None:
    """What must be known before the limit applies; None where it surely does not."""
    answers = dict(_conditions(limit, case))
    if False in answers.values():
        return None
    return tuple(name for name, holds in answers.items() if holds is None)


def _conditions(limit: StateLimit, case: Case) -> Iterator[tuple[str, bool | None]]:
    """Each condition of a limit by what it asks, and whether it holds; None: not known."""
    worker, numbers = case.worker, limit.numbers
    yield "kind", (not limit.kinds or case.kind in limit.kinds) and case.kind not in limit.not_kinds
    yield "day", limit.from_on <= case.on < limit.until
    if limit.holder:
        yield "holder", None if case.holder is None else case.holder is limit.holder
    for name, wanted in limit.answers.items():
        answer: bool | None = getattr(worker, name)
        yield name, None if answer is None else answer is wanted
    if "poverty_below" in numbers:
        income = worker.poverty_percent
        yield "poverty_percent", None if income is None else income < numbers["poverty_below"]
    yield from _about_pay(limit, case)


def _about_pay(limit: StateLimit, case: Case) -> Iterator[tuple[str, bool | None]]:
    pay, numbers = case.pay, limit.numbers
    if "week_up_to" in numbers:
        yield "week", pay.disposable <= times(Decimal(numbers["week_up_to"]), pay.weeks)
    if "gross_week_up_to" in numbers:
        most = times(Decimal(numbers["gross_week_up_to"]), pay.weeks)
        yield "gross", None if pay.gross is None else pay.gross <= most
    if limit.take in (Take.PERCENT_OF_GROSS, Take.GROSS_OVER_WAGES):
        yield "gross", None if pay.gross is None else True
    if limit.wage is Wage.STATE:
        yield "state_wage", None if case.worker.state_wage is None else True


def _limit(limit: StateLimit, law: StateLaw, case: Case) -> Limit:
    before = law.insurance is Insurance.BEFORE
    base = case.pay.insured if before else case.pay.disposable
    amount, sentence = FORMULAS[limit.take](limit, case, base)
    if law.insurance is Insurance.AFTER:
        amount = max(ZERO, amount - case.pay.health_insurance)
    told = dict(sentence.values)
    return Limit(amount, sentence.filled(**{**told, "state": law.name, "amount": amount}), law.rule)


# each formula: what may be taken in dollars, and its sentence, still without state and amount
Formula = Callable[[StateLimit, Case, Decimal], tuple[Decimal, Text]]


def _percent(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    percent = limit.numbers["percent"]
    return share(base, Decimal(percent)), SHARE.filled(percent=percent)


def _percent_of_gross(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    percent = limit.numbers["percent"]
    return share(case.pay.gross or ZERO, Decimal(percent)), SHARE_OF_GROSS.filled(percent=percent)


def _over_wages(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    floor = _hours(limit.numbers["hours"], limit.wage, case)
    return _above(base, floor, limit.numbers.get("percent", ALL_OF_IT))


def _gross_over_wages(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    return _over_wages(limit, case, case.pay.gross or ZERO)


def _over_dollars(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    return _above(base, _dollars(limit, case.pay), ALL_OF_IT)


def _bands(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    """A percentage of each part of the pay, whose edges are given for a month."""
    part_of_month = case.pay.weeks / weeks_in(PayPeriod.MONTHLY)
    taken, start = ZERO, ZERO
    for edge, percent in limit.parts:
        end = times(Decimal(edge), part_of_month) if edge else max(base, start)
        taken += max(ZERO, min(base, end) - start) * percent / ALL_OF_IT
        start = end
    return cents(taken), BY_PARTS


def _steps(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    """A percentage by gross pay; the highest where gross pay is not known."""
    gross = case.pay.gross
    for hours, percent in limit.parts:
        if gross is None or gross > _hours(hours, limit.wage, case):
            return share(base, Decimal(percent)), SHARE.filled(percent=percent)
    return ZERO, NOTHING


def _nothing(limit: StateLimit, case: Case, base: Decimal) -> tuple[Decimal, Text]:
    return ZERO, NOTHING


FORMULAS: dict[Take, Formula] = {
    Take.PERCENT: _percent,
    Take.PERCENT_OF_GROSS: _percent_of_gross,
    Take.OVER_WAGES: _over_wages,
    Take.GROSS_OVER_WAGES: _gross_over_wages,
    Take.OVER_DOLLARS: _over_dollars,
    Take.BANDS: _bands,
    Take.STEPS: _steps,
    Take.NOTHING: _nothing,
}


def _above(base: Decimal, floor: Decimal, percent: int) -> tuple[Decimal, Text]:
    above = max(ZERO, base - floor)
    if not above:
        return ZERO, ALL_SAFE.filled(floor=floor)
    if percent == ALL_OF_IT:
        return cents(above), ABOVE.filled(floor=floor)
    return share(above, Decimal(percent)), SHARE_ABOVE.filled(floor=floor, percent=percent)


def _hours(hours: int, whose: Wage, case: Case) -> Decimal:
    """So many hours of that wage for each week of the pay period, in dollars."""
    state = case.worker.state_wage or ZERO
    wage = {
        Wage.FEDERAL: case.federal_wage,
        Wage.STATE: state,
        Wage.HIGHER: max(case.federal_wage, state),
    }[whose]
    return times(wage * hours, case.pay.weeks)


def _dollars(limit: StateLimit, pay: Pay) -> Decimal:
    """The sum a state names for the pay period; for a number of days the law rounds to the dollar.

    Where the file lacks the sum for a month, its whole weeks are counted, which is less.
    """
    week = Decimal(limit.numbers["weekly"])
    if isinstance(pay.period, PayPeriod):
        return Decimal(limit.numbers.get(pay.period, int(pay.weeks) * week))
    exact = week * max(DAYS_IN_A_WEEK, pay.period) / DAYS_IN_A_WEEK
    return exact.quantize(Decimal(1), ROUND_HALF_UP)
