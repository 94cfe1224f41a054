"""The plan to zero: which debts to settle, in which month, and what is paid off normally. Pure.

    from negotiation.plan import plan
    from negotiation.plan.terms import Campaign, Item, Settle
    store = Item(Debt("store", Decimal("1000")), Settle.at(Decimal("0.30")))
    plan(Campaign((store,), cash=Decimal("300"))).zero_month  # 1

docs/plan.md explains the model, what "optimal" means in it, and what it leaves out.
"""

from negotiation.plan.build import plan
from negotiation.plan.outcome import Plan, Way

__all__ = ["Plan", "Way", "plan"]
