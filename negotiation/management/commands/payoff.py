"""When debts are paid off and what that costs, from a file: `payoff FILE --json`."""

from negotiation.console import FileCommand
from negotiation.payoff import payoff
from negotiation.payoff.reading import problem
from negotiation.payoff.telling import as_data, as_table


class Command(FileCommand):
    help = "Works out month by month when the debts of a file are paid off."
    options = {
        "budget": 'dollars a month for all debts, or "minimums"',
        "order": "avalanche or snowball",
    }

    def answer(self, data, *, as_json):
        found = payoff(problem(data), keep=as_json)
        return as_data(found) if as_json else as_table(found)
