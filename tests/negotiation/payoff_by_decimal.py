"""The payoff worked out a second time, in Decimals and in the plainest way: a referee.

It shares no code with the engine but the terms and the level payment of a loan.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from negotiation.payoff.account import level
from negotiation.payoff.terms import Fixed, Of, Order, Term

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def cents(amount):
    return amount.quantize(CENT, ROUND_HALF_UP)


def apr_of(debt, month):
    found = debt.segments[0].apr
    for start, apr in debt.segments:
        if start <= month:
            found = apr
    return found


def minimum_of(debt, owed, interest, month, loans):
    rule = debt.minimum
    if isinstance(rule, Fixed):
        due = rule.amount
    elif isinstance(rule, Term):
        due = loans[debt.name]
        if month >= debt.starts + rule.months - 1 and owed * 10 <= due * 11:
            due = owed
    else:
        base = owed if rule.of is Of.AFTER_INTEREST and not rule.plus_interest else owed - interest
        due = cents(base * rule.percent / 100) + (interest if rule.plus_interest else 0)
        due = max(due, rule.floor, CENT if rule.percent else NOTHING)
    return min(due, owed)


def ranked(debts, problem, month):
    def avalanche(debt):
        return (-apr_of(debt, month), debt.balance, debt.name)

    def key(debt):
        if problem.order is Order.AVALANCHE:
            return avalanche(debt)
        if problem.order is Order.SNOWBALL:
            return (debt.balance, -apr_of(debt, month), debt.name)
        named = list(problem.order)
        return (named.index(debt.name) if debt.name in named else len(named), avalanche(debt))

    return sorted(debts, key=key)


def loan_payments(debts, balances, month, loans):
    for debt in debts:
        if isinstance(debt.minimum, Term):
            starts = {start for start, _ in debt.segments} | {debt.starts}
            if month in starts and month >= debt.starts:
                left = max(debt.starts + debt.minimum.months - month, 1)
                owed = int(balances[debt.name] * 100)
                loans[debt.name] = Decimal(level(owed, apr_of(debt, month), left)) / 100


def by_decimal(problem, months):
    with localcontext() as context:
        context.prec = 80  # a debt that never ends grows for a century
        return _by_decimal(problem, months)


def _by_decimal(problem, months):
    """Balances after so many months, and interest and clearing month of each debt.

    For problems whose budget is one amount or None; the minimums must be covered.
    """
    balances = {debt.name: cents(debt.balance) for debt in problem.debts}
    interests = dict.fromkeys(balances, NOTHING)
    cleared, loans = {}, {}
    for month in range(1, months + 1):
        here = [debt for debt in problem.debts if debt.starts <= month and balances[debt.name] > 0]
        loan_payments(here, balances, month, loans)
        money = sum((each.amount for each in problem.extra if each.falls_in(month)), NOTHING)
        money += problem.budget or NOTHING
        for debt in here:
            interest = cents(balances[debt.name] * apr_of(debt, month) / 1200)
            interests[debt.name] += interest
            balances[debt.name] += interest
            due = minimum_of(debt, balances[debt.name], interest, month, loans)
            balances[debt.name] -= due
            money -= due if problem.budget is not None else 0
        for debt in ranked(here, problem, month):
            paid = max(min(money, balances[debt.name]), NOTHING)
            balances[debt.name] -= paid
            money -= paid
        for debt in here:
            if balances[debt.name] <= 0:
                cleared[debt.name] = month
    return balances, interests, cleared
