"""How much of a paycheck may be taken for a debt: 15 USC 1673, 29 CFR 870 and the states. Pure.

    from ledger.law.garnishment import Pay, garnishment
    garnishment(Pay(disposable=Decimal("500")), on=day).most        # Decimal("125.00")

The answer is the most that may be taken, never a forecast. Support comes first. What is not known
about a person counts against them, and is named as a question that may lower the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.facts import CreditorKind, DebtKind
from ledger.law.garnishment_states import Case, StateAnswer, Worker, state_answer, yearly_most
from ledger.law.pay import Limit, Pay, PayPeriod, disposable_pay, federal_wage, figures, times
from ledger.money import ZERO, cents, share
from ledger.words import Text, text

__all__ = [
    "Garnishment",
    "Limit",
    "Pay",
    "PayPeriod",
    "Support",
    "Worker",
    "disposable_pay",
    "garnishment",
    "support_limit",
]

WEEKS_IN_A_YEAR = 52
PERCENT = text("At most {percent} percent of your disposable pay may be taken: {amount}.")
FLOOR = text("{floor} of this paycheck is safe. You have {amount} more than that.")
ALL_SAFE = text("{floor} of this paycheck is safe, and you have no more than that.")
SUPPORT = text(
    "For support, at most {percent} percent of your disposable pay may be taken: {amount}."
)
LEFT = text("Support and earlier orders take {taken} first. That leaves {amount} of the limit.")
NO_LIMIT = text("These limits do not hold for taxes. Tax offices have rules of their own.")
STATE_LEFT = text("In {state}, earlier orders take {taken} first. That leaves {amount}.")
YEARLY = text("In {state}, one holder may take at most {amount} in a year.")

THE_MOST = text("This is the most that may be taken. It is no forecast.")
NEEDS_JUDGMENT = text("For most debts, a holder must first sue you and win.")
WITHOUT_COURT = text("For a debt to the federal government, no court is needed.")
NOT_FIRED = text("You may not be fired because your pay is taken for one debt.")
LOWER_COUNTS = text("Where state and federal law differ, the lower amount counts.")
WHICH_STATE = text("Enter your state. It may keep more of your pay safe.")
NO_STATE_LAW = text("We have no pay rule of your state for this debt. It may protect more.")
SUPPORTS_WHOM = text("If you support another child or spouse, less may be taken for support.")
BEHIND = text("If no support payment is more than {weeks} weeks late, less may be taken for it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """All support orders together, in dollars for this pay period. None: not known."""

    ordered: Decimal
    supports_others: bool | None = None  # another spouse or child, not of these orders
    behind: bool | None = None  # part of it is for more than twelve weeks ago

    def __post_init__(self) -> None:
        if self.ordered < 0:
            raise ValueError("Support cannot be less than zero.")


NO_SUPPORT = Support(ordered=ZERO)


@dataclass(frozen=True, slots=True)
class First:
    """What comes off before the debt in question, in dollars."""

    support: Decimal
    earlier: Decimal

    @property
    def taken(self) -> Decimal:
        return self.support + self.earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Garnishment:
    """The most that may be taken of one paycheck for one debt, in dollars.

    `bound` is the limit that decided, `limits` are all that were looked at, least first. `support`
    and `earlier` come off before; `keeps` is what is left of disposable pay at worst. `yearly_most`
    is set where a state caps the calendar year. `questions` are what could lower `most`.
    """

    disposable: Decimal
    support: Decimal
    earlier: Decimal
    most: Decimal
    bound: Limit
    limits: tuple[Limit, ...]
    yearly_most: Decimal | None
    reasons: tuple[Text, ...]
    questions: tuple[Text, ...]

    @property
    def keeps(self) -> Decimal:
        return max(ZERO, self.disposable - self.support - self.earlier - self.most)


def garnishment(
    pay: Pay,
    *,
    on: date,
    kind: DebtKind = DebtKind.OTHER,
    holder: CreditorKind | None = None,
    federal_agency: bool = False,
    support: Support = NO_SUPPORT,
    earlier: Decimal = ZERO,
    worker: Worker | None = None,
    minimum_wage: Decimal | None = None,
) -> Garnishment:
    """The most that may be taken of this paycheck for a debt of that kind, for pay due `on`.

    `federal_agency`: it is owed to one, and no tax. `earlier` is what orders before this one take,
    in dollars; `minimum_wage` the federal one in dollars an hour, where it is not to be that of the
    day. ValueError for an amount below zero, NoMinimumWage for a day before our figures. Source:
    15 USC 1673; every limit names its own.
    """
    if earlier < 0 or (minimum_wage is not None and minimum_wage <= 0):
        raise ValueError("Earlier orders cannot be less than zero, and a wage must be above it.")
    wage = federal_wage(on) if minimum_wage is None else minimum_wage
    who = worker or Worker()
    case = Case(pay=pay, worker=who, kind=kind, holder=holder, federal_wage=wage, on=on)
    first = First(min(support.ordered, support_limit(pay, support).amount), earlier)
    if federal_agency or kind is DebtKind.FEDERAL_STUDENT:
        return _agency(case, first)
    if kind is DebtKind.SUPPORT:
        return _for_support(pay, support)
    return _tax(pay, first) if kind is DebtKind.TAX else _ordinary(case, first)


def support_limit(pay: Pay, support: Support) -> Limit:
    """The most that support orders may take, in dollars: 50, 55, 60 or 65 % of disposable pay.

    What is not known counts as the higher share. Source: 15 USC 1673(b)(2).
    """
    law = figures().rules["support"]
    percent = law["supports_others" if support.supports_others else "supports_nobody_else"]
    if support.behind is not False:
        percent += law["more_when_behind"]
    amount = share(pay.disposable, Decimal(percent))
    return Limit(amount, SUPPORT.filled(percent=percent, amount=amount), law)


def _for_support(pay: Pay, support: Support) -> Garnishment:
    """Support comes first, so no other order counts."""
    weeks = figures().rules["support"]["weeks_behind"]
    whom = [SUPPORTS_WHOM] if support.supports_others is None else []
    behind = [BEHIND.filled(weeks=weeks)] if support.behind is None else []
    limits, notes = [support_limit(pay, support)], (THE_MOST, NOT_FIRED)
    return _result(pay, First(ZERO, ZERO), limits, notes, (*whom, *behind))


def _tax(pay: Pay, first: First) -> Garnishment:
    left = max(ZERO, pay.disposable - first.taken)
    return _result(pay, first, [Limit(left, NO_LIMIT, figures().rules["no_limit"])], (THE_MOST,))


def _agency(case: Case, first: First) -> Garnishment:
    """A debt to a federal agency, which needs no court: state law does not come in."""
    limits = list(_federal_debt(case, first.taken))
    return _result(case.pay, first, limits, (THE_MOST, WITHOUT_COURT, NOT_FIRED))


def _ordinary(case: Case, first: First) -> Garnishment:
    """An ordinary debt: the least of the federal limit less support, and the state's limits.

    Those are not known for a court's own fines.
    """
    limits = list(_federal(case, first.taken))
    notes: tuple[Text, ...] = (THE_MOST, NEEDS_JUDGMENT, NOT_FIRED)
    state = None if case.kind is DebtKind.FINE else state_answer(case)
    if state is None:
        question = NO_STATE_LAW if case.worker.state else WHICH_STATE
        return _result(case.pay, first, limits, notes, (question,))
    yearly = _yearly(state, case)
    limits += [*_of_state(state, first), *([yearly] if yearly else [])]
    if state.limits:
        notes += (LOWER_COUNTS,)
    questions = state.questions or (() if state.limits else (NO_STATE_LAW,))
    return _result(case.pay, first, limits, notes, questions, yearly)


def _federal(case: Case, taken: Decimal) -> Iterator[Limit]:
    percent, floor = _percent(case.pay.disposable, "percent"), _floor(case, case.pay.disposable)
    yield percent
    yield floor
    if taken:
        left = max(ZERO, min(percent.amount, floor.amount) - taken)
        yield Limit(left, LEFT.filled(taken=taken, amount=left), figures().rules["support_first"])


def _federal_debt(case: Case, taken: Decimal) -> Iterator[Limit]:
    """Withholding by a federal agency without a court, from pay less health insurance."""
    base = case.pay.insured
    student = case.kind is DebtKind.FEDERAL_STUDENT
    yield _percent(base, "federal_student_loan" if student else "federal_debt")
    yield _floor(case, base)
    if taken:
        law = figures().rules["federal_debt_with_others"]
        left = max(ZERO, share(base, Decimal(law["percent"])) - taken)
        yield Limit(left, LEFT.filled(taken=taken, amount=left), law)


def _percent(base: Decimal, name: str) -> Limit:
    law = figures().rules[name]
    amount = share(base, Decimal(law["percent"]))
    return Limit(amount, PERCENT.filled(percent=law["percent"], amount=amount), law)


def _floor(case: Case, base: Decimal) -> Limit:
    law = figures().rules["floor"]
    floor = times(case.federal_wage * law["hours"], case.pay.weeks)
    amount = cents(max(ZERO, base - floor))
    told = FLOOR.filled(floor=floor, amount=amount) if amount else ALL_SAFE.filled(floor=floor)
    return Limit(amount, told, law)


def _of_state(state: StateAnswer, first: First) -> Iterator[Limit]:
    """The state's limits, and the least less earlier orders, and support where its law says so."""
    yield from state.limits
    taken = first.taken if state.law.less_support else first.earlier
    if taken and state.limits:
        left = max(ZERO, min(limit.amount for limit in state.limits) - taken)
        told = STATE_LEFT.filled(state=state.law.name, taken=taken, amount=left)
        yield Limit(left, told, state.law.rule)


def _yearly(state: StateAnswer, case: Case) -> Limit | None:
    """The cap on a calendar year, by the pay the user expects or else by this paycheck's."""
    gross = case.pay.gross or case.pay.disposable
    weeks = case.pay.weeks
    expected = case.worker.yearly_pay
    if expected is None:
        expected = gross * WEEKS_IN_A_YEAR * weeks.denominator / weeks.numerator
    most = yearly_most(state.law, expected)
    if most is None:
        return None
    return Limit(most, YEARLY.filled(state=state.law.name, amount=most), state.law.rule)


def _result(
    pay: Pay,
    first: First,
    limits: list[Limit],
    notes: tuple[Text, ...],
    questions: tuple[Text, ...] = (),
    yearly: Limit | None = None,
) -> Garnishment:
    least_first = tuple(sorted(limits, key=lambda limit: limit.amount))
    bound = least_first[0]
    return Garnishment(
        disposable=pay.disposable,
        support=first.support,
        earlier=first.earlier,
        most=bound.amount,
        bound=bound,
        limits=least_first,
        yearly_most=yearly.amount if yearly else None,
        reasons=(bound.text, *notes),
        questions=questions,
    )
