"""In which order the user's debts could be settled with the cash at hand, for their page."""

from dataclasses import dataclass

from ledger.models import Debt
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation import standing
from negotiation.order import Choice, Known, When, first_to_settle

HEADINGS = {
    When.NOW: text("Your cash is enough for these"),
    When.LATER: text("These wait for more cash"),
    When.NOT_YET: text("Something else comes first here"),
    When.OTHER_WAY: text("Nothing is to be offered on these"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A debt with what the engine says of its place in the order."""

    debt: Debt
    choice: Choice


@dataclass(frozen=True, slots=True)
class Group:
    heading: Text
    turns: tuple[Turn, ...]


def turns(workspace, *, on):
    """The debts in use, in groups: what can be settled now first."""
    rows = standing.with_history(workspace.debts.in_use()).select_related("own_band")
    debts = {debt.pk: debt for debt in rows}
    facts = {key: standing.facts_of(debt) for key, debt in debts.items()}
    order = first_to_settle(
        list(facts.items()),
        workspace.cash or ZERO,
        on=on,
        saving=workspace.monthly_saving,
        known={key: known(debt) for key, debt in debts.items()},
    )
    groups = (
        Group(heading, tuple(Turn(debts[one.key], one) for one in order if one.when is when))
        for when, heading in HEADINGS.items()
    )
    return [group for group in groups if group.turns]


def known(debt):
    """What the order asks beside the facts."""
    own = getattr(debt, "own_band", None)
    return Known(
        history=standing.history(debt),
        override=own and own.override(),
        frees=debt.monthly_payment(),
    )
