"""What a reader may change about the plan to see what would happen: read from an address. Pure.

The figures are changes to what is written down, so that nothing chosen means the true figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from negotiation.payoff.terms import Amount
from negotiation.plan.terms import Objective, Saving

LIMITS = ("open", "aim", "walk_away")  # what holders take: little, what we expect, much
MOST = 20_000  # dollars more or less
MONTHS = 12  # without saving
PERCENT = 60  # of tax


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Changes in whole dollars; `lost` months from the next one on nothing is saved.

    `tax` is the user's own rate in percent; 0: none is counted.
    """

    objective: Objective = Objective.SOONEST  # waiting has risks that no figure shows
    share: str = "aim"
    cash: int = 0
    saving: int = 0
    floor: int = 0
    lost: int = 0
    tax: int = 0

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "WhatIf":
        """What makes no sense is left out, never an error."""
        objective = query.get("objective", "")
        share = query.get("share", "")
        return cls(
            Objective(objective) if objective in set(Objective) else Objective.SOONEST,
            share if share in LIMITS else "aim",
            _whole(query.get("cash"), -MOST, MOST),
            _whole(query.get("saving"), -MOST, MOST),
            _whole(query.get("floor"), 0, MOST),
            _whole(query.get("lost"), 0, MONTHS),
            _whole(query.get("tax"), 0, PERCENT),
        )

    @property
    def changes(self) -> dict[str, str]:
        """What is not as it is by itself, for an address or to be kept."""
        here = {field.name: getattr(self, field.name) for field in fields(self)}
        usual = {field.name: field.default for field in fields(self)}
        return {name: str(value) for name, value in here.items() if value != usual[name]}

    @property
    def is_true(self) -> bool:
        """Whether the money and the shares are as they are written down and expected."""
        return not {"share", "cash", "saving", "lost"} & self.changes.keys()

    @property
    def with_true_money(self) -> "WhatIf":
        """The same wish for the money and the shares as they are."""
        return replace(self, share="aim", cash=0, saving=0, lost=0)

    def of_cash(self, cash: Decimal) -> Decimal:
        return max(cash + self.cash, Decimal(0))

    def of_saving(self, saving: Decimal) -> Saving:
        whole = max(saving + self.saving, Decimal(0))
        if not self.lost:
            return whole
        return (Amount(1, whole), Amount(2, Decimal(0)), Amount(2 + self.lost, whole))


def _whole(said: str | None, least: int, most: int) -> int:
    digits = (said or "").strip()
    if not digits.removeprefix("-").isascii() or not digits.removeprefix("-").isdigit():
        return 0
    return min(max(int(digits[:8]), least), most)
