"""What a state's limits on garnishment say, in plain words. Pure."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ledger.facts import DebtKind
from ledger.law.garnishment_law import Insurance, StateLaw, StateLimit, Take, Wage
from ledger.words import Text, text

CARDS_AND_LOANS = (
    DebtKind.CREDIT_CARD,
    DebtKind.STORE_CARD,
    DebtKind.PERSONAL_LOAN,
    DebtKind.PAYDAY,
    DebtKind.AUTO,
)
ONLY_FOR: dict[tuple[DebtKind, ...], Text] = {
    (DebtKind.MEDICAL,): text("Only for medical bills."),
    (DebtKind.AUTO, DebtKind.STORE_CARD): text("Only for cars and store cards."),
    (DebtKind.RENT,): text("Only for rent."),
    (DebtKind.PRIVATE_STUDENT,): text("Only for private student loans."),
    (*CARDS_AND_LOANS, DebtKind.PRIVATE_STUDENT): text("Only for cards and loans."),
    (*CARDS_AND_LOANS, DebtKind.HOME_EQUITY, DebtKind.PRIVATE_STUDENT): text(
        "Only for cards and loans, home equity too."
    ),
    (
        DebtKind.CREDIT_CARD,
        DebtKind.STORE_CARD,
        DebtKind.MEDICAL,
        DebtKind.PERSONAL_LOAN,
        DebtKind.PAYDAY,
        DebtKind.AUTO,
        DebtKind.UTILITY,
        DebtKind.RENT,
    ): text("Only for household debts: cards, loans, medical and other bills, rent."),
}
NOT_FOR: dict[tuple[DebtKind, ...], Text] = {
    (DebtKind.RENT, DebtKind.PRIVATE_STUDENT, DebtKind.JUDGMENT): text(
        "Not for rent, private student loans and judgments of other kinds."
    ),
}
SOME_KINDS = text("Only for some kinds of debt.")
TAKES = {
    Take.PERCENT: text("At most {percent} percent of disposable pay."),
    Take.PERCENT_OF_GROSS: text("At most {percent} percent of gross pay."),
    Take.OVER_WAGES: text("Only pay above {hours} hours of the minimum wage a week."),
    Take.GROSS_OVER_WAGES: text("Only gross pay above {hours} hours of the minimum wage a week."),
    Take.OVER_DOLLARS: text("Only pay above {weekly} a week."),
    Take.NOTHING: text("No pay may be taken."),
}
PART_OF_WAGES = text("{percent} percent of pay above {hours} hours of the minimum wage a week.")
UP_TO = text("{percent} percent of a month’s pay up to {amount}.")
NEXT = text("{percent} percent of the next part, up to {amount}.")
THE_REST = text("{percent} percent of the rest.")
STEP = text("{percent} percent, with pay above {hours} hours of the minimum wage a week.")
WAGES = {
    Wage.FEDERAL: text("The federal minimum wage counts."),
    Wage.STATE: text("The state’s minimum wage counts."),
    Wage.HIGHER: text("The federal or the state’s minimum wage counts, whichever is higher."),
}
IN_WAGES = (Take.OVER_WAGES, Take.GROSS_OVER_WAGES, Take.STEPS)
ANSWERS = {
    ("head_of_family", True): text("Only if your family lives mostly on your pay."),
    ("agreed_in_writing", False): text("Only if you never agreed to that in writing."),
    ("needed_for_family", True): text("Only if your family needs it to live."),
    ("gets_aid", True): text("Only if you can get help with the hospital bill."),
}
BOUNDS = {
    "week_up_to": text("Only with disposable pay of {amount} a week or less."),
    "gross_week_up_to": text("Only with gross pay of {amount} a week or less."),
}
POVERTY = text("Only with income under {percent} percent of the poverty line.")
ITS_OWN = text("Only where the hospital or doctor itself collects.")
FROM = text("From {day} on.")
BEFORE = text("Before {day}.")
INSURANCE = {
    Insurance.BEFORE: text("Health insurance is left out of disposable pay."),
    Insurance.AFTER: text("What you pay for health insurance is safe too."),
}
LESS_SUPPORT = text("Support is taken off what other debts may get.")
YEARLY = text("At most {most} a year for one holder, with yearly pay under {below}.")
YEARLY_PERCENT = text("With more pay, at most {percent} percent of the year’s pay.")

Line = tuple[Text, ...]


def lines(law: StateLaw) -> tuple[Line, ...]:
    """Each limit of the state, one line with its conditions, then what holds for all of them."""
    return (*(tuple(_limit(limit)) for limit in law.limits), *((more,) for more in _more(law)))


def _limit(limit: StateLimit) -> Iterator[Text]:
    yield from _takes(limit)
    if limit.take in IN_WAGES:
        yield WAGES[limit.wage]
    if limit.kinds:
        yield ONLY_FOR.get(limit.kinds, SOME_KINDS)
    if limit.not_kinds:
        yield NOT_FOR.get(limit.not_kinds, SOME_KINDS)
    if limit.holder:
        yield ITS_OWN
    yield from (ANSWERS[answer] for answer in limit.answers.items())
    yield from _bounds(limit)
    if limit.from_on > date.min:
        yield FROM.filled(day=limit.from_on)
    if limit.until < date.max:
        yield BEFORE.filled(day=limit.until)


def _takes(limit: StateLimit) -> Iterator[Text]:
    if limit.take is Take.BANDS:
        for place, (edge, percent) in enumerate(limit.parts):
            told = THE_REST if not edge else NEXT if place else UP_TO
            values = {"amount": Decimal(edge)} if edge else {}
            yield told.filled(percent=percent, **values)
    elif limit.take is Take.STEPS:
        for hours, percent in limit.parts:
            yield STEP.filled(hours=hours, percent=percent)
    elif limit.take is Take.OVER_DOLLARS:
        yield TAKES[limit.take].filled(weekly=Decimal(limit.numbers["weekly"]))
    elif limit.take is Take.OVER_WAGES and "percent" in limit.numbers:
        yield PART_OF_WAGES.filled(**limit.numbers)
    else:
        yield TAKES[limit.take].filled(**limit.numbers)


def _bounds(limit: StateLimit) -> Iterator[Text]:
    for name, told in BOUNDS.items():
        if name in limit.numbers:
            yield told.filled(amount=Decimal(limit.numbers[name]))
    if "poverty_below" in limit.numbers:
        yield POVERTY.filled(percent=limit.numbers["poverty_below"])


def _more(law: StateLaw) -> Iterator[Text]:
    if law.insurance in INSURANCE:
        yield INSURANCE[law.insurance]
    if law.less_support:
        yield LESS_SUPPORT
    for below, most in law.yearly:
        yield YEARLY.filled(most=Decimal(most), below=Decimal(below))
    if law.yearly_percent:
        yield YEARLY_PERCENT.filled(percent=law.yearly_percent)
