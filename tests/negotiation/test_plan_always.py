"""What holds for the plan of any campaign at all, drawn by hypothesis."""

from dataclasses import replace
from decimal import Decimal as D

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiation.payoff import Outcome
from negotiation.payoff.terms import Debt, Fixed, Term
from negotiation.plan import Way, plan
from negotiation.plan.terms import Campaign, Item, Objective, Settle, Share

DOLLARS = st.decimals("0.01", 9000, places=2)
APRS = st.sampled_from([D(0), D(6), D(18), D("29.99"), D(99)])
SHARES = st.decimals("0.1", 1, places=2)
SETTLES = st.one_of(
    SHARES.map(Settle.at),
    st.builds(Settle.at, SHARES, st.integers(2, 4)),
    st.tuples(SHARES, SHARES, st.integers(2, 8)).map(
        lambda drawn: Settle((Share(1, drawn[0]), Share(drawn[2], drawn[1])))
    ),
)
MINIMUMS = st.one_of(st.decimals(0, 90, places=2).map(Fixed), st.integers(6, 48).map(Term))
DEBTS = st.tuples(DOLLARS, APRS, MINIMUMS)
ONLY_DEALS = st.builds(lambda debt, settle: (debt, settle, False), DEBTS, SETTLES)
ITEMS = st.one_of(
    ONLY_DEALS,
    st.builds(lambda debt, settle: (debt, settle, True), DEBTS, SETTLES),
    DEBTS.map(lambda debt: (debt, None, False)),
)


def campaigns(items=ITEMS, rates=st.sampled_from([D(0), D("0.22")])):  # noqa: B008
    made = st.lists(items, min_size=1, max_size=6).map(
        lambda drawn: tuple(
            Item(Debt(f"debt {n}", *debt), settle, keep)
            for n, (debt, settle, keep) in enumerate(drawn)
        )
    )
    return st.builds(
        Campaign,
        made,
        cash=st.decimals(0, 3000, places=2),
        saving=st.decimals(50, 1500, places=2),
        floor=st.sampled_from([D(0), D(200)]),
        objective=st.sampled_from(Objective),
        tax_rate=rates,
        insolvent_by=st.sampled_from([D(0), D(1500)]),
    )


OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rank(found):
    """What the objective wants least of; a plan without end is worse than any."""
    if found.outcome is not Outcome.DONE:
        return (1, 0)
    deals = [step for step in found.steps if step.way in (Way.SETTLE, Way.INSTALMENTS)]
    ranks = {
        Objective.CHEAPEST: found.total_after_tax,
        Objective.SOONEST: found.zero_month,
        Objective.CALMEST: sum(step.month for step in deals),
    }
    return (0, ranks[found.objective])


@OFTEN
@given(campaigns())
def test_the_money_adds_up_and_the_pot_never_falls_below_its_floor(campaign):
    found = plan(campaign)
    if found.outcome is not Outcome.DONE:
        return
    pots = [entry.pot for entry in found.schedule]
    assert min(pots, default=campaign.floor) >= min(campaign.floor, campaign.cash)
    paid = sum((amount for entry in found.schedule for _, amount in entry.deals), D(0))
    normal = sum((entry.normal for entry in found.schedule), D(0))
    assert paid + normal == found.paid
    came_in = sum((entry.came_in for entry in found.schedule), D(0))
    assert campaign.cash + came_in - found.paid == (pots[-1] if pots else campaign.cash)
    assert found.zero_month == max((step.month for step in found.steps), default=0)


@OFTEN
@given(campaigns())
def test_what_is_paid_and_cancelled_is_what_was_owed_and_its_interest(campaign):
    found = plan(campaign)
    owed = {item.debt.name: item.debt.balance for item in campaign.items}
    for step in found.steps:
        if step.month is not None:
            assert step.paid + step.cancelled == owed[step.name] + step.interest
            assert step.month >= step.begins >= (1 if owed[step.name] else 0)
        assert min(step.paid, step.cancelled, step.tax) >= 0
        assert "{" not in " ".join(map(str, step.reasons))
    cancelled = sum((step.cancelled for step in found.steps), D(0))
    taxed = max(cancelled - campaign.insolvent_by, D(0))
    assert abs(found.tax - taxed * campaign.tax_rate) <= D("0.005")


@OFTEN
@given(campaigns(ONLY_DEALS), DOLLARS)
def test_more_cash_never_makes_the_objective_worse(campaign, more):
    poorer, richer = plan(campaign), plan(replace(campaign, cash=campaign.cash + more))
    assert rank(richer) <= rank(poorer)


@OFTEN
@given(campaigns(ONLY_DEALS), st.sampled_from([1, 5, 30]))
def test_a_higher_rate_never_makes_the_objective_better(campaign, more):
    first, *others = campaign.items
    dearer = replace(first, debt=replace(first.debt, apr=first.debt.apr + more))
    found = plan(replace(campaign, items=(dearer, *others)))
    assert rank(found) >= rank(plan(campaign))


@OFTEN
@given(campaigns(), st.randoms())
def test_the_order_of_the_list_does_not_matter(campaign, random):
    mixed = tuple(random.sample(campaign.items, len(campaign.items)))
    found, again = plan(campaign), plan(replace(campaign, items=mixed))
    assert found.steps == again.steps
    assert (found.zero_month, found.paid, found.within) == (
        again.zero_month,
        again.paid,
        again.within,
    )
