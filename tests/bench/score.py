"""Scoring 10,000 lifelike debts against a plain loop that reads the same fields into a list."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ledger.facts import Basis, CreditorKind, DebtFacts, DebtKind, Security
from ledger.law.limitation import figures
from negotiation.scoring import score
from tests.bench.sides import ratio

GOAL = 5  # at most
COUNT = 10_000
TODAY = date(2026, 3, 2)
KINDS = {
    DebtKind.CREDIT_CARD: 35,
    DebtKind.STORE_CARD: 10,
    DebtKind.MEDICAL: 25,
    DebtKind.PERSONAL_LOAN: 10,
    DebtKind.UTILITY: 8,
    DebtKind.AUTO: 5,
    DebtKind.FEDERAL_STUDENT: 4,
    DebtKind.TAX: 3,
}
HOLDERS = {
    CreditorKind.ORIGINAL_CREDITOR: 40,
    CreditorKind.COLLECTION_AGENCY: 30,
    CreditorKind.DEBT_BUYER: 20,
    CreditorKind.LAW_FIRM: 10,
}
BASES = {Basis.VERIFIED: 60, Basis.CLAIMED: 25, Basis.OWN_RECORD: 15}
# what the rules read of a debt
FIELDS = (
    *("kind", "holder", "owner", "resold", "security", "state", "balance", "basis", "cash"),
    *("balance_itemized", "opened_on", "first_delinquent_on", "charged_off_on", "last_paid_on"),
    *("sued", "sued_on", "judgment", "disputed_on", "current", "deficiency", "title_shown"),
    *("hardship", "income_exempt", "attachable_assets", "facing_bankruptcy"),
)


def one_of(random, weights):
    return random.choices(list(weights), list(weights.values()))[0]


def debt(random):
    kind = one_of(random, KINDS)
    missed = TODAY - timedelta(days=random.randrange(30, 3000))
    return DebtFacts(
        kind=kind,
        holder=one_of(random, HOLDERS),
        owner=random.choice([None, CreditorKind.ORIGINAL_CREDITOR, CreditorKind.DEBT_BUYER]),
        security=Security.VEHICLE if kind is DebtKind.AUTO else Security.NONE,
        state=random.choice(list(figures().states)),
        balance=Decimal(random.randrange(10_000, 2_000_000)) / 100,
        basis=one_of(random, BASES),
        balance_itemized=random.choice([True, False, None]),
        first_delinquent_on=random.choice([missed, missed, None]),
        last_paid_on=random.choice([missed - timedelta(days=30), None]),
        charged_off_on=random.choice([missed + timedelta(days=180), None]),
        sued=random.random() < 0.05,
        cash=random.choice([Decimal("900.00"), Decimal("4000.00"), None]),
    )


def measure():
    random = Random(1)
    debts = [debt(random) for _ in range(COUNT)]

    def scored():
        for facts in debts:
            score(facts, on=TODAY)

    def read():
        for facts in debts:
            [getattr(facts, name) for name in FIELDS]

    return ratio(scored, read)
