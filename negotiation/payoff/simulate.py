"""The months of a payoff, one after the other, in whole cents. Pure."""

from collections.abc import Callable, Sequence

from ledger.money import from_cents, part, to_cents
from negotiation.payoff.account import PERCENT, Account, digits
from negotiation.payoff.outcome import Line, Outcome, Paid, Payoff
from negotiation.payoff.steady import Narrow
from negotiation.payoff.terms import MONTHS, Extra, Order, Problem, halves
from negotiation.payoff.wide import Wide, fits

THREE = 3  # half payments in a month; two are usual
LONGEST = 1200  # months: what takes more than a hundred years, we say, never ends


def payoff(problem: Problem, *, keep: bool = False) -> Payoff:
    """Pay the debts off, month by month; `keep` keeps every line of it."""
    run = _Run(problem, keep=keep)
    while run.going():
        if not run.month():
            return run.ended(Outcome.UNDER_MINIMUMS)
        run.hurry()
        if run.hopeless() or run.now == LONGEST:
            return run.ended(Outcome.DONE if run.over() else Outcome.NEVER)
    return run.ended(Outcome.DONE)


class _Run:
    """The state between two months: what is open, in the order of priority, and the budget."""

    def __init__(self, problem: Problem, *, keep: bool) -> None:
        self.problem, self.keep, self.now = problem, keep, 0
        places = digits(problem.debts)
        self.under = PERCENT * MONTHS * 10**places
        self.accounts = [Account(debt, places) for debt in problem.debts]
        self.open: list[Account] = []
        self.waiting = [one for one in self.accounts if one.balance]
        for one in self.accounts:
            one.cleared = None if one.balance else 0
        self.amounts = _amounts(problem)
        self.budget: int | None = None
        self.turning = {start for start, _ in self.amounts} | {
            month
            for one in self.waiting
            for month in (one.starts, *(each.from_month for each in one.segments))
        }
        self.calm_after = _last_change(problem, self.turning)
        self.lines: list[tuple[Line, ...]] = []
        self.unmet: tuple[str, ...] = ()
        self.short = 0
        self.shrank = True

    def going(self) -> bool:
        return bool(self.open or self.waiting)

    def hurry(self) -> None:
        """From here to the end at once, where every month is like the one before it."""
        usual = all(one.due is None and not one.term for one in self.open)
        calm = self.now >= self.calm_after and not self.problem.extra and self.shrank
        if self.keep or not usual or not calm:
            return
        rolls = self.budget is not None
        spare = self.budget - sum(one.fixed for one in self.open) if self.budget is not None else 0
        if spare >= 0:
            kind = Wide if fits(self.open, self.under) else Narrow
            steady = kind(self.open, spare, self.under, rolls=rolls)
            self.now, self.shrank = steady.run(self.now, LONGEST)
            self.open = steady.accounts

    def over(self) -> bool:
        return not self.going()

    def hopeless(self) -> bool:
        """Nothing changes any more, and no open debt is smaller than a month ago: none will be."""
        return not self.shrank and self.now >= self.calm_after and self.going()

    def month(self) -> bool:
        """One month; False, and nothing has happened, where the minimums are not covered."""
        month = self.now + 1
        if month in self.turning:
            self._turn(month)
        interests, dues = self._accrue(month)
        rest = self._rest(month, dues)
        if rest is None:
            self._undo(interests)
            return False
        owed = [one.balance for one in self.open]
        for one, due in zip(self.open, dues, strict=True):
            one.balance -= due
        if rest > 0:
            self._spread(rest)
        self.now = month
        if self.keep:
            self._write_down(owed, interests)
        self.shrank = sum(dues) + rest > sum(interests) or any(
            one.balance < before - interest
            for one, before, interest in zip(self.open, owed, interests, strict=True)
        )
        self._close()
        return True

    def _turn(self, month: int) -> None:
        """Debts that begin, rates and budgets that change, and so the priorities."""
        self.budget = next((paid for start, paid in reversed(self.amounts) if start <= month), None)
        starting = [one for one in self.waiting if one.starts <= month]
        self.waiting = [one for one in self.waiting if one.starts > month]
        self.open += starting
        for one in self.open:
            if one.turns_in(month):
                one.turn(month)
        self.open.sort(key=_priority(self.problem.order))

    def _accrue(self, month: int) -> tuple[list[int], list[int]]:
        """Add each debt's interest, and say which minimum that makes."""
        under, half = self.under, self.under // 2
        interests, dues = [], []
        for one in self.open:
            owed = one.balance
            # as ledger.money.part: half up, written out because it runs most of all
            interest = (owed * one.rate + half) // under
            one.interest += interest
            one.balance = owed = owed + interest
            due = one.fixed if one.due is None else one.due(owed, interest)
            interests.append(interest)
            dues.append(owed if due > owed or (one.term and one.is_last(month, owed)) else due)
        return interests, dues

    def _rest(self, month: int, dues: Sequence[int]) -> int | None:
        """What is left of the month's money after the minimums; None: less than nothing.

        A loan's last payment may be some cents above its usual one, and above the budget.
        """
        extra = sum(to_cents(each.amount) for each in self.problem.extra if each.falls_in(month))
        needed = sum(dues)
        third = self.problem.biweekly and halves(month) == THREE
        if self.budget is None:
            return extra + (part(needed, 1, 2) if third else 0)
        money = extra + (part(self.budget, 3, 2) if third else self.budget)
        usual = zip(self.open, dues, strict=True)
        if needed <= money:
            return money - needed
        if sum(min(due, one.fixed) if one.term else due for one, due in usual) <= money:
            return 0
        self._name_unmet(money, dues, needed)
        return None

    def _name_unmet(self, money: int, dues: Sequence[int], needed: int) -> None:
        unmet = []
        self.short = needed - money
        for one, due in zip(self.open, dues, strict=True):
            if due > money:
                unmet.append(one.name)
            money -= min(due, money) if due <= money else 0
        self.unmet = tuple(unmet)

    def _undo(self, interests: Sequence[int]) -> None:
        for one, interest in zip(self.open, interests, strict=True):
            one.balance -= interest
            one.interest -= interest

    def _spread(self, rest: int) -> None:
        for one in self.open:
            more = min(rest, one.balance)
            one.balance -= more
            rest -= more
            if not rest:
                return

    def _write_down(self, owed: Sequence[int], interests: Sequence[int]) -> None:
        self.lines.append(
            tuple(
                Line(one.name, before - interest, interest, before - one.balance, one.balance)
                for one, before, interest in zip(self.open, owed, interests, strict=True)
            )
        )

    def _close(self) -> None:
        """Take what is paid off from the list."""
        still = [one for one in self.open if one.balance]
        if len(still) < len(self.open):
            for one in self.open:
                if not one.balance:
                    one.cleared = self.now
            self.open = still

    def ended(self, outcome: Outcome) -> Payoff:
        debts = tuple(
            Paid(one.name, one.cleared, from_cents(one.interest), from_cents(one.paid()))
            for one in self.accounts
        )
        return Payoff(
            outcome, self.now, debts, self.unmet, from_cents(self.short), tuple(self.lines)
        )


def _amounts(problem: Problem) -> list[tuple[int, int | None]]:
    """The budget by month, in cents; None pays the minimums."""
    if problem.budget is None:
        return [(1, None)]
    if isinstance(problem.budget, tuple):
        amounts = sorted(problem.budget, key=lambda each: each.from_month)
        return [(start, paid if paid is None else to_cents(paid)) for start, paid in amounts]
    return [(1, to_cents(problem.budget))]


def _last_change(problem: Problem, turning: set[int]) -> int:
    """The month after which every month is like the one before it."""
    if problem.biweekly:
        return LONGEST
    return max((*turning, *(_end(each) for each in problem.extra)), default=1)


def _end(extra: Extra) -> int:
    if extra.every is not None and extra.until is not None:
        return extra.until + 1
    return LONGEST if extra.every and extra.every > 1 else extra.on_month


def _priority(order: Order | Sequence[str]) -> Callable[[Account], tuple[object, ...]]:
    def avalanche(one: Account) -> tuple[int, int, str]:
        return (-one.rate, one.start, one.name)

    def snowball(one: Account) -> tuple[int, int, str]:
        return (one.start, -one.rate, one.name)

    if isinstance(order, Order):
        return avalanche if order is Order.AVALANCHE else snowball
    places = {name: place for place, name in enumerate(order)}
    return lambda one: (places.get(one.name, len(places)), avalanche(one))
