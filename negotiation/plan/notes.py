"""What could go wrong with a plan, and when. Pure."""

from collections.abc import Iterator, Sequence

from ledger.money import ZERO
from ledger.words import text
from negotiation.plan.outcome import Note, Step, Way
from negotiation.plan.terms import Campaign, Item, Risk

ANY_TIME = 0
SHARES_ARE_GUESSES = text(
    "What a holder takes is our guess until you have it in writing. Pay nothing before that."
)
WHILE_OPEN = text("Until month {month} the holder of {name} can call, write and add interest.")
MAY_SUE = text("The holder of {name} may sue before month {month}. If papers come, answer in time.")
SUED = text("{name} is in court. A missed answer can cost the case, whatever the plan says.")
SECURED = text("If {name} falls behind, its holder may take what you pledged.")
CHARGED_OFF = text(
    "Around month {month} the holder of {name} books the loss. It may sell the debt, and the part "
    "it takes may change."
)
TAX = text(
    "{cancelled} of debt is cancelled. Put {tax} aside for the tax, and ask a free tax clinic: "
    "often less is due, or nothing."
)
INSOLVENT = text(
    "As your debts are more than all you own, {amount} of cancelled debt need not count as income. "
    "You claim that on a form with your tax return."
)
MISSED = text("{name} is paid in parts. One missed payment can end that deal: keep a reserve.")


def notes(campaign: Campaign, steps: Sequence[Step]) -> Iterator[Note]:
    """By month; 0 is what may come at any time."""
    items = {item.debt.name: item for item in campaign.items}
    found = [note for step in steps for note in _of_step(step, items[step.name])]
    yield from sorted((*found, *_of_all(campaign, steps)), key=lambda note: note.month)


def _of_all(campaign: Campaign, steps: Sequence[Step]) -> Iterator[Note]:
    deals = [step for step in steps if step.way in (Way.SETTLE, Way.INSTALMENTS)]
    if deals:
        yield Note(ANY_TIME, SHARES_ARE_GUESSES)
    last = max((step.month or 0 for step in deals), default=0)
    cancelled = sum((step.cancelled for step in deals), ZERO)
    tax = sum((step.tax for step in deals), ZERO)
    if tax:
        yield Note(last, TAX.filled(cancelled=cancelled, tax=tax))
    if campaign.tax_rate and campaign.insolvent_by and cancelled:
        spared = min(cancelled, campaign.insolvent_by)
        yield Note(last, INSOLVENT.filled(amount=spared))


def _of_step(step: Step, item: Item) -> Iterator[Note]:
    month = step.begins or 1
    if Risk.SUED in item.risks:
        yield Note(1, SUED.filled(name=step.name))
    if not item.is_paid_off and item.charge_off and item.charge_off < month:
        yield Note(item.charge_off, CHARGED_OFF.filled(name=step.name, month=item.charge_off))
    if Risk.SECURED in item.risks:
        yield Note(1, SECURED.filled(name=step.name))
    if step.way is Way.INSTALMENTS and step.begins:
        yield Note(step.begins, MISSED.filled(name=step.name))
    if not item.is_settled or month == 1:
        return
    if Risk.MAY_SUE in item.risks:
        yield Note(1, MAY_SUE.filled(name=step.name, month=month))
    else:
        yield Note(1, WHILE_OPEN.filled(name=step.name, month=month))
