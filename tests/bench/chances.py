"""Ten thousand negotiations of fifteen debts side by side, against each one in plain Python.

Both draw the same lots, so that every figure of the fan is the same.
"""

import numpy as np

from negotiation.chances import PERCENTS, RUNS, SEED, Chances, fan
from negotiation.plan import exact
from tests.bench.plan import deals
from tests.bench.sides import ratio

GOAL = 5  # at least


class InPython:
    """The same, a run at a time; the lots are drawn for all runs that try a debt in a month."""

    def __init__(self, table, starts):
        self.table, self.starts = table, starts
        self.order = sorted(range(table.debts), key=lambda debt: (starts[debt], debt))
        self.random = np.random.Generator(np.random.PCG64(SEED))
        self.accept = float(Chances().accept)
        self.counter = self.accept + float(Chances().counter)
        self.most = float(Chances().most)
        self.runs = [[0, 0, 0, 0] for _ in range(RUNS)]  # place, paid, asked, month of the end

    def fan(self):
        for month in range(1, self.table.months + 1):
            for place, debt in enumerate(self.order):
                self._try(place, debt, month)
            for run in self.runs:
                if run[0] == len(self.order) and not run[3]:
                    run[3] = month
        months = sorted(run[3] or self.table.months + 1 for run in self.runs)
        paid = sorted(run[1] for run in self.runs if run[3])
        ranks = [max(-(-RUNS * percent // 100) - 1, 0) for percent in PERCENTS]
        return [months[rank] for rank in ranks], [paid[rank] for rank in ranks]

    def _try(self, place, debt, month):
        here = [run for run in self.runs if run[0] == place]
        if not here or month < self.starts[debt]:
            return
        price, room = self.table.deals[debt][month].price, self.table.room[month]
        lots, more = self.random.random((2, len(here))).tolist()
        for run, lot, extra in zip(here, lots, more, strict=True):
            _, paid, asked, _ = run
            if paid + (asked or price) > room:
                continue
            if not asked and self.accept <= lot < self.counter:
                run[2] = asked = int(price * (1 + extra * self.most))
            elif not asked and lot >= self.counter:
                continue
            if paid + (asked or price) <= room:
                run[:3] = [place + 1, paid + (asked or price), 0]


def measure():
    asked = deals(1)
    rows = exact.rows(asked)
    starts = exact.starts(asked, rows, exact.front(rows)[0][0])
    found, (months, paid) = fan(asked, starts), InPython(asked, starts).fan()
    assert list(found.months.values()) == months
    assert [int(each * 100) for each in found.paid.values()] == paid
    assert found == fan(asked, starts)
    return ratio(lambda: InPython(asked, starts).fan(), lambda: fan(asked, starts), turns=5)
