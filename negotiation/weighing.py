"""What lies on the table of one debt, and what a figure on it means: for the pages about offers."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from ledger import finances
from ledger.facts import CaseHistory, DebtFacts
from ledger.law.cancelled_debt import CancelledDebt, cancelled_debt
from ledger.money import ZERO
from ledger.words import Text, text
from negotiation import standing
from negotiation.funds import free
from negotiation.gates import Gate, GateKind, gates
from negotiation.ladder import Rung, next_rung
from negotiation.models import Offer, Standing
from negotiation.models.offers import claims
from negotiation.settlement import with_firm
from negotiation.stage import Stage
from negotiation.strategy import Band, Verdict, VerdictKind, band, judge

FIRM_PERCENT = Decimal(25)  # what settlement firms take of the debt: 15 to 25, see bands.toml
IN_FULL = text("Paid in full it costs {balance}: {more} more.")
FIRM = text("A firm that takes {percent} percent of the debt makes the same deal cost {cost}.")
TOTAL = text("All your debts come to {before} today. With this one settled, {after} is left.")
NOT_HERE = (GateKind.CASH, GateKind.DEAL)  # cash is checked to the cent when the offer is made


@dataclass(frozen=True, slots=True)
class Weighed:
    """An amount in dollars against the band, the tax and the other ways out."""

    verdict: Verdict
    forgiven: CancelledDebt
    lines: tuple[Text, ...]

    @property
    def above_limit(self) -> bool:
        return self.verdict.kind is VerdictKind.ABOVE_LIMIT


@dataclass
class Table:
    """One debt's talks on one day: what the engine says and which offers stand."""

    debt: object
    on: object
    facts: DebtFacts
    past: CaseHistory
    stage: Stage
    band: Band

    @classmethod
    def of(cls, debt, found=None, *, on):
        """`debt` comes from `standing.with_history`; `found` are its answers, if known already."""
        found = found or standing.answers(debt, on=on)
        own = getattr(debt, "own_band", None)
        limits = band(found.facts, on=on, stage=found.stage, override=own and own.override())
        return cls(debt, on, found.facts, found.past, found.stage, limits)

    @cached_property
    def offers(self):
        """Every offer of this debt, the newest first."""
        return sorted(self.debt.offers.all(), key=lambda o: (o.made_on, o.made_at), reverse=True)

    @cached_property
    def theirs(self):
        return next((o for o in self.offers if o.is_open and o.by == Offer.By.THEM), None)

    @cached_property
    def ours(self):
        return next((o for o in self.offers if o.is_open and o.by == Offer.By.US), None)

    @cached_property
    def rung(self) -> Rung | None:
        """What to offer next; None where nothing is to be offered at all."""
        if self.band.limits is None:
            return None
        so_far = [o.amount for o in self.offers if o.by == Offer.By.US]
        return next_rung(self.band.limits, ours=so_far, theirs=self.theirs and self.theirs.amount)

    @cached_property
    def free_cash(self):
        """Cash that no other offer or deal holds; what this debt's own offer holds is free."""
        held = [claim for claim in claims(self.debt.workspace_id) if claim.key != self.own_claim]
        return free(self.debt.workspace.cash, held)

    @property
    def own_claim(self):
        return self.ours and self.ours.pk

    def gates(self, amount=None) -> tuple[Gate, ...]:
        """What should be done before an offer of this amount goes out."""
        found = gates(self.facts, self.past, on=self.on, amount=amount)
        return tuple(gate for gate in found if gate.kind not in NOT_HERE)

    def weigh(self, amount) -> Weighed:
        verdict = judge(amount, self.band)
        owed = self.facts.balance or ZERO
        forgiven = cancelled_debt(
            max(owed - amount, ZERO),
            insolvency=self.worth,
            holder=self.facts.holder,
            kind=self.facts.kind,
        )
        return Weighed(verdict, forgiven, tuple(self._against_other_ways(amount, owed)))

    @cached_property
    def worth(self):
        """What the household owns against what it owes, which no figure on the table changes."""
        return finances.of(self.debt.workspace).worth

    def _against_other_ways(self, amount, owed):
        if owed > amount:
            yield IN_FULL.filled(balance=owed, more=owed - amount)
            firm = with_firm(owed, paid=amount, percent=FIRM_PERCENT)
            yield FIRM.filled(percent=str(FIRM_PERCENT), cost=firm.cost)
        if before := self.total:
            yield TOTAL.filled(before=before, after=max(before - owed, ZERO))

    @cached_property
    def total(self):
        """What all debts that are still owed come to, as far as their figures are known."""
        rows = Standing.objects.filter(
            workspace_id=self.debt.workspace_id, archived=False, debt__settled_on=None
        )
        return rows.aggregate(all=Sum("amount"))["all"] or ZERO
