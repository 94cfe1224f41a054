"""The board of 20 debts against the empty signed-in page, through every middleware.

The same board again, unchanged, is a 304: it may cost 1.1 times the empty page.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from ledger.facts import BalanceSource, DebtKind
from tests import make
from tests.bench import site
from tests.bench.sides import ratio

GOAL = 3.0
DEBTS = 20


def debts(workspace, number):
    """Lifelike debts: verified and not, with and without a day that presses."""
    holders = [make.creditor(workspace, name=f"Midtown Recovery {n}") for n in range(5)]
    kinds = [DebtKind.CREDIT_CARD, DebtKind.MEDICAL, DebtKind.AUTO, DebtKind.PERSONAL_LOAN]
    sources = [BalanceSource.CREDITOR_STATEMENT, BalanceSource.VALIDATION_NOTICE]
    for n in range(number):
        debt = make.debt(
            workspace,
            nickname=f"Card number {n}",
            kind=kinds[n % len(kinds)],
            collector=holders[n % len(holders)],
            notice_received_on=localdate() - timedelta(days=n) if n % 3 else None,
        )
        make.balance(debt, Decimal(900 + 37 * n), source=sources[n % 2])


def measure():
    site.start()
    person = make.user("bench-board")
    debts(make.workspace(person), DEBTS)
    client = site.browser(person)
    return ratio(lambda: site.opened(client, "/"), lambda: site.opened(client, "/empty/"), turns=30)
