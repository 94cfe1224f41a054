"""A case file with 500 entries on its timeline against one with 20."""

from datetime import date, timedelta

from ledger.models import Event
from tests import make
from tests.bench import site
from tests.bench.sides import ratio

GOAL = 2.0  # at most
FIRST_DAY = date(2024, 1, 1)


def case(workspace, entries):
    """The address of a debt with so many entries, calls among them."""
    debt = make.debt(workspace)
    make.balance(debt)
    Event.objects.bulk_create(
        Event(
            workspace=workspace,
            debt=debt,
            kind="call_logged",
            happened_on=FIRST_DAY + timedelta(days=n),
            data={"direction": "in", "outcome": "spoke", "spoke_with": f"Agent {n}"},
        )
        for n in range(entries)
    )
    return debt.get_absolute_url()


def measure():
    site.start()
    person = make.user("bench-case")
    workspace = make.workspace(person)
    client = site.browser(person)
    long, short = case(workspace, 500), case(workspace, 20)
    return ratio(lambda: site.opened(client, long), lambda: site.opened(client, short), turns=30)
