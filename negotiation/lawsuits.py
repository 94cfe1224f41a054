"""What a debt's file says of a lawsuit, and whether all else waits for the answer to it. Pure."""

from dataclasses import dataclass
from datetime import date

from ledger.facts import CaseHistory, DebtFacts
from ledger.law.bankruptcy import FREE_HELP, LEGAL_AID, Help
from negotiation.stage import Stage


@dataclass(frozen=True, slots=True)
class Lawsuit:
    """`comes_first` until the court has an answer, or the lawsuit is over."""

    comes_first: bool
    is_late: bool
    free_help: tuple[Help, ...]


def lawsuit(debt: DebtFacts, past: CaseHistory, stage: Stage, *, on: date) -> Lawsuit | None:
    """None where nobody has sued.

    We name no day of our own: how long there is to answer differs by state and court, and a wrong
    day would do more harm than none.
    """
    if not debt.sued:
        return None
    waits = stage is Stage.IN_COURT and past.answered_on is None
    return Lawsuit(
        comes_first=waits,
        is_late=waits and past.answer_due_on is not None and past.answer_due_on < on,
        free_help=tuple(one for one in FREE_HELP if one.text == LEGAL_AID),
    )
