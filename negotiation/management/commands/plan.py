"""The plan to zero, from a file: `plan FILE --json`."""

from negotiation.console import FileCommand
from negotiation.plan import plan
from negotiation.plan.build import IN_JOB, IN_REQUEST
from negotiation.plan.reading import campaign
from negotiation.plan.telling import as_data, as_table


class Command(FileCommand):
    help = "Works out which debts of a file to settle and when, and what is paid off normally."
    options = {
        "budget": 'dollars a month for the debts that are paid normally, or "minimums"',
        "order": "avalanche or snowball, for the same",
        "cash": "dollars at hand now",
        "saving": "dollars put aside each month",
        "floor": "dollars that stay at hand",
        "objective": "cheapest, soonest or calmest",
        "tax_rate": "tax on cancelled debt, such as 0.22",
        "insolvent_by": "by how many dollars you owe more than you own",
    }

    def add_arguments(self, parser):
        super().add_arguments(parser)
        told = f"prove the best plan for {IN_JOB} debts and not only for {IN_REQUEST}"
        parser.add_argument("--longer", dest="most", action="store_const", const=IN_JOB, help=told)

    def answer(self, data, *, as_json, most=None):
        found = plan(campaign(data), most=most or IN_REQUEST)
        return as_data(found) if as_json else as_table(found)
