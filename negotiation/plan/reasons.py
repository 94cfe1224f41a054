"""Why the plan does with each debt what it does, in plain sentences. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ledger.money import ZERO, cents
from ledger.words import Text, Value, text
from negotiation.payoff.terms import MONTHS
from negotiation.plan.outcome import Step, Way
from negotiation.plan.terms import Campaign, Item, Objective, Risk

NOW = text("{name} in month 1: {paid} now closes a debt of {balance}.")
THEN = text("{name} in month {month}: by then {paid} is saved and closes a debt of {balance}.")
IN_PARTS = text(
    "{name} from month {begins} to month {month}: {paid} in parts closes a debt of {balance}."
)
UNREACHED = text("{name}: your savings never reach what would settle it. Can you save more?")
GROWS = text("While it waits it grows by about {amount} a month.")
WAITED = text("Waiting pays: its holder takes a smaller part from month {month} on.")
MAY_SUE = text("This debt may bring a lawsuit, so ending it brings peace.")
SUED = text("They have sued. Answer the court in time, whatever the plan says.")
TAXED = text("{cancelled} is cancelled. The tax on that is about {tax}.")
KEPT = text("{name} is kept current: you do not want to lose what stands behind it.")
PAID_OFF = text("{name} is paid off month by month.")
GONE = text("It is gone in month {month} and took {interest} of interest.")
FREES = text("From then on {amount} a month is free for the others.")
HELPED = text("After the last deal all you save goes to what is left.")
LEFT = text("{name} is left alone. Do not pay or promise anything on it before you ask for advice.")


def explained(steps: Sequence[Step], campaign: Campaign) -> Iterator[Step]:
    """The steps, each with its reasons."""
    items = {item.debt.name: item for item in campaign.items}
    for step in steps:
        yield replace(step, reasons=tuple(_reasons(step, items[step.name], steps, campaign)))


def _reasons(step: Step, item: Item, steps: Iterable[Step], campaign: Campaign) -> Iterator[Text]:
    if step.way in (Way.SETTLE, Way.INSTALMENTS):
        yield from _deal(step, item, campaign)
    elif step.way is Way.LEAVE:
        yield LEFT.filled(name=step.name)
    else:
        yield from _normal(step, item, steps)


def _deal(step: Step, item: Item, campaign: Campaign) -> Iterator[Text]:
    if step.begins is None or step.month is None or item.settle is None:
        yield UNREACHED.filled(name=step.name)
        return
    values: dict[str, Value] = {"name": step.name, "paid": step.paid, "balance": step.balance}
    if step.way is Way.INSTALMENTS:
        yield IN_PARTS.filled(**values, begins=step.begins, month=step.month)
    else:
        yield NOW.filled(**values) if step.begins == 1 else THEN.filled(**values, month=step.begins)
    (_, at_first), *later = sorted(item.settle.shares)
    waited = [start for start, share in later if start <= step.begins and share < at_first]
    if waited:
        yield WAITED.filled(month=max(waited))
    if (grows := _grows(item)) and campaign.objective is not Objective.CALMEST:
        yield GROWS.filled(amount=grows)
    if Risk.SUED in item.risks:
        yield SUED
    elif Risk.MAY_SUE in item.risks:
        yield MAY_SUE
    if step.tax:
        yield TAXED.filled(cancelled=step.cancelled, tax=step.tax)


def _grows(item: Item) -> Decimal:
    """Interest and fees of a month, in whole dollars, where that is not nothing."""
    apr = item.debt.segments[0].apr
    month = item.debt.balance * apr / 100 / MONTHS + item.fee
    return cents(month.quantize(Decimal(1), ROUND_HALF_UP))


def _normal(step: Step, item: Item, steps: Iterable[Step]) -> Iterator[Text]:
    yield (KEPT if item.keep_current else PAID_OFF).filled(name=step.name)
    if step.month is None:
        return
    yield GONE.filled(month=step.month, interest=step.interest)
    ends = [each.month or 0 for each in steps if each.way in (Way.SETTLE, Way.INSTALMENTS)]
    if ends and step.month > max(ends):
        yield HELPED
    elif ends:
        minimum = getattr(item.debt.minimum, "amount", ZERO)
        if minimum:
            yield FREES.filled(amount=minimum)
