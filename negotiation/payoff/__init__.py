"""When is it over, and what does it cost: debts paid off month by month. Pure.

    from negotiation.payoff import payoff
    from negotiation.payoff.terms import Debt, Fixed, Problem
    card = Debt("card", Decimal("10000"), apr=Decimal("20"), minimum=Fixed(Decimal("250")))
    payoff(Problem((card,), budget=Decimal("500"))).months  # 25

The conventions, in the order of a month:
1. Interest: balance x APR / 12, rounded half up to the cent, once for each debt.
2. Each debt's own minimum, never more than what is owed on it.
3. What is left of the budget, and extra payments, by priority; what one debt leaves goes to the
   next one in the same month. The budget stays the same, so freed minimums roll on.
A budget of "minimums" (None) pays only these, and extra payments where there are some.

Priority: the avalanche takes the highest rate of that month first (then the smaller debt), the
snowball the smallest balance as it was at the start (then the higher rate). In an order of your own
the debts it does not name come last, as in the avalanche. Ties go by name, so the order of the list
never matters.
"""

from negotiation.payoff.outcome import Outcome, Payoff
from negotiation.payoff.simulate import LONGEST, payoff

__all__ = ["LONGEST", "Outcome", "Payoff", "payoff"]
