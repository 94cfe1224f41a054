"""Who can take part in a round of offers, and what each would be offered."""

from dataclasses import dataclass

from ledger.models import Debt
from ledger.words import Text, text
from negotiation import standing
from negotiation.funds import free
from negotiation.gates import blocking
from negotiation.models import Offer, Round
from negotiation.models.offers import claims
from negotiation.rounds import Place, Seat, first, pro_rata
from negotiation.weighing import Table

HAS_DEAL = text("There is a deal on it.")
HAS_OFFER = text("An offer of yours is open. Wait for the answer, or take it back.")
THEIRS_OPEN = text("They made an offer. Answer that one first.")
NO_BAND = text("There is nothing to offer on it now.")
PLANS = {Round.Kind.PRO_RATA: pro_rata, Round.Kind.FIRST: first}


@dataclass(frozen=True, slots=True)
class Guest:
    """A debt with the reason why it cannot take part; None where it can."""

    debt: Debt
    table: Table
    why: Text | None

    @property
    def seat(self):
        limits = self.table.band.limits
        return Seat(
            str(self.debt.pk),
            self.table.facts.balance,
            limits.open.amount,
            limits.walk_away.amount,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """What one debt is offered in this plan, beside what it is."""

    guest: Guest
    place: Place

    @property
    def part(self):
        return self.place.amount and self.guest.table.band.part(self.place.amount)


def guests(workspace, *, on):
    """Every debt in use that is still owed, those that can take part first."""
    debts = standing.with_history(workspace.debts.owed()).select_related("own_band")
    found = [guest(debt, on=on) for debt in debts]
    return sorted(found, key=lambda one: one.why is not None)


def guest(debt, *, on):
    table = Table.of(debt, on=on)
    return Guest(debt, table, _why_not(debt, table))


def _why_not(debt, table):
    if any(not deal.fell_through_on for deal in debt.agreements.all()):
        return HAS_DEAL
    if table.ours:
        return HAS_OFFER
    if table.theirs:
        return THEIRS_OPEN
    if table.band.limits is None or not table.facts.balance:
        return table.band.why or NO_BAND
    first_gate = next(iter(blocking(table.gates())), None)
    return first_gate and first_gate.why


def free_cash(workspace):
    """What no offer and no deal holds."""
    return free(workspace.cash, claims(workspace.pk))


def plan(chosen, kind, cash):
    """What each of the chosen is offered, in the order of their turns; those left out come last."""
    by_key = {one.seat.key: one for one in chosen}
    places = PLANS[kind]([one.seat for one in chosen], cash)
    rows = [Row(by_key[place.key], place) for place in places]
    return sorted(rows, key=lambda row: (row.place.amount is None, row.place.turn))


def begin(workspace, form, rows, *, by, on):
    """The round with its offers: (round, made). Raises what `Offer.make` raises."""
    made = Round(
        workspace=workspace, kind=form["kind"], cash=form["cash"], form_key=form["form_key"]
    )
    offers = [offer(row, form, on=on) for row in rows if row.place.amount]
    return Round.once(workspace, made.form_key, lambda: made.begin(offers, by=by, on=on))


def offer(row, form, *, on):
    debt = row.guest.debt
    return Offer(
        workspace_id=debt.workspace_id,
        debt=debt,
        creditor=debt.holder,
        by=Offer.By.US,
        amount=row.place.amount,
        how=Offer.How.LETTER,
        made_on=on,
        expires_on=form["expires_on"],
    )
