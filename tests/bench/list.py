"""The first fifty of 10,000 debts by score, against fetching all and sorting them in Python.

The last page goes by the same index and costs what the first one does: `last_page` measures it.
"""

from datetime import date
from decimal import Decimal
from random import Random

from ledger.models import Creditor, Debt
from negotiation import boards
from negotiation.models import Standing
from negotiation.stage import Stage
from negotiation.steps import StepKind
from tests import make
from tests.bench import site
from tests.bench.sides import ratio

GOAL = 20  # at least
COUNT = 10_000
TODAY = date(2026, 3, 2)
BY_SCORE = boards.Wish(sort="score")


def standing(debt, random):
    """A standing as the engine would store it; what it says does not matter here."""
    return Standing(
        workspace_id=debt.workspace_id,
        debt=debt,
        holder_id=debt.collector_id,
        stage=Stage.VERIFIED,
        score=random.choice([None, *range(101)]),
        step=StepKind.PREPARE_OFFER,
        basis="verified",
        amount=Decimal(random.randrange(10_000, 2_000_000)) / 100,
        revision=debt.revision,
        on=TODAY,
        version=1,
    )


def workspace_of_many(name):
    site.start()
    random, workspace = Random(1), make.workspace(make.user(name))
    holder = Creditor.objects.create(workspace=workspace, name="Midtown Recovery")
    made = [Debt(workspace=workspace, nickname=f"Card {n}", collector=holder) for n in range(COUNT)]
    Debt.objects.bulk_create(made, batch_size=500)
    Standing.objects.bulk_create((standing(debt, random) for debt in made), batch_size=500)
    return workspace


def first_page(workspace):
    return boards.page(workspace, BY_SCORE)


def sorted_in_python(workspace):
    """What a list does that nobody thought about."""
    debts = workspace.debts.filter(archived_at=None).select_related("standing", "collector")
    unscored = -1
    best_first = sorted(debts, key=lambda debt: -(debt.standing.score or unscored))
    return best_first[: boards.PAGE]


def measure():
    workspace = workspace_of_many("bench-list")
    return ratio(lambda: sorted_in_python(workspace), lambda: first_page(workspace))
